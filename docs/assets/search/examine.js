// Reads reports that may contain the words, and keeps those that do: nothing is shown that was not read.

import { usualTitle, yearLabel } from './catalog.js';
import { loadCatalog, loadRecord, loadTitle } from './data.js';
import { findPassage } from './passage.js';
import { narrowed } from './query.js';
import { normalise } from './text.js';

/** @typedef {import('./catalog.js').Report} Report */
/** @typedef {import('./passage.js').Piece} Piece */

/** @typedef {{section: string | null, title: string, pieces: Piece[]}} Passage section: null before the first, after the last */

/**
 * @typedef {object} Result A report that contains every word.
 * @property {Report} report
 * @property {string} title
 * @property {Passage | null} passage where the words stand in its text
 * @property {{label: string, name: string} | null} otherName a name not in the title that has a word
 */

const BEFORE_AND_AFTER = { preamble: '正文之前', closing: '正文之后' };

/** Reports are read so many at a time, or all that are left where they may be, until there are enough results. */
export const TOGETHER = 10;
const ENOUGH = 10;

/** So many are read before the reader is asked whether to go on: reading them is most of what a search costs. */
const MOST_READ = 20;

/**
 * Examines as many reports as make a page of results, in order. Where the first have none, the index is asked for more.
 * @param {Report[]} reports
 * @param {{words: string[], headlinesOnly: boolean}} asked
 * @returns {Promise<{results: Result[], refuted: Report[], failed: Report[], left: Report[]}>} left: not examined yet
 */
export async function examineSome(reports, asked) {
  const done = { results: [], refuted: [], failed: [], left: reports };
  for (let read = 0, batch; done.left.length && read < MOST_READ && done.results.length < ENOUGH; read += batch.length) {
    if (read && !done.results.length) await narrow(done, asked.words);
    batch = done.left.length <= MOST_READ - read ? done.left : done.left.slice(0, TOGETHER);
    done.left = done.left.slice(batch.length);
    const examined = await Promise.allSettled(batch.map((report) => examine(report, asked)));
    examined.forEach(({ status, value }, i) => {
      if (status === 'rejected') done.failed.push(batch[i]);
      else if (value) done.results.push(value);
      else done.refuted.push(batch[i]);
    });
  }
  return done;
}

/** Leaves out what the index refutes; where it cannot be read, the reports themselves will tell. */
async function narrow(done, words) {
  const possible = new Set(await narrowed(done.left, words).catch(() => done.left));
  done.refuted = done.refuted.concat(done.left.filter((report) => !possible.has(report)));
  done.left = [...possible];
}

/** The report as a result, or null where a word is not in it. */
async function examine(report, { words, headlinesOnly }) {
  const [catalog, record, ownTitle] = await Promise.all([loadCatalog(), loadRecord(report), loadTitle(report)]);
  const title = ownTitle ?? usualTitle(report, catalog);
  const texts = headlinesOnly ? {} : record.text;
  const fields = [title, yearLabel(report), ...report.agency.normal, ...Object.values(texts)].map(normalise);
  if (!words.every((word) => fields.some((field) => field.includes(word)))) return null;
  const other = otherName(report, title, words);
  const visible = normalise([title, yearLabel(report), other?.name].join('\n'));
  const found = findPassage(texts, words, (word) => visible.includes(word));
  return { report, title, passage: found && placed(found, catalog.sections[record.form]), otherName: other };
}

/** The passage with the section it is from, as the page of the report has it. */
function placed({ key, pieces }, sections) {
  return key in sections
    ? { section: key, title: sections[key], pieces }
    : { section: null, title: BEFORE_AND_AFTER[key] ?? '正文', pieces };
}

/** A short or former name that explains why the report was found, where the title does not. */
function otherName({ agency }, title, words) {
  const visible = [normalise(title), ...agency.normal.slice(0, 1)];
  const missing = words.filter((word) => !visible.some((text) => text.includes(word)));
  const has = (name) => missing.some((word) => normalise(name).includes(word));
  const short = agency.shortNames.find(has);
  if (short) return { label: '简称', name: short };
  const former = agency.formerNames.find(has);
  return former ? { label: '曾用名', name: former } : null;
}
