// A draft being filled in: what is typed, what follows from it, and what is wrong with it.

import { acceptsInUse, settled } from './accepts.js';
import { OPEN, plainText, readCell, tidyLine, withPlainDigits } from './cell.js';
import { readFigures } from './cell-rules.js';
import { FORMAT } from './drafts.js';
import { equationsOf } from './equations.js';
import { carriedCells, totalCells } from './form.js';
import { unusualForm } from './form-change.js';
import { plainNumber } from './numbers.js';
import { certainTotals } from './repairs.js';
import { judge } from './rules.js';
import { tidy } from './yaml.js';

/** @typedef {import('./cell.js').Cell} Cell */
/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./form.js').Form} Form */

/** What is typed into a field whose cell is blank on paper. */
export const BLANK_WORD = '空白';

const NUMERALS = '一二三四五六七八九十';

/**
 * A new draft: the usual headings, and the figures that must equal last year's; nothing else of last year. Totals follow
 * from the others.
 * @param {Form} form
 * @param {{agency: string, name: string, year: number}} whose
 * @param {Map<string, Cell> | null} previous
 * @returns {Draft}
 */
export function newDraft(form, whose, previous) {
  /** @type {Record<string, string>} */
  const cells = {};
  const totals = totalCells(form);
  for (const [name, before] of carriedCells(form)) {
    const cell = previous?.get(before);
    if (cell && !totals.has(name)) cells[name] = plainText(cell);
  }
  const texts = form.data.sections.filter(({ key }) => !form.data.tables[key]);
  const text = texts.map(({ key, headings }) => [
    key,
    headings.map((heading, at) => `（${NUMERALS[at]}）${heading}`).join('\n'),
  ]);
  return {
    format: FORMAT,
    ...whose,
    form: form.data.form,
    facts: {},
    text: Object.fromEntries(text),
    notes: {},
    cells,
    accepts: [],
  };
}

/**
 * The text of a cell, from what is typed in its field; null if it is still open.
 * @param {string} typed
 */
export function cellText(typed) {
  const text = tidyLine(withPlainDigits(typed));
  if (text === '' || text === OPEN) return null;
  return text === BLANK_WORD ? '' : text;
}

/**
 * The report as it stands: typed cells and the totals that follow, its problems, and its equations.
 * @param {Form} form
 * @param {Draft} draft
 * @param {Map<string, Cell> | null} previous
 * @param {boolean} isUsual whether the form is official in the year
 */
export function evaluate(form, draft, previous, isUsual = true) {
  const { figures: typed } = readFigures(form, draft.cells, draft.year, previous);
  const totals = certainTotals(form, typed, (name) => !(name in draft.cells));
  const derived = new Map([...totals].map(([name, value]) => [name, plainNumber(value)]));
  const printed = { ...Object.fromEntries(derived), ...draft.cells };
  const { figures } = readFigures(form, printed, draft.year, previous);
  const open = [...form.spots.keys()].filter((name) => !(name in printed));
  const judged = judge(form, printed, draft.year, previous);
  const problems = settled(isUsual ? judged : [unusualForm(form, draft.year), ...judged], draft.accepts);
  return {
    printed,
    derived,
    open,
    figures,
    problems,
    accepts: acceptsInUse(draft.accepts, problems),
    equations: [...equationsOf(form, figures), ...(previous ? equationsOf(form, figures, true) : [])],
  };
}

/**
 * What a source file is written from.
 * @param {import('./drafts.js').Content} content
 * @param {{printed: Record<string, string>, accepts?: import('./accepts.js').Accept[]}} state
 * @param {boolean} isFormNamed
 * @param {Form} form
 * @returns {import('./yaml.js').Report}
 */
export function reportOf(content, { printed, accepts = [] }, isFormNamed, form) {
  const tidied = (/** @type {Record<string, string>} */ texts) =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, tidy(text)]));
  const cells = [...form.spots.values()].map(({ name, unit }) => [
    name,
    readCell(printed[name] ?? OPEN, unit).cell.printed,
  ]);
  return {
    isFormNamed,
    facts: tidied(content.facts),
    text: tidied(content.text),
    notes: tidied(content.notes),
    cells: Object.fromEntries(cells),
    accepts,
  };
}
