// What the tables of an answer hold, for the page and for CSV alike: a row per report, or per sum.

import { addressOf } from './files.js';
import { formatNumber } from './numbers.js';
import { columnTitle, shownValue, sumRemark } from './words.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./figure.js').Figure} Figure */
/** @typedef {import('./sums.js').Group} Group */

/** @typedef {{text: string, plain: string, href?: string, remark?: string, isSoft?: boolean}} Field `plain` is for CSV */
/** @typedef {{title: string, key: string, isFigure: boolean}} Heading `key` is the one to sort by, empty if none */
/**
 * `rowsFrom` makes the rows from a place up to another; the first field of a row is its heading.
 * @typedef {{headings: Heading[], count: number, rowsFrom: (start: number, end?: number) => Field[][]}} Table
 */

/**
 * @param {Answer} answer
 * @param {Figure | null} base
 * @returns {Table}
 */
export function reportTable({ columns, reports, cellsOf }, base) {
  const figures = figureHeadings(columns, base);
  return {
    headings: [
      { title: '机关', key: 'agency', isFigure: false },
      { title: '年度', key: 'year', isFigure: false },
      ...figures,
    ],
    count: reports.length,
    rowsFrom: (start, end) =>
      reports.slice(start, end).map((report) => {
        const page = addressOf(`${report.agency.id}/${report.year}/`);
        const found = cellsOf(report).map((each, i) => {
          const { isShare } = columns[i];
          const isSoft = each === null || each.value === null;
          const plain = shownValue(each, isShare, String);
          return {
            text: shownValue(each, isShare),
            plain,
            isSoft,
            ...(each && !isShare ? { href: `${page}#${each.cell}` } : {}),
          };
        });
        return [plainField(report.name, page), plainField(String(report.year)), ...found];
      }),
  };
}

/**
 * @param {Answer} answer
 * @param {Group[]} groups
 * @param {Figure | null} base
 * @returns {Table}
 */
export function sumTable({ columns }, groups, base) {
  const figures = figureHeadings(columns, base);
  const titles = ['地区', '机关类别', '年度'].map((title) => ({ title, key: '', isFigure: false }));
  return {
    headings: [...titles, { title: '报告（份）', key: '', isFigure: true }, ...figures],
    count: groups.length,
    rowsFrom: (start, end) =>
      groups.slice(start, end).map(({ year, place, isBelow, kind, reports, contained, sums }) => {
        const remark = contained ? `另有 ${contained} 份是其中机关下级的报告，已包含在内，不重复加` : '';
        const fields = sums.map((sum, i) => {
          const { isShare } = columns[i];
          const remark = sumRemark(sum, isShare);
          if (sum.value === null) return { text: '—', plain: '—', remark, isSoft: true };
          const text = isShare ? `${sum.value}%` : formatNumber(sum.value);
          return { text, plain: isShare ? text : String(sum.value), remark };
        });
        return [
          plainField(isBelow ? `${place}所辖` : place),
          plainField(kind),
          plainField(String(year)),
          { ...plainField(String(reports)), remark },
          ...fields,
        ];
      }),
  };
}

/**
 * @param {import('./answer.js').Column[]} columns
 * @param {Figure | null} base
 * @returns {Heading[]}
 */
function figureHeadings(columns, base) {
  return columns.map((column) => ({ title: columnTitle(column, base), key: column.key, isFigure: true }));
}

/**
 * @param {string} text
 * @param {string} [href]
 * @returns {Field}
 */
function plainField(text, href) {
  return { text, plain: text, ...(href ? { href } : {}) };
}

/**
 * The table as rows of CSV: what is shown, the address of each report, or of its cell if there is one figure, and
 * below where it is from.
 * @param {Table} table
 * @param {string[]} source lines
 */
export function csvRows({ headings, rowsFrom }, source) {
  const rows = rowsFrom(0);
  const hasPages = rows.some(([first]) => first.href);
  const remarks = headings.map((_, i) => rows.some((row) => row[i].remark));
  const titles = headings.flatMap(({ title }, i) => (remarks[i] ? [title, `${title}：说明`] : [title]));
  const lines = rows.map((row) => [
    ...row.flatMap(({ plain, remark }, i) => (remarks[i] ? [plain, remark ?? ''] : [plain])),
    ...(hasPages ? [addressIn(row)] : []),
  ]);
  return [[...titles, ...(hasPages ? ['网址'] : [])], ...lines, ...source.map((line) => [line])];
}

/** @param {Field[]} row */
function addressIn(row) {
  const [page = '', ...cells] = row.flatMap(({ href }) => href ?? []);
  return cells.length === 1 ? cells[0] : page;
}
