// Give list tables row headers, and make those of agencies sortable and filterable; initially they are in tree order.

import { filterText, filterWords, nextOrder, sorted, sortKey } from './list-rows.js';

const MAX_ROWS_WITHOUT_FILTER = 7;

/**
 * @param {HTMLTableRowElement} headings
 * @param {HTMLTableSectionElement} body
 */
function makeSortable(headings, body) {
  for (const heading of headings.cells) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => sortBy(heading, headings, body));
  }
}

/**
 * Sort the rows of the body by the column of the heading. Columns of figures are right-aligned.
 * @param {HTMLTableCellElement} heading
 * @param {HTMLTableRowElement} headings
 * @param {HTMLTableSectionElement} body
 */
function sortBy(heading, headings, body) {
  const order = nextOrder(heading.getAttribute('aria-sort'), getComputedStyle(heading).textAlign === 'right');
  for (const each of headings.cells) each.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', order);
  const rows = [...body.rows].map((row) => ({ row, key: sortKey(row.cells[heading.cellIndex].textContent) }));
  body.append(...sorted(rows, order).map(({ row }) => row));
}

/**
 * Add a filter above the table for the rows whose agency, status, region or kind contains every word typed.
 * @param {HTMLTableElement} table
 * @param {HTMLTableSectionElement} body
 */
function addFilter(table, body) {
  const rows = [...body.rows].map((row) => ({ row, text: filterText([...row.cells].map((cell) => cell.textContent)) }));
  const { tools, input, output } = filterTools();
  table.before(tools);
  input.addEventListener('input', () => {
    const words = filterWords(input.value);
    for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
    const shown = rows.filter(({ row }) => !row.hidden).length;
    output.textContent = words.length ? `显示 ${shown} / ${rows.length} 个机关` : '';
  });
}

function filterTools() {
  const input = document.createElement('input');
  input.type = 'search';
  input.className = 'gk-filter';
  input.autocomplete = 'off';
  input.placeholder = '名称、地区或类别';
  const label = document.createElement('label');
  label.append('筛选机关 ', input);
  const output = document.createElement('output');
  output.setAttribute('aria-live', 'polite');
  const tools = document.createElement('div');
  tools.className = 'gk-tools';
  tools.append(label, output);
  return { tools, input, output };
}

/** @type {NodeListOf<HTMLTableElement>} */
const tables = document.querySelectorAll('.gk-lists table');
for (const table of tables) {
  const body = table.tBodies[0];
  for (const row of body?.rows ?? []) row.cells[0].setAttribute('role', 'rowheader');
  const headings = table.tHead?.rows[0];
  if (headings?.cells[0].textContent.trim() !== '机关') continue;
  makeSortable(headings, body);
  if (body.rows.length > MAX_ROWS_WITHOUT_FILTER) addFilter(table, body);
}

// Label links that are only a year, for screen readers that read them out of context.
for (const link of document.querySelectorAll('.gk-lists li > a + a')) {
  const agency = link.parentElement?.querySelector('a');
  link.setAttribute('aria-label', `${agency?.textContent}${link.textContent}年`);
}
