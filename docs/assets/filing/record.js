// Cells of a published report, from its report.json.

import { parseNumber } from './numbers.js';

/** @typedef {import('./cell.js').Cell} Cell */
/** @typedef {{name: string, year: number, form: string, version: string, title: string, published: string | null,
 *   published_time: string | null, corrections: {date: string}[], text: Record<string, string>,
 *   tables: Record<string, Record<string, Record<string, number | string | null>>>,
 *   printed: Record<string, string>}} PublishedRecord */

/**
 * @param {Pick<PublishedRecord, 'tables' | 'printed'>} record
 * @returns {Map<string, Cell>}
 */
export function recordCells({ tables, printed }) {
  const cells = Object.entries(tables).flatMap(([section, rows]) =>
    Object.entries(rows).flatMap(([row, columns]) =>
      Object.entries(columns).map(([column, value]) => ({ name: `${section}.${row}.${column}`, value })),
    ),
  );
  return new Map(cells.map(({ name, value }) => [name, cellOf(value, printed[name])]));
}

/**
 * @param {number | string | null} value
 * @param {string | undefined} printed the text, if it is not the plain number
 * @returns {Cell}
 */
function cellOf(value, printed) {
  if (typeof value !== 'number') return { printed: value ?? '', value: null };
  return { printed: printed ?? String(value), value: parseNumber(String(value)) };
}
