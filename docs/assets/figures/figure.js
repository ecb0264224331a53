// What can be asked of reports: single cells, and roles, which are sums of cells; and which is part of which.

import { own } from '../own.js';
import { allCells, partsOf } from './index.js';
import { sumOf } from './numbers.js';

/** @typedef {import('./index.js').Form} Form */
/** @typedef {import('./index.js').Report} Report */
/** @typedef {import('./cells.js').Column} Column */

/** The group of roles among the figures. */
export const ROLES = '常用的数';

/**
 * @typedef {object} Figure
 * @property {string} key the name of a cell, or the key of a role, which has no dot
 * @property {string} label
 * @property {string} place where it stands in the table, or which cells it is the sum of
 * @property {string} unit
 * @property {Map<string, string[]>} cells by the ids of the forms that have it
 */

/**
 * A figure of a report; `value` is null if a cell holds no number. `cells` is how many it is the sum of, `cell` the one
 * that it leads to.
 * @typedef {{value: number | null, printed: string, isBlank: boolean, isText: boolean, cells: number, cell: string}} Found
 */

/**
 * The figure of a key; null if no form has it.
 * @param {string} key
 * @param {Map<string, Form>} forms newest first
 * @returns {Figure | null}
 */
export function figureOf(key, forms) {
  const isCell = key.includes('.');
  /** @type {Map<string, string[]>} */
  const cells = new Map();
  let [label, place, unit] = ['', '', ''];
  for (const [id, form] of forms) {
    const role = own(form.roles, key);
    const labels = own(form.cells, key);
    if (isCell ? !labels : !role) continue;
    const [ownLabel, ownPlace, ownUnit] = labels ? labelsOf(labels) : roleLabels(/** @type {any} */ (role), form);
    if (!cells.size) [label, place, unit] = [ownLabel, ownPlace, ownUnit];
    if (ownUnit === unit) cells.set(id, labels ? [key] : (role?.cells ?? []));
  }
  return cells.size ? { key, label, place, unit, cells } : null;
}

/**
 * The innermost labels of row and column, and where they stand.
 * @param {import('./index.js').Labels} labels
 */
function labelsOf([section, row, column, unit]) {
  const last = (/** @type {string} */ label) => label.split(' / ').pop() ?? label;
  return [`${last(row)} · ${last(column)}`, [section, ...row.split(' / ').slice(0, -1)].join(' / '), unit];
}

/**
 * @param {import('./index.js').Role} role
 * @param {Form} form
 */
function roleLabels({ label, unit, cells }, form) {
  const [single] = cells;
  const place = cells.length > 1 ? `${cells.length} 格之和` : labelsOf(form.cells[single])[0];
  return [label, place, unit];
}

/**
 * All figures, grouped as in the tables: first the roles whose labels no cell of theirs has.
 * @param {Map<string, Form>} forms
 * @returns {{group: string, figures: Figure[]}[]}
 */
export function allFigures(forms) {
  /** @type {Map<string, Figure[]>} */
  const groups = new Map([[ROLES, []]]);
  const add = (/** @type {string} */ group, /** @type {string} */ key) => {
    const figure = figureOf(key, forms);
    if (figure) groups.set(group, [...(groups.get(group) ?? []), figure]);
  };
  const cells = allCells(forms.values());
  const all = [...forms.values()];
  for (const key of new Set(all.flatMap(({ roles }) => Object.keys(roles)))) {
    const [role] = all.flatMap(({ roles }) => roles[key] ?? []);
    const labels = cells.get(role.cells[0]) ?? [];
    if (role.cells.length > 1 || !labels.some((label) => label.includes(role.label))) add(ROLES, key);
  }
  for (const [name, [section, row]] of cells) add(`${section} / ${row}`, name);
  return [...groups].map(([group, figures]) => ({ group, figures }));
}

/**
 * Finds a figure in reports: all of it, null if the report's form does not have it; or only its number, NaN if none.
 * @typedef {{find: (report: Report) => Found | null, numberIn: (report: Report) => number}} Finder
 */

/**
 * @param {Figure} figure
 * @param {Map<string, Column>} columns
 * @returns {Finder}
 */
export function finderOf(figure, columns) {
  const of = new Map(
    [...figure.cells].map(([form, cells]) => [form, cells.map((cell) => ({ cell, column: columns.get(cell) }))]),
  );
  return {
    find: (report) => {
      const cells = of.get(report.form);
      return cells
        ? combined(cells.map(({ cell, column }) => ({ cell, value: column?.valueIn(report) ?? null })))
        : null;
    },
    numberIn: (report) => {
      const cells = of.get(report.form) ?? [];
      if (cells.length === 1) return cells[0].column?.numberIn(report) ?? Number.NaN;
      const numbers = cells.map(({ column }) => column?.numberIn(report) ?? Number.NaN);
      return numbers.length && !numbers.some(Number.isNaN) ? sumOf(numbers) : Number.NaN;
    },
  };
}

/**
 * @param {{cell: string, value: import('./cells.js').Value | null}[]} found
 * @returns {Found | null}
 */
function combined(found) {
  const [{ cell, value: first }] = found;
  if (found.length === 1) {
    if (!first) return null;
    const isNone = first.value === null;
    return { ...first, isBlank: isNone && !first.printed, isText: isNone && first.printed !== '', cells: 1, cell };
  }
  if (found.some(({ value }) => !value)) return null;
  const isBlank = found.some(({ value }) => value?.printed === '');
  const isText = found.some(({ value }) => value?.value === null && value.printed !== '');
  const target = found.find(({ value }) => value?.value !== 0)?.cell ?? cell;
  if (isBlank || isText) return { value: null, printed: '', isBlank, isText, cells: found.length, cell: target };
  const value = sumOf(found.map(({ value }) => value?.value ?? 0));
  return { value, printed: String(value), isBlank, isText, cells: found.length, cell: target };
}

/**
 * Whether the figure is a part of the base in the form: its cells are among those whose sum the base is, by equations.
 * @param {Figure} figure
 * @param {Figure} base
 * @param {string} id
 * @param {Form} form
 */
export function isPart(figure, base, id, form) {
  const [cells, whole] = [figure.cells.get(id) ?? [], base.cells.get(id) ?? []];
  const within = new Set(whole);
  for (const cell of within) for (const part of partsOf(form, cell)) within.add(part);
  return cells.length > 0 && cells.every((cell) => within.has(cell)) && !whole.every((cell) => cells.includes(cell));
}

/**
 * The figures that shares of these can be formed of: roles first, then cells that are no role by themselves.
 * @param {Figure[]} figures
 * @param {Map<string, Form>} forms
 */
export function basesOf(figures, forms) {
  /** @type {Map<string, Figure>} */
  const found = new Map();
  for (const base of allBases(forms)) {
    const isWhole = figures.some((each) => [...forms].some(([id, form]) => isPart(each, base, id, form)));
    const same = JSON.stringify([...base.cells]);
    if (isWhole && !found.has(same)) found.set(same, base);
  }
  return [...found.values()];
}

/** @param {Map<string, Form>} forms */
function allBases(forms) {
  const all = [...forms.values()];
  const roles = all.flatMap(({ roles }) => Object.keys(roles));
  const wholes = all.flatMap((form) => Object.keys(form.cells).filter((cell) => partsOf(form, cell).length));
  const keys = new Set([...roles, ...wholes]);
  return [...keys].map((key) => figureOf(key, forms)).filter((each) => each !== null);
}
