// The value of a cell, or of a role, in every report: numbers, blanks, texts and absent cells kept apart.
// docs/manual/data.md describes the format of cell files; generator/exporters/cell_files.py writes them.

/** @typedef {import('./index.js').Report} Report */
/** @typedef {import('./index.js').Index} Index */

/**
 * A cell as printed and its number if there is one: `{printed: '', value: null}` is a blank, not zero.
 * @typedef {{printed: string, value: number | null}} Value
 */

/** @typedef {{order: string, at?: number[], values?: number[], blank?: number[], printed?: Record<string, [string, number | null]>}} Sparse */
/** @typedef {{cell: string, years: Record<string, Sparse>}} CellFile */

/** @type {Value} */
const ZERO = { printed: '0', value: 0 };
/** @type {Value} */
const BLANK = { printed: '', value: null };

/** Thrown if a file of a cell counts reports in another order than the index: they are of different builds. */
export class OutOfDateError extends Error {}

/**
 * Return a function that gives the cell's value in a report, or null if the report's form has no such cell.
 * @param {CellFile} file
 * @param {Index} index
 * @returns {(report: Report) => Value | null}
 */
export function readCell(file, index) {
  for (const [year, { order }] of Object.entries(file.years)) {
    if (index.orders.get(Number(year)) !== order) throw new OutOfDateError(`${file.cell} ${year}`);
  }
  const having = new Set([...index.forms].filter(([, { cells }]) => file.cell in cells).map(([id]) => id));
  const years = new Map(Object.entries(file.years).map(([year, sparse]) => [Number(year), readYear(sparse)]));
  return ({ year, number, form }) => (having.has(form) ? (years.get(year)?.get(number) ?? ZERO) : null);
}

/**
 * The values of a year that are not plain zeros, by the number of the report.
 * @param {Sparse} sparse
 */
function readYear({ at, values = [], blank = [], printed = {} }) {
  /** @type {Map<number, Value>} */
  const found = new Map();
  let number = -1;
  for (const [i, value] of values.entries()) {
    number = at ? Math.max(number, 0) + at[i] : i;
    if (value) found.set(number, { printed: String(value), value });
  }
  for (const each of blank) found.set(each, BLANK);
  for (const [each, [text, value]] of Object.entries(printed)) found.set(Number(each), { printed: text, value });
  return found;
}
