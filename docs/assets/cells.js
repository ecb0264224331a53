// Below each official table, controls to copy its link or cite it; or the cell that is clicked or that the address names.

import { cellSentence, dayOf, reference, shown, tableSentence } from './citation.js';
import { copyElement, copyText } from './clipboard.js';
import { button } from './element.js';

const data = JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '{}');

/**
 * A text of the page that cites the report, with `{day}` and `{url}` in place of its elements.
 * @param {string} name
 */
function wording(name) {
  const text = document.querySelector(`[data-cite="${name}"]`)?.cloneNode(true);
  if (!(text instanceof Element)) return '';
  for (const part of text.querySelectorAll('[data-cite]')) part.textContent = `{${part.getAttribute('data-cite')}}`;
  return text.textContent.trim();
}

/** @type {import('./citation.js').Report} */
const report = {
  agency: data.publisher?.name ?? '',
  year: String(data.temporalCoverage ?? '').slice(0, 4),
  reference: wording('reference'),
  sentence: wording('sentence'),
};

/** @param {string} id */
function address(id) {
  return `${location.href.replace(/[?#].*/, '')}#${id}`;
}

/** @param {HTMLTableCellElement} cell */
function described(cell) {
  /** @type {{row: string[], column: string[]}} */
  const labels = { row: [], column: [] };
  for (const id of cell.headers.split(' ')) {
    const heading = document.getElementById(id);
    labels[heading?.closest('thead') ? 'column' : 'row'].push(heading?.textContent.trim() ?? '');
  }
  const unit = cell.closest('[data-unit]')?.getAttribute('data-unit') ?? '';
  return { rows: labels.row, columns: labels.column, printed: cell.textContent.trim(), unit };
}

/**
 * Add the controls below a table; return a function that makes them those of a cell, or again of the table.
 * @param {HTMLTableElement} table
 */
function addControls(table) {
  const controls = document.createElement('div');
  const status = document.createElement('output');
  controls.className = 'gk-cite';
  controls.setAttribute('data-nosnippet', '');
  table.closest('.gk-sheet')?.after(controls);

  /** @param {string} text */
  const copied = async (text) => {
    await copyText(text);
    status.textContent = '已复制';
  };

  /** @param {HTMLTableCellElement | null} cell */
  const show = (cell) => {
    const caption = table.caption?.textContent.trim() ?? '';
    const url = address(cell?.id ?? table.id);
    const place = cell && described(cell);
    const name = document.createElement('span');
    name.append(
      place ? `${[...place.rows, ...place.columns].join(' / ')}：${shown(place)}` : '整张表；点一格，就是那一格：',
    );
    const texts = document.createElement('div');
    texts.hidden = true;
    for (const text of [
      reference(report, url, new Date()),
      place ? cellSentence(report, place, url) : tableSentence(report, caption, url),
    ]) {
      const line = document.createElement('p');
      line.append(
        text,
        ' ',
        button('复制', () => copied(text)),
      );
      texts.append(line);
    }
    const cite = button('引用', () => {
      texts.hidden = !texts.hidden;
      cite.setAttribute('aria-expanded', String(!texts.hidden));
    });
    cite.setAttribute('aria-expanded', 'false');
    status.textContent = '';
    controls.classList.toggle('is-cell', cell !== null);
    controls.replaceChildren(
      name,
      button('复制链接', () => copied(url)),
      button('复制整张表', () => {
        copyElement(table);
        status.textContent = '已复制';
      }),
      cite,
      status,
      texts,
    );
  };
  return show;
}

/** Fill in what the page could not say about how the report is cited, and add buttons that copy it. */
function completeCitation() {
  const page = location.href.replace(/[?#].*/, '');
  for (const [name, text] of [
    ['day', dayOf(new Date())],
    ['url', page],
  ]) {
    for (const part of document.querySelectorAll(`[data-cite="${name}"]`)) part.textContent = text;
  }
  for (const text of document.querySelectorAll('.gk-citation li > [data-cite]')) {
    const copies = button('复制', async () => {
      await copyText(text.textContent.trim());
      copies.textContent = '已复制';
    });
    text.after(' ', copies);
  }
}

/** @type {Map<HTMLTableElement, (cell: HTMLTableCellElement | null) => void>} */
const controls = new Map();

/** Show the controls of the cell that the address names, and those of the table everywhere else. */
function update() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (const [table, show] of controls) {
    show(target instanceof HTMLTableCellElement && target.matches('td') && table.contains(target) ? target : null);
  }
}

/**
 * Make the address that of the cell, without moving the page.
 * @param {HTMLTableCellElement} cell
 */
function select(cell) {
  const { scrollX, scrollY } = window;
  const frame = cell.closest('.gk-sheet');
  const left = frame?.scrollLeft ?? 0;
  location.replace(`#${cell.id}`);
  if (frame) frame.scrollLeft = left;
  window.scrollTo(scrollX, scrollY);
}

/**
 * The cell beside another one, in the direction of an arrow key.
 * @param {HTMLTableCellElement} cell
 * @param {string} key
 */
function beside(cell, key) {
  const rows = [...(cell.closest('table')?.rows ?? [])].map((row) => [...row.querySelectorAll('td')]);
  const filled = rows.filter((cells) => cells.length);
  const row = filled.findIndex((cells) => cells.includes(cell));
  const column = filled[row].indexOf(cell);
  if (key === 'ArrowLeft' || key === 'ArrowRight') return filled[row][column + (key === 'ArrowLeft' ? -1 : 1)];
  const next = filled[row + (key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0)];
  return next?.[Math.min(column, next.length - 1)];
}

/** @type {NodeListOf<HTMLTableElement>} */
const tables = document.querySelectorAll('.gk-form');
for (const table of tables) {
  controls.set(table, addControls(table));
  const cells = table.querySelectorAll('td');
  for (const [number, cell] of cells.entries()) cell.tabIndex = number ? -1 : 0;
  table.addEventListener('click', ({ target }) => {
    const cell = target instanceof Element ? target.closest('td') : null;
    if (cell && !getSelection()?.toString()) select(cell);
  });
  table.addEventListener('keydown', (event) => {
    const cell = event.target instanceof HTMLTableCellElement ? event.target : null;
    if (!cell) return;
    if (event.key === 'Enter') select(cell);
    const next = event.key.startsWith('Arrow') ? beside(cell, event.key) : undefined;
    if (!next) return;
    event.preventDefault();
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}
addEventListener('hashchange', update);
update();
completeCitation();
