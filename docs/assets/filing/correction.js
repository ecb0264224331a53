// What a correction changes, shown while one types, and when and why it is made.

import { element } from '../element.js';
import { changesOf, entryLines, reasonFault } from './changes.js';
import { usualTitle } from './correcting.js';
import { BLANK_WORD, reportOf } from './session.js';
import { changeItems, staleNotice } from './shown-changes.js';
import { editedSource } from './source-edits.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./source-report.js').Content} Content */

/** The changes of a draft that corrects a report, with the fields of its entry. */
export class CorrectionForm {
  /**
   * @param {Form} form
   * @param {Draft} draft
   * @param {import('./drafts.js').Correction} correction of the draft
   * @param {import('./accepts.js').Accept[]} accepted what was accepted in the report as it was opened
   * @param {() => void} changed called when the date or reason is typed
   */
  constructor(form, draft, correction, accepted, changed) {
    this.form = form;
    this.accepted = accepted;
    this.draft = draft;
    this.correction = correction;
    this.changed = changed;
    this.now = correction.before;
    this.changes = changesOf(form, '', this.now, this.now);
    /** @type {string | null} the corrected source file; null if there is none, or it cannot be changed in place */
    this.source = null;
    /** Why the corrected report cannot be handed out yet; empty if it can. */
    this.fault = '';
    this.list = element('ul', { class: 'gk-file-changes' });
    this.stale = element('div');
    this.status = element('p', { role: 'status' });
    this.element = element(
      'section',
      { class: 'gk-file-correction' },
      element('h2', {}, '改动'),
      this.list,
      this.stale,
      ...this.fields(),
      this.status,
    );
  }

  /** The fields of the entry, and whether there has to be one. */
  fields() {
    const { correction } = this;
    const isKnown = correction.isPublished;
    const published = document.createElement('input');
    published.type = 'checkbox';
    published.checked = correction.isPublished;
    published.disabled = isKnown;
    const entry = element(
      'div',
      {},
      this.field('更正的日期', 'date', 'date'),
      this.field('更正的原因（会公布，例如“录入错误”）', 'reason', 'text'),
    );
    entry.hidden = !correction.isPublished;
    published.addEventListener('change', () => {
      correction.isPublished = published.checked;
      entry.hidden = !correction.isPublished;
      this.changed();
    });
    return [element('label', {}, published, ' 这份报告已经公布，改动要写更正记录'), entry];
  }

  /**
   * @param {string} label
   * @param {'date' | 'reason'} key
   * @param {string} type
   */
  field(label, key, type) {
    const field = document.createElement('input');
    field.type = type;
    field.maxLength = 2000;
    field.value = this.correction[key];
    field.addEventListener('input', () => {
      this.correction[key] = field.value;
      this.changed();
    });
    return element('label', { class: 'gk-file-line' }, element('span', {}, label), field);
  }

  /**
   * Show what differs from the report as it was opened.
   * @param {Pick<ReturnType<typeof import('./session.js').evaluate>, 'printed' | 'accepts'>} state
   */
  show({ printed, accepts }) {
    const { form, draft, correction } = this;
    const { cells, ...texts } = reportOf(draft, { printed }, false, form);
    const known = Object.entries(cells).filter(([name]) => name in printed);
    this.now = { ...texts, cells: Object.fromEntries(known) };
    const title = usualTitle(form.data, draft.name, draft.year);
    this.changes = changesOf(form, title, correction.before, this.now);
    this.list.replaceChildren(...changeItems(form, this.changes));
    const stale = this.accepted.filter((each) => !accepts.includes(each));
    this.stale.replaceChildren(...stale.map(staleNotice));
    this.source = this.editedSource();
    this.fault = this.currentFault();
    this.status.textContent = this.fault;
  }

  get isEmpty() {
    return !this.changes.cells.size && !this.changes.texts.size;
  }

  currentFault() {
    const { isPublished, latest } = this.correction;
    const open = Object.keys(this.correction.before.cells).filter((name) => !(name in this.now.cells));
    if (open.length) return `有 ${open.length} 格原来有数，现在没有填。原件空白的，请写“${BLANK_WORD}”。`;
    if (this.isEmpty) return '同打开的时候相比，公布的内容还没有改动。';
    const fault = isPublished ? reasonFault(this.correction, latest) : '';
    if (fault) return `${fault}写好以后，才能下载更正后的报告。`;
    if (this.correction.source && this.source === null) {
      return '这个文件的写法特别，不能只改这几处。请照上面的改动自己修改文件。';
    }
    return '';
  }

  editedSource() {
    const { correction, changes, form, now } = this;
    if (!correction.source) return null;
    const entry = correction.isPublished && !this.isEmpty ? entryLines(changes, correction) : [];
    return editedSource(correction.source, form, now, entry);
  }
}
