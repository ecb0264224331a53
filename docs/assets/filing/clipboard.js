// What is on the clipboard as blocks of cells: the tables of HTML, or lines with tabs.

/** @typedef {(string | null)[][]} Block rows of equal length; null where a merged cell reaches */

/** Rows and columns of a pasted table; a spreadsheet may copy its million rows. */
const MOST_ROWS = 400;
const MOST_COLUMNS = 60;

/**
 * The pasted tables; null if it is a piece of text for one field.
 * @param {string} html
 * @param {string} text
 * @returns {Block[] | null}
 */
export function pastedBlocks(html, text) {
  const page = /<t[dh]/i.test(html) ? new DOMParser().parseFromString(html, 'text/html') : null;
  const tables = [...(page?.querySelectorAll('table') ?? [])].filter((table) => !table.querySelector('table'));
  if (tables.length) return tables.map(tableBlock);
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  if (lines.length === 1 && !text.includes('\t')) return null;
  return [padded(lines.map((line) => line.split('\t').map(tidyCell)))];
}

/**
 * A table as its cells are seen; a merged cell stands at its first place.
 * @param {HTMLTableElement} table
 * @returns {Block}
 */
function tableBlock(table) {
  /** @type {Block} */
  const rows = [];
  /** @type {Set<string>} */
  const taken = new Set();
  for (const [y, row] of [...table.rows].slice(0, MOST_ROWS).entries()) {
    rows[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (taken.has(`${y} ${x}`)) x += 1;
      const height = Math.min(cell.rowSpan || 1, MOST_ROWS);
      const width = Math.min(cell.colSpan || 1, MOST_COLUMNS);
      for (let down = 0; down < height; down += 1) {
        for (let right = 0; right < width; right += 1) taken.add(`${y + down} ${x + right}`);
      }
      rows[y][x] = tidyCell(cell.textContent ?? '');
      x += width;
    }
  }
  return padded(rows, (y, x) => (taken.has(`${y} ${x}`) ? null : ''));
}

/**
 * @param {Block} rows
 * @param {(y: number, x: number) => string | null} filler what stands where a row has no cell
 * @returns {Block}
 */
function padded(rows, filler = () => '') {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row, y) => Array.from({ length: width }, (_, x) => row[x] ?? filler(y, x)));
}

/** @param {string} text */
function tidyCell(text) {
  return text
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
