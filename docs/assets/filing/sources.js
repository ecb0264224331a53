// What the page reads of the site: forms, agencies, and the report of the year before. A copy of the page that was
// downloaded holds what it had read.

import { reportsOf } from '../figures/index.js';
import { readForm } from './form.js';

/** @typedef {import('./form.js').FormEntry} FormEntry */
/** @typedef {import('../figures/index.js').IndexFile} IndexFile */

const SITE = '../';
const HELD = document.getElementById('gk-file-held');

/** Everything read so far, by address below the site. */
export const held = new Map(Object.entries(JSON.parse(HELD?.textContent || '{}')));

/** Whether this is a downloaded copy, without the site at hand. */
export const isCopy = HELD !== null;

/**
 * The data at an address below the site; null if there is none.
 * @param {string} address
 */
async function load(address) {
  if (!held.has(address) && !isCopy) {
    const response = await fetch(SITE + address).catch(() => null);
    if (!response) return null;
    held.set(address, response.ok ? await response.json() : null);
  }
  return held.get(address) ?? null;
}

/** @returns {Promise<FormEntry[]>} */
export async function loadForms() {
  return (await load('schemas/forms/index.json')) ?? [];
}

/** @param {string} id */
export async function loadForm(id) {
  const data = await load(`schemas/forms/${id}.json`);
  if (!data) throw new Error(`没有读到“${id}”这种表格格式`);
  return readForm(data);
}

/**
 * The agencies that the site has reports of, and which of them in which year; demonstration data only if it has no other.
 * @returns {Promise<IndexFile | null>}
 */
export async function loadIndex() {
  const real = await load('data/cells/index.json');
  return real?.agencies.length ? real : load('data/cells/demo/index.json');
}

/**
 * The published report; null if the site has none.
 * @param {string} agency
 * @param {number} year
 * @returns {Promise<import('./record.js').PublishedRecord | null>}
 */
export async function loadReport(agency, year) {
  return (await isPublished(agency, year)) ? load(`${agency}/${year}/report.json`) : null;
}

/**
 * What the checks say of a published report.
 * @param {string} agency
 * @param {number} year
 * @returns {Promise<{check: string, cell?: string | null, accepted?: string}[]>}
 */
export async function loadFindings(agency, year) {
  return (await load(`${agency}/${year}/findings.json`))?.problems ?? [];
}

/**
 * Whether the site has the report.
 * @param {string} agency
 * @param {number} year
 */
export async function isPublished(agency, year) {
  const index = await loadIndex();
  return !!index?.years[year] && reportsOf(index, year).some((report) => report.agency.id === agency);
}
