// Fetches what the site publishes for its search; each file once, and only when it is needed.

import { giveNames, readCatalog } from './catalog.js';

/** The site's own address, wherever it is served: two folders above this module. */
export const ROOT = new URL('../../', import.meta.url);

/**
 * @typedef {object} Manifest
 * @property {string} version
 * @property {number} numbers how many report numbers there are
 * @property {number} bits how many high bits of a key name its file in the index of texts
 * @property {number} finder_bits the same for the index of names
 * @property {number} names_per_file
 * @property {number} titles_per_file
 * @property {number[]} titles the numbers of the files of titles that exist
 */
/** @typedef {import('./catalog.js').Agency} Agency */
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
  return once('catalog', async () => readCatalog(await loadJson('agencies.json')));
}

/** How characters are read: their sounds in pinyin. */
export function loadReadings() {
  return loadJson('readings.json');
}

/**
 * A file of one of the two indexes.
 * @param {'bigrams' | 'finder'} index
 * @returns {Promise<Uint8Array>}
 */
export function loadBucket(index, number) {
  const name = fileName(index, number, 'bin');
  return once(name, async () => new Uint8Array(await (await getData(name)).arrayBuffer()));
}

/**
 * Read the names of agencies, from at most `most` files; names that many agencies share come first.
 * @param {Agency[]} agencies
 */
export async function loadNames(agencies, most = Infinity) {
  const { names_per_file: size } = await loadManifest();
  const unnamed = agencies.filter((agency) => !agency.id);
  const fileOf = (agency) => Math.floor(agency.names / size);
  const files = [...new Set(unnamed.map(fileOf))].sort((a, b) => a - b).slice(0, most);
  const read = new Map(
    await Promise.all(files.map(async (file) => [file, await loadJson(fileName('names', file, 'json'))])),
  );
  for (const agency of unnamed) {
    const file = read.get(fileOf(agency));
    if (file) giveNames(agency, file[agency.names % size]);
  }
}

/** The title of a report, or null if it follows from its agency and year. */
export async function loadTitle(report) {
  const manifest = await loadManifest();
  const file = Math.floor(report.number / manifest.titles_per_file);
  if (!manifest.titles.includes(file)) return null;
  return (await loadJson(`titles/${file}.json`))[report.number] ?? null;
}

/** The published record of a report. */
export async function loadRecord(report) {
  await loadNames([report.agency]);
  return once(`${report.agency.id}/${report.year}/report.json`, async (path) => (await get(path)).json());
}

function loadJson(name) {
  return once(name, async () => (await getData(name)).json());
}

function fileName(folder, number, ending) {
  return `${folder}/${number.toString(16).padStart(4, '0')}.${ending}`;
}

/** The address includes the version, so files that a browser has cached from an older site are never mixed in. */
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
