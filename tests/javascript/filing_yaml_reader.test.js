import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportInSource, sourceRoot } from '../../docs/assets/filing/source-report.js';
import { tidy } from '../../docs/assets/filing/yaml.js';
import { YamlFault } from '../../docs/assets/filing/yaml-cursor.js';
import { readYaml } from '../../docs/assets/filing/yaml-reader.js';
import { doubleQuoted, foldedLines, singleQuoted } from '../../docs/assets/filing/yaml-scalars.js';
import { formOf, vectorsIn } from './filing_forms.js';

/** YAML that the program reads, and the page need not: no report is written so. */
const TOO_UNUSUAL = /^\? a|\[x: y\]|\{b, c|^a: 1\na: 2/m;

/**
 * @param {string} text
 * @param {import('../../docs/assets/filing/yaml-values.js').Node} node
 * @returns {unknown}
 */
function record(text, node) {
  if (node.kind === 'list') return { items: node.items.map((each) => record(text, each)) };
  if (node.kind === 'map') {
    return { entries: node.entries.map(({ key, value }) => [record(text, key), record(text, value)]) };
  }
  const before = text.slice(0, node.start).split('\n');
  return [before.length, before[before.length - 1].length + 1, node.style, tidy(node.value)];
}

for (const [number, { text, nodes }] of vectorsIn('yaml.jsonl').entries()) {
  test(`YAML is read as the program reads it, or refused: ${number}`, () => {
    if (nodes && !TOO_UNUSUAL.test(text)) assert.deepEqual(record(text, readYaml(text)), nodes);
    else assert.throws(() => readYaml(text), YamlFault);
  });
}

test('a refusal says the line', () => {
  assert.throws(() => readYaml('a: 1\nb: *a\n'), /^Error: 第 2 行：不能以“\*”开头，请加引号$/);
  assert.throws(() => readYaml('a: 1\nb: \u200b\n'), /第 2 行：有看不见的字符/);
  assert.throws(() => readYaml(`a: ${'x'.repeat(1_000_001)}`), /太大/);
});

test('what is no report, or cannot be corrected, is refused', () => {
  const [{ source }] = vectorsIn('corrections.jsonl');
  const read = (/** @type {string} */ text) => reportInSource(sourceRoot(text), formOf('2021'));
  assert.throws(() => read('- a\n'), /不是报告文件/);
  assert.throws(() => read('name: 甲局\nkind: department\n'), /缺少/);
  assert.throws(() => read(source.replace('carried_in: 0', 'carried_in: 1')), /应有 7 个数/);
  assert.throws(
    () => read(source.replace('fees: 2896.904', 'fees: [2896.904]\n  more: {a: 1}').replace('[2896.904]', '[[1]]')),
    /不是一个数/,
  );
  const sides = (/** @type {string} */ text) =>
    `${source.replace(/^accepts:\n( .*\n)*/m, '')}accepts:\n  - {check: a.b, reason: 原件如此, sides: ${text}}\n`;
  for (const text of ['3', '[1]', '[1, 2, 3]', '[一, 2]'])
    assert.throws(() => read(sides(text)), /“sides”应写成/, text);
  assert.deepEqual(read(sides('[1.0, -2]')).accepts[0].sides, ['1', '-2']);
  assert.throws(() => read(`${source}withdrawn: {date: 2026-01-01, reason: 重复}\n`), /已经撤回/);
});

test('a text that is long in an unusual way is read, or refused, at once', () => {
  const [blanks, lines] = [' '.repeat(400_000), '\n'.repeat(400_000)];
  for (const text of [`a: "${blanks}b"`, `a: '${blanks}b'`, `a: |\n  b\n${lines}  c`, `a: >\n  b\n${lines}  c`]) {
    const root = readYaml(text);
    assert.equal(root.kind === 'map' && root.entries[0].value.kind, 'text');
  }
  const many = Array.from({ length: 60_000 }, (_, number) => `a${number}: 1`).join('\n');
  assert.throws(() => readYaml(many), /内容太多/);
});

/** @type {[string, string | null][]} what stands in quotation marks, and what it means */
const QUOTED = [
  ['\\0\\a\\b\\t\\n\\v\\f\\r\\e', '\0\x07\b\t\n\v\f\r\x1b'],
  ['\\ \\"\\/\\\\\\N\\_\\L\\P', ' "/\\\x85\xa0\u2028\u2029'],
  ['\\x41\\u7532\\U00020BB7\\U0010FFFF', 'A甲𠮷\u{10ffff}'],
  ['一  二\n三\n\n四', '一  二 三\n四'],
  ['一\\\n  二', '一二'],
  ['\\q', null],
  ['\\x4', null],
  ['\\U00110000', null],
];

test('escape sequences mean what YAML says', () => {
  for (const [text, value] of QUOTED) assert.equal(doubleQuoted(`"${text}"`), value, text);
  assert.equal(singleQuoted("'甲''乙\\n\n丙'"), "甲'乙\\n 丙");
});

test('lines of a folded block are joined, but not around blank and indented ones', () => {
  assert.equal(foldedLines(['一', '二', '', '三', '  四', '五', '']), '一 二\n三\n  四\n五');
  assert.equal(foldedLines(['', '一', '', '', '二']), '\n一\n\n二');
});
