// Give list tables row headers, and make those of agencies sortable, filterable and narrower; how a list is shown stands
// in the address. Initially lists are in tree order.

import { save, sourceLine } from './csv.js';
import { trackFrames } from './list-frames.js';
import { filterText, filterWords, nextOrder, sorted, sortKey } from './list-rows.js';
import { makeTools } from './list-tools.js';
import { labelOf, paramsWith, viewIn } from './list-view.js';

/** @typedef {import('./list-view.js').View} View */

/** The id of the section whose list has parameters of its own: demonstration data stands beside real data. */
const DEMO = 'demo';

/** The text of an element of the page. @param {string} selector */
function textOf(selector) {
  return document.querySelector(selector)?.textContent.trim() ?? '';
}

/** The heading of the section in which an element stands. @param {Element} element */
function headingOf(element) {
  const headings = [...document.querySelectorAll('.gk-page h2')];
  return headings.filter((each) => each.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
}

/**
 * Make a list that readers can change; return what shows the view in the address.
 * @param {HTMLTableElement} table
 * @param {HTMLTableRowElement} headings
 */
function makeList(table, headings) {
  const body = table.tBodies[0];
  const heading = headingOf(table);
  const prefix = heading?.id === DEMO ? `${DEMO}-` : '';
  const labels = [...headings.cells].map((cell) => labelOf(cell.textContent));
  const rows = [...body.rows].map((row) => {
    const texts = [...row.cells].map((cell) => cell.textContent.trim());
    return { row, texts, words: filterText(texts), key: sortKey('') };
  });
  let shown = viewIn(new URLSearchParams(), prefix, labels);
  const tools = makeTools(table, labels, rows.length, { change, download });

  function current() {
    return viewIn(new URLSearchParams(location.search), prefix, labels);
  }

  /**
   * @param {Partial<View>} changes
   * @param {boolean} isStep whether Back leads to the view before
   */
  function change(changes, isStep = true) {
    const view = { ...current(), ...changes };
    const query = paramsWith(new URLSearchParams(location.search), prefix, view).toString();
    const address = `${location.pathname}${query && `?${query}`}${location.hash}`;
    history[isStep ? 'pushState' : 'replaceState'](null, '', address);
    show(view);
  }

  /** @param {View} view */
  function show(view) {
    const before = shown;
    shown = view;
    if (before.sort !== view.sort || before.order !== view.order) order(view);
    if (String(before.columns) !== String(view.columns)) {
      for (const row of [headings, ...body.rows]) {
        for (const [at, cell] of [...row.cells].entries()) {
          cell.hidden = at > 0 && view.columns !== null && !view.columns.includes(labels[at]);
        }
      }
    }
    const words = filterWords(view.filter);
    for (const { row, words: text } of rows) row.hidden = !words.every((word) => text.includes(word));
    tools.show(view, rows.filter(({ row }) => !row.hidden).length);
  }

  /** @param {View} view */
  function order(view) {
    const by = labels.indexOf(view.sort);
    for (const row of rows) row.key = sortKey(row.texts[by] ?? '');
    body.append(...(view.sort ? sorted(rows, view.order) : rows).map(({ row }) => row));
    for (const [at, cell] of [...headings.cells].entries()) {
      cell.removeAttribute('aria-sort');
      if (at === by) cell.setAttribute('aria-sort', view.order);
    }
  }

  function download() {
    const kept = [headings, ...body.rows].filter((row) => !row.hidden);
    const texts = kept.map((row) =>
      [...row.cells].filter((cell) => !cell.hidden).map((cell) => cell.textContent.trim()),
    );
    const title = [textOf('.gk-page h1'), heading?.textContent.trim()].filter(Boolean).join('，');
    save(`${title}.csv`, [...texts, [sourceLine(title, location.href, new Date())]]);
  }

  for (const cell of headings.cells) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener('click', () => {
      const order = nextOrder(cell.getAttribute('aria-sort'), getComputedStyle(cell).textAlign === 'right');
      change({ sort: labels[cell.cellIndex], order });
    });
  }
  const update = () => show(current());
  if (location.search) update();
  return update;
}

/** @type {NodeListOf<HTMLTableElement>} */
const tables = document.querySelectorAll('.gk-lists table');
for (const table of tables) {
  for (const row of table.tBodies[0]?.rows ?? []) row.cells[0].setAttribute('role', 'rowheader');
  const headings = table.tHead?.rows[0];
  if (headings?.cells[0].textContent.trim() === '机关') addEventListener('popstate', makeList(table, headings));
}

// Label links that are only a year, for screen readers that read them out of context.
for (const link of document.querySelectorAll('.gk-lists li > a + a')) {
  const agency = link.parentElement?.querySelector('a');
  link.setAttribute('aria-label', `${agency?.textContent}${link.textContent}年`);
}

addEventListener('load', trackFrames);
