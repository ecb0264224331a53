import assert from 'node:assert/strict';
import { test } from 'node:test';
import { align, lengthOf, normalise, wordsOf, yearOf } from '../../docs/assets/search/text.js';

test('text is compared in NFKC and lower case', () => {
  assert.equal(normalise('ＺＦＢ２０２４年①㎡ﬁ'), 'zfb2024年1m2fi');
  assert.equal(normalise('e\u0301'), 'é');
  assert.equal(normalise('2,896.904、１，２３４，567；12,34、1,2345、,123'), '2896.904、1234567;12,34、1,2345、,123');
});

for (const [query, words] of /** @type {[string, string[]][]} */ ([
  ['', []],
  [' \t\u3000\u00a0\n', []],
  ['住建 2024', ['住建', '2024']],
  ['住建\u0000局\u007f年\u0085报', ['住建', '局', '年', '报']],
  ['政务 ＺＷ zw 政务', ['政务', 'zw']],
  ['“依申请公开” 16件', ['依申请公开', '16件']],
  ['「政务 公开」', ['政务', '公开']],
  ...['“”', '‘’', '""', "''", '「」', '『』', '＂＂', '”“'].map(
    ([open, close]) => /** @type {[string, string[]]} */ ([`${open}公开${close}`, ['公开']]),
  ),
  ['所谓“公开”就是', ['所谓“公开”就是']],
  ['“公开', ['“公开']],
])) {
  test(`the words of ${JSON.stringify(query)}`, () => assert.deepEqual(wordsOf(query), words));
}

test('a word may stand for a year', () => {
  assert.deepEqual(['2024', '1999年', '2024年度'].map(yearOf), [2024, 1999, 2024]);
  assert.deepEqual(['2124', '20245', '2024度', '在2024年', '2024年报', ''].map(yearOf), Array(6).fill(null));
});

test('length is counted in characters', () => {
  assert.equal(lengthOf('𠮷林'), 2);
});

test('printed text is cut into pieces aligned with its normalised form', () => {
  assert.deepEqual(align('5㎡A'), { pieces: ['5', '㎡', 'A'], starts: [0, 1, 3, 4] });
  assert.deepEqual(align('e\u0301a'), { pieces: ['e\u0301', 'a'], starts: [0, 1, 2] });
  assert.deepEqual(align('𠮷年'), { pieces: ['𠮷', '年'], starts: [0, 2, 3] });
  assert.deepEqual(align('\u0301年'), { pieces: ['\u0301', '年'], starts: [0, 1, 2] });
  assert.deepEqual(align('计1,234㎡'), {
    pieces: ['计', '1', ',', '2', '3', '4', '㎡'],
    starts: [0, 1, 2, 2, 3, 4, 5, 7],
  });
  assert.deepEqual(align(''), { pieces: [], starts: [0] });
});

test('text that cannot be aligned is shown normalised', () => {
  assert.deepEqual(align('\u1100\u1161年'), { pieces: ['가', '年'], starts: [0, 1, 2] });
  assert.deepEqual(align('ΑΣ'), { pieces: ['α', 'ς'], starts: [0, 1, 2] });
});
