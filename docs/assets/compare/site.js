// The reports that a site has, by agency and year, and whose report stands for an agency in a year.

import { refusal } from './refusals.js';

/** @typedef {import('../figures/index.js').Index} Index */
/** @typedef {import('../figures/index.js').Report} Report */
/** @typedef {{received: string, concluded: string, parts: string[]}} Outcomes names of roles */
/** @typedef {import('../figures/index.js').Form & {outcomes?: Outcomes | null}} Form */
/** @typedef {import('./refusals.js').Refusal} Refusal */

/** @typedef {import('../figures/index.js').Agency & {demo: boolean}} Agency */

/**
 * The facts of data/cells/comparison.json, which generator/exporters/comparison.py writes; docs/manual/data.md describes it.
 * @typedef {object} Facts
 * @property {Record<string, [agency: string | null, until: number | null][]>} before former names, by whom they were borne
 * @property {Record<string, number[]>} withdrawn
 * @property {Record<string, Record<string, number>>} versions
 * @property {Record<string, string>} moved
 * @property {Record<string, Record<string, string>>} meanings
 */

/**
 * @typedef {object} Site
 * @property {Map<string, Agency>} agencies
 * @property {Map<string, Map<number, Report>>} reports by agency and year
 * @property {Map<string, Form>} forms
 * @property {Facts} facts
 */

/** @typedef {{report: Report, owner: Agency}} Found a report and the agency that published it, perhaps a predecessor */

/**
 * @param {Index[]} indexes
 * @param {Facts} facts
 * @returns {Site}
 */
export function makeSite(indexes, facts) {
  /** @type {Site} */
  const site = { agencies: new Map(), reports: new Map(), forms: new Map(), facts };
  for (const { demo, agencies, reports, forms } of indexes) {
    for (const [id, agency] of agencies) {
      site.agencies.set(id, { ...agency, demo });
      site.reports.set(id, new Map());
    }
    for (const [year, all] of reports) for (const each of all) site.reports.get(each.agency.id)?.set(year, each);
    for (const [id, form] of forms) site.forms.set(id, form);
  }
  return site;
}

/**
 * The agency with the id, or the one that an old id leads to.
 * @param {Site} site
 * @param {string} id
 * @returns {Agency | Refusal}
 */
export function agencyOf({ agencies, facts }, id) {
  const agency = agencies.get(id) ?? agencies.get(facts.moved[id] ?? '');
  if (agency) return agency;
  const withdrawn = facts.withdrawn[id];
  return withdrawn ? refusal('withdrawn', { name: id, year: withdrawn.join('、') }) : refusal('unknown', { id });
}

/**
 * The report that stands for the agency in the year: its own, or that of the one agency whose name it lists as former.
 * @param {Site} site
 * @param {Agency} agency
 * @param {number} year
 * @returns {Found | Refusal}
 */
export function reportOf(site, agency, year, seen = new Set([agency.id])) {
  const report = site.reports.get(agency.id)?.get(year);
  if (report) return { report, owner: agency };
  if (site.facts.withdrawn[agency.id]?.includes(year)) return refusal('withdrawn', { name: agency.name, year });
  const [former, ...others] = bearersOf(site, agency, year);
  if (others.length) {
    const names = [former, ...others].map((each) => each?.name ?? '另一个机关').join('、');
    return refusal('merged', { name: agency.name, names, year });
  }
  if (!former || seen.has(former.id)) return refusal('no-report', { name: agency.name, year });
  return reportOf(site, former, year, seen.add(former.id));
}

/**
 * Who bore the agency's name of the year: nobody else, one predecessor, or several that merged.
 * @param {Site} site
 * @param {Agency} agency
 * @param {number} year
 */
function bearersOf({ agencies, facts }, agency, year) {
  const lasting = (facts.before[agency.id] ?? []).filter(([, until]) => until === null || until >= year);
  const first = Math.min(...lasting.map(([, until]) => until ?? Infinity));
  return lasting.filter(([, until]) => (until ?? Infinity) === first).map(([id]) => agencies.get(id ?? ''));
}
