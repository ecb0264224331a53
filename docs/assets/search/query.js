// Find the reports that may contain a query, order them, and count them by year, place and kind.

import { isExact, isIn, keysOf, lookUp, MANY_TRIPLES, MOST_TRIPLES } from './bigrams.js';
import { loadBucket, loadCatalog, loadManifest } from './data.js';
import { find } from './finder.js';
import { lengthOf, wordsOf, yearOf } from './text.js';

/** @typedef {import('./catalog.js').Report} Report */
/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {import('./catalog.js').Catalog} Catalog */
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
 */

/**
 * @param {string} query
 * @param {Filters} filters
 * @returns {Promise<Candidates>}
 */
export async function findCandidates(query, filters) {
  const catalog = await loadCatalog();
  const words = wordsOf(query);
  const headlinesOnly = words.length > 0 && words.every(isSingle);
  const indexed = headlinesOnly ? words : words.filter((word) => !isSingle(word));
  const [listed, finding] = await Promise.all([reportsWith(indexed, catalog.reports), find(catalog, query)]);
  return {
    words,
    headlinesOnly,
    reports: inOrder(listed.filter(passes(filters)), words, finding.scores),
    listed,
    finding,
    exact: indexed.length === words.length && words.every(isExact),
  };
}

/**
 * The reports of the agencies that the finder found, for words that name them but are not in the text, such as pinyin.
 * @param {import('./finder.js').Finding} finding
 * @param {Catalog} catalog
 * @param {Filters} filters
 * @returns {Candidates}
 */
export function candidatesByName(finding, catalog, filters) {
  const { year, agencies } = finding;
  /** @type {Map<Agency, number>} */
  const places = new Map(agencies.map((agency, place) => [agency, place]));
  const placeOf = (/** @type {Report} */ { agency }) => places.get(agency) ?? agencies.length;
  const listed = catalog.reports.filter((report) => places.has(report.agency) && (year ?? report.year) === report.year);
  listed.sort((a, b) => placeOf(a) - placeOf(b) || a.number - b.number);
  return { words: [], headlinesOnly: false, reports: listed.filter(passes(filters)), listed, finding, exact: true };
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
async function reportsWith(words, reports, triples = MOST_TRIPLES) {
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
function passes(filters, except = null) {
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
 * @param {string[]} words
 * @param {import('./finder.js').Finding['scores']} scores
 */
function inOrder(reports, words, scores) {
  const scored = reports.map((report) => ({
    report,
    score: (scores.get(report.agency) ?? 0) + yearScore(report, words),
    demo: Number(report.agency.demo),
  }));
  scored.sort((a, b) => b.score - a.score || a.demo - b.demo || a.report.number - b.report.number);
  return scored.map(({ report }) => report);
}

/**
 * @param {Report} report
 * @param {string[]} words
 */
function yearScore(report, words) {
  return words.some((word) => yearOf(word) === report.year) ? 2 : 0;
}
