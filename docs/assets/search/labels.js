// Official labels of the tables: what every report prints is no text to search for; the glossary explains it.

import { addressOf, loadCells } from './data.js';
import { bare } from './reading.js';
import { normalise } from './text.js';
import { simplify } from './traditional.js';

/** How much of a query must be in a label, in order, if not all is. */
const LEAST = 0.8;
const SHORTEST = 4;

/** @typedef {{cell: string, label: string, isWhole: boolean}} Label isWhole: the label contains the query */
/** @typedef {Record<string, [section: string, row: string, column: string, unit: string]>} Cells labels by name */

/**
 * The label that the query means, if the site publishes figures, and the address of its explanation.
 * @param {string} query
 * @returns {Promise<(Label & {address: string}) | null>}
 */
export async function labelFor(query) {
  const found = findLabel(query, await loadCells().catch(() => []));
  return found && { ...found, address: addressOf(`glossary/#${found.cell.slice(0, found.cell.lastIndexOf('.'))}`) };
}

/**
 * Of the cells whose labels contain the query, or most of it in order, the first of the last column (the total), unless
 * the query is about a column.
 * @param {string} query
 * @param {Cells[]} forms
 * @returns {Label | null}
 */
export function findLabel(query, forms) {
  const asked = lettersOf(bare(lettersOf(query)) || query);
  if (asked.length < 2) return null;
  const cells = forms.flatMap((cells) => Object.entries(cells));
  /** @type {Map<string, string>} the last column of each row */
  const lasts = new Map(cells.map(([cell]) => [cell.slice(0, cell.lastIndexOf('.')), cell]));
  for (const isWhole of [true, false]) {
    for (const [cell, [, row, column]] of cells) {
      const last = lasts.get(cell.slice(0, cell.lastIndexOf('.'))) ?? cell;
      const isIn = (/** @type {string} */ label) =>
        isWhole ? lettersOf(label).includes(asked) : isMostly(asked, label);
      if (isIn(row)) return { cell: last, label: row, isWhole };
      if (isIn(row + column)) return { cell, label: `${row} / ${column}`, isWhole };
      if (isIn(column)) return { cell, label: `${row} / ${column}`, isWhole };
    }
  }
  return null;
}

/** @param {string} text */
function lettersOf(text) {
  return simplify(normalise(text)).replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Whether the label has most characters of the query in order.
 * @param {string} asked
 * @param {string} label
 */
function isMostly(asked, label) {
  if (asked.length < SHORTEST) return false;
  const text = lettersOf(label);
  /** @type {number[]} the longest common subsequence up to each place of the label */
  let lengths = Array(text.length + 1).fill(0);
  for (const character of asked) {
    const next = [0];
    for (let i = 0; i < text.length; i++) {
      next.push(text[i] === character ? lengths[i] + 1 : Math.max(lengths[i + 1], next[i]));
    }
    lengths = next;
  }
  return lengths[text.length] >= LEAST * asked.length;
}
