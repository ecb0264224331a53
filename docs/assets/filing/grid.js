// An official table as a form: its grid with merged headings, and a field in every cell.

import { element } from '../element.js';

/** @typedef {import('./form.js').Box} Box */
/** @typedef {import('./form.js').Form} Form */
/** @typedef {{field: HTMLInputElement, before: HTMLElement, cell: HTMLElement}} GridCell */

/**
 * The table, and its fields by the full names of their cells.
 * @param {Form} form
 * @param {string} section
 * @param {string} caption
 */
export function drawTable(form, section, caption) {
  const { width, bodies, boxes } = form.data.tables[section];
  /** @type {Map<string, GridCell>} */
  const cells = new Map();
  const stub = Math.min(...boxes.filter(({ kind }) => kind === 'cell').map(({ column }) => column));
  const columns = Array.from({ length: width }, (_, at) => element('col', { class: at < stub ? `stub${at}` : 'data' }));
  const table = element(
    'table',
    { class: `gk-form gk-form--${width}`, id: `${section}-table` },
    element('caption', {}, caption),
    element('colgroup', {}, ...columns),
  );
  const height = bodies[bodies.length - 1][1];
  const starts = bodies.length === 1 ? [0, bodies[0][0], height] : [0, ...bodies.map(([, bottom]) => bottom)];
  for (let group = 0; group + 1 < starts.length; group += 1) {
    const isHead = bodies.length === 1 && group === 0;
    const part = element(isHead ? 'thead' : 'tbody');
    for (let row = starts[group]; row < starts[group + 1]; row += 1) {
      const inRow = boxes.filter((box) => box.row === row);
      part.append(element('tr', {}, ...inRow.map((box) => drawBox(form, section, box, cells))));
    }
    table.append(part);
  }
  return { table: element('div', { class: 'gk-sheet' }, table), cells };
}

/**
 * @param {Form} form
 * @param {string} section
 * @param {Box} box
 * @param {Map<string, GridCell>} cells
 */
function drawBox(form, section, box, cells) {
  const headings = headingsAbove(form, section, box).join(' ');
  /** @type {Record<string, string>} */
  const place = {};
  if (box.height > 1) place.rowspan = String(box.height);
  if (box.width > 1) place.colspan = String(box.width);
  if (headings) place.headers = headings;
  if (box.kind !== 'cell') {
    const kind = box.kind === 'row' ? `s${box.column}${box.height > 1 ? ' tall' : ''}` : box.kind;
    const words = (box.words ?? []).flatMap((word, at) => (at ? [element('wbr'), word] : [word]));
    return element('th', { id: box.id ?? '', class: kind, ...place }, element('span', {}, ...words));
  }
  const name = `${section}.${box.name}`;
  const before = element('small', { id: `${name}-before` });
  const field = document.createElement('input');
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.name = name;
  field.setAttribute('inputmode', 'decimal');
  field.setAttribute('aria-labelledby', headings);
  field.setAttribute('aria-describedby', before.id);
  const cell = element('td', { id: name, ...place }, field, before);
  cells.set(name, { field, before, cell });
  return cell;
}

/**
 * The ids of the headings that a box is under: of its column from the top, then of its row from the left.
 * @param {Form} form
 * @param {string} section
 * @param {Box} box
 */
function headingsAbove(form, section, box) {
  const { bodies, boxes } = form.data.tables[section];
  const block = bodies.findIndex(([, bottom]) => box.row < bottom);
  const top = block ? bodies[block - 1][1] : 0;
  const isAbove = (/** @type {Box} */ { kind, row, column, width }) =>
    (kind === 'title' || kind === 'column') &&
    row >= top &&
    row < box.row &&
    column <= box.column &&
    box.column < column + width;
  const isBeside = (/** @type {Box} */ { kind, row, column, height }) =>
    kind === 'row' && column < box.column && row <= box.row && box.row < row + height;
  const above = box.kind === 'row' ? [] : boxes.filter(isAbove).sort((one, other) => one.row - other.row);
  const beside = box.kind === 'row' || box.kind === 'cell' ? boxes.filter(isBeside) : [];
  beside.sort((one, other) => one.column - other.column);
  return [...above, ...beside].map(({ id }) => id ?? '');
}
