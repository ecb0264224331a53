// Finds agencies to add: by their names now and earlier, those like the ones compared first.

import { normalise } from '../list-rows.js';
import { refuseAgencies } from './comparable.js';

/** @typedef {import('./site.js').Site} Site */
/** @typedef {import('./site.js').Agency} Agency */

const MOST = 12;

/**
 * The agencies whose names contain every word typed, those that may stand beside the chosen ones first, and of these
 * those of the same government and kind. Without words: only these.
 * @param {Site} site
 * @param {string} typed
 * @param {Agency[]} chosen
 * @returns {{agencies: Agency[], more: number}} `more` are not listed
 */
export function findAgencies(site, typed, chosen) {
  const words = normalise(typed)
    .split(/[\s/]+/)
    .filter(Boolean);
  const ids = new Set(chosen.map(({ id }) => id));
  const first = chosen[0];
  const found = [...site.agencies.values()].filter((agency) => {
    if (ids.has(agency.id)) return false;
    if (!words.length) return first ? isLike(agency, first) : false;
    const names = namesOf(site, agency);
    return words.every((word) => names.some((name) => name.includes(word)));
  });
  const rank = (/** @type {Agency} */ agency) =>
    chosen.some((each) => refuseAgencies(each, agency)) ? 2 : first && isLike(agency, first) ? 0 : 1;
  const ranked = found.map((agency) => ({ agency, rank: rank(agency) })).sort((a, b) => a.rank - b.rank);
  return { agencies: ranked.slice(0, MOST).map(({ agency }) => agency), more: Math.max(0, found.length - MOST) };
}

/**
 * @param {Agency} agency
 * @param {Agency} other
 */
function isLike(agency, other) {
  return agency.kind === other.kind && agency.government === other.government && agency.demo === other.demo;
}

/**
 * The agency's names in all years, and its address.
 * @param {Site} site
 * @param {Agency} agency
 */
function namesOf({ reports }, { id, name }) {
  const names = new Set([name, ...[...(reports.get(id)?.values() ?? [])].map((report) => report.name)]);
  return [...names].map(normalise).concat(id);
}
