// Sums over like with like: reports of one year, of agencies of one kind that belong to the same government.

import { shareOf, sumOf } from './numbers.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./index.js').Report} Report */
/** @typedef {(import('./figure.js').Found | null)[]} Cells of a report, in the order of the columns */
/** @typedef {import('./index.js').Index} Index */

/**
 * The sum of a figure, over how many reports, and how many have no number to add: blank, text, or no such row.
 * @typedef {{value: number | null, count: number, blank: number, text: number, absent: number}} Sum
 */

/**
 * @typedef {object} Group
 * @property {number} year
 * @property {string} place the government that they belong to; that of governments is the one above them
 * @property {boolean} isBelow whether they are governments below it
 * @property {string} kind
 * @property {number} reports how many are added up
 * @property {number} contained how many are left out because the report of an agency above, added up, contains them
 * @property {Sum[]} sums in the order of the columns; those of shares are the share of the sums
 */

/**
 * @param {Answer} answer
 * @param {import('./figure.js').Figure | null} base
 * @param {Index} index
 * @returns {Group[]} newest first, in the order of the tree
 */
export function groupsOf({ reports, columns, cellsOf }, base, index) {
  /** @type {Map<string, Report[]>} */
  const groups = new Map();
  const found = new Set(reports);
  const inOrder = [...index.reports.values()].flatMap((all) => all.filter((report) => found.has(report)));
  for (const report of inOrder) {
    const { year, agency } = report;
    const key = [year, placeOf(agency, index).id, agency.kind].join(' ');
    const group = groups.get(key);
    if (group) group.push(report);
    else groups.set(key, [report]);
  }
  return [...groups.values()].map((all) => groupOf(all, { columns, cellsOf }, base, index));
}

/**
 * The groups in the order of a column, those without a number in it last; without a column, as they are.
 * @param {Group[]} groups
 * @param {{key: string, isDown: boolean}} order
 * @param {import('./answer.js').Column[]} columns
 */
export function sortedGroups(groups, { key, isDown }, columns) {
  const place = columns.findIndex((column) => column.key === key);
  if (place < 0) return groups;
  const rank = (/** @type {Group} */ { sums }) => {
    const { value } = sums[place];
    return value === null ? Number.POSITIVE_INFINITY : isDown ? -value : value;
  };
  return [...groups].sort((one, other) => rank(one) - rank(other) || 0); // infinities have no difference
}

/**
 * @param {Report[]} all of one group
 * @param {Pick<Answer, 'columns' | 'cellsOf'>} answer
 * @param {import('./figure.js').Figure | null} base
 * @param {Index} index
 * @returns {Group}
 */
function groupOf(all, { columns, cellsOf }, base, index) {
  const [{ year, agency }] = all;
  const ids = new Set(all.map((report) => report.agency.id));
  const rows = all.filter((report) => !above(report.agency.id).some((id) => ids.has(id))).map(cellsOf);
  const { name, isBelow } = placeOf(agency, index);
  const sums = columns.map((column, i) =>
    column.isShare
      ? shareSum(
          rows,
          i - 1,
          columns.findIndex(({ key }) => key === base?.key),
        )
      : sumAt(rows, i),
  );
  return {
    year,
    place: name,
    isBelow,
    kind: index.kinds.get(agency.kind) ?? agency.kind,
    reports: rows.length,
    contained: all.length - rows.length,
    sums,
  };
}

/**
 * @param {Cells[]} rows
 * @param {number} place of the column
 * @returns {Sum}
 */
function sumAt(rows, place) {
  const found = rows.map((cells) => cells[place]);
  const values = found.flatMap((each) => (each && each.value !== null ? [each.value] : []));
  return {
    value: values.length ? sumOf(values) : null,
    count: values.length,
    blank: found.filter((each) => each?.isBlank && !each.isText).length,
    text: found.filter((each) => each?.isText).length,
    absent: found.filter((each) => each === null).length,
  };
}

/**
 * The share of one sum of another, over the reports that have both as numbers.
 * @param {Cells[]} rows
 * @param {number} part
 * @param {number} whole
 * @returns {Sum}
 */
function shareSum(rows, part, whole) {
  const pairs = rows.filter(
    (cells) => cells[part + 1] && [part, whole].every((i) => typeof cells[i]?.value === 'number'),
  );
  const [a, b] = [part, whole].map((i) => sumOf(pairs.map((cells) => cells[i]?.value ?? 0)));
  const isFormed = pairs.every((cells) => (cells[part]?.value ?? 0) <= (cells[whole]?.value ?? 0));
  return {
    value: isFormed ? shareOf(a, b) : null,
    count: pairs.length,
    blank: 0,
    text: 0,
    absent: rows.length - pairs.length,
  };
}

/**
 * The government that an agency is added up under. A government's report contains those of its agencies, so
 * governments are added up with their equals, below the one above them; without one, each stands alone.
 * @param {import('./index.js').Agency} agency
 * @param {Index} index
 */
function placeOf({ id, government }, index) {
  const upper = id === government ? above(id).find((each) => index.places.has(each)) : undefined;
  const place = upper ?? government;
  return { id: `${place}${upper ? '/' : ''}`, name: index.places.get(place) ?? place, isBelow: upper !== undefined };
}

/**
 * The ids of the agencies above one, nearest first.
 * @param {string} id
 */
function above(id) {
  const parts = id.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, parts.length - 1 - i).join('/'));
}
