// What is compared: series of an agency's reports over years, and what was asked for and refused.

import { refuseAgencies, refuseYears } from './comparable.js';
import { isRefusal, refusal } from './refusals.js';
import { agencyOf, reportOf } from './site.js';

/** @typedef {import('./site.js').Site} Site */
/** @typedef {import('./site.js').Agency} Agency */
/** @typedef {import('./site.js').Found} Found */
/** @typedef {import('./refusals.js').Refusal} Refusal */

/** @typedef {{name: string, agency: Agency, found: Found[]}} Series its reports, oldest first; `name` is as in the address */
/** @typedef {{name: string, refusal: Refusal}} Refused */

/**
 * @typedef {object} Comparison
 * @property {Series[]} series
 * @property {Refused[]} refused what was asked for as a whole
 * @property {Refusal[]} gaps years that a series lacks
 * @property {string[]} remarks what a reader should take into account
 */

export const MOST = 6;

/** An agency's id, perhaps with a year or a range of years, or a superseded version of a year: a/b/2019-2024, a/b/2024/v1 */
const NAME = /^(.*?)(?:\/(\d{4})(?:-(\d{4}))?(?:\/v(\d+))?)?$/;

/**
 * The agency and years of a series as it is written in an address.
 * @param {string} name
 */
export function readName(name) {
  const [, id, first, last, version] = NAME.exec(name.replace(/^\/+|\/+$/g, '')) ?? ['', name];
  const from = first ? Number(first) : -Infinity;
  return { id, from, to: last ? Number(last) : first ? from : Infinity, version: version ? Number(version) : null };
}

/**
 * The names of the agencies that are compared; an agency with several ranges of years once.
 * @param {Series[]} series
 */
export function agencyNames(series) {
  return [...new Map(series.map(({ agency }) => [agency.id, agency.name])).values()];
}

/**
 * The years of the reports of any of the agencies or their predecessors, oldest first.
 * @param {Site} site
 * @param {string[]} names
 */
export function yearsOf({ reports, facts }, names) {
  /** @type {Set<number>} */
  const years = new Set();
  const ids = new Set(names.map((name) => facts.moved[readName(name).id] ?? readName(name).id));
  for (const id of ids) {
    for (const year of reports.get(id)?.keys() ?? []) years.add(year);
    for (const [former] of facts.before[id] ?? []) if (former) ids.add(former);
  }
  return [...years].sort((a, b) => a - b);
}

/**
 * Judge one series after the other: each must go together with all before it.
 * @param {Site} site
 * @param {string[]} names
 * @param {number} from
 * @param {number} to
 * @returns {Comparison}
 */
export function compare(site, names, from, to) {
  /** @type {Comparison} */
  const comparison = { series: [], refused: [], gaps: [], remarks: [] };
  const years = yearsOf(site, names);
  for (const name of names) {
    const asked = readName(name);
    const within = years.filter((year) => year >= Math.max(from, asked.from) && year <= Math.min(to, asked.to));
    const made = makeSeries(site, name, within, comparison);
    if (isRefusal(made)) comparison.refused.push({ name, refusal: made });
    else comparison.series.push(made);
  }
  const kinds = new Set(comparison.series.map(({ agency }) => agency.kind));
  if (kinds.size > 1) comparison.remarks.push('这些机关的类别不同，职责也不同，比较时请注意。');
  return comparison;
}

/**
 * @param {Site} site
 * @param {string} name
 * @param {number[]} years
 * @param {Comparison} comparison what has been accepted before; gaps and remarks are added
 * @returns {Series | Refusal}
 */
function makeSeries(site, name, years, { series, gaps, remarks }) {
  const { id, from, version } = readName(name);
  const agency = agencyOf(site, id);
  if (isRefusal(agency)) return agency;
  if (version) return refusal('superseded', { name: agency.name, year: from, version });
  if (series.length === MOST) return refusal('many', { most: MOST });
  for (const each of series) {
    const refused = refuseAgencies(each.agency, agency);
    if (refused) return refused;
  }
  const all = years.map((year) => reportOf(site, agency, year));
  const found = all.flatMap((each) => (isRefusal(each) ? [] : [each]));
  const missing = all.filter(isRefusal);
  if (!found.length) return missing[0] ?? refuseAbsent(name, agency);
  if (series.some((each) => isSame(each.found, found))) return refusal('same', { name: agency.name });
  for (const each of series) {
    const refused = refuseOver(site, each, { agency, found });
    if (refused) return refused;
  }
  gaps.push(...missing);
  remarks.push(...found.filter(({ owner }) => owner !== agency).map((each) => inherited(each, agency)));
  return { name, agency, found };
}

/**
 * Why two series have nothing to compare: no year in common, and none that one has from the other.
 * @param {Site} site
 * @param {{agency: Agency, found: Found[]}} one
 * @param {{agency: Agency, found: Found[]}} other
 */
function refuseOver(site, one, other) {
  const [years, otherYears] = [one, other].map(({ found }) => found.map(({ report }) => report.year));
  if (years.some((year) => otherYears.includes(year))) return null;
  return refuseYears(site, [one.agency, years[years.length - 1]], [other.agency, otherYears[0]]);
}

/**
 * Whether two series are of the same reports, however they are written in the address.
 * @param {Found[]} one
 * @param {Found[]} other
 */
function isSame(one, other) {
  return one.length === other.length && one.every(({ report }, i) => report === other[i].report);
}

/**
 * @param {string} name
 * @param {Agency} agency
 */
function refuseAbsent(name, agency) {
  const { from, to } = readName(name);
  return from === to
    ? refusal('no-report', { name: agency.name, year: from })
    : refusal('no-years', { name: agency.name });
}

/**
 * @param {Found} found
 * @param {Agency} agency
 */
function inherited({ report, owner }, agency) {
  return `${agency.name}${report.year}年的数字，是它的前身${owner.name}的报告里的。`;
}
