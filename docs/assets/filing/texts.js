// The words of a report on the page: sections, and the lines and paragraphs around them.

import { button, element } from '../element.js';
import { previewOf, referencesFor } from './preview.js';

/** @typedef {{form: import('./form.js').Form, printed: () => Record<string, string>}} Figures */

const MOST_OFFERS = 5;

/** A text of several paragraphs: its length, what it must still mention, references it could have, and a preview. */
export class TextForm {
  /**
   * @param {string} label
   * @param {string} text
   * @param {(text: string) => void} change
   * @param {Figures} figures
   * @param {{what: string, by: string} | null} required
   */
  constructor(label, text, change, figures, required = null) {
    this.field = document.createElement('textarea');
    this.note = element('small');
    this.offers = element('ul', { class: 'gk-file-offers' });
    this.preview = element('div', { class: 'gk-file-preview' });
    this.change = change;
    this.figures = figures;
    this.required = required;
    this.field.value = text;
    this.field.rows = Math.min(16, Math.max(4, text.split('\n').length + 1));
    this.field.addEventListener('input', () => this.changed());
    const labelled = element('label', { class: 'gk-file-text' }, element('span', {}, label), this.field, this.note);
    const details = element('details', {}, element('summary', {}, '预览'), this.preview);
    this.element = element('div', {}, labelled, this.offers, details);
  }

  changed() {
    this.change(this.field.value);
    this.show();
  }

  show() {
    const { form, printed } = this.figures;
    const { value } = this.field;
    const missing = this.required && !value.includes(this.required.what) ? this.required : null;
    const more = missing ? `；这一部分还要说明${missing.what}的情况（${missing.by}）` : '';
    this.note.textContent = `${value.replace(/\s/g, '').length} 字${more}`;
    const offers = referencesFor(value, form, printed()).slice(0, MOST_OFFERS);
    this.offers.replaceChildren(...offers.map((offer) => this.offered(offer)));
    this.preview.replaceChildren(...previewOf(value, printed()));
  }

  /** @param {import('./preview.js').Offer} offer */
  offered({ start, end, typed, cell, label }) {
    const use = button('改成引用，跟着表走', () => {
      this.field.setRangeText(`{{${cell}}}`, start, end, 'end');
      this.changed();
    });
    return element('li', {}, `“${typed}”就是表中“${label}”的数。`, use);
  }
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
