// Find the agencies that explain most of a query that names none exactly; the rest of it is text.

import { isNamed } from './catalog.js';
import { loadNames, loadReadings } from './data.js';
import { explain, isBetter } from './explain.js';
import { lookUpLike } from './lookup.js';
import { PREDECESSORS } from './vocabulary.js';

/** How many agencies are compared at most; those that share most characters with the query come first. */
const MOST_COMPARED = 300;

/** How many different characters of a query are looked up at most. */
const MOST_CHARACTERS = 16;

/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./explain.js').Explanation} Explanation */

/**
 * @param {Catalog} catalog
 * @param {import('./reading.js').Reading} reading
 * @param {number} mostFiles
 * @returns {Promise<{agencies?: NamedAgency[], rest?: string[], isNear?: boolean, scores?: Map<import('./catalog.js').Agency, number>}>}
 */
export async function findLikely(catalog, { words, years }, mostFiles) {
  const [all, readings] = await lookUpWords(words, catalog);
  const like = all.slice(0, MOST_COMPARED);
  const compared = (await loadNames(like, mostFiles)).filter(isNamed);
  const named = new Map(compared.map((agency) => [agency.id, agency]));
  const explained = compared
    .map((agency) => {
      const around = { forms: catalog.places.get(agency.region) ?? [], above: aboveOf(agency, named), readings };
      return { agency, ...explain(words, agency, around) };
    })
    .filter((each) => each.isNamed);
  if (!explained.length) return {};
  const best = explained.reduce((most, each) => (isBetter(each, most) ? each : most));
  const equal = explained.filter((each) => !isBetter(best, each)).sort(byMerit(years));
  const agencies = equal.map(({ agency }) => agency);
  return { agencies, rest: best.rest, isNear: best.isNear, scores: new Map(agencies.map((agency) => [agency, 2])) };
}

/**
 * Look up what likely agencies are found by: all that have characters of the words, and how characters are read.
 * @param {string[]} words
 * @param {Catalog} catalog
 */
export function lookUpWords(words, catalog) {
  const heirs = [...PREDECESSORS].filter(([old]) => words.some((word) => word.includes(old))).map(([, heir]) => heir);
  const characters = [...new Set(heirs.concat(words).join(''))].filter((each) => /\p{L}/u.test(each));
  return Promise.all([lookUpLike(characters.slice(0, MOST_CHARACTERS), catalog), loadReadings()]);
}

/**
 * @param {NamedAgency} agency
 * @param {Map<string, NamedAgency>} named
 */
function aboveOf({ id }, named) {
  const folders = id.split('/');
  const ids = folders.slice(1).map((_, i) => folders.slice(0, i + 1).join('/'));
  return ids.flatMap((each) => named.get(each) ?? []);
}

/**
 * Demonstration data last, then agencies with a report of a year that is asked for.
 * @param {number[]} years
 */
function byMerit(years) {
  const hasYear = (/** @type {NamedAgency} */ agency) => Number(years.some((year) => agency.years.has(year)));
  return (/** @type {{agency: NamedAgency}} */ a, /** @type {{agency: NamedAgency}} */ b) =>
    Number(a.agency.demo) - Number(b.agency.demo) || hasYear(b.agency) - hasYear(a.agency);
}
