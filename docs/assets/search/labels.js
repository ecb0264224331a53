// Official labels of the tables: what every report prints is no text to search for; the page of figures has its numbers.

import { addressOf, loadForms } from './data.js';
import { bare } from './reading.js';
import { normalise } from './text.js';
import { simplify } from './traditional.js';

/** How much of a query must be in a label, in order, if not all is. */
const LEAST = 0.8;
/** How many characters a query must have to mean a label that has not all of them, or that texts contain as well. */
const SHORTEST = 4;

/**
 * `key` is that of a cell or of a role, which is a sum of cells; `cell` is it, or the first of these.
 * @typedef {{key: string, cell: string, label: string, isWhole: boolean}} Label isWhole: the label contains the query
 */
/** @typedef {Record<string, [section: string, row: string, column: string, unit: string]>} Cells labels by name */
/** @typedef {{cells: Cells, roles: Record<string, {label: string, cells: string[]}>}} Form */
/** @typedef {Label & {figures: string, explanation: string}} LabelLinks addresses of its figures and of its explanation */

/** Signs and words that compare a figure with a number, as the page of figures names them. */
const SIGNS = { '>=': 'ge', '≥': 'ge', '<=': 'le', '≤': 'le', '>': 'gt', '<': 'lt', '=': 'eq', 大于: 'gt', 超过: 'gt' };
const COMPARISON = RegExp(`^(.+?)(${Object.keys(SIGNS).join('|')})(\\d[\\d,]*(?:\\.\\d+)?)\\D*$`);

/**
 * The label that the query means, if the site publishes figures, with links: to its figures, of the agencies and years
 * if any are named, and to its explanation.
 * @param {string} query
 * @param {{agencies: string[], years: number[]}} named
 * @returns {Promise<LabelLinks | null>}
 */
export async function labelFor(query, { agencies, years }) {
  const [, words = query, sign = '', number = ''] = COMPARISON.exec(query.normalize('NFKC').replace(/\s/g, '')) ?? [];
  const found = findLabel(words, await loadForms().catch(() => []));
  if (!found) return null;
  const test = sign ? `:${Reflect.get(SIGNS, sign)}:${number.replaceAll(',', '')}` : '';
  const others = [...years.map((year) => `&year=${year}`), ...agencies.map((id) => `&agency=${id}`)].join('');
  return {
    ...found,
    figures: addressOf(`figures/?cell=${found.key}${test}${others}`),
    explanation: addressOf(`glossary/#${found.cell.slice(0, found.cell.lastIndexOf('.'))}`),
  };
}

/**
 * The label that a search means: its query, or what is left of it beside agencies and years. Words that texts contain as
 * typed mean one only if they are long enough to be no common word.
 * @param {string} query
 * @param {import('./query.js').Candidates} candidates
 * @param {boolean} isAsTyped
 */
export async function labelOf(query, { finding, byName }, isAsTyped) {
  if (!byName) {
    const isMeant = (/** @type {string} */ words, /** @type {LabelLinks | null} */ found) =>
      !isAsTyped || (found?.isWhole && lettersOf(words).length >= SHORTEST);
    const found = await labelFor(query, { agencies: [], years: [] });
    if (found && isMeant(query, found)) return found;
    const beside = await labelBeside(finding);
    return beside && isMeant(finding.rest.join(''), beside) ? beside : null;
  }
  return labelBeside(finding);
}

/**
 * The label that is left of a query beside the agencies and years that it names.
 * @param {import('./finder.js').Finding} finding
 */
function labelBeside({ agencies, years, unread, rest }) {
  const [first, ...others] = agencies;
  const isOne = first && !others.length && !unread;
  return labelFor(rest.join(''), { agencies: isOne ? [first.id] : [], years });
}

/**
 * The role of several cells whose label is the query; else of the cells whose labels contain the query, or most of it in
 * order, the first of the last column (the total), unless the query is about a column.
 * @param {string} query
 * @param {Form[]} forms
 * @returns {Label | null}
 */
export function findLabel(query, forms) {
  const asked = barely(query);
  if (asked.length < 2) return null;
  const roles = forms.flatMap(({ roles }) => Object.entries(roles));
  const sum = roles.find(([, { label, cells }]) => cells.length > 1 && barely(label) === asked);
  if (sum) return { key: sum[0], cell: sum[1].cells[0], label: sum[1].label, isWhole: true };
  const cells = forms.flatMap(({ cells }) => Object.entries(cells));
  /** @type {Map<string, string>} the last column of each row */
  const lasts = new Map(cells.map(([cell]) => [cell.slice(0, cell.lastIndexOf('.')), cell]));
  for (const isWhole of [true, false]) {
    const group = forms.flatMap((form) => groupsOf(form, asked, isWhole))[0];
    if (group) return { key: group[0], cell: group[1].cells[0], label: group[1].label, isWhole };
    for (const [cell, [, row, column]] of cells) {
      const last = lasts.get(cell.slice(0, cell.lastIndexOf('.'))) ?? cell;
      const isIn = (/** @type {string} */ label) =>
        isWhole ? lettersOf(label).includes(asked) : isMostly(asked, label);
      if (isIn(row)) return { key: last, cell: last, label: row, isWhole };
      if (isIn(row + column) || isIn(column)) return { key: cell, cell, label: `${row} / ${column}`, isWhole };
    }
  }
  return null;
}

/**
 * The roles of several cells that are meant by the heading above all of them, or by most of it.
 * @param {Form} form
 * @param {string} asked
 * @param {boolean} isWhole
 */
function groupsOf({ cells, roles }, asked, isWhole) {
  return Object.entries(roles).filter(([, role]) => {
    if (role.cells.length < 2) return false;
    if (!isWhole) return isMostly(asked, role.label);
    const rows = role.cells.map((cell) => lettersOf(cells[cell]?.[1] ?? ''));
    return asked.includes(barely(role.label)) && rows.every((row) => row.includes(asked));
  });
}

/**
 * The text without the words that it may lack as well.
 * @param {string} text
 */
function barely(text) {
  return lettersOf(bare(lettersOf(text)) || text);
}

/** @param {string} text */
function lettersOf(text) {
  return simplify(normalise(text)).replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Whether the label has most characters of the query in order.
 * @param {string} asked
 * @param {string} label
 */
function isMostly(asked, label) {
  if (asked.length < SHORTEST) return false;
  const text = lettersOf(label);
  /** @type {number[]} the longest common subsequence up to each place of the label */
  let lengths = Array(text.length + 1).fill(0);
  for (const character of asked) {
    const next = [0];
    for (let i = 0; i < text.length; i++) {
      next.push(text[i] === character ? lengths[i] + 1 : Math.max(lengths[i + 1], next[i]));
    }
    lengths = next;
  }
  return lengths[text.length] >= LEAST * asked.length;
}
