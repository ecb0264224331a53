// Begin a draft that corrects a report: from its source file, or from its published record.

import { FORMAT } from './drafts.js';
import { officialForm } from './form.js';
import { recordCells } from './record.js';
import { judge } from './rules.js';
import { namedForm, reportInSource, sourceRoot } from './source-report.js';
import { isPublished, loadFindings, loadForm, loadForms, loadReport } from './sources.js';
import { YamlFault } from './yaml-cursor.js';

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./form.js').FormData} FormData */
/** @typedef {import('./record.js').PublishedRecord} PublishedRecord */
/** @typedef {import('./source-report.js').Content} Content */
/** @typedef {{agency: string, name: string, year: number}} Whose */

/**
 * A draft of the report in a source file. Throws a YamlFault for a file that cannot be corrected here.
 * @param {string} source
 * @param {Whose} whose
 * @returns {Promise<Draft>}
 */
export async function draftOfSource(source, whose) {
  const forms = await loadForms();
  const root = sourceRoot(source);
  const id = namedForm(root) || officialForm(forms, whose.year)?.form;
  if (!forms.some((each) => each.form === id)) throw new YamlFault(`没有“${id ?? whose.year}”这种表格格式`);
  const { content, accepts, corrections } = reportInSource(root, await loadForm(String(id)));
  const known = await isPublished(whose.agency, whose.year);
  const more = { source, isPublished: known, latest: newest(corrections) };
  return draftOf(whose, String(id), content, content, accepts, more);
}

/**
 * A draft of a published report; null if the site has none.
 * @param {string} agency
 * @param {number} year
 */
export async function draftOfPublished(agency, year) {
  const record = await loadReport(agency, year);
  if (!record) return null;
  const form = await loadForm(record.form);
  const content = contentOfRecord(record, form.data);
  const accepts = await acceptedIn(agency, year, form, content.cells);
  const { version, corrections } = record;
  const more = { version, isPublished: true, latest: newest(corrections.map(({ date }) => date)) };
  return draftOf({ agency, name: record.name, year }, record.form, content, content, accepts, more);
}

/**
 * What a published report accepts as it stands. Its equations are accepted for their numbers of that time only.
 * @param {string} agency
 * @param {number} year
 * @param {import('./form.js').Form} form
 * @param {Record<string, string>} cells
 * @returns {Promise<import('./accepts.js').Accept[]>}
 */
export async function acceptedIn(agency, year, form, cells) {
  const [findings, before] = [await loadFindings(agency, year), await loadReport(agency, year - 1)];
  const judged = judge(form, cells, year, before && recordCells(before));
  return findings.flatMap(({ check, cell = null, accepted }) => {
    if (!accepted) return [];
    const sides = judged.find((each) => each.check === check && each.cell === cell)?.sides;
    return [{ check, cell, reason: accepted, ...(sides ? { sides } : {}) }];
  });
}

/**
 * What a published record holds of what the page edits. It has neither index number nor document number.
 * @param {PublishedRecord} record
 * @param {FormData} form
 * @returns {Content}
 */
export function contentOfRecord(record, form) {
  const { text, published, published_time: time, title, name, year } = record;
  const keys = form.sections.map(({ key }) => key);
  const texts = (/** @type {string[]} */ names) =>
    Object.fromEntries(names.map((key) => [key, sourceWords(text[key])]));
  return {
    facts: {
      published: [published ?? '', time ?? ''].join(' ').trim(),
      title: title === usualTitle(form, name, year) ? '' : title,
      ...texts(['preamble', 'closing']),
    },
    text: texts(keys.filter((key) => !form.tables[key])),
    notes: texts(keys.filter((key) => form.tables[key])),
    cells: Object.fromEntries([...recordCells(record)].map(([cell, { printed }]) => [cell, printed])),
  };
}

/**
 * The draft of a report that stood as `before` and is now to hold `content`.
 * @param {Whose} whose
 * @param {string} form
 * @param {Content} before
 * @param {Content} content
 * @param {import('./accepts.js').Accept[]} accepts
 * @param {Partial<import('./drafts.js').Correction>} more
 * @returns {Draft}
 */
export function draftOf(whose, form, before, content, accepts, more) {
  const { facts, text, notes, cells } = content;
  const now = new Date();
  const date = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return {
    format: FORMAT,
    ...whose,
    form,
    facts: { ...facts },
    text: { ...text },
    notes: { ...notes },
    cells: { ...cells },
    accepts,
    correction: { isPublished: false, source: '', version: '', latest: '', date, reason: '', ...more, before },
  };
}

/**
 * @param {Pick<FormData, 'title'>} form
 * @param {string} name
 * @param {number} year
 */
export function usualTitle(form, name, year) {
  return `${name}${year}年${form.title}`;
}

/**
 * A published text as it would be typed: what the grammar would take for a reference or bold text is escaped.
 * @param {string | undefined} text
 */
export function sourceWords(text) {
  return (text ?? '').replace(/\{\{|\*\*/g, '\\$&');
}

/**
 * The day of the last correction; empty if there is none.
 * @param {string[]} days
 */
export function newest(days) {
  return [...days].sort().pop() ?? '';
}
