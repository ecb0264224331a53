// References and sentences that cite a report, one of its tables, or one of its cells, as the report's page words them.

/**
 * What a page says of its report: `reference` and `sentence` hold `{day}` and `{url}`.
 * @typedef {{agency: string, year: string, reference: string, sentence: string}} Report
 */

/**
 * A cell as printed, with the labels of its row and its column, outermost first, and its unit.
 * @typedef {{rows: string[], columns: string[], printed: string, unit: string}} Cell
 */

const NUMBER = /^-?[0-9][0-9,]*(\.[0-9]+)?$/;

/**
 * The reference to a report on the web after GB/T 7714—2015, read on the day `today`.
 * @param {Report} report
 * @param {string} url
 * @param {Date} today
 */
export function reference(report, url, today) {
  return report.reference.replace('{day}', () => dayOf(today)).replace('{url}', () => url);
}

/**
 * The day as in a reference.
 * @param {Date} today
 */
export function dayOf(today) {
  const read = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  return read.map((part) => String(part).padStart(2, '0')).join('-');
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
function source({ sentence }, url) {
  return sentence.replace('{url}', () => url);
}
