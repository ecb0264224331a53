// Fetches what the site publishes about its reports: the indexes of cells, what may be compared, and single reports.

import { loadIndex, loadJson } from '../figures/files.js';
import { makeSite } from './site.js';

/** The site's reports: the real ones, and demonstration data. */
export async function loadSite() {
  const [real, demo, facts] = await Promise.all([
    loadIndex(false),
    loadIndex(true),
    loadJson('data/cells/comparison.json', (facts) => facts),
  ]);
  return makeSite([real, demo], facts);
}

/**
 * The published record of a report. It must have the form that the index says, else it is of another build.
 * @param {import('./site.js').Report} report
 * @returns {Promise<import('./rows.js').PublishedRecord>}
 */
export function loadRecord({ agency, year, form }) {
  const path = `${agency.id}/${year}/report.json`;
  return loadJson(path, (record) => {
    if (record.form !== form) throw new Error(`${path} is out of date`);
    return record;
  });
}
