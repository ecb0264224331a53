// The rows of a comparison: official labels, a value for each report, and rows that may not be compared.

import { own } from '../own.js';
import { refuseCell, refusePercentage } from './comparable.js';
import { refusal } from './refusals.js';

/** Between the labels of headings that stand above each other. */
export const SEPARATOR = ' / ';

/** A percentage without decimals says enough from here on. */
const WHOLE = 10;

/** @typedef {import('./site.js').Site} Site */
/** @typedef {import('./site.js').Form} Form */
/** @typedef {import('./site.js').Report} Report */
/** @typedef {import('./refusals.js').Refusal} Refusal */

/**
 * What of a published report.json is compared.
 * @typedef {object} PublishedRecord
 * @property {Record<string, Record<string, Record<string, number | string | null>>>} tables
 * @property {Record<string, string>} printed
 */

/** @typedef {{report: Report, record: PublishedRecord}} Column */

/** @typedef {{printed: string, value: number | null}} Value */

/**
 * @typedef {object} Row
 * @property {string} name of the cell, or of the role
 * @property {string} section its title
 * @property {string[]} groups the labels of the headings above its own, outermost first
 * @property {string} label
 * @property {string} column the label of its column, if it has one
 * @property {string} unit
 * @property {(Value | Refusal)[]} values one for each column of the comparison
 * @property {string} anchor the id on a report's page
 */

/** @typedef {{rows: Row[], zero: number, refused: Refusal[]}} Rows `zero` rows are left out: all their figures are 0 */

/**
 * @typedef {object} Choice
 * @property {string[]} cells names of cells and roles; empty for all
 * @property {boolean} everyColumn also columns that a last one adds up
 * @property {boolean} zeros also rows of zeros
 */

/**
 * The rows of all forms in use; those of the newest form first.
 * @param {Site} site
 * @param {Column[]} columns
 * @param {Choice} choice
 * @returns {Rows}
 */
export function rowsOf(site, columns, choice) {
  const forms = [...columns].sort((a, b) => b.report.year - a.report.year).map(({ report }) => report.form);
  const used = new Map([...new Set(forms)].map((id) => [id, /** @type {Form} */ (site.forms.get(id))]));
  const all = [...roleRows(used, columns, choice.cells), ...cellRows(site, used, columns, choice)];
  /** @type {Rows} */
  const result = { rows: [], zero: 0, refused: [] };
  for (const row of all) {
    const figures = row.values.filter((value) => 'printed' in value);
    const refused = row.values.find((value) => 'code' in value);
    if (refused && figures.length < 2) result.refused.push(refused);
    else if (!choice.zeros && figures.every(({ printed, value }) => value === 0 && printed === '0')) result.zero++;
    else result.rows.push(row);
  }
  const found = new Set(all.map(({ name }) => name));
  const missing = choice.cells.filter((cell) => !found.has(cell));
  result.refused.push(...missing.map((cell) => refuseMissing(site, cell, [...used.values()])));
  return result;
}

/**
 * Why a chosen row is not there: the forms in use do not have it, or none has.
 * @param {Site} site
 * @param {string} cell the name of a cell or of a role
 * @param {Form[]} used
 */
function refuseMissing({ forms }, cell, used) {
  const form = [...forms.values()].find(({ cells, roles }) => own(cells, cell) || own(roles, cell));
  if (!form) return refusal('row', { cell });
  const label = form.roles[cell]?.label ?? form.cells[cell].slice(1, 3).filter(Boolean).join('，');
  return refusal('form', { label, form: used.map(({ name }) => name).join('、') });
}

/**
 * The outcomes of requests, which add up several cells; or the roles that were chosen.
 * @param {Map<string, Form>} used
 * @param {Column[]} columns
 * @param {string[]} chosen
 * @returns {Row[]}
 */
function roleRows(used, columns, chosen) {
  const forms = [...used.values()];
  const keys = new Set(chosen.length ? chosen : forms.flatMap(({ outcomes }) => outcomeKeys(outcomes)));
  return [...keys].flatMap((key) => {
    const role = forms.map(({ roles }) => own(roles, key)).find(Boolean);
    if (!role) return [];
    const values = columns.map((column) =>
      sumOf(column, /** @type {Form} */ (used.get(column.report.form)), key, role),
    );
    const anchor = role.cells.length > 1 ? role.cells[0].split('.')[0] : role.cells[0];
    return [
      { name: key, section: '办理结果', groups: [], label: role.label, column: '', unit: role.unit, values, anchor },
    ];
  });
}

