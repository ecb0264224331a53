// Fetches the index and the cell files; each once, and both again if they turn out to be of different builds.

import { OutOfDateError, readCell } from './cells.js';
import { readIndex } from './index.js';

/** @typedef {import('./index.js').Index} Index */
/** @typedef {import('./cells.js').Column} Column */
/** @typedef {{index: Index, columns: Map<string, Column>}} Data the columns of the cells asked for, by name */

/** The site's own address, wherever it is served: two folders above this module. */
const ROOT = new URL('../../', import.meta.url).href;

/**
 * An address of the site from one relative to its root.
 * @param {string} path
 */
export function addressOf(path) {
  return ROOT + path; // no URL is parsed: answers hold tens of thousands of addresses
}

/** @type {Map<string, Promise<any>>} what has been read, by address; a load that failed is tried again when asked for */
const loads = new Map();

/**
 * What a JSON file of the site holds, read once.
 * @template Loaded
 * @param {string} path
 * @param {(file: any) => Loaded} read
 * @returns {Promise<Loaded>}
 */
export function loadJson(path, read) {
  const known = loads.get(path);
  if (known) return known;
  const loaded = fetch(addressOf(path), { cache: 'no-cache' }).then(async (response) => {
    if (!response.ok) throw new Error(`${response.status} ${path}`);
    return read(await response.json());
  });
  loads.set(path, loaded);
  loaded.catch(() => loads.delete(path));
  return loaded;
}

/** @param {boolean} demo */
function folderOf(demo) {
  return `data/cells/${demo ? 'demo/' : ''}`;
}

/**
 * The index of real or of demonstration data; its years are empty if there are no reports.
 * @param {boolean} demo
 * @returns {Promise<Index>}
 */
export function loadIndex(demo) {
  return loadJson(`${folderOf(demo)}index.json`, (file) => readIndex(file, demo));
}

/**
 * The index and the columns of the cells in it. Cells that no form in use has are left out.
 * @param {boolean} demo
 * @param {(index: Index) => Iterable<string>} cellsIn which cells to read
 * @returns {Promise<Data>}
 */
export async function loadColumns(demo, cellsIn) {
  try {
    return await columnsOf(demo, cellsIn);
  } catch (error) {
    if (!(error instanceof OutOfDateError)) throw error;
    for (const path of loads.keys()) if (path.startsWith(folderOf(demo))) loads.delete(path);
    return columnsOf(demo, cellsIn);
  }
}

/**
 * @param {boolean} demo
 * @param {(index: Index) => Iterable<string>} cellsIn
 * @returns {Promise<Data>}
 */
async function columnsOf(demo, cellsIn) {
  const index = await loadIndex(demo);
  const forms = [...index.forms.values()];
  const cells = [...new Set(cellsIn(index))].filter((cell) => forms.some((form) => cell in form.cells));
  const loadOne = async (/** @type {string} */ cell) =>
    /** @type {[string, Column]} */ ([
      cell,
      await loadJson(`${folderOf(demo)}${cell}.json`, (file) => readCell(file, index)),
    ]);
  return { index, columns: new Map(await Promise.all(cells.map(loadOne))) };
}
