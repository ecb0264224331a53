import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixOf } from '../../docs/assets/filing/headings.js';
import { place, placeOne } from '../../docs/assets/filing/placing.js';
import { formOf } from './filing_forms.js';

/** @typedef {import('../../docs/assets/filing/form.js').Form} Form */

const IDS = ['2021', '2021-mixed', '2019', '2019-mixed'];
const TABLES = IDS.flatMap((id) =>
  Object.keys(formOf(id).data.tables).map((section) => ({ form: formOf(id), section })),
);

/**
 * A figure of its own for every cell.
 * @param {Form} form
 * @param {string} section
 */
function figures(form, section) {
  return new Map(matrixOf(form, section).flatMap((row) => row.map(({ name, order }) => [name, String(order)])));
}

/**
 * The table as a program copies it: merged cells at their first place, blanks where they reach.
 * @param {Form} form
 * @param {string} section
 */
function wholeTable(form, section) {
  const { width, boxes } = form.data.tables[section];
  const values = figures(form, section);
  const height = Math.max(...boxes.map(({ row, height: rows }) => row + rows));
  const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => ''));
  for (const { kind, row, column, name, words } of boxes) {
    rows[row][column] = kind === 'cell' ? (values.get(`${section}.${name}`) ?? '') : (words ?? []).join('');
  }
  return rows;
}

/** @param {Form} form @param {string} section */
const first = (form, section) => matrixOf(form, section)[0][0].name;

test('a whole table goes to its cells, wherever it is pasted', () => {
  for (const { form, section } of TABLES) {
    const last = matrixOf(form, section).slice(-1)[0]?.[0].name ?? '';
    for (const start of [first(form, section), last]) {
      const { cells, refusal } = place(form, section, wholeTable(form, section), start);
      assert.equal(refusal, '');
      assert.deepEqual(cells, figures(form, section));
    }
  }
});

test('headings in other words are headings, too', () => {
  for (const { form, section } of TABLES) {
    const headings = form.data.tables[section].blocks.flatMap(({ rows, columns }) => [...rows, ...columns]);
    for (const { label, aliases } of headings) {
      for (const alias of aliases) {
        const rows = wholeTable(form, section).map((row) => row.map((text) => (text === label ? alias : text)));
        const { cells, refusal } = place(form, section, rows, first(form, section));
        assert.equal(refusal, '', alias);
        assert.deepEqual(cells, figures(form, section));
      }
    }
  }
});

test('rows with their labels go to their places in any order, with or without the groups', () => {
  for (const { form, section } of TABLES) {
    const { blocks, boxes } = form.data.tables[section];
    if (!boxes.some(({ kind }) => kind === 'row')) continue;
    const labels = new Map(blocks.flatMap(({ rows }) => rows.map(({ name, label }) => [name, label])));
    const rows = matrixOf(form, section).map((spots) => [
      labels.get(spots[0].row.name) ?? '',
      ...spots.map(({ order }) => String(order)),
    ]);
    const width = Math.max(...rows.map((row) => row.length));
    const padded = rows.reverse().map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
    assert.deepEqual(place(form, section, padded, first(form, section)).cells, figures(form, section));
  }
});

test('figures alone go to the cells from the chosen one on', () => {
  for (const { form, section } of TABLES) {
    const matrix = matrixOf(form, section);
    const [start] = matrix[matrix.length - 1];
    const values = matrix[matrix.length - 1].map(({ order }) => String(order));
    const { cells } = place(form, section, [values], start.name);
    assert.deepEqual([...cells.values()], values);
    assert.equal([...cells.keys()][0], start.name);
  }
});

test('what does not fit is refused whole, with the reason', () => {
  for (const { form, section } of TABLES) {
    const start = first(form, section);
    const matrix = matrixOf(form, section);
    const whole = wholeTable(form, section);
    const tooWide = [Array.from({ length: 40 }, () => '1')];
    const tooLong = Array.from({ length: matrix.length + 1 }, () => ['1']);
    const firstFigures = whole.findIndex((row) => row.some((text) => /^[0-9]+$/.test(text)));
    const swapped = whole.map((row, at) => (at < firstFigures ? [...row].reverse() : row));
    const stranger = [...whole.slice(0, -1), ['又一行', ...whole[whole.length - 1].slice(1)]];
    const words = [['见附件']];
    for (const block of [tooWide, tooLong, words, ...(whole[0].length > 4 ? [swapped] : []), stranger]) {
      const { cells, refusal } = place(form, section, block, start);
      assert.match(refusal, /^没有粘贴：.+。请核对复制的范围/);
      assert.equal(cells.size, 0);
    }
  }
});

test('a row that is too short is refused', () => {
  const { form, section } = TABLES[1];
  const [spot] = matrixOf(form, section)[0];
  const { refusal } = place(form, section, [[spot.row.label, '1', '2', '3']], spot.name);
  assert.match(refusal, /一行有 3 个数，表上是 7 格/);
});

test('of several tables on the clipboard the one that fits is taken', () => {
  const form = formOf('2021');
  const blocks = Object.keys(form.data.tables).map((section) => wholeTable(form, section));
  for (const section of Object.keys(form.data.tables)) {
    const { cells, refusal } = placeOne(form, section, blocks, first(form, section));
    assert.equal(refusal, '');
    assert.deepEqual(cells, figures(form, section));
  }
});

