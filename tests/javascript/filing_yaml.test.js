import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedText, textBlocks } from '../../docs/assets/filing/narrative.js';
import { cellScalar, scalar, sourceText, tidy } from '../../docs/assets/filing/yaml.js';
import { allCells, formOf, vectorsIn } from './filing_forms.js';

test('the filing page writes the file that the program writes for the same report', () => {
  for (const [number, { form: id, source, printed, blocks: _, ...report }] of vectorsIn('sources.jsonl').entries()) {
    const form = formOf(id);
    assert.equal(sourceText(form, { ...report, cells: allCells(form, printed) }), source, `vector ${number}`);
  }
});

test('a note without text is left out, and the list of notes if there is no other', () => {
  const [{ form: id, source: _, printed, blocks: __, ...report }] = vectorsIn('sources.jsonl');
  const form = formOf(id);
  const cells = allCells(form, printed);
  const text = (/** @type {Record<string, string>} */ notes) => sourceText(form, { ...report, cells, notes });
  assert.equal(text({ requests: '', disputes: '' }), text({}));
  assert.equal(text({ requests: '甲\n乙', disputes: '' }), `${text({})}\nnotes:\n  requests: |\n    甲\n    乙\n`);
});

test('texts lose blank space at line ends, and blank lines around them', () => {
  assert.equal(tidy('\n\r\n  甲 \r\n\n乙\t\n\n'), '  甲\n\n乙');
});

test('the preview has the blocks of the published page', () => {
  const runs = (/** @type {import('../../docs/assets/filing/narrative.js').Run[]} */ line) =>
    line.map(({ kind, text, bold }) => [kind, text, bold]);
  for (const { text, blocks } of vectorsIn('sources.jsonl')) {
    for (const [key, expected] of Object.entries(blocks)) {
      const found = textBlocks(text[key]).map(({ kind, lines, lead, rows }) => [
        kind,
        lines.map(runs),
        runs(lead),
        rows.map((row) => row.map(runs)),
      ]);
      assert.deepEqual(found, expected, text[key]);
    }
  }
});

test('a published text has a line for each paragraph, item and row, with its figures', () => {
  const text = '全年**新收**{{a.b}}件。\n\n- **甲**\n* 乙\n\n| 项 | 数 |\n|:--|--|\n| 丙 |';
  assert.equal(
    publishedText(text, (cell) => (cell === 'a.b' ? '7' : '')),
    '全年新收7件。\n- 甲\n- 乙\n| 项 | 数 |\n| 丙 |  |',
  );
});

/** Texts that YAML readers, also old ones, take for something else. */
const QUOTED = 'null true false yes no on off y n No ON ~ 1 1.5 -a a: #a @a &a *a !a |a >a %a `a {a} [a] ?';

test('a text that YAML readers might take for something else stands in quotation marks', () => {
  for (const text of QUOTED.split(' ')) assert.equal(scalar(text), `"${text}"`);
  for (const text of ['a: b', 'a #b', 'a  b', ' a', 'a ', '']) assert.equal(scalar(text), `"${text}"`);
  for (const text of ['甲局', 'a.b-c', '祁政〔2025〕1号', '《年报》，“甲”（乙） 丙']) assert.equal(scalar(text), text);
});

test('a figure stands as it is, a blank as null, words in quotation marks', () => {
  for (const text of ['0', '-1', '12.50', '/', '—']) assert.equal(cellScalar(text), text);
  for (const text of ['007', '1,234', '?', '-', '12件', '1e3', '.5', 'null'])
    assert.equal(cellScalar(text), `"${text}"`);
  assert.equal(cellScalar(''), 'null');
});

test('a table of ten thousand cells is one, a larger one stays lines', () => {
  const kinds = (/** @type {number} */ rows) =>
    textBlocks(
      Array(rows)
        .fill(`|${'1|'.repeat(100)}`)
        .join('\n'),
    ).map(({ kind }) => kind);
  assert.deepEqual(kinds(100), ['table']);
  assert.equal(kinds(101).length, 101);
});

test('a heading within a line has thirty characters, one of its own forty', () => {
  const kinds = (/** @type {string} */ text) => textBlocks(text).map(({ kind, lead }) => [kind, lead.length > 0])[0];
  assert.deepEqual(kinds(`（一）${'长'.repeat(30)}。后文。`), ['paragraph', true]);
  assert.deepEqual(kinds(`（一）${'长'.repeat(31)}。后文。`), ['paragraph', false]);
  assert.deepEqual(kinds(`（一）${'长'.repeat(40)}`), ['heading', false]);
  assert.deepEqual(kinds(`（一）${'长'.repeat(41)}`), ['paragraph', false]);
});
