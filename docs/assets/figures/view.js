// Shows the table of an answer, some rows at a time.

import { element } from '../element.js';

/** @typedef {import('./table.js').Table} Table */
/** @typedef {{key: string, isDown: boolean}} Order */

/** How many rows are added at a time. */
export const ROWS_AT_ONCE = 100;

/**
 * @param {Table} table
 * @param {string} caption
 * @param {Order} order
 * @param {(order: Order) => void} sortBy
 */
export function tableElement({ headings, count, rowsFrom }, caption, order, sortBy) {
  const heads = headings.map(({ title, key, isFigure }) => {
    const head = element('th', { scope: 'col' });
    if (isFigure) head.classList.add('gk-number');
    if (!key) head.append(title);
    else head.append(sortButton(title, key, order, isFigure, sortBy));
    if (key && key === order.key) head.setAttribute('aria-sort', order.isDown ? 'descending' : 'ascending');
    return head;
  });
  const body = element('tbody');
  const table = element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    body,
  );
  const more = element('button', { type: 'button', class: 'gk-figures-more' });
  let shown = 0;
  const showMore = () => {
    const next = rowsFrom(shown, shown + ROWS_AT_ONCE);
    body.append(...next.map((row) => rowElement(row, headings)));
    shown += next.length;
    more.hidden = shown >= count;
    more.textContent = `再显示 ${Math.min(ROWS_AT_ONCE, count - shown)} 行（已显示 ${shown} 行，共 ${count} 行）`;
  };
  more.addEventListener('click', () => {
    const first = shown;
    showMore();
    body.children[first]?.querySelector('a')?.focus();
  });
  showMore();
  const frame = element(
    'div',
    { class: 'gk-figures-frame', role: 'region', 'aria-label': caption, tabindex: '0' },
    table,
  );
  return element('div', {}, frame, more);
}

/**
 * @param {string} title
 * @param {string} key
 * @param {Order} order
 * @param {boolean} isFigure
 * @param {(order: Order) => void} sortBy
 */
function sortButton(title, key, order, isFigure, sortBy) {
  const button = element('button', { type: 'button' }, title);
  const isDown = key === order.key ? !order.isDown : isFigure;
  button.addEventListener('click', () => sortBy({ key, isDown }));
  return button;
}

/**
 * @param {import('./table.js').Field[]} row
 * @param {import('./table.js').Heading[]} headings
 */
function rowElement(row, headings) {
  const cells = row.map(({ text, href, remark, isSoft }, i) => {
    const content = href ? element('a', { href }, text) : text;
    const cell = i ? element('td', {}, content) : element('th', { scope: 'row' }, content);
    if (headings[i].isFigure) cell.classList.add('gk-number');
    if (isSoft) cell.classList.add('gk-soft');
    if (remark) cell.append(element('small', {}, remark));
    return cell;
  });
  return element('tr', {}, ...cells);
}
