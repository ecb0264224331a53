// The forms as published, and the vectors made by tests/filing/vectors.py.

import { readFileSync } from 'node:fs';
import { readForm } from '../../docs/assets/filing/form.js';

const PROJECT = new URL('../../', import.meta.url);

/** @type {Map<string, import('../../docs/assets/filing/form.js').Form>} */
const forms = new Map();

/** @param {string} id */
export function formOf(id) {
  const known = forms.get(id);
  if (known) return known;
  const form = readForm(JSON.parse(readFileSync(new URL(`docs/schemas/forms/${id}.json`, PROJECT), 'utf8')));
  forms.set(id, form);
  return form;
}

/**
 * @param {string} name below tests/filing
 * @param {string} [path] another file, if there is one
 */
export function vectorsIn(name, path) {
  const text = readFileSync(path ?? new URL(`tests/filing/${name}`, PROJECT), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/**
 * The texts of all cells of a form; those that are not given are zero.
 * @param {import('../../docs/assets/filing/form.js').Form} form
 * @param {Record<string, string>} printed
 */
export function allCells(form, printed) {
  return Object.fromEntries([...form.spots.keys()].map((name) => [name, printed[name] ?? '0']));
}
