// The answer to a question: the reports that pass, with their figures and shares, in order.

import { finderOf, isPart } from './figure.js';
import { shareOf, typedNumber } from './numbers.js';
import { TESTS } from './question.js';

/** @typedef {import('./figure.js').Figure} Figure */
/** @typedef {import('./figure.js').Found} Found */
/** @typedef {import('./files.js').Data} Data */
/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./index.js').Report} Report */
/** @typedef {import('./question.js').Question} Question */

/**
 * A column of the answer: a figure, or its share of the base.
 * @typedef {{key: string, figure: Figure, isShare: boolean}} Column
 */

/**
 * A report with its figures in the order of the columns; null if its form has no such figure. Shares are found too,
 * with `value` null where none may be formed.
 * @typedef {{report: Report, cells: (Found | null)[]}} Row
 */

/**
 * @typedef {object} Answer
 * @property {Column[]} columns
 * @property {Row[]} rows
 * @property {number} asked how many reports are of the years, region, kind and agencies
 * @property {number} lacking how many of these have a form without any of the figures
 */

/**
 * The columns of a question: each figure, then its share if it is a part of the base in some form; last the base.
 * @param {Figure[]} figures
 * @param {Figure | null} base
 * @param {Index} index
 * @returns {Column[]}
 */
export function columnsOf(figures, base, index) {
  const columns = figures.flatMap((figure) => {
    const hasShare = base && [...index.forms].some(([id, form]) => isPart(figure, base, id, form));
    const share = { key: `share.${figure.key}`, figure, isShare: true };
    return [{ key: figure.key, figure, isShare: false }, ...(hasShare ? [share] : [])];
  });
  const isListed = figures.some(({ key }) => key === base?.key);
  return base && !isListed ? [...columns, { key: base.key, figure: base, isShare: false }] : columns;
}

/**
 * The reports of the years, region, kind and agencies of a question, newest first, in the order of the tree.
 * @param {Question} question
 * @param {Index} index
 */
export function reportsAsked({ years, region, kind, agencies }, index) {
  const [inYears, named] = [new Set(years), new Set(agencies)];
  return [...index.reports].flatMap(([year, reports]) =>
    inYears.size && !inYears.has(year)
      ? []
      : reports.filter(
          ({ agency }) =>
            (!region || agency.government === region) &&
            (!kind || agency.kind === kind) &&
            (!named.size || named.has(agency.id)),
        ),
  );
}

/**
 * @param {Question} question whose figures are all known
 * @param {Figure[]} figures
 * @param {Figure | null} base
 * @param {Data} data
 * @returns {Answer}
 */
export function answer(question, figures, base, { index, columns: files }) {
  const columns = columnsOf(figures, base, index);
  const finders = new Map([...figures, ...(base ? [base] : [])].map((figure) => [figure, finderOf(figure, files)]));
  const shares = new Map(
    columns.filter(({ isShare }) => isShare).map(({ figure }) => [figure, formsWithShare(figure, base, index)]),
  );
  const find = (/** @type {Figure} */ figure, /** @type {Report} */ report) => finders.get(figure)?.(report) ?? null;
  const places = new Map(figures.map((figure, i) => [figure, i]));
  const tests = question.figures.map(({ test, numbers }) => testOf(test, numbers));
  const reports = reportsAsked(question, index);
  /** @type {Row[]} */
  const rows = [];
  let lacking = 0;
  for (const report of reports) {
    const found = figures.map((figure) => find(figure, report));
    if (found.every((each) => each === null)) lacking++;
    else if (found.every((each, i) => tests[i](each))) {
      const known = (/** @type {Figure} */ figure) => found[places.get(figure) ?? -1] ?? find(figure, report);
      const cells = columns.map(({ figure, isShare }) =>
        isShare && base
          ? shareIn(known(figure), known(base), shares.get(figure)?.has(report.form) ?? false)
          : known(figure),
      );
      rows.push({ report, cells });
    }
  }
  return { columns, rows: sorted(rows, columns, question, index), asked: reports.length, lacking };
}

/**
 * @param {string} test
 * @param {string[]} numbers
 * @returns {(found: Found | null) => boolean}
 */
function testOf(test, numbers) {
  if (!test) return () => true;
  if (test === 'blank') return (found) => found?.isBlank ?? false;
  if (test === 'text') return (found) => found?.isText ?? false;
  const [a = 0, b = 0] = numbers.map((number) => typedNumber(number) ?? 0);
  const { passes } = TESTS[test];
  return (found) => found !== null && found.value !== null && passes(found.value, a, b);
}

/**
 * @param {Figure} figure
 * @param {Figure | null} base
 * @param {Index} index
 */
function formsWithShare(figure, base, index) {
  return new Set([...index.forms].filter(([id, form]) => base && isPart(figure, base, id, form)).map(([id]) => id));
}

/**
 * @param {Found | null} part
 * @param {Found | null} whole
 * @param {boolean} mayBe whether the one is a part of the other in the report's form
 * @returns {Found | null}
 */
function shareIn(part, whole, mayBe) {
  if (!part || !whole || !mayBe) return null;
  const value = part.value === null || whole.value === null ? null : shareOf(part.value, whole.value);
  return {
    value,
    printed: value === null ? '' : `${value}%`,
    isBlank: false,
    isText: false,
    cells: 1,
    cell: part.cell,
  };
}

/**
 * Sort the rows, by the first figure unless the question says otherwise; what is no number comes last either way.
 * @param {Row[]} rows
 * @param {Column[]} columns
 * @param {Question} question
 * @param {Index} index
 */
function sorted(rows, columns, question, index) {
  const { key, isDown } = orderOf(question, columns);
  const places = new Map([...index.agencies.keys()].map((id, i) => [id, i]));
  const byAgency = (/** @type {Row} */ a, /** @type {Row} */ b) =>
    (places.get(a.report.agency.id) ?? 0) - (places.get(b.report.agency.id) ?? 0);
  const byYear = (/** @type {Row} */ a, /** @type {Row} */ b) => a.report.year - b.report.year;
  const sign = isDown ? -1 : 1;
  const place = columns.findIndex((column) => column.key === key);
  return rows.sort((a, b) => {
    if (key === 'year') return sign * byYear(a, b) || byAgency(a, b);
    if (key === 'agency') return sign * byAgency(a, b) || byYear(a, b);
    const [one, other] = [a.cells[place]?.value ?? null, b.cells[place]?.value ?? null];
    if (one === null || other === null)
      return Number(one === null) - Number(other === null) || byYear(b, a) || byAgency(a, b);
    return sign * (one - other) || byYear(b, a) || byAgency(a, b);
  });
}

/**
 * The column to sort by: that of the address; else the agencies if some are named, else the largest first figure.
 * @param {Question} question
 * @param {Column[]} columns
 */
export function orderOf({ sort, agencies }, columns) {
  const [key, direction] = sort.split(':');
  const isKnown = ['agency', 'year', ...columns.map((column) => column.key)].includes(key);
  if (isKnown) return { key, isDown: direction !== 'asc' };
  return agencies.length ? { key: 'agency', isDown: false } : { key: columns[0]?.key ?? 'agency', isDown: true };
}
