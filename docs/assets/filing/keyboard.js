// Move between the fields of a table as in a spreadsheet, and paste blocks into it.

import { pastedBlocks } from './clipboard.js';
import { matrixOf } from './headings.js';
import { placeOne } from './placing.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./grid.js').GridCell} GridCell */

/**
 * @param {Form} form
 * @param {string} section
 * @param {HTMLElement} table
 * @param {Map<string, GridCell>} cells
 */
export function moveByKeys(form, section, table, cells) {
  const matrix = matrixOf(form, section);
  table.addEventListener('keydown', (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || event.isComposing || event.altKey || event.ctrlKey || event.metaKey)
      return;
    const row = matrix.findIndex((spots) => spots.some(({ name }) => name === field.name));
    const column = matrix[row].findIndex(({ name }) => name === field.name);
    const next = nextPlace(event, field, row, column);
    const target = next && matrix[next[0]]?.[Math.min(next[1], matrix[next[0]].length - 1)];
    if (!target) return;
    event.preventDefault();
    cells.get(target.name)?.field.focus();
  });
  table.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLInputElement) target.select();
  });
}

/**
 * Where a key leads: row and column, which may not exist; null if the key is for the text in the field.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} field
 * @param {number} row
 * @param {number} column
 * @returns {[number, number] | null}
 */
function nextPlace({ key, shiftKey }, { value, selectionStart, selectionEnd }, row, column) {
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  if (key === 'Enter') return [row + (shiftKey ? -1 : 1), column];
  if (shiftKey) return null;
  if (key === 'ArrowUp') return [row - 1, column];
  if (key === 'ArrowDown') return [row + 1, column];
  if (key === 'ArrowLeft' && column && (isWhole || selectionEnd === 0)) return [row, column - 1];
  if (key === 'ArrowRight' && (isWhole || selectionStart === value.length)) return [row, column + 1];
  return null;
}

/**
 * @param {Form} form
 * @param {string} section
 * @param {HTMLElement} table
 * @param {(placed: import('./placing.js').Placed) => void} onPaste
 */
export function pasteBlocks(form, section, table, onPaste) {
  table.addEventListener('paste', (event) => {
    const { clipboardData: data, target } = event;
    if (!data || !(target instanceof HTMLInputElement)) return;
    const blocks = pastedBlocks(data.getData('text/html'), data.getData('text/plain'));
    if (!blocks) return;
    event.preventDefault();
    onPaste(placeOne(form, section, blocks, target.name));
  });
}
