// The value of a cell, or of a role, in every report: numbers, blanks, texts and absent cells kept apart.
// docs/manual/data.md describes the format of cell files; generator/exporters/cell_files.py writes them.

/** @typedef {import('./index.js').Report} Report */
/** @typedef {import('./index.js').Index} Index */

/**
 * A cell as printed and its number if there is one: `{printed: '', value: null}` is a blank, not zero.
 * @typedef {{printed: string, value: number | null}} Value
 */

/**
 * A cell over all reports: its value in one, null if the report's form has no such cell; and only the number there, NaN
 * if there is none. Numbers are for going through all reports: no object is made of each.
 * @typedef {{valueIn: (report: Report) => Value | null, numberIn: (report: Report) => number}} Column
 */

/** @typedef {{order: string, at?: number[], values?: number[], blank?: number[], printed?: Record<string, [string, number | null]>}} Sparse */
/** @typedef {{cell: string, years: Record<string, Sparse>}} CellFile */

/** Thrown if a file of a cell counts reports in another order than the index: they are of different builds. */
export class OutOfDateError extends Error {}

/**
 * @param {CellFile} file
 * @param {Index} index
 * @returns {Column}
 */
export function readCell(file, index) {
  for (const [year, { order }] of Object.entries(file.years)) {
    if (index.orders.get(Number(year)) !== order) throw new OutOfDateError(`${file.cell} ${year}`);
  }
  const having = new Set([...index.forms].filter(([, { cells }]) => file.cell in cells).map(([id]) => id));
  const years = new Map(
    [...index.reports].map(([year, reports]) => [year, readYear(file.years[year] ?? {}, reports.length)]),
  );
  const numberIn = (/** @type {Report} */ { year, number, form }) =>
    having.has(form) ? (years.get(year)?.numbers[number] ?? Number.NaN) : Number.NaN;
  return {
    numberIn,
    valueIn: (report) => {
      if (!having.has(report.form)) return null;
      const value = numberIn(report);
      return years.get(report.year)?.others.get(report.number) ?? { printed: String(value), value };
    },
  };
}

/**
 * The numbers of a year's reports, NaN where there is none; and what is not printed as its plain number, by report.
 * @param {Partial<Sparse>} sparse
 * @param {number} count
 */
function readYear({ at, values = [], blank = [], printed = {} }, count) {
  const numbers = new Float64Array(count);
  /** @type {Map<number, Value>} */
  const others = new Map();
  let number = 0;
  for (let i = 0; i < values.length; i++) {
    number = at ? number + at[i] : i;
    numbers[number] = values[i];
  }
  for (const each of blank) others.set(each, { printed: '', value: null });
  for (const [each, [text, value]] of Object.entries(printed)) others.set(Number(each), { printed: text, value });
  for (const [each, { value }] of others) numbers[each] = value ?? Number.NaN;
  return { numbers, others };
}
