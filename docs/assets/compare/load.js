// Fetches what the site publishes about its reports: the indexes of cells, what may be compared, and single reports.

import { addressOf, loadIndex } from '../figures/files.js';
import { makeSite } from './site.js';

/** @type {Map<string, Promise<import('./rows.js').PublishedRecord>>} */
const records = new Map();

/** The site's reports: the real ones, and demonstration data. */
export async function loadSite() {
  const [real, demo, facts] = await Promise.all([
    loadIndex(false),
    loadIndex(true),
    getJson('data/cells/comparison.json'),
  ]);
  return makeSite([real, demo], facts);
}

/**
 * The published record of a report, read once. It must have the form that the index says, else it is of another build.
 * @param {import('./site.js').Report} report
 */
export function loadRecord({ agency, year, form }) {
  const path = `${agency.id}/${year}/report.json`;
  const loaded = records.get(path);
  if (loaded) return loaded;
  const promise = getJson(path).then((record) => {
    if (record.form !== form) throw new Error(`${path} is out of date`);
    return record;
  });
  promise.catch(() => records.delete(path));
  records.set(path, promise);
  return promise;
}

/** @param {string} path */
async function getJson(path) {
  const response = await fetch(addressOf(path), { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response.json();
}
