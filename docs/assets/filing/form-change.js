// Fill in another form than before: what both have is kept, and what only the old one has is lost.

import { problem } from './problem.js';

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./form.js').Form} Form */

/** The most losses that the question names. */
const MOST_NAMED = 8;

/**
 * What would be lost, as printed: figures except zeros by their labels, and texts by their sections.
 * @param {Draft} draft
 * @param {Form} old
 * @param {Form} form
 */
export function lostIn(draft, old, form) {
  const only = [...old.spots.values()].filter(({ name }) => name in draft.cells && !form.spots.has(name));
  const cells = only.filter(({ name }) => draft.cells[name] !== '0');
  const texts = [
    ...Object.entries(draft.text).filter(([key]) => !isTextOf(form, key)),
    ...Object.entries(draft.notes).filter(([key]) => !(key in form.data.tables)),
  ];
  const titles = new Map(old.data.sections.map(({ key, title }) => [key, title]));
  return [
    ...cells.map(({ name, row, column }) => `${row.label}：${column.label} ${draft.cells[name] || '空白'}`),
    ...texts.filter(([, text]) => text).map(([key]) => titles.get(key) ?? key),
  ];
}

/**
 * What to ask before the form of the name is filled in instead.
 * @param {string} name
 * @param {string[]} lost
 */
export function lossQuestion(name, lost) {
  const rest = lost.length - MOST_NAMED;
  const more = rest > 0 ? `\n另有 ${rest} 处。` : '';
  return `“${name}”里没有下面这些，改用以后会从草稿里删去：\n${lost.slice(0, MOST_NAMED).join('\n')}${more}`;
}

/**
 * The draft in the other form.
 * @param {Draft} draft
 * @param {Form} form
 * @returns {Draft}
 */
export function inForm(draft, form) {
  const keep = (/** @type {Record<string, string>} */ values, /** @type {(key: string) => boolean} */ has) =>
    Object.fromEntries(Object.entries(values).filter(([key]) => has(key)));
  return {
    ...draft,
    form: form.data.form,
    cells: keep(draft.cells, (name) => form.spots.has(name)),
    text: keep(draft.text, (key) => isTextOf(form, key)),
    notes: keep(draft.notes, (key) => key in form.data.tables),
    accepts: draft.accepts.filter(({ cell }) => cell === null || form.spots.has(cell)),
  };
}

/**
 * The warning for a form that is not official in the year, as the program gives it.
 * @param {Form} form
 * @param {number} year
 */
export function unusualForm(form, year) {
  const finding = `${year} 年度通常不用“${form.data.name}”。`;
  const advice = '请核对原件的表格；原件如此的，可在 accepts 里写明原因。';
  return problem('identity.form', 'warning', null, finding, advice);
}

/**
 * @param {Form} form
 * @param {string} key
 */
function isTextOf({ data }, key) {
  return !(key in data.tables) && data.sections.some((section) => section.key === key);
}
