// Fetches what the site publishes for its search; each file once.

import { readCatalog } from './catalog.js';

/** The site's own address, wherever it is served: two folders above this module. */
export const ROOT = new URL('../../', import.meta.url);

/** @typedef {{version: string, reports: number, bits: number, titles_per_file: number, titles: number[]}} Manifest */
/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./catalog.js').Report} Report */

/** @type {Map<string, Promise<any>>} */
const fetched = new Map();

/** An address of the site from one relative to its root. */
export function addressOf(path) {
  return new URL(path, ROOT).href;
}

/** The address of an agency's page, or of its report of a year, or of a section of that. */
export function pageOf(agency, year = null, section = null) {
  return addressOf(`${agency.id}/${year === null ? '' : `${year}/`}${section ? `#${section}` : ''}`);
}

/** @returns {Promise<Manifest>} */
export function loadManifest() {
  return once('search/data/manifest.json', (path) => get(path, 'no-cache').then((response) => response.json()));
}

/** @returns {Promise<Catalog>} */
export function loadCatalog() {
  return once('finder.json', async (name) => readCatalog(await (await getData(name)).json()));
}

/** @returns {Promise<Uint8Array>} */
export function loadBucket(number) {
  const name = `bigrams/${number.toString(16).padStart(4, '0')}.bin`;
  return once(name, async () => new Uint8Array(await (await getData(name)).arrayBuffer()));
}

/** The title of a report, where it does not follow from its agency and year. */
export async function loadTitle(report) {
  const manifest = await loadManifest();
  const file = Math.floor(report.number / manifest.titles_per_file);
  if (!manifest.titles.includes(file)) return null;
  const titles = await once(`titles/${file}.json`, async (name) => (await getData(name)).json());
  return titles[report.number] ?? null;
}

/** The published record of a report. */
export function loadRecord(report) {
  return once(`${report.agency.id}/${report.year}/report.json`, async (path) => (await get(path)).json());
}

/** Search data is addressed with its version: what a browser kept of an older site is never mixed in. */
async function getData(name) {
  const { version } = await loadManifest();
  return get(`search/data/${name}?v=${version}`);
}

async function get(path, cache = 'default') {
  const response = await fetch(addressOf(path), { cache });
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response;
}

function once(name, load) {
  if (!fetched.has(name)) {
    const promise = load(name);
    promise.catch(() => fetched.delete(name));
    fetched.set(name, promise);
  }
  return fetched.get(name);
}
