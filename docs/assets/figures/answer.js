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
 * @typedef {object} Answer
 * @property {Column[]} columns
 * @property {Report[]} reports in order
 * @property {(report: Report) => (Found | null)[]} cellsOf its figures in the order of the columns, null if its form has
 *   no such figure; shares are found too, with `value` null where none may be formed. Made only when asked for
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
  const find = (/** @type {Figure} */ figure, /** @type {Report} */ report) =>
    finders.get(figure)?.find(report) ?? null;
  const shares = new Map(
    columns.filter(({ isShare }) => isShare).map(({ figure }) => [figure, formsWithShare(figure, base, index)]),
  );
  const cellsOf = (/** @type {Report} */ report) =>
    columns.map(({ figure, isShare }) =>
      isShare && base
        ? shareIn(find(figure, report), find(base, report), shares.get(figure)?.has(report.form) ?? false)
        : find(figure, report),
    );
  const tests = question.figures.flatMap(({ test, numbers }, i) =>
    test ? [testOf(test, numbers, finders.get(figures[i]))] : [],
  );
  const asked = reportsAsked(question, index);
  const having = asked.filter(({ form }) => figures.some(({ cells }) => cells.has(form)));
  const found = having.filter((report) => tests.every((passes) => passes(report)));
  const numberAt = (/** @type {number} */ place) => {
    const { figure, isShare } = columns[place];
    if (isShare) return (/** @type {Report} */ report) => cellsOf(report)[place]?.value ?? Number.NaN;
    return finders.get(figure)?.numberIn ?? (() => Number.NaN);
  };
  const reports = sorted(found, keyOf(orderOf(question, columns), columns, numberAt, index));
  return { columns, reports, cellsOf, asked: asked.length, lacking: asked.length - having.length };
}

/**
 * @param {string} test
 * @param {string[]} numbers
 * @param {import('./figure.js').Finder | undefined} finder
 * @returns {(report: Report) => boolean}
 */
function testOf(test, numbers, finder) {
  if (!finder) return () => false;
  const { find, numberIn } = finder;
  if (test === 'blank') return (report) => find(report)?.isBlank ?? false;
  if (test === 'text') return (report) => find(report)?.isText ?? false;
  const [a = 0, b = 0] = numbers.map((number) => typedNumber(number) ?? 0);
  const { passes } = TESTS[test];
  return (report) => passes(numberIn(report), a, b); // no comparison with NaN passes
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
 * The number to sort each report by, from low to high; infinite for what is no number, which comes last either way.
 * @param {{key: string, isDown: boolean}} order
 * @param {Column[]} columns
 * @param {(place: number) => (report: Report) => number} numberAt of a column
 * @param {Index} index
 * @returns {(report: Report) => number}
 */
function keyOf({ key, isDown }, columns, numberAt, index) {
  const sign = isDown ? -1 : 1;
  if (key === 'year') return ({ year }) => sign * year;
  if (key === 'agency') {
    const places = new Map([...index.agencies.keys()].map((id, i) => [id, i]));
    return ({ agency, year }) => sign * (places.get(agency.id) ?? 0) + year / 10_000; // years have four digits
  }
  const numberIn = numberAt(columns.findIndex((column) => column.key === key));
  return (report) => {
    const number = numberIn(report);
    return Number.isNaN(number) ? Number.POSITIVE_INFINITY : sign * number;
  };
}

/**
 * Sort reports by a number; those with the same one stay newest first, in the order of the tree.
 * Comparing is most of the time of sorting, so only the distinct numbers are sorted.
 * @param {Report[]} reports
 * @param {(report: Report) => number} keyIn
 */
function sorted(reports, keyIn) {
  /** @type {Map<number, Report[]>} */
  const groups = new Map();
  for (const report of reports) {
    const key = keyIn(report);
    const group = groups.get(key);
    if (group) group.push(report);
    else groups.set(key, [report]);
  }
  return [...Float64Array.from(groups.keys()).sort()].flatMap((key) => groups.get(key) ?? []);
}

/**
 * The column to sort by: that of the address; else the agencies if some are named, else the largest first figure.
 * @param {Question} question
 * @param {Column[]} columns
 */
export function orderOf({ sort, agencies }, columns) {
  const chosen = chosenOrder(sort, ['agency', 'year', ...columns.map(({ key }) => key)]);
  if (chosen) return chosen;
  return agencies.length ? { key: 'agency', isDown: false } : { key: columns[0]?.key ?? 'agency', isDown: true };
}

/**
 * The column to sort sums by, that of the address; else none, for the newest first.
 * @param {Question} question
 * @param {Column[]} columns
 */
export function orderOfSums({ sort }, columns) {
  const keys = columns.map(({ key }) => key);
  return chosenOrder(sort, keys) ?? { key: '', isDown: true };
}

/**
 * @param {string} sort
 * @param {string[]} keys of the columns
 */
function chosenOrder(sort, keys) {
  const [key, direction] = sort.split(':');
  return keys.includes(key) ? { key, isDown: direction !== 'asc' } : null;
}
