// Fetches what the site publishes for its search; each file once, and only when it is needed.

import { giveNames, isNamed, readCatalog } from './catalog.js';

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
/** @typedef {{form: string, text: Record<string, string>}} PublishedRecord what of a report's record is searched: its texts by section */
/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./catalog.js').NamesRow} NamesRow */
/** @typedef {import('./catalog.js').Report} Report */
/** @typedef {import('./spelling.js').Readings} Readings */

/**
 * An address of the site from one relative to its root.
 * @param {string} path
 */
export function addressOf(path) {
  return new URL(path, ROOT).href;
}

/**
 * The address of an agency's page, or of its report of a year, or of a section of that.
 * @param {NamedAgency} agency
 * @param {number | null} year
 * @param {string | null} section
 */
export function pageOf(agency, year = null, section = null) {
  return addressOf(`${agency.id}/${year === null ? '' : `${year}/`}${section ? `#${section}` : ''}`);
}

export const loadManifest = once(async () => {
  /** @type {Manifest} */
  const manifest = await (await get('search/data/manifest.json', 'no-cache')).json();
  return manifest;
});

/** Asked for together with the manifest, so without its version; the search page preloads both. */
export const loadCatalog = once(async () =>
  readCatalog(await (await get('search/data/agencies.json', 'no-cache')).json()),
);

const loadJson = once(async (name) => (await getData(name)).json());

const loadBytes = once(async (name) => new Uint8Array(await (await getData(name)).arrayBuffer()));

const loadPublished = once(async (path) => (await get(path)).json());

/**
 * How characters are read: their sounds in pinyin.
 * @returns {Promise<Readings>}
 */
export function loadReadings() {
  return loadJson('readings.json');
}

/**
 * The forms in use with the labels of their cells and roles, the newest first.
 * @returns {Promise<import('./labels.js').Form[]>}
 */
export async function loadForms() {
  const forms = await loadPublished('data/cells/forms.json');
  return Object.keys(forms)
    .sort()
    .reverse()
    .map((form) => forms[form]);
}

/**
 * A file of one of the two indexes.
 * @param {'bigrams' | 'finder'} index
 * @param {number} number
 */
export function loadBucket(index, number) {
  return loadBytes(fileName(index, number, 'bin'));
}

/**
 * Read the names of agencies, from at most `most` files; names that many agencies share come first.
 * @param {Agency[]} agencies
 * @returns {Promise<NamedAgency[]>} those whose names have now been read
 */
export async function loadNames(agencies, most = Infinity) {
  const { names_per_file: size } = await loadManifest();
  const unnamed = agencies.filter((agency) => !isNamed(agency));
  const numbers = new Set(unnamed.map(({ names }) => Math.floor(names / size)));
  const first = [...numbers].sort((a, b) => a - b).slice(0, most);
  /** @type {NamesRow[][]} */
  const files = await Promise.all(first.map((number) => loadJson(fileName('names', number, 'json'))));
  for (const agency of unnamed) {
    const file = files[first.indexOf(Math.floor(agency.names / size))];
    if (file) giveNames(agency, file[agency.names % size]);
  }
  return agencies.filter(isNamed);
}

/**
 * The title of a report, or null if it follows from its agency and year.
 * @param {Report} report
 */
export async function loadTitle(report) {
  const manifest = await loadManifest();
  const file = Math.floor(report.number / manifest.titles_per_file);
  if (!manifest.titles.includes(file)) return null;
  /** @type {Record<number, string>} */
  const titles = await loadJson(`titles/${file}.json`);
  return titles[report.number] ?? null;
}

/**
 * The published record of a report, and its agency with its names.
 * @param {Report} report
 * @returns {Promise<{agency: NamedAgency, record: PublishedRecord}>}
 */
export async function loadRecord(report) {
  const [agency] = await loadNames([report.agency]);
  return { agency, record: await loadPublished(`${agency.id}/${report.year}/report.json`) };
}

/**
 * @param {string} folder
 * @param {number} number
 * @param {string} ending
 */
function fileName(folder, number, ending) {
  return `${folder}/${number.toString(16).padStart(4, '0')}.${ending}`;
}

/**
 * The address includes the version, so files that a browser has cached from an older site are never mixed in.
 * @param {string} name
 */
async function getData(name) {
  const { version } = await loadManifest();
  return get(`search/data/${name}?v=${version}`);
}

/**
 * @param {string} path
 * @param {RequestCache} cache
 */
async function get(path, cache = 'default') {
  const response = await fetch(addressOf(path), { cache });
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response;
}

/**
 * Return a function that loads each name once; a load that failed is tried again when asked for.
 * @template Loaded
 * @param {(name: string) => Promise<Loaded>} load
 */
function once(load) {
  /** @type {Map<string, Promise<Loaded>>} */
  const promises = new Map();
  return (name = '') => {
    const known = promises.get(name);
    if (known) return known;
    const promise = load(name);
    promise.catch(() => promises.delete(name));
    promises.set(name, promise);
    return promise;
  };
}
