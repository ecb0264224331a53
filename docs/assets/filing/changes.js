// What differs in print between two versions of a report, and the correction that records it: as
// generator/model/diff.py finds it and generator/sources/writing/corrections.py writes it; vectors hold both to that.

import { OPEN } from './cell.js';
import { publishedText } from './narrative.js';
import { LINE_FACTS, TEXT_FACTS } from './source-report.js';
import { cellScalar, quoted, scalar } from './yaml.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./source-report.js').Content} Content */
/** @typedef {{cells: Map<string, [string, string]>, texts: Map<string, [string, string]>}} Changes
 *   by name, the printed texts before and after */
/** @typedef {{date: string, reason: string}} Reason when a published report is corrected, and why */

const FIRST_DAY = '1980-01-01';
const LAST_DAY = '2099-12-31';
const PLACEHOLDER = '请写明原因';
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029\ufffc-\uffff]/u;

/** Titles of the texts outside the sections, in the order of entries. */
const FACTS = {
  preamble: '第一部分之前的正文',
  closing: '最后一部分之后的正文',
  title: '标题',
  published: '公布日期',
  index_number: '索引号',
  document_number: '文号',
};

/**
 * The cells and texts that print differently; texts only if that is not due to the cells that they refer to.
 * @param {Form} form
 * @param {string} usualTitle the title of the report if it states none
 * @param {Content} before
 * @param {Content} now
 * @returns {Changes}
 */
export function changesOf(form, usualTitle, before, now) {
  /** @type {Changes} */
  const changes = { cells: new Map(), texts: new Map() };
  for (const name of form.spots.keys()) {
    const [was, is] = [before, now].map(({ cells }) => cells[name] ?? OPEN);
    if (is !== OPEN && words(was) !== words(is)) changes.cells.set(name, [was, is]);
  }
  const was = printedTexts(form, usualTitle, before, before.cells);
  const refilled = printedTexts(form, usualTitle, before, now.cells);
  const is = printedTexts(form, usualTitle, now, now.cells);
  for (const [key, text] of is) {
    const old = was.get(key) ?? '';
    if (text !== old && text !== refilled.get(key)) changes.texts.set(key, [old, text]);
  }
  return changes;
}

/**
 * The titles of all texts that may change, by key, in the order of entries.
 * @param {Form} form
 */
export function textTitles(form) {
  const titles = form.data.sections.map(({ key, title }) => /** @type {[string, string]} */ ([key, title]));
  return new Map([...titles, ...Object.entries(FACTS)]);
}

/**
 * The lines of the entry in `corrections`.
 * @param {Changes} changes
 * @param {Reason} reason
 */
export function entryLines({ cells, texts }, { date, reason }) {
  const pairs = [...cells].map(([name, [was, is]]) => `      ${name}: [${cellScalar(was)}, ${cellScalar(is)}]`);
  return [
    `  - date: ${date}`,
    `    reason: ${quoted(tidyReason(reason))}`,
    ...(pairs.length ? ['    changes:', ...pairs] : []),
    ...(texts.size ? [`    text: [${[...texts.keys()].map(scalar).join(', ')}]`] : []),
  ];
}

/** @param {string} reason */
export function tidyReason(reason) {
  return reason.trim().split(/\s+/).join(' ');
}

/**
 * What is still wrong with the date or reason of a correction; empty if nothing is.
 * @param {Reason} reason
 * @param {string} latest the day of the last correction; empty if there is none
 */
export function reasonFault({ date, reason }, latest) {
  const text = tidyReason(reason);
  if (!text || text === PLACEHOLDER) return '请写明更正的原因，原因会公布。';
  if (HIDDEN.test(text)) return '原因里有看不见的字符，请删去后重新输入。';
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || date < FIRST_DAY || date > LAST_DAY) return '请写明更正的日期。';
  return date < latest ? `更正的日期早于已有的更正记录（${latest}），请核对。` : '';
}

/**
 * @param {Form} form
 * @param {string} usualTitle
 * @param {Content} content
 * @param {Record<string, string>} cells
 * @returns {Map<string, string>}
 */
function printedTexts({ data, spots }, usualTitle, { facts, text, notes }, cells) {
  const fill = (/** @type {string} */ name) => (spots.has(name) ? (cells[name] ?? OPEN) : `{{${name}}}`);
  const printed = (/** @type {string | undefined} */ source) => publishedText(source ?? '', fill);
  return new Map([
    ...data.sections.map(({ key }) => /** @type {const} */ ([key, printed(text[key] || notes[key])])),
    ...TEXT_FACTS.map((key) => /** @type {const} */ ([key, printed(facts[key])])),
    ['title', facts.title || usualTitle],
    ...LINE_FACTS.filter((key) => key !== 'title').map((key) => /** @type {const} */ ([key, facts[key] ?? ''])),
  ]);
}

/** @param {string} text */
function words(text) {
  return text.trim().split(/\s+/).join(' ');
}
