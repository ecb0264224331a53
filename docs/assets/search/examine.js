// Read the reports that may contain the words, and keep those that do; only reports that were read are shown.

import { usualTitle, yearLabel } from './catalog.js';
import { loadCatalog, loadRecord, loadTitle } from './data.js';
import { findPassage } from './passage.js';
import { narrowed } from './query.js';
import { normalise } from './text.js';

/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./catalog.js').Report} Report */
/** @typedef {import('./passage.js').Piece} Piece */

/** @typedef {{section: string | null, title: string, pieces: Piece[]}} Passage section: null outside the sections */

/**
 * @typedef {object} Result A report that contains every word.
 * @property {Report} report
 * @property {NamedAgency} agency
 * @property {string} title
 * @property {Passage | null} passage the part of its text with the words
 * @property {{label: string, name: string} | null} otherName a name with a word that the title does not contain
 */

/** @typedef {{words: string[], headlinesOnly: boolean}} Asked */

/**
 * @typedef {object} Examined
 * @property {Result[]} results
 * @property {Report[]} refuted
 * @property {Report[]} failed
 * @property {Report[]} left not examined yet
 */

/** @type {Record<string, string>} */
const BEFORE_AND_AFTER = { preamble: '正文之前', closing: '正文之后' };

/** Batch size: reports are read in batches, or all at once if few are left, until there are enough results. */
export const TOGETHER = 10;
const ENOUGH = 10;

/** How many reports are read before the user decides whether to go on; reading is most of the cost of a search. */
const MOST_READ = 20;

/**
 * Examine reports in order until there is a page of results. If the first batch has none, look up more triples.
 * @param {Report[]} reports
 * @param {Asked} asked
 * @param {(first: Result) => void} [show] shows the first result of a batch before the others are read
 */
export async function examineSome(reports, asked, show = () => {}) {
  /** @type {Examined} */
  const done = { results: [], refuted: [], failed: [], left: reports };
  let read = 0;
  while (done.left.length && read < MOST_READ && done.results.length < ENOUGH) {
    if (read && !done.results.length) await narrow(done, asked.words);
    const count = done.left.length <= MOST_READ - read ? done.left.length : TOGETHER;
    await examineNext(done, count, asked, show);
    read += count;
  }
  return done;
}

/**
 * Examine the first reports that are left.
 * @param {Examined} done
 * @param {number} count
 * @param {Asked} asked
 * @param {(first: Result) => void} show
 */
async function examineNext(done, count, asked, show) {
  const batch = done.left.slice(0, count);
  done.left = done.left.slice(count);
  const examined = batch.map((report) => examine(report, asked));
  const settled = Promise.allSettled(examined);
  const first = await firstOf(examined);
  if (first) show(first);
  for (const [i, outcome] of (await settled).entries()) {
    if (outcome.status === 'rejected') done.failed.push(batch[i]);
    else if (outcome.value) done.results.push(outcome.value);
    else done.refuted.push(batch[i]);
  }
}

/**
 * The first result in order, as soon as it is known to be the first.
 * @param {Promise<Result | null>[]} examined
 */
async function firstOf(examined) {
  for (const each of examined) {
    const result = await each.catch(() => null);
    if (result) return result;
  }
  return null;
}

/**
 * Drop the reports that the index rules out; if it cannot be read, keep them all, as they will be read anyway.
 * @param {Examined} done
 * @param {string[]} words
 */
async function narrow(done, words) {
  const possible = new Set(await narrowed(done.left, words).catch(() => done.left));
  done.refuted = done.refuted.concat(done.left.filter((report) => !possible.has(report)));
  done.left = [...possible];
}

/**
 * The report as a result, or null if it does not contain every word.
 * @param {Report} report
 * @param {Asked} asked
 * @returns {Promise<Result | null>}
 */
async function examine(report, { words, headlinesOnly }) {
  const [catalog, { agency, record }, ownTitle] = await Promise.all([
    loadCatalog(),
    loadRecord(report),
    loadTitle(report),
  ]);
  const title = ownTitle ?? usualTitle(agency, report.year, catalog);
  const texts = headlinesOnly ? {} : record.text;
  const fields = [title, yearLabel(report.year), ...agency.normal, ...Object.values(texts)].map(normalise);
  if (!words.every((word) => fields.some((field) => field.includes(word)))) return null;
  const other = otherName(agency, title, words);
  const visible = normalise([title, yearLabel(report.year), other?.name].join('\n'));
  const found = findPassage(texts, words, (word) => visible.includes(word));
  return { report, agency, title, passage: found && placed(found, catalog.sections[record.form]), otherName: other };
}

/**
 * The passage with its section on the page of the report.
 * @param {{key: string, pieces: Piece[]}} passage
 * @param {Record<string, string>} sections
 * @returns {Passage}
 */
function placed({ key, pieces }, sections) {
  return key in sections
    ? { section: key, title: sections[key], pieces }
    : { section: null, title: BEFORE_AND_AFTER[key] ?? '正文', pieces };
}

/**
 * A short or former name that explains why the report was found if the title does not.
 * @param {NamedAgency} agency
 * @param {string} title
 * @param {string[]} words
 */
function otherName(agency, title, words) {
  const visible = [normalise(title), ...agency.normal.slice(0, 1)];
  const missing = words.filter((word) => !visible.some((text) => text.includes(word)));
  const has = (/** @type {string} */ name) => missing.some((word) => normalise(name).includes(word));
  const short = agency.shortNames.find(has);
  if (short) return { label: '简称', name: short };
  const former = agency.formerNames.find(has);
  return former ? { label: '曾用名', name: former } : null;
}
