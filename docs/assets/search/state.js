// The state of the search page: one record of the query, its candidates, and what has been read of them.

import { candidatesByName } from './query.js';

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
 * @property {boolean} byName whether the candidates are reports of agencies that the query names, as no text has its words
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
    byName: false,
    left: candidates.reports,
    results: 0,
    read: new Set(),
    dropped: new Set(),
    failed: 0,
  };
}

/**
 * Record what has been examined. If no candidate has the words, go on with reports of the agencies that they name.
 * @param {Search} search
 * @param {Examined} examined
 */
export function recordExamined(search, { results, refuted, failed, left }) {
  search.left = left;
  search.results += results.length;
  search.failed += failed.length;
  for (const { report } of results) search.read.add(report);
  for (const report of [...refuted, ...failed]) search.dropped.add(report);
  const { finding, listed } = search.candidates;
  if (search.byName || search.failed || !listed.every((report) => search.dropped.has(report))) return;
  search.byName = true;
  search.candidates = candidatesByName(finding, search.catalog, search.query);
  search.left = search.candidates.reports;
  search.dropped = new Set();
}
