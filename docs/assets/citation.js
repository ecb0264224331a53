// References and sentences that cite a report, one of its tables, or one of its cells.

/**
 * What a reference needs to know of a report; `published` is empty, or a date, perhaps with the time of day.
 * @typedef {{agency: string, year: string, title: string, published: string}} Report
 */

/**
 * A cell as printed, with the labels of its row and its column, outermost first, and its unit.
 * @typedef {{rows: string[], columns: string[], printed: string, unit: string}} Cell
 */

/** The length of the day in an ISO 8601 date, which a time of day may follow. */
const DAY_CHARS = 10;

const NUMBER = /^-?[0-9][0-9,]*(\.[0-9]+)?$/;

/**
 * The reference to a report on the web after GB/T 7714—2015, read on the day `today`.
 * @param {Report} report
 * @param {string} url
 * @param {Date} today
 */
export function reference({ agency, title, published }, url, today) {
  const read = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const day = read.map((part) => String(part).padStart(2, '0')).join('-');
  return `${agency}. ${title}[R/OL]. ${published && `(${published.slice(0, DAY_CHARS)})`}[${day}]. ${url}.`;
}

/**
 * The sentence that says what a cell of a report holds.
 * @param {Report} report
 * @param {Cell} cell
 * @param {string} url
 */
export function cellSentence(report, cell, url) {
  const place = [cell.rows, cell.columns].filter((labels) => labels.length).map((labels) => `“${labels.join(' / ')}”`);
  return `${report.agency}${report.year}年${place.join('，')}：${shown(cell)}。${source(report, url)}`;
}

/**
 * The sentence that says where a table stands.
 * @param {Report} report
 * @param {string} caption
 * @param {string} url
 */
export function tableSentence(report, caption, url) {
  return `${report.agency}：${caption}。${source(report, url)}`;
}

/**
 * The printed value of a cell with its unit, if it is a number.
 * @param {Cell} cell
 */
export function shown({ printed, unit }) {
  if (!printed) return '空白';
  return NUMBER.test(printed) ? `${printed}${unit}` : `“${printed}”`;
}

/**
 * @param {Report} report
 * @param {string} url
 */
function source({ title }, url) {
  return `来源：《${title}》，${url}`;
}
