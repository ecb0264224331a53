// Find the reports that may contain a query, order them, and count them by year, place and kind.

import { isExact, isIn, keysOf, lookUp, MANY_TRIPLES, MOST_TRIPLES } from './bigrams.js';
import { loadBucket, loadCatalog, loadManifest, loadNames } from './data.js';
import { find } from './finder.js';
import { LONGEST } from './levels.js';
import { lookUpWords } from './likely.js';
import { readQuery } from './reading.js';
import { lengthOf, wordsOf } from './text.js';

/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./catalog.js').Report} Report */
/** @typedef {{year: string, region: string, kind: string}} Filters as in the address; empty if not chosen */

/** @typedef {keyof Filters} Facet */

/** @type {Facet[]} */
export const FACETS = ['year', 'region', 'kind'];

/**
 * @param {Report} report
 * @param {Facet} facet
 */
function facetValue({ year, agency }, facet) {
  return facet === 'year' ? String(year) : agency[facet];
}

/**
 * @typedef {object} Candidates
 * @property {string[]} words
 * @property {boolean} headlinesOnly whether the words are too short to be searched in texts
 * @property {Report[]} reports those that pass the filters, in the order in which they are shown
 * @property {boolean} exact whether each of them is known to contain all words
 * @property {Report[]} listed those of all years, places and kinds
 * @property {import('./finder.js').Finding} finding
 * @property {boolean} byName whether they are the reports of the agencies and years that the query names
 */

/**
 * @param {string} query
 * @param {Filters} filters
 * @returns {Promise<Candidates>}
 */
export async function findCandidates(query, filters) {
  const [catalog] = await Promise.all([loadCatalog(), loadManifest()]);
  const words = wordsOf(query);
  prefetch(catalog, query);
  const [listed, finding] = await Promise.all([reportsWith(indexed(words), catalog.reports), find(catalog, query)]);
  return candidatesOf(words, listed, finding, filters);
}

/**
 * Fetch what is likely to be needed next, to save round trips: the names that most agencies share, and what the
 * indexes have for the words as they are meant.
 * @param {Catalog} catalog
 * @param {string} query
 */
function prefetch(catalog, query) {
  const most = loadManifest().then(({ names_per_file: size }) => catalog.agencies.filter(({ names }) => names < size));
  most.then((agencies) => loadNames(agencies)).catch(() => {});
  const { words } = readQuery(query, catalog.years);
  if (!words.length || words.join('').length > LONGEST) return;
  reportsWith(indexed(words), []).catch(() => {});
  lookUpWords(words, catalog).catch(() => {});
}

/**
 * The candidates among reports that the index lists for the words.
 * @param {string[]} words
 * @param {Report[]} listed
 * @param {import('./finder.js').Finding} finding
 * @param {Filters} filters
 * @returns {Candidates}
 */
export function candidatesOf(words, listed, finding, filters) {
  return {
    words,
    headlinesOnly: words.length > 0 && words.every(isSingle),
    reports: inOrder(listed.filter(passes(filters)), finding),
    listed,
    finding,
    exact: indexed(words).length === words.length && words.every(isExact),
    byName: false,
  };
}

/**
 * The words that the index holds: single characters only if there is nothing else, and then of headlines.
 * @param {string[]} words
 */
function indexed(words) {
  return words.every(isSingle) ? words : words.filter((word) => !isSingle(word));
}

/**
 * Narrow the reports by looking up more triples of the words; no report that contains the words is lost.
 * @param {Report[]} reports
 * @param {string[]} words
 * @returns {Promise<Report[]>}
 */
export async function narrowed(reports, words) {
  const longer = words.filter((word) => !isSingle(word));
  return longer.length ? reportsWith(longer, reports, MANY_TRIPLES) : reports;
}

/**
 * The reports that contain the keys looked up for all words: every report with the words, and possibly others.
 * @param {string[]} words
 * @param {Report[]} reports
 */
export async function reportsWith(words, reports, triples = MOST_TRIPLES) {
  const { bits, numbers } = await loadManifest();
  const lookUpKey = async (/** @type {number} */ key) =>
    lookUp(await loadBucket('bigrams', key >>> (32 - bits)), key, bits, numbers);
  const lists = await Promise.all(keysOf(words, triples).map(lookUpKey));
  return reports.filter(({ number }) => lists.every((list) => isIn(list, number)));
}

/** @param {string} word */
function isSingle(word) {
  return lengthOf(word) === 1;
}

/**
 * @param {Filters} filters
 * @param {Facet | null} except
 */
export function passes(filters, except = null) {
  const chosen = FACETS.filter((facet) => filters[facet] && facet !== except);
  return (/** @type {Report} */ report) => chosen.every((facet) => facetValue(report, facet) === filters[facet]);
}

/**
 * Count the reports of each value of a facet, after the other filters.
 * @param {Facet} facet
 * @param {Report[]} reports
 * @param {Filters} filters
 */
export function countBy(facet, reports, filters) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const mayCount = passes(filters, facet);
  for (const report of reports) {
    if (!mayCount(report)) continue;
    const value = facetValue(report, facet);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/**
 * Sort by score (named in the query first), then demonstration data last, then by number: newest first.
 * @param {Report[]} reports
 * @param {import('./finder.js').Finding} finding
 */
function inOrder(reports, { scores, years }) {
  const scored = reports.map((report) => ({
    report,
    score: (scores.get(report.agency) ?? 0) + (years.includes(report.year) ? 2 : 0),
    demo: Number(report.agency.demo),
  }));
  scored.sort((a, b) => b.score - a.score || a.demo - b.demo || a.report.number - b.report.number);
  return scored.map(({ report }) => report);
}
