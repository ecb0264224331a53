// Judges whether figures may be compared: of two reports, of a cell in two forms, and as a percentage.

import { isRefusal, LEAST_BASE, refusal } from './refusals.js';
import { agencyOf, reportOf } from './site.js';

/** @typedef {import('./site.js').Site} Site */
/** @typedef {import('./site.js').Agency} Agency */
/** @typedef {import('./site.js').Form} Form */
/** @typedef {import('./refusals.js').Refusal} Refusal */

/** @typedef {{agency: string, year: number, version?: number}} Asked a report, or a superseded version of it */

/** The kinds whose reports cover a whole area: the figures of all agencies below are in them. */
const AREA_WIDE = ['government', 'zone'];

/**
 * Why two reports, or a cell of them, may not be compared; null if they may.
 * @param {Site} site
 * @param {Asked} one
 * @param {Asked} other
 * @param {string} [cell]
 * @returns {Refusal | null}
 */
export function refuse(site, one, other, cell) {
  const agencies = [one, other].map(({ agency }) => agencyOf(site, agency));
  const reports = [one, other].map((asked, i) => findReport(site, agencies[i], asked));
  for (const each of [...agencies, ...reports]) if (isRefusal(each)) return each;
  const [a, b] = /** @type {Agency[]} */ (agencies);
  const [found, otherFound] = /** @type {import('./site.js').Found[]} */ (reports);
  const refused = refuseAgencies(a, b) ?? refuseYears(site, [a, one.year], [b, other.year]);
  if (refused || !cell) return refused;
  return refuseCell(site, cell, found.report.form, otherFound.report.form);
}

/**
 * @param {Site} site
 * @param {Agency | Refusal} agency
 * @param {Asked} asked
 */
function findReport(site, agency, { year, version }) {
  if (isRefusal(agency)) return agency;
  if (version) return refusal('superseded', { name: agency.name, year, version });
  return reportOf(site, agency, year);
}

/**
 * Why two agencies may not stand side by side: one is made up, or its figures are within those of the other.
 * @param {Agency} a
 * @param {Agency} b
 * @returns {Refusal | null}
 */
export function refuseAgencies(a, b) {
  if (a.id === b.id) return null;
  if (a.demo !== b.demo) {
    const [demo, real] = a.demo ? [a, b] : [b, a];
    return refusal('demo', { demo: demo.name, real: real.name });
  }
  for (const [upper, lower] of [
    [a, b],
    [b, a],
  ]) {
    const names = { upper: upper.name, lower: lower.name };
    if (lower.government === upper.id) return refusal('includes', names);
    if (lower.id.startsWith(`${upper.id}/`)) return refusal(isAreaWide(upper) ? 'includes' : 'above', names);
    if (upper.kind === 'government' && !isAreaWide(lower)) return refusal('level', names);
  }
  return null;
}

/** @param {Agency} agency */
function isAreaWide({ kind }) {
  return AREA_WIDE.includes(kind);
}

/**
 * Why different agencies may not be compared in different years: neither is the predecessor of the other.
 * @param {Site} site
 * @param {[Agency, number]} one
 * @param {[Agency, number]} other
 * @returns {Refusal | null}
 */
export function refuseYears(site, one, other) {
  const [[earlier, before], [later, after]] = one[1] < other[1] ? [one, other] : [other, one];
  if (earlier.id === later.id || before === after) return null;
  const found = reportOf(site, later, before);
  if (!isRefusal(found) && found.owner.id === earlier.id) return null;
  if (isRefusal(found) && found.code === 'merged') return found;
  return refusal('years', { name: earlier.name, year: before, other: later.name, otherYear: after });
}

/**
 * Why a cell may not be compared between two forms: one does not have it, or counts something else in it.
 * @param {Site} site
 * @param {string} cell
 * @param {string} one the id of a form
 * @param {string} other
 * @returns {Refusal | null}
 */
export function refuseCell({ forms, facts }, cell, one, other) {
  const [a, b] = [one, other].map((id) => /** @type {Form} */ (forms.get(id)));
  const labels = [a, b, ...forms.values()].find(({ cells }) => cell in cells)?.cells[cell];
  const label = labels ? `${labels[1]}，${labels[2]}` : cell;
  const [counted, otherCounted] = [one, other].map((id) => meaningOf(facts.meanings[id] ?? {}, cell));
  const names = { label, one: a.name, other: b.name };
  if (counted && otherCounted && counted !== otherCounted)
    return refusal('meaning', { ...names, counted, otherCounted });
  for (const form of [a, b]) if (!form.cells[cell]) return refusal('form', { label, form: form.name });
  if (counted !== otherCounted) {
    return refusal('meaning', { ...names, counted: counted || '别的', otherCounted: otherCounted || '别的' });
  }
  const [unit, otherUnit] = [a.cells[cell][3], b.cells[cell][3]];
  return unit === otherUnit ? null : refusal('unit', { ...names, unit, otherUnit });
}

/**
 * What a form says that the cell counts: of the cell itself, of its row, the groups of this, and its column.
 * @param {Record<string, string>} meanings
 * @param {string} cell
 */
function meaningOf(meanings, cell) {
  const parts = cell.split('.');
  const names = parts.map((_, i) => parts.slice(0, i + 1).join('.'));
  const column = `${parts[0]}.${parts[parts.length - 1]}`;
  return [...new Set([...names, column])]
    .map((name) => meanings[name])
    .filter(Boolean)
    .join('；');
}

/**
 * Why a percentage of the base may not be given.
 * @param {number} base
 * @returns {Refusal | null}
 */
export function refusePercentage(base) {
  if (base === 0) return refusal('zero');
  return base < LEAST_BASE ? refusal('base', { base, least: LEAST_BASE }) : null;
}
