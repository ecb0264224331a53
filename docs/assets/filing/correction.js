// What a correction changes, shown while one types, and when and why it is made.

import { element } from '../element.js';
import { changesOf, entryLines, reasonFault, textTitles } from './changes.js';
import { usualTitle } from './correcting.js';
import { diffLines } from './lines.js';
import { BLANK_WORD, reportOf } from './session.js';
import { editedSource } from './source-edits.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./source-report.js').Content} Content */

const MOST_CHARS = 160;

/** The changes of a draft that corrects a report, with the fields of its entry. */
export class CorrectionForm {
  /**
   * @param {Form} form
   * @param {Draft} draft
   * @param {import('./drafts.js').Correction} correction of the draft
   * @param {() => void} changed called when the date or reason is typed
   */
  constructor(form, draft, correction, changed) {
    this.form = form;
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
    this.status = element('p', { role: 'status' });
    this.element = element(
      'section',
      { class: 'gk-file-correction' },
      element('h2', {}, '改动'),
      this.list,
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
   * @param {{printed: Record<string, string>}} state
   */
  show({ printed }) {
    const { form, draft, correction } = this;
    const { cells, ...texts } = reportOf(draft, { printed }, false, form);
    const known = Object.entries(cells).filter(([name]) => name in printed);
    this.now = { ...texts, cells: Object.fromEntries(known) };
    const title = usualTitle(form.data, draft.name, draft.year);
    this.changes = changesOf(form, title, correction.before, this.now);
    this.list.replaceChildren(...this.items());
    this.source = this.editedSource();
    this.fault = this.currentFault();
    this.status.textContent = this.fault;
  }

  items() {
    const { form, changes } = this;
    const titles = textTitles(form);
    const cells = [...changes.cells].map(([name, pair]) => {
      const spot = form.spots.get(name);
      const [was, is] = pair.map((text) => text || BLANK_WORD);
      return element('li', {}, `${spot?.row.label}：${spot?.column.label}：`, ...beforeAndAfter(was, is));
    });
    const texts = [...changes.texts].map(([key, [was, is]]) => {
      const lines = changedLines(was, is).map((pair) => element('li', {}, ...beforeAndAfter(...pair)));
      return element('li', {}, `${titles.get(key)}：`, element('ul', {}, ...lines));
    });
    return [...cells, ...texts];
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

/**
 * @param {string} was
 * @param {string} is
 */
function beforeAndAfter(was, is) {
  const [old, now] = [was, is].map((text) => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text));
  const parts = [...(old ? [element('del', {}, old)] : []), ...(now ? [element('ins', {}, now)] : [])];
  return parts.length === 2 ? [parts[0], ' → ', parts[1]] : parts;
}

/**
 * The lines of a text that differ, each with what takes its place; one of the two may be empty.
 * @param {string} was
 * @param {string} is
 * @returns {[string, string][]}
 */
function changedLines(was, is) {
  const old = was ? was.split('\n') : [];
  const stretches = diffLines(old, is ? is.split('\n') : []);
  /** @type {[string, string][]} */
  const pairs = [];
  let at = 0;
  let added = /** @type {string[]} */ ([]);
  for (const stretch of [...stretches, { from: old.length, to: old.length + 1, added: null }]) {
    if (stretch.added) {
      added = [...added, ...stretch.added];
      continue;
    }
    if (stretch.to === stretch.from) continue;
    const removed = old.slice(at, stretch.from);
    const count = Math.max(removed.length, added.length);
    for (let line = 0; line < count; line += 1) pairs.push(around(removed[line] ?? '', added[line] ?? ''));
    added = [];
    at = stretch.to;
  }
  return pairs;
}

/**
 * The two lines from shortly before their first difference.
 * @param {string} was
 * @param {string} is
 * @returns {[string, string]}
 */
function around(was, is) {
  let first = 0;
  while (was && is && first < was.length && was[first] === is[first]) first += 1;
  const start = Math.max(0, first - 8);
  return start && was && is ? [`…${was.slice(start)}`, `…${is.slice(start)}`] : [was, is];
}
