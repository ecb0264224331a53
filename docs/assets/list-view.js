// What a reader sees of a list: the words of its filter, its order and its columns, as they stand in the address.

/** @typedef {import('./list-rows.js').Order} Order */

/**
 * The view of a list. `sort` is the label of a column, empty for the order of the page; `columns` are the labels of the
 * columns shown after the first, or null for all; `unknown` are labels in the address that the list does not have.
 * @typedef {{filter: string, sort: string, order: Order, columns: string[] | null, unknown: string[]}} View
 */

const FILTER = 'q';
const SORT = 'sort';
const COLUMN = 'column';

/** The mark before the label of a column sorted from the largest. */
const DESCENDING = '-';

/**
 * The label of a column: the text of its heading without the unit in brackets.
 * @param {string} heading
 */
export function labelOf(heading) {
  return heading.trim().replace(/（[^（）]*）$/, '');
}

/**
 * The view in the address of a page.
 * @param {URLSearchParams} params
 * @param {string} prefix what the names of the list's parameters begin with, if the page has several lists
 * @param {string[]} labels of all columns, the first included
 * @returns {View}
 */
export function viewIn(params, prefix, labels) {
  const sort = params.get(prefix + SORT) ?? '';
  const isDescending = sort.startsWith(DESCENDING) && !labels.includes(sort);
  const sorted = isDescending ? sort.slice(DESCENDING.length) : sort;
  const columns = params.getAll(prefix + COLUMN).filter(Boolean);
  return {
    filter: params.get(prefix + FILTER) ?? '',
    sort: labels.includes(sorted) ? sorted : '',
    order: isDescending ? 'descending' : 'ascending',
    columns: params.has(prefix + COLUMN) ? labels.slice(1).filter((label) => columns.includes(label)) : null,
    unknown: [...new Set([sorted, ...columns])].filter((label) => label && !labels.includes(label)),
  };
}

/**
 * The parameters of a page with this view of one of its lists; those of other lists stay.
 * @param {URLSearchParams} params
 * @param {string} prefix
 * @param {View} view
 */
export function paramsWith(params, prefix, { filter, sort, order, columns }) {
  const changed = new URLSearchParams(params);
  for (const name of [FILTER, SORT, COLUMN]) changed.delete(prefix + name);
  if (filter.trim()) changed.set(prefix + FILTER, filter.trim());
  if (sort) changed.set(prefix + SORT, (order === 'descending' ? DESCENDING : '') + sort);
  for (const label of columns?.length === 0 ? [''] : (columns ?? [])) changed.append(prefix + COLUMN, label);
  return changed;
}
