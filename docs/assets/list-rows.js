// Sort and filter the rows of list tables by their text.

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** @typedef {'ascending' | 'descending'} Order */
/** @typedef {string | number} Key */

/**
 * The sort key of a cell: its number if it has one, else its text. A dash is less than every number.
 * @param {string} cell
 * @returns {Key}
 */
export function sortKey(cell) {
  const text = cell.trim();
  const value = Number(text.replaceAll(',', ''));
  return text === '—' ? -Infinity : Number.isNaN(value) ? text : value;
}

/**
 * The order after a press of a heading: figures start with the largest; a second press reverses the order.
 * @param {string | null} current
 * @param {boolean} hasFigures
 * @returns {Order}
 */
export function nextOrder(current, hasFigures) {
  const initial = hasFigures ? 'descending' : 'ascending';
  const other = hasFigures ? 'ascending' : 'descending';
  return current === initial ? other : initial;
}

/**
 * Sort rows by their keys; rows with equal keys keep their order.
 * @template {{key: Key}} Row
 * @param {Row[]} rows
 * @param {Order} order
 * @returns {Row[]}
 */
export function sorted(rows, order) {
  const sign = order === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => sign * compare(a.key, b.key));
}

/**
 * @param {Key} a
 * @param {Key} b
 */
function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : a - b;
  return collator.compare(String(a), String(b));
}

/**
 * The text of a row in which the filter looks for words: all cells but numbers and dashes.
 * @param {string[]} cells
 */
export function filterText(cells) {
  return normalise(cells.filter((cell) => typeof sortKey(cell) === 'string').join(' '));
}

/**
 * The words typed into the filter, which a row must all contain.
 * @param {string} typed
 */
export function filterWords(typed) {
  return normalise(typed).split(/\s+/).filter(Boolean);
}

/** @param {string} text */
export function normalise(text) {
  return text.normalize('NFKC').toLowerCase();
}
