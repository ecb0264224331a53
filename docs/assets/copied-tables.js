// Tables keep their edges when they are pasted elsewhere: what programs for texts know are styles at each cell.

const EDGE = 'border:1px solid #000;padding:2px 4px;vertical-align:middle;text-align:';
const TITLE = ';background:#dce6f2';

/**
 * Copy a selection with table cells as HTML with their edges, and as the text that the browser would copy.
 * @param {ClipboardEvent} event
 */
export function copyWithEdges(event) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !event.clipboardData) return;
  const holder = document.createElement('div');
  for (let i = 0; i < selection.rangeCount; i++) holder.append(fragmentOf(selection.getRangeAt(i)));
  const cells = holder.querySelectorAll('th, td');
  if (!cells.length) return;
  for (const cell of cells) makeVisible(/** @type {HTMLTableCellElement} */ (cell));
  for (const table of holder.querySelectorAll('table')) table.setAttribute('style', 'border-collapse:collapse');
  for (const removed of holder.querySelectorAll('wbr, colgroup, button')) {
    removed.replaceWith(...(removed.localName === 'button' ? removed.childNodes : []));
  }
  for (const element of holder.querySelectorAll('*')) keepOnly(element, ['style', 'colspan', 'rowspan', 'href']);
  event.clipboardData.setData('text/html', holder.innerHTML);
  event.clipboardData.setData('text/plain', selection.toString());
  event.preventDefault();
}

/**
 * What a range selects; rows alone are put in a table again.
 * @param {Range} range
 */
function fragmentOf(range) {
  const fragment = range.cloneContents();
  const { commonAncestorContainer: common } = range;
  const table = (common instanceof Element ? common : common.parentElement)?.closest('table');
  if (!table || fragment.querySelector('table')) return fragment;
  if (!fragment.querySelector('th, td')) return fragment; // within one cell
  const copy = document.createElement('table');
  copy.className = table.className; // how its cells are aligned
  if (fragment.querySelector('tr')) copy.append(fragment);
  else copy.insertRow().append(fragment);
  return copy;
}

/** @param {HTMLTableCellElement} cell */
function makeVisible(cell) {
  const isLeft = cell.matches('.left, .title, .corner');
  const align = cell.closest('.gk-form') ? (isLeft ? 'left' : 'center') : cell.style.textAlign || 'left';
  cell.setAttribute('style', `${EDGE}${align}${cell.matches('.title') ? TITLE : ''}`);
}

/**
 * @param {Element} element
 * @param {string[]} kept names of attributes
 */
function keepOnly(element, kept) {
  if (element instanceof HTMLAnchorElement) element.href = String(element.href); // relative addresses mean nothing there
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
}