test('merged cells among the figures of a row are no cells of their own', () => {
  const { form, section } = TABLES[0];
  const [row] = matrixOf(form, section);
  const values = row.map(({ order }) => String(order));
  const merged = [row[0].row.label, values[0], null, ...values.slice(1), null];
  assert.deepEqual([...place(form, section, [merged], row[0].name).cells.values()], values);
});

test('blank cells of a merged label are left out only if a row has no figure too few', () => {
  const { form, section } = TABLES[1];
  const [row] = matrixOf(form, section);
  const [label, ...values] = [row[0].row.label, ...row.map(({ order }) => String(order))];
  const placed = (/** @type {(string | null)[]} */ ...cells) => place(form, section, [cells], row[0].name);
  for (const cells of [
    ['', ...values],
    [null, null, ...values],
    [...values, '', ''],
  ]) {
    assert.deepEqual([...placed(label, ...cells).cells.values()], values);
  }
  const short = values.slice(1);
  for (const cells of [
    ['', '', ...short],
    [null, null, ...short],
    ['', ...short, '', ''],
  ]) {
    assert.match(placed(label, ...cells).refusal, /一行有 . 个数/);
  }
});

test('a column of dashes alone is a column of figures', () => {
  const { form, section } = TABLES[1];
  const spots = matrixOf(form, section).map(([spot]) => spot.name);
  const { cells } = place(
    form,
    section,
    spots.map(() => ['—']),
    spots[0],
  );
  assert.deepEqual([...cells.keys()], spots);
});

test('a refusal names the row, the cells or the tables that do not go together', () => {
  const { form, section } = TABLES[1];
  const [row, second] = matrixOf(form, section);
  const [{ name }] = row;
  const line = (/** @type {string} */ label) => [label, ...row.map(() => '1')];
  const labelled = line(row[0].row.label);
  const refusal = (/** @type {string[][]} */ ...block) => place(form, section, block, name).refusal;
  assert.match(refusal(labelled, labelled), /一行出现了两次/);
  assert.match(refusal(labelled, line('又一行')), /第 2 行（又一行 /);
  assert.match(refusal(['', '1'], ['', '2']), /左边第一列是空的/);
  assert.match(place(form, section, [['1'], ['2', '3']], second[second.length - 1].name).refusal, /第 2 行只有 1 格/);
  assert.match(placeOne(form, section, [], name).refusal, /剪贴板里没有表格/);
  assert.match(placeOne(form, section, [[labelled], [labelled]], name).refusal, /有 2 张表都放得下/);
});

test('headings without figures below them are refused', () => {
  for (const { form, section } of TABLES) {
    const heads = wholeTable(form, section).slice(0, form.data.tables[section].bodies[0][0]);
    assert.match(place(form, section, heads, first(form, section)).refusal, /标题下面有 0 行数/);
  }
});

test('a label is found in whatever width its digits and marks were typed', () => {
  const { form, section } = TABLES[1];
  const row = matrixOf(form, section).find(([spot]) => /[0-9]/.test(spot.row.label)) ?? [];
  const label = row[0].row.label.replace(/[!-~]/g, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0));
  assert.notEqual(label, row[0].row.label);
  const { cells } = place(form, section, [[label, ...row.map(() => '1')]], first(form, section));
  assert.deepEqual(
    [...cells.keys()],
    row.map(({ name }) => name),
  );
});

test('a blank table is refused', () => {
  const { form, section } = TABLES[1];
  const { cells, refusal } = place(form, section, [['', ''], [null]], first(form, section));
  assert.match(refusal, /没有粘贴/);
  assert.equal(cells.size, 0);
});

test('the blank cells of a labelled row are blank, also the first ones and all', () => {
  const { form, section } = TABLES[1];
  const { width } = form.data.tables[section];
  const [row, next] = matrixOf(form, section);
  const lead = Array.from({ length: width - 1 - row.length }, () => '');
  const values = row.map(({ order }, at) => (at ? String(order) : ''));
  const blank = next.map(() => '');
  const rows = [
    [row[0].row.label, ...lead, ...values],
    [next[0].row.label, ...lead, ...blank],
  ];
  const { cells, refusal } = place(form, section, rows, row[0].name);
  assert.equal(refusal, '');
  assert.deepEqual([...cells.values()], [...values, ...blank]);
});

test('one heading of another column is enough to refuse, and headings are named as they stand', () => {
  const { form, section } = TABLES[0];
  const { blocks } = form.data.tables[section];
  const [one, other] = blocks[0].columns.map(({ label }) => label);
  const [row] = matrixOf(form, section);
  const refusal = (/** @type {string[][]} */ ...block) => place(form, section, block, row[0].name).refusal;
  assert.match(refusal(['', other], [row[0].row.label, '1']), RegExp(`各列依次是“${other}”`));
  assert.match(refusal(['', other, one], [row[0].row.label, '1', '2']), RegExp(`“${other}、${one}`));
  assert.match(refusal(['', '', one], ['', other, ''], [row[0].row.label, '1', '2']), RegExp(`“${other}、${one}`));
});
