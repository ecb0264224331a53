// The state of the search page: one record of the query, its candidates, and what has been read of them.

import { stagesAfter } from './stages.js';

/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./catalog.js').Report} Report */
/** @typedef {import('./examine.js').Examined} Examined */
/** @typedef {import('./query.js').Candidates} Candidates */
/** @typedef {{q: string, year: string, region: string, kind: string}} Query as in the address; empty if not given */

/**
 * @typedef {object} Search
 * @property {Query} query
 * @property {string[]} asked the words of the query
 * @property {Catalog} catalog
 * @property {Candidates} candidates
 * @property {AsyncGenerator<Candidates, void>} stages what to try if no candidate is a result
 * @property {Report[]} left the candidates that have not been examined
 * @property {number} results how many results are shown
 * @property {Set<Report>} read the reports of the results
 * @property {Set<Report>} dropped the candidates that are no results
 * @property {number} failed how many reports could not be read
 */

/**
 * @param {Query} query
 * @param {Catalog} catalog
 * @param {Candidates} candidates
 * @returns {Search}
 */
export function newSearch(query, catalog, candidates) {
  return {
    query,
    asked: candidates.words,
    catalog,
    candidates,
    stages: stagesAfter(candidates, query),
    left: candidates.reports,
    results: 0,
    read: new Set(),
    dropped: new Set(),
    failed: 0,
  };
}

/**
 * Record what has been examined.
 * @param {Search} search
 * @param {Examined} examined
 */
export function recordExamined(search, { results, refuted, failed, left }) {
  search.left = left;
  search.results += results.length;
  search.failed += failed.length;
  for (const { report } of results) search.read.add(report);
  for (const report of [...refuted, ...failed]) search.dropped.add(report);
}

/**
 * If no candidate of any year, place or kind was a result, go on with what else the query may mean; return whether
 * there is anything to examine.
 * @param {Search} search
 */
export async function goOn(search) {
  const { dropped, candidates } = search;
  if (search.failed || !candidates.listed.every((report) => dropped.has(report))) return false;
  const { value } = await search.stages.next();
  if (!value) return false;
  search.candidates = value;
  search.left = value.reports;
  search.dropped = new Set();
  return true;
}

/**
 * Whether reports may contain the words as typed, or all words name agencies.
 * @param {Search} search
 */
export function isAsTyped({ asked, candidates, results, left }) {
  const { words, byName, finding } = candidates;
  if (byName) return !finding.rest.length;
  return (results > 0 || left.length > 0) && words.join(' ') === asked.join(' ');
}