/** @param {import('./site.js').Outcomes | null | undefined} outcomes */
function outcomeKeys(outcomes) {
  return outcomes ? [outcomes.received, outcomes.concluded, ...outcomes.parts] : [];
}

/**
 * @param {Column} column
 * @param {Form} form
 * @param {string} key
 * @param {import('../figures/index.js').Role} newest the role in the newest form that has it
 * @returns {Value | Refusal}
 */
function sumOf({ record }, form, key, { label, unit }) {
  const role = form.roles[key];
  if (!role || role.unit !== unit) return refusal('form', { label, form: form.name });
  const values = role.cells.map((cell) => figureOf(record, cell));
  if (values.length === 1) return values[0];
  if (values.some(({ value }) => value === null)) return { printed: '不能合计', value: null };
  const sum = Number(values.reduce((total, { value }) => total + Number(value), 0).toFixed(6));
  return { printed: String(sum), value: sum };
}

/**
 * @param {Site} site
 * @param {Map<string, Form>} used
 * @param {Column[]} columns
 * @param {Choice} choice
 * @returns {Row[]}
 */
function cellRows(site, used, columns, { cells, everyColumn }) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  for (const [id, form] of used) {
    const lasts = lastsOf(form);
    for (const [name, [section, label, column, unit]] of Object.entries(form.cells)) {
      const isWanted = cells.length ? cells.includes(name) : everyColumn || !isSummed(column) || lasts.has(name);
      if (rows.has(name) || !isWanted) continue;
      const values = columns.map(
        ({ report, record }) => refuseCell(site, name, id, report.form) ?? figureOf(record, name),
      );
      const groups = label.split(SEPARATOR);
      const own = groups.pop() ?? '';
      rows.set(name, { name, section, groups, label: own, column, unit, values, anchor: name });
    }
  }
  return bySection([...rows.values()]);
}

/**
 * Put the rows of a section together, under its title in the newest form that has it.
 * @param {Row[]} rows
 */
function bySection(rows) {
  /** @type {Map<string, Row[]>} */
  const sections = new Map();
  for (const row of rows) {
    const key = row.name.slice(0, row.name.indexOf('.'));
    const members = sections.get(key) ?? [];
    sections.set(key, members);
    members.push({ ...row, section: members[0]?.section ?? row.section });
  }
  return [...sections.values()].flat();
}

/**
 * Whether columns stand under a common heading; then the last one is their sum.
 * @param {string} column
 */
function isSummed(column) {
  return column.includes(SEPARATOR);
}

/**
 * The last cell of each row.
 * @param {Form} form
 */
function lastsOf(form) {
  return new Set(new Map(Object.keys(form.cells).map((cell) => [cell.slice(0, cell.lastIndexOf('.')), cell])).values());
}

/**
 * @param {PublishedRecord} record
 * @param {string} cell
 * @returns {Value}
 */
export function figureOf({ tables, printed }, cell) {
  const [first, last] = [cell.indexOf('.'), cell.lastIndexOf('.')];
  const value = tables[cell.slice(0, first)][cell.slice(first + 1, last)][cell.slice(last + 1)];
  if (typeof value === 'number') return { printed: printed[cell] ?? String(value), value };
  return { printed: value ?? '', value: null };
}

/**
 * How a figure changed from the first to the last of the values that are numbers; null if there are not two.
 * @param {(Value | Refusal)[]} values
 * @returns {{difference: number, percentage: number | null} | null}
 */
export function changeOf(values) {
  const numbers = values.flatMap((each) => ('printed' in each && each.value !== null ? [each.value] : []));
  if (numbers.length < 2) return null;
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  const difference = Number((last - first).toFixed(6));
  return { difference, percentage: refusePercentage(first) ? null : (difference / first) * 100 };
}

/**
 * The change as the table shows it; a star if it has no percentage.
 * @param {ReturnType<typeof changeOf>} change
 */
export function changeText(change) {
  if (!change) return '—';
  const { difference, percentage } = change;
  const text = difference > 0 ? `+${difference}` : String(difference).replace('-', '−');
  if (percentage === null) return difference ? `${text}*` : text;
  const digits = Math.abs(percentage) < WHOLE && percentage !== 0 ? 1 : 0;
  return `${text}（${difference > 0 ? '+' : ''}${percentage.toFixed(digits).replace('-', '−')}%）`;
}
