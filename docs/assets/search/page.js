// The search page; its whole state is its address.

import { loadCatalog, loadRecord } from './data.js';
import { examineSome, TOGETHER } from './examine.js';
import { candidatesByName, countBy, FACETS, findCandidates } from './query.js';
import { noneFound, searchNote, statusText } from './status.js';
import { agencyItems, fillFilter, resultItem } from './view.js';

const LONGEST_QUERY = 100;

const byId = (id) => document.getElementById(`gk-search-${id}`);
const form = byId('form');
const more = byId('more');
const filters = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, form.elements[facet]]));
const siteTitle = document.title;

/** The current search. A new query or filter replaces it, and results that older searches still await are dropped. */
let shown = null;

/** @typedef {{q: string, year: string, region: string, kind: string}} Query */

/** @returns {Query} */
function queryOfAddress() {
  const address = new URLSearchParams(location.search);
  const text = (name) => (address.get(name) ?? '').trim().slice(0, LONGEST_QUERY);
  return { q: text('q'), year: text('year'), region: text('region'), kind: text('kind') };
}

/** @returns {Query} */
function queryOfForm() {
  return Object.fromEntries(['q', ...Object.keys(FACETS)].map((name) => [name, form.elements[name].value.trim()]));
}

function go(query) {
  const address = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  const target = `${location.pathname}${address.size ? `?${address}` : ''}`;
  if (target !== location.pathname + location.search) history.pushState(null, '', target);
  show(query);
}

/** @param {Query} query */
async function show(query) {
  const mine = { query, byName: false, left: [], results: 0, read: new Set(), dropped: new Set(), failed: 0 };
  shown = mine;
  clear(query);
  if (!isAsked(query)) return finish('');
  byId('status').textContent = '正在检索…';
  try {
    const [catalog, candidates] = await Promise.all([loadCatalog(), findCandidates(query.q, query)]);
    if (shown !== mine) return;
    Object.assign(mine, { catalog, asked: candidates.words });
    consider(candidates);
    showAgencies(mine);
    await showMore();
  } catch (error) {
    console.error(error);
    if (shown === mine) finish('检索数据没有读出来。请检查网络后刷新本页，或从年度目录、机关目录查找。');
  }
}

/** Read more reports and show those that contain the words. */
async function showMore() {
  const mine = shown;
  busy(true);
  const done = await examineSome(mine.left, mine);
  if (shown !== mine) return undefined;
  mine.left = done.left;
  mine.results += done.results.length;
  for (const { report } of done.results) mine.read.add(report);
  mine.failed += done.failed.length;
  for (const report of [...done.refuted, ...done.failed]) mine.dropped.add(report);
  if (!mine.byName && !mine.failed && mine.listed.every((report) => mine.dropped.has(report))) {
    mine.byName = true;
    consider(candidatesByName(mine.finding, mine.catalog, mine.query));
    if (mine.left.length) return showMore();
  }
  byId('list').append(...done.results.map((result) => resultItem(result, mine.words, mine.catalog)));
  more.hidden = !mine.left.length;
  showFilters(mine);
  byId('reports').hidden = !mine.results;
  byId('note').textContent = mine.results || mine.left.length ? searchNote(mine) : '';
  return finish(mine.results || mine.left.length ? statusText(mine) : noneFound(mine));
}

function consider(candidates) {
  Object.assign(shown, candidates, { left: candidates.reports, dropped: new Set() });
}

function showAgencies({ finding, catalog }) {
  const items = agencyItems(finding, catalog);
  byId('agencies').hidden = !items.length;
  byId('agency-list').replaceChildren(...items);
}

function showFilters({ query, catalog, listed, dropped, exact, read }) {
  const years = catalog.years.map((year) => [String(year), `${year}年`]);
  const names = { year: years, region: catalog.regions, kind: catalog.kinds };
  const reports = listed.filter((report) => !dropped.has(report));
  const unread = exact ? [] : reports.filter((report) => !read.has(report));
  for (const [facet, select] of Object.entries(filters)) {
    const counts = countBy(facet, reports, query);
    fillFilter(select, [...names[facet]], counts, countBy(facet, unread, query), query[facet]);
  }
  byId('filters').disabled = false;
  byId('filters').hidden = false;
  byId('clear').hidden = !Object.keys(FACETS).some((facet) => query[facet]);
}

/** Reset the page before a search; the filters stay, so that they keep the focus. */
function clear(query) {
  form.elements.q.value = query.q;
  document.title = query.q ? `${query.q} - ${siteTitle}` : siteTitle;
  byId('help').hidden = isAsked(query);
  byId('filters').hidden = !isAsked(query);
  for (const part of [byId('agencies'), byId('reports'), more]) part.hidden = true;
  byId('list').replaceChildren();
  byId('note').textContent = '';
  busy(true);
}

function isAsked(query) {
  return Object.values(query).some(Boolean);
}

function busy(isBusy) {
  byId('results').setAttribute('aria-busy', String(isBusy));
  more.disabled = isBusy;
}

function finish(status) {
  byId('status').textContent = status;
  busy(false);
}

/** Load the next reports when the button is likely to be pressed. */
function prefetch() {
  for (const report of shown.left.slice(0, TOGETHER)) loadRecord(report).catch(() => {});
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  go(queryOfForm());
});
byId('filters').addEventListener('change', () => go(queryOfForm()));
byId('clear').addEventListener('click', () => {
  go({ ...queryOfForm(), year: '', region: '', kind: '' });
  filters.year.focus();
});
more.addEventListener('click', async () => {
  const before = byId('list').children.length;
  await showMore();
  byId('list').children[before]?.querySelector('a').focus();
});
for (const intent of ['pointerenter', 'focus']) {
  more.addEventListener(intent, prefetch);
}
window.addEventListener('popstate', () => show(queryOfAddress()));
show(queryOfAddress());
