// Where the cells of a pasted block belong in an official table: beside its labels, or from the chosen cell on.
// All of them are placed, or none, with the reason.

import { abridged, isReadable, readCell } from './cell.js';
import { columnFault, headingsOf, matrixOf, plain } from './headings.js';

/** @typedef {import('./clipboard.js').Block} Block */
/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Spot} Spot */
/** @typedef {{cells: Map<string, string>, refusal: string}} Placed */
/** @typedef {{texts: string[], own: string[], number: number, at: number, label: string | undefined,
 *   isHead: boolean}} Row a pasted row; `own` are the texts after its label, without places that merged cells cover */
/** @typedef {import('./headings.js').Headings} Headings */

/**
 * @param {Form} form
 * @param {string} section
 * @param {Block[]} blocks the tables on the clipboard
 * @param {string} start the full name of the chosen cell
 * @returns {Placed}
 */
export function placeOne(form, section, blocks, start) {
  const tried = blocks.map((block) => place(form, section, block, start));
  const fitting = tried.filter(({ refusal }) => !refusal);
  if (fitting.length === 1 || !tried.length) return fitting[0] ?? refused('剪贴板里没有表格');
  return fitting.length ? refused(`剪贴板里有 ${fitting.length} 张表都放得下`) : tried[0];
}

/**
 * @param {Form} form
 * @param {string} section
 * @param {Block} block
 * @param {string} start
 * @returns {Placed}
 */
export function place(form, section, block, start) {
  const headings = headingsOf(form, section);
  const matrix = matrixOf(form, section);
  const rows = block
    .map((texts, index) => described(texts, index + 1, headings))
    .filter(({ texts }) => texts.some(Boolean));
  const fault = columnFault(rows, headings);
  if (fault) return refused(fault);
  const body = rows.filter(({ isHead }) => !isHead);
  if (body.some(({ label }) => label)) return placeByLabels(form, section, body, matrix);
  if (body.length === rows.length) {
    if (!body.some(({ texts }) => texts[0])) return refused('左边第一列是空的，不知道从哪一格起');
    const first = matrix.findIndex((spots) => spots.some(({ name }) => name === start));
    const left = matrix[first].findIndex(({ name }) => name === start);
    return placeFrom(matrix, body, first, left);
  }
  if (body.length !== matrix.length) return refused(`标题下面有 ${body.length} 行数，这张表应有 ${matrix.length} 行`);
  const figures = body.map((row, index) => ({ ...row, texts: valuesOf(row.own, matrix[index].length) }));
  return placeFrom(matrix, figures, 0, 0);
}

/**
 * A pasted row: the name of the row whose label it has, and where; or whether it has only headings.
 * @param {(string | null)[]} cells
 * @param {number} number
 * @param {Headings} headings
 * @returns {Row}
 */
function described(cells, number, headings) {
  const texts = cells.map((text) => text ?? '');
  const labels = texts.map((text) => headings.rows.get(plain(text)));
  const at = labels.reduce((last, label, index) => (label ? index : last), -1);
  const isHead = at < 0 && texts.every((text) => !text || headings.all.has(plain(text)));
  const own = cells.slice(at + 1).flatMap((text) => text ?? []);
  return { texts, own, number, at, label: labels[at], isHead };
}

/**
 * @param {Form} form
 * @param {string} section
 * @param {Row[]} body
 * @param {Spot[][]} matrix
 * @returns {Placed}
 */
function placeByLabels(form, section, body, matrix) {
  const { width, boxes } = form.data.tables[section];
  const first = Math.min(...boxes.filter(({ kind }) => kind === 'cell').map(({ column }) => column));
  const cells = new Map();
  for (const row of body) {
    const { texts, own, number, at, label } = row;
    const spots = matrix.find(([spot]) => spot.row.name === label);
    if (!spots) return refused(`第 ${number} 行（${abridged(texts.join(' '))}）认不出是表上哪一行`);
    const printed = spots[0].row.label;
    const hasAllPlaces = texts.length === width && own.length === width - at - 1;
    const isInPlace = hasAllPlaces && !texts.slice(at + 1, first).some(Boolean);
    const values = valuesOf(isInPlace ? texts.slice(first) : own, spots.length);
    if (values.length !== spots.length) {
      return refused(`“${printed}”一行有 ${values.length} 个数，表上是 ${spots.length} 格`);
    }
    if (cells.has(spots[0].name)) return refused(`“${printed}”一行出现了两次`);
    const wrong = put(cells, spots, values);
    if (wrong) return refused(wrong);
  }
  return { cells, refusal: '' };
}

/**
 * @param {Spot[][]} matrix
 * @param {Row[]} rows
 * @param {number} first
 * @param {number} left
 * @returns {Placed}
 */
function placeFrom(matrix, rows, first, left) {
  const cells = new Map();
  for (const [number, { texts }] of rows.entries()) {
    const spots = matrix[first + number]?.slice(left, left + texts.length) ?? [];
    if (!spots.length || texts.slice(spots.length).some(Boolean)) {
      const room = `从这一格起，第 ${number + 1} 行只有 ${spots.length} 格`;
      return refused(`粘贴的是 ${rows.length} 行、${texts.length} 列；${room}`);
    }
    const wrong = put(cells, spots, texts);
    if (wrong) return refused(wrong);
  }
  return { cells, refusal: '' };
}

/**
 * Add the texts of a row to the cells; returns why they cannot be figures, if they cannot.
 * @param {Map<string, string>} cells
 * @param {Spot[]} spots
 * @param {string[]} texts
 */
function put(cells, spots, texts) {
  for (const [index, { name, unit }] of spots.entries()) {
    const { cell, fault } = readCell(texts[index], unit);
    if (!fault && !isReadable(cell)) return `“${abridged(texts[index])}”不是表里的数，也不是这张表的标题`;
    cells.set(name, texts[index]);
  }
  return '';
}

/**
 * The figures of a row without the blank cells at one end that merged cells leave in text; all of its texts if it is not
 * clear which blank cells these are.
 * @param {string[]} texts
 * @param {number} length how many figures the row has
 */
function valuesOf(texts, length) {
  const extra = texts.length - length;
  const leading = texts.findIndex(Boolean);
  if (extra > 0 && leading === extra) return texts.slice(extra);
  if (extra > 0 && leading === 0 && !texts.slice(length).some(Boolean)) return texts.slice(0, length);
  return texts;
}

/**
 * @param {string} reason
 * @returns {Placed}
 */
function refused(reason) {
  return { cells: new Map(), refusal: `没有粘贴：${reason}。请核对复制的范围；也可以一行一行地粘贴。` };
}
