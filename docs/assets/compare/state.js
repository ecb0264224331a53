// The state of the page of comparisons: its address, nothing else.

/**
 * @typedef {object} State
 * @property {string[]} agencies as in the address: an agency's id, perhaps with years
 * @property {number | null} from
 * @property {number | null} to
 * @property {string[]} cells names of cells and roles; empty for all
 * @property {boolean} everyColumn
 * @property {boolean} zeros
 */

/** More than can be compared; what an address has beyond is not read. */
const MOST_NAMES = 20;
const MOST_CHARS = 300;

/**
 * @param {string} search the query string of an address
 * @returns {State}
 */
export function readState(search) {
  const query = new URLSearchParams(search);
  const year = (/** @type {string} */ name) => (/^\d{4}$/.test(query.get(name) ?? '') ? Number(query.get(name)) : null);
  const list = (/** @type {string} */ name) => [
    ...new Set(query.getAll(name).filter((each) => each.length < MOST_CHARS)),
  ];
  return {
    agencies: list('agency').filter(Boolean).slice(0, MOST_NAMES),
    from: year('from'),
    to: year('to'),
    cells: list('cell').filter(Boolean),
    everyColumn: query.get('columns') === 'all',
    zeros: query.get('zeros') === 'yes',
  };
}

/**
 * The query string of the state, with the question mark; empty if nothing is chosen.
 * @param {State} state
 */
export function writeState({ agencies, from, to, cells, everyColumn, zeros }) {
  const query = new URLSearchParams();
  for (const each of agencies) query.append('agency', each);
  if (from) query.set('from', String(from));
  if (to) query.set('to', String(to));
  for (const each of cells) query.append('cell', each);
  if (everyColumn) query.set('columns', 'all');
  if (zeros) query.set('zeros', 'yes');
  const text = query.toString().replaceAll('%2F', '/');
  return text && `?${text}`;
}
