// The page of comparisons; its whole state is its address.

import { element, part } from '../element.js';
import { addressOf } from '../figures/files.js';
import { chosenItems, fillYears, foundItems } from './controls.js';
import { loadRecord, loadSite } from './load.js';
import { findAgencies } from './picker.js';
import { isRefusal } from './refusals.js';
import { rowsOf } from './rows.js';
import { agencyNames, compare, readName, yearsOf } from './series.js';
import { agencyOf } from './site.js';
import { readState, writeState } from './state.js';
import { comparisonTable } from './table.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./site.js').Site} Site */
/** @typedef {import('./series.js').Comparison} Comparison */

const form = part('gk-compare-form', HTMLFormElement);
const chosen = part('gk-compare-chosen', HTMLElement);
const input = part('gk-compare-q', HTMLInputElement);
const found = part('gk-compare-found', HTMLElement);
const foundStatus = part('gk-compare-found-status', HTMLElement);
const filters = part('gk-compare-filters', HTMLFieldSetElement);
const from = part('gk-compare-from', HTMLSelectElement);
const to = part('gk-compare-to', HTMLSelectElement);
const everyColumn = part('gk-compare-columns', HTMLInputElement);
const zeros = part('gk-compare-zeros', HTMLInputElement);
const allCells = part('gk-compare-all-cells', HTMLButtonElement);
const status = part('gk-compare-status', HTMLElement);
const demo = part('gk-compare-demo', HTMLElement);
const remarks = part('gk-compare-remarks', HTMLElement);
const result = part('gk-compare-result', HTMLElement);
const note = part('gk-compare-note', HTMLElement);
const refused = part('gk-compare-refused', HTMLDetailsElement);
const refusedSummary = part('gk-compare-refused-summary', HTMLElement);
const refusedList = part('gk-compare-refused-list', HTMLElement);
const siteTitle = document.title;

/** The site's reports once they are read, and the newest state: what older ones still await is dropped. */
/** @type {{site: Site | null, state: State}} */
const current = { site: null, state: readState(location.search) };

/** @param {Partial<State>} change */
function go(change) {
  const state = { ...current.state, ...change };
  const target = location.pathname + writeState(state);
  if (target !== location.pathname + location.search) history.pushState(null, '', target);
  show(state);
}

/** @param {State} state */
async function show(state) {
  current.state = state;
  if (!current.site) return;
  const { site } = current;
  const comparison = compare(site, state.agencies, state.from ?? -Infinity, state.to ?? Infinity);
  chosen.replaceChildren(...chosenItems(site, comparison, state.agencies, drop));
  showFilters(site, comparison, state);
  showFound();
  const { series, gaps } = comparison;
  const names = agencyNames(series);
  document.title = names.length ? `${names.join('、')} - ${siteTitle}` : siteTitle;
  demo.hidden = !series.some(({ agency }) => agency.demo);
  remarks.replaceChildren(...[...comparison.remarks, ...gaps.map(({ reason }) => reason)].map((text) => item(text)));
  if (!series.length) clear(state.agencies.length ? '没有可以比较的报告，原因见上。' : '');
  else await showTable(site, comparison, state);
}

/**
 * @param {Site} site
 * @param {Comparison} comparison
 * @param {State} state
 */
async function showTable(site, { series }, state) {
  status.textContent = '正在读取报告…';
  const reports = series.flatMap((each) => each.found.map(({ report }) => report));
  try {
    const records = await Promise.all(reports.map(loadRecord));
    if (current.state !== state) return;
    const columns = reports.map((report, i) => ({ report, record: records[i] }));
    const { rows, zero, refused } = rowsOf(site, columns, state);
    result.replaceChildren(comparisonTable(series, rows));
    result.hidden = !rows.length;
    note.hidden = !rows.length;
    showRefused(
      new Set(
        [...refused, ...rows.flatMap(({ values }) => values.filter((each) => 'code' in each))].map(
          ({ reason }) => reason,
        ),
      ),
    );
    const left = zero ? `另有 ${zero} 项各列都是 0，没有列出。` : '';
    const more = reports.length < 2 ? '请再添加一个机关。' : '';
    status.textContent = `${agencyNames(series).length} 个机关，${reports.length} 份报告，${rows.length} 项。${left}${more}`;
  } catch (error) {
    console.error(error);
    if (current.state === state) clear('有的报告没有读出来。请检查网络后刷新本页。');
  }
}

/** @param {string} text */
function clear(text) {
  status.textContent = text;
  result.hidden = true;
  note.hidden = true;
  refused.hidden = true;
}

/** @param {Set<string>} reasons */
function showRefused(reasons) {
  refused.hidden = !reasons.size;
  refusedSummary.textContent = `${reasons.size} 项不能比较，原因`;
  refusedList.replaceChildren(...[...reasons].map((reason) => item(reason)));
}

/**
 * @param {Site} site
 * @param {Comparison} comparison
 * @param {State} state
 */
function showFilters(site, { series }, state) {
  const years = yearsOf(site, state.agencies);
  filters.hidden = !series.length && !state.from && !state.to;
  fillYears(from, years, state.from, '最早');
  fillYears(to, years, state.to, '最近');
  everyColumn.checked = state.everyColumn;
  zeros.checked = state.zeros;
  allCells.hidden = !state.cells.length;
}

/** List the agencies that the words name; without words those like the chosen one, or ones if more are looked for. */
function showFound() {
  const { site, state } = current;
  if (!site) return;
  const all = state.agencies.map((name) => agencyOf(site, readName(name).id));
  const agencies = all.flatMap((each) => (isRefusal(each) ? [] : [each]));
  const isSought = input.value.trim() || agencies.length < 2 || document.activeElement === input;
  const { agencies: listed, more } = isSought ? findAgencies(site, input.value, agencies) : { agencies: [], more: 0 };
  found.replaceChildren(...foundItems(listed, !agencies[0]?.demo, add));
  const rest = more ? `，另有 ${more} 个，请写得更完整` : '';
  const text = listed.length ? `找到 ${listed.length} 个机关${rest}。` : '没有找到这个机关。';
  foundStatus.textContent = input.value.trim() && text;
}

/** @param {string} name */
function add(name) {
  input.value = '';
  go({ agencies: [...new Set([...current.state.agencies, name])] });
  input.focus();
}

/** @param {string} name */
function drop(name) {
  go({ agencies: current.state.agencies.filter((each) => each !== name) });
  input.focus();
}

/** @param {string} text */
function item(text) {
  return element('li', {}, text);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = input.value.trim();
  const root = addressOf('');
  if (typed.startsWith(root)) add(typed.slice(root.length).replace(/\/?([?#].*)?$/, ''));
  else found.querySelector('button')?.click();
});
for (const event of ['input', 'focus']) input.addEventListener(event, showFound);
filters.addEventListener('change', () =>
  go({
    from: Number(from.value) || null,
    to: Number(to.value) || null,
    everyColumn: everyColumn.checked,
    zeros: zeros.checked,
  }),
);
allCells.addEventListener('click', () => go({ cells: [] }));
window.addEventListener('popstate', () => show(readState(location.search)));

status.textContent = '正在读取…';
loadSite().then(
  (site) => {
    current.site = site;
    status.textContent = '';
    return show(current.state);
  },
  (error) => {
    console.error(error);
    status.textContent = '数据没有读出来。请检查网络后刷新本页。';
  },
);
