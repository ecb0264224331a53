// The labels of an official table, to find rows and columns of a pasted one.

import { abridged } from './cell.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Spot} Spot */
/** @typedef {import('./placing.js').Row} Row */
/** @typedef {{rows: Map<string, string>, columns: Map<string, string>, orders: Map<string, string>,
 *   all: Set<string>}} Headings */

/**
 * Why the headings above pasted rows are not those of the table's columns; empty if they are, or there are none.
 * @param {Row[]} rows
 * @param {Headings} headings
 */
export function columnFault(rows, { columns, orders }) {
  /** @type {{x: number, text: string}[]} */
  let above = [];
  for (const [index, { texts, isHead, label }] of rows.entries()) {
    if (isHead) {
      if (!rows[index - 1]?.isHead) above = [];
      above.push(...texts.map((text, x) => ({ x, text })).filter(({ text }) => columns.has(plain(text))));
    } else if (above.length) {
      const found = above.sort((one, other) => one.x - other.x);
      const order = found.map(({ text }) => columns.get(plain(text))).join(' ');
      if (order !== orders.get(label ?? '')) {
        return `粘贴的各列依次是“${abridged(found.map(({ text }) => text).join('、'))}”，和这张表的列不同`;
      }
    }
  }
  return '';
}

/**
 * The labels of a table: those of its rows and columns, with other wordings, and all that its headings say. `orders`
 * are the columns of each row by its name; those of a table without row labels have no name.
 * @param {Form} form
 * @param {string} section
 * @returns {Headings}
 */
export function headingsOf(form, section) {
  const { blocks, boxes } = form.data.tables[section];
  const isOneRow = !boxes.some(({ kind }) => kind === 'row');
  const wordings = (/** @type {import('./form.js').Heading} */ { label, aliases }) => [label, ...aliases].map(plain);
  const columns = new Map(
    blocks.flatMap((block) => block.columns.flatMap((each) => wordings(each).map((text) => [text, plain(each.label)]))),
  );
  const rows = new Map();
  const orders = new Map();
  for (const block of blocks) {
    const order = block.columns.map(({ label }) => plain(label)).join(' ');
    if (isOneRow) orders.set('', block.rows.map(() => order).join(' '));
    for (const row of isOneRow ? [] : block.rows) {
      orders.set(row.name, order);
      for (const text of wordings(row)) rows.set(text, row.name);
    }
  }
  const title = form.data.sections.find(({ key }) => key === section)?.title ?? '';
  const all = [title, ...boxes.map(({ words = [] }) => words.join(''))].map(plain);
  return { rows, columns, orders, all: new Set([...all, ...columns.keys(), ...rows.keys()].filter(Boolean)) };
}

/**
 * The cells of a table as printed, row by row.
 * @param {Form} form
 * @param {string} section
 * @returns {Spot[][]}
 */
export function matrixOf(form, section) {
  const { boxes } = form.data.tables[section];
  /** @type {Spot[][]} */
  const rows = [];
  for (const { kind, row, name } of boxes) {
    const spot = kind === 'cell' ? form.spots.get(`${section}.${name}`) : undefined;
    if (!spot) continue;
    rows[row] ??= [];
    rows[row].push(spot);
  }
  return rows.filter(Boolean);
}

/** @param {string} text */
export function plain(text) {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
