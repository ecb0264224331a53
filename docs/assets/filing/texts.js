// The words of a report on the page: sections, and the lines and paragraphs around them.

import { element } from './element.js';

/** @typedef {import('./form.js').Section} Section */

/**
 * A field for a text of several paragraphs, with its length and what it must still mention.
 * @param {string} label
 * @param {string} text
 * @param {(text: string) => void} change
 * @param {{what: string, by: string} | null} required
 */
export function textField(label, text, change, required = null) {
  const field = document.createElement('textarea');
  const note = element('small');
  field.value = text;
  field.rows = Math.min(16, Math.max(4, text.split('\n').length + 1));
  const count = () => {
    const length = field.value.replace(/\s/g, '').length;
    const missing = required && !field.value.includes(required.what);
    note.textContent = `${length} 字${missing ? `；这一部分还要说明${required.what}的情况（${required.by}）` : ''}`;
  };
  field.addEventListener('input', () => {
    count();
    change(field.value);
  });
  count();
  return element('label', { class: 'gk-file-text' }, element('span', {}, label), field, note);
}

/**
 * @param {string} label
 * @param {string} value
 * @param {string} type
 * @param {(text: string) => void} change
 */
export function lineField(label, value, type, change) {
  const field = document.createElement('input');
  field.type = type;
  field.value = value;
  field.addEventListener('input', () => change(field.value.trim()));
  return element('label', { class: 'gk-file-line' }, element('span', {}, label), field);
}
