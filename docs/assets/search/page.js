// The search page; its whole state is its address.

import { part } from '../element.js';
import { attachCombobox } from './combobox.js';
import { loadCatalog, loadForms, loadRecord } from './data.js';
import { examineSome, TOGETHER } from './examine.js';
import { offerSuggestions } from './forms.js';
import { labelOf } from './labels.js';
import { countBy, FACETS, findCandidates } from './query.js';
import { rememberedPosition, rememberPosition, restoreByHand } from './scroll.js';
import { goOn, isAsTyped, newSearch, recordExamined } from './state.js';
import { noneFound, searchNote, statusText } from './status.js';
import { agencyItems, fillFilter, labelLinks, resultItem } from './view.js';

/** @typedef {import('./state.js').Query} Query */
/** @typedef {import('./state.js').Search} Search */

const LONGEST_QUERY = 100;

const siteTitle = document.title;
const form = part('gk-search-form', HTMLFormElement);
const input = part('gk-search-q', HTMLInputElement);
const filters = {
  year: part('gk-search-year', HTMLSelectElement),
  region: part('gk-search-region', HTMLSelectElement),
  kind: part('gk-search-kind', HTMLSelectElement),
};
const filterGroup = part('gk-search-filters', HTMLFieldSetElement);
const clearFilters = part('gk-search-clear', HTMLButtonElement);
const results = part('gk-search-results', HTMLElement);
const help = part('gk-search-help', HTMLElement);
const status = part('gk-search-status', HTMLElement);
const note = part('gk-search-note', HTMLElement);
const agencies = part('gk-search-agencies', HTMLElement);
const agencyList = part('gk-search-agency-list', HTMLElement);
const agencyHeading = part('gk-search-agency-heading', HTMLElement);
const reports = part('gk-search-reports', HTMLElement);
const list = part('gk-search-list', HTMLElement);
const more = part('gk-search-more', HTMLButtonElement);
const onward = part('gk-search-onward', HTMLElement);
const figures = part('gk-search-figures', HTMLElement);

/**
 * The newest query, and its search once its candidates are known. What older queries still await is dropped.
 * @type {{query: Query | null, search: Search | null}}
 */
const current = { query: null, search: null };

/** @returns {Query} */
function queryOfAddress() {
  const address = new URLSearchParams(location.search);
  const text = (/** @type {string} */ name) => (address.get(name) ?? '').trim().slice(0, LONGEST_QUERY);
  return { q: text('q'), year: text('year'), region: text('region'), kind: text('kind') };
}

/** @returns {Query} */
function queryOfForm() {
  const { year, region, kind } = filters;
  return { q: input.value.trim(), year: year.value, region: region.value, kind: kind.value };
}

/** @param {Query} query */
function go(query) {
  const address = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  const target = `${location.pathname}${address.size ? `?${address}` : ''}`;
  if (target !== location.pathname + location.search) history.pushState(null, '', target);
  show(query);
}

/**
 * @param {Query} query
 * @param {import('./scroll.js').Position} place where the visitor was in its results
 */
async function show(query, place = { shown: 0, top: 0 }) {
  current.query = query;
  current.search = null;
  clear(query);
  if (!isAsked(query)) return finish('');
  status.textContent = '正在检索…';
  loadForms().catch(() => {}); // for the label that the words may be
  try {
    const [catalog, candidates] = await Promise.all([loadCatalog(), findCandidates(query.q, query)]);
    if (current.query !== query) return undefined;
    current.search = newSearch(query, catalog, candidates);
    showAgencies(current.search);
    return await showUntil(current.search, place);
  } catch (error) {
    console.error(error);
    if (current.query !== query) return undefined;
    return finish('检索数据没有读出来。请检查网络后刷新本页，或从年度目录、机关目录查找。');
  }
}

/**
 * @param {Search} search
 * @param {import('./scroll.js').Position} place
 */
async function showUntil(search, { shown, top }) {
  await showMore(search);
  while (current.search === search && search.results < shown && search.left.length) await showMore(search);
  if (current.search === search && top) window.scrollTo(0, top);
}

/**
 * Read more reports and show those that contain the words.
 * @param {Search} search
 * @returns {Promise<void>}
 */
