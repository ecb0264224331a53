import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExact, isIn, keyOf, keysOf, lookUp, spreadOver } from '../../docs/assets/search/bigrams.js';

// The keys and buckets here were computed by generator/search, which writes the index.

test('keys of the index of names', () => {
  const keys = { 政: 3940626469, b: 3255822761, zj: 3687003840, zjj: 446079927 };
  for (const [text, key] of Object.entries(keys)) assert.equal(keyOf(text), key, text);
});

test('keys of words of one, two and three characters', () => {
  const keys = {
    政: 3940626469,
    𠀀: 651474013,
    政府: 4179916103,
    ab: 2925111367,
    𠀀政: 511511572,
    𠮷林: 2918064849,
    依申请: 2707709081,
  };
  for (const [word, key] of Object.entries(keys)) assert.deepEqual(keysOf([word], 4), [key], word);
  assert.deepEqual(keysOf(['𠀀政府'], 4), [783859185]);
});

test('longer words are looked up by triples spread over them', () => {
  const triples = [2686371429, 2372730496, 2774721924, 2939131503, 2314917256, 1391291823];
  assert.deepEqual(keysOf(['住房和城乡建设局'], 8), triples);
  assert.deepEqual(
    keysOf(['住房和城乡建设局'], 4),
    [0, 2, 3, 5].map((place) => triples[place]),
  );
});

test('several words share the triples, but each has two', () => {
  const count = (/** @type {string[]} */ words, /** @type {number} */ most) => keysOf(words, most).length;
  assert.equal(count(['住房和城乡建设局', '信息公开'], 8), 4 + 2);
  assert.equal(count(['住房和城乡建设局', '信息公开', '政府'], 3), 2 + 2 + 1);
  assert.equal(count(['信息公开', '信息公开'], 8), 2);
});

test('positions are spread evenly, with the first and the last', () => {
  assert.deepEqual(spreadOver(0, 3), []);
  assert.deepEqual(spreadOver(3, 3), [0, 1, 2]);
  assert.deepEqual(spreadOver(10, 4), [0, 3, 6, 9]);
  assert.deepEqual(spreadOver(10, 2), [0, 9]);
});

test('only one or two plain characters are looked up exactly', () => {
  assert.deepEqual(['政', '政府', '政府办', '𠀀', '𠀀政'].map(isExact), [true, true, false, false, false]);
});

test('bit sets have the lowest bit first', () => {
  const bits = Uint8Array.from([0b10000001, 0b00000100]);
  assert.deepEqual(numbersIn(bits), [0, 7, 10]);
});

/** @param {Uint8Array} bits */
function numbersIn(bits) {
  return [...Array(bits.length * 8).keys()].filter((number) => isIn(bits, number));
}

const RUNS = [0x10000005, 16, 1, 2, 10, 253, 2, 0, 188, 12];
const BITMAP = [35, 53, 5, ...Array(8).fill([219, 182, 109]).flat(), 219];
const BUCKET = Uint8Array.from([5, ...RUNS.slice(1), 251, 7, 2, 14, 128, 248, 255, 119, ...BITMAP.slice(1)]);

for (const [key, expected] of /** @type {[number, number[]][]} */ ([
  [0x10000005, [0, 1, 2, 3, 9, 200, 201, 1000]],
  [0x10000400, [7]],
  [0x1f000000, [...Array(240).keys()].filter((number) => number >= 40 && number % 3)],
  [0x10000006, []],
  [0x10000004, []],
  [0x1fffffff, []],
])) {
  test(`reports of the key ${key.toString(16)}`, () => {
    assert.deepEqual(numbersIn(lookUp(BUCKET, key, 4, 1008)), expected);
  });
}

test('the first key of a bucket, and an empty bucket', () => {
  assert.deepEqual(numbersIn(lookUp(Uint8Array.from([0, 2, 10]), 0x20000000, 4, 8)), [5]);
  assert.deepEqual(numbersIn(lookUp(new Uint8Array(), 0x20000000, 4, 8)), []);
});
