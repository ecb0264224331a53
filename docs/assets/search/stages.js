// What to try one after the other until reports are found: the words as typed, as they are meant, and names alone.

import { loadCatalog } from './data.js';
import { yearsAsked } from './finder.js';
import { candidatesOf, passes, reportsWith } from './query.js';

/** Words are taken apart into pieces of at least so many characters. */
const SHORTEST_PIECE = 2;
const LONGEST_WORD = 24;

/** In quotation marks people write what they want word for word. */
const QUOTATION = /[“”‘’"「」『』]/;

/** How many ways to take words apart are tried; the more even ones come first. */
const MOST_WAYS = 3;

/** @typedef {import('./catalog.js').Report} Report */
/** @typedef {import('./query.js').Candidates} Candidates */
/** @typedef {import('./query.js').Filters} Filters */
/** @typedef {import('./finder.js').Finding} Finding */

/**
 * Yield what to try if no report contains the words as typed.
 * @param {Candidates} first
 * @param {Filters} filters
 * @returns {AsyncGenerator<Candidates, void>}
 */
export async function* stagesAfter({ words: typed, finding }, filters) {
  const { reports } = await loadCatalog();
  const { rest, words, agencies } = finding;
  const ofYears = reports.filter((report) => isOfYears(report, finding));
  const scopes = agencies.length ? [{ among: ofYears.filter(isBelow(finding)), words: rest }] : [];
  if (rest.length) scopes.push({ among: ofYears, words });
  const isLiteral = typed.some((word) => QUOTATION.test(word));
  for (const scope of isLiteral ? [] : scopes) {
    if (!scope.words.length) continue;
    const isNew = scope.among.length < reports.length || scope.words.join(' ') !== typed.join(' ');
    const listed = isNew ? await reportsWith(scope.words, scope.among) : [];
    if (listed.length) yield candidatesOf(scope.words, listed, finding, filters);
    for await (const apart of takenApart(scope.words, scope.among)) {
      yield candidatesOf(apart.words, apart.listed, finding, filters);
    }
  }
  if (agencies.length || isYearAsked(finding)) yield candidatesByName(finding, reports, filters);
}

/**
 * The reports of the agencies and years that the query names.
 * @param {Finding} finding
 * @param {Report[]} reports
 * @param {Filters} filters
 * @returns {Candidates}
 */
export function candidatesByName(finding, reports, filters) {
  const { agencies } = finding;
  const placeOf = new Map(agencies.map((agency, place) => [/** @type {Report['agency']} */ (agency), place]));
  const isNamed = (/** @type {Report} */ { agency }) => !agencies.length || placeOf.has(agency);
  const listed = reports.filter((report) => isNamed(report) && isOfYears(report, finding));
  const place = (/** @type {Report} */ { agency }) => placeOf.get(agency) ?? 0;
  listed.sort((a, b) => place(a) - place(b) || Number(a.agency.demo) - Number(b.agency.demo) || a.number - b.number);
  const shown = listed.filter(passes(filters));
  return { words: [], headlinesOnly: false, reports: shown, listed, finding, exact: true, byName: true };
}

/** @param {Finding} finding */
function isYearAsked({ years, isNewest }) {
  return years.length > 0 || isNewest;
}

/**
 * @param {Report} report
 * @param {Finding} finding
 */
function isOfYears({ agency, year }, finding) {
  return !isYearAsked(finding) || yearsAsked(finding, agency).includes(year);
}

/**
 * Whether a report is of an agency that the query names, or of one of the place whose government it names.
 * @param {Finding} finding
 */
function isBelow({ agencies }) {
  const named = new Set(/** @type {Report['agency'][]} */ (agencies));
  const regions = new Set(agencies.filter(({ id, region }) => id === region).map(({ id }) => id));
  return (/** @type {Report} */ { agency }) => named.has(agency) || regions.has(agency.region);
}

/**
 * Yield the words with those that no report contains taken apart in two, if the index lists reports for the pieces.
 * @param {string[]} words
 * @param {Report[]} among
 */
async function* takenApart(words, among) {
  const found = await Promise.all(words.map((word) => reportsWith([word], among)));
  const missing = words.filter((_, i) => !found[i].length || words.length === 1);
  let ways = 0;
  for (const word of missing.filter(({ length }) => length <= LONGEST_WORD)) {
    for (const pieces of splitsOf([...word])) {
      const others = words.flatMap((each) => (each === word ? pieces : [each]));
      const listed = await reportsWith(others, among);
      if (listed.length && ways++ < MOST_WAYS) yield { words: others, listed };
    }
  }
}

/**
 * The ways to cut a word in two, the most even ones first.
 * @param {string[]} characters
 */
function splitsOf(characters) {
  const { length } = characters;
  const cuts = [...Array(length + 1).keys()].filter((cut) => Math.min(cut, length - cut) >= SHORTEST_PIECE);
  cuts.sort((a, b) => Math.abs(2 * a - length) - Math.abs(2 * b - length));
  return cuts.map((cut) => [characters.slice(0, cut).join(''), characters.slice(cut).join('')]);
}