async function showMore(search) {
  busy(true);
  const { words, headlinesOnly } = search.candidates;
  let early = 0;
  const examined = await examineSome(search.left, { words, headlinesOnly }, (first) => {
    if (current.search !== search || search.results || early) return;
    early = 1;
    list.append(resultItem(first, words, search.catalog));
    reports.hidden = false;
  });
  if (current.search !== search) return undefined;
  recordExamined(search, examined);
  if (await goOn(search)) {
    if (current.search !== search) return undefined;
    showAgencies(search);
    return showMore(search);
  }
  list.append(
    ...examined.results.slice(early).map((result) => resultItem(result, search.candidates.words, search.catalog)),
  );
  more.hidden = !search.left.length;
  showFilters(search);
  const isFound = search.results > 0 || search.left.length > 0;
  const label = await labelOf(search.query.q, search.candidates, isAsTyped(search));
  if (current.search !== search) return undefined;
  figures.hidden = !label;
  if (label) figures.replaceChildren(...labelLinks(label));
  reports.hidden = !search.results;
  onward.hidden = isFound;
  note.textContent = isFound ? searchNote(search, label) : '';
  return finish(isFound ? statusText(search) : noneFound(search, label));
}

/**
 * Show the agencies that the query names, unless it may mean a text that contains its words.
 * @param {Search} search
 */
function showAgencies({ candidates, catalog }) {
  const { finding, byName } = candidates;
  const items = finding.rest.length && !byName ? [] : agencyItems(finding, catalog);
  agencies.hidden = !items.length;
  agencyHeading.textContent = finding.isNear ? '您要找的是' : '机关';
  agencyList.replaceChildren(...items);
}

/** @param {Search} search */
function showFilters({ query, catalog, candidates, dropped, read }) {
  /** @type {[string, string][]} */
  const years = catalog.years.map((year) => [String(year), `${year}年`]);
  const names = { year: years, region: [...catalog.regions], kind: [...catalog.kinds] };
  const listed = candidates.listed.filter((report) => !dropped.has(report));
  const unread = candidates.exact ? [] : listed.filter((report) => !read.has(report));
  for (const facet of FACETS) {
    const counts = countBy(facet, listed, query);
    fillFilter(filters[facet], names[facet], counts, countBy(facet, unread, query), query[facet]);
  }
  filterGroup.disabled = false;
  filterGroup.hidden = false;
  clearFilters.hidden = !FACETS.some((facet) => query[facet]);
}

/**
 * Reset the page before a search; the filters stay, so that they keep the focus.
 * @param {Query} query
 */
function clear(query) {
  input.value = query.q;
  document.title = query.q ? `${query.q} - ${siteTitle}` : siteTitle;
  help.hidden = isAsked(query);
  filterGroup.hidden = !isAsked(query);
  for (const each of [agencies, reports, more, onward, figures]) each.hidden = true;
  list.replaceChildren();
  note.textContent = '';
  busy(true);
}

/** @param {Query} query */
function isAsked(query) {
  return Object.values(query).some(Boolean);
}

/** @param {boolean} isBusy */
function busy(isBusy) {
  results.setAttribute('aria-busy', String(isBusy));
  more.disabled = isBusy;
}

/** @param {string} text */
function finish(text) {
  status.textContent = text;
  busy(false);
}

/** Load the next reports when the button is likely to be pressed. */
function prefetch() {
  for (const report of current.search?.left.slice(0, TOGETHER) ?? []) loadRecord(report).catch(() => {});
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  go(queryOfForm());
});
filterGroup.addEventListener('change', () => go(queryOfForm()));
clearFilters.addEventListener('click', () => {
  go({ ...queryOfForm(), year: '', region: '', kind: '' });
  filters.year.focus();
});
more.addEventListener('click', async () => {
  if (!current.search) return;
  const before = list.children.length;
  await showMore(current.search);
  list.children[before]?.querySelector('a')?.focus();
});
for (const intent of ['pointerenter', 'focus']) {
  more.addEventListener(intent, prefetch);
}
for (const leaving of ['click', 'scrollend']) {
  document.addEventListener(leaving, () => current.search && rememberPosition(current.search.results), true);
}
window.addEventListener('popstate', () => show(queryOfAddress(), rememberedPosition()));
restoreByHand();
offerSuggestions(async () => ({ attachCombobox }));
show(queryOfAddress(), rememberedPosition());
