// Fill in one report: its words and tables, kept as a draft while one types, and handed out as its source file.

import { element } from '../element.js';
import { withReason } from './accepts.js';
import { CorrectionForm } from './correction.js';
import { draftFile } from './drafts.js';
import { FormChoice } from './form-choice.js';
import { Keeping } from './keeping.js';
import { Outputs } from './outputs.js';
import { evaluate, reportOf } from './session.js';
import { TableForm } from './tables.js';
import { lineField, TextForm } from './texts.js';
import { sourceText } from './yaml.js';

/** @typedef {{form: import('./form.js').Form, draft: import('./drafts.js').Draft, key: string,
 *   previous: Map<string, import('./cell.js').Cell> | null, isFormNamed: boolean, isPublished: boolean,
 *   reopen: (draft: import('./drafts.js').Draft, key: string) => Promise<void>}} Opened */

/** @type {Record<string, [string, string]>} */
const LABELS = {
  published: ['公布日期', 'date'],
  title: ['标题（与“机关名称＋年度＋政府信息公开工作年度报告”不同时填写）', 'text'],
  document_number: ['文号（没有的不填）', 'text'],
  index_number: ['索引号（没有的不填）', 'text'],
};

/** The form in which one report is filled in. */
export class Editor {
  /** @param {Opened} opened */
  constructor(opened) {
    this.opened = opened;
    this.keeping = new Keeping(opened.draft, opened.key);
    this.state = this.evaluated();
    const { form, draft } = opened;
    const accepted = draft.correction ? this.evaluated(draft.correction.before.cells).accepts : [];
    this.correction =
      draft.correction && new CorrectionForm(form, draft, draft.correction, accepted, () => this.changed());
    this.choice = new FormChoice(this);
    this.outputs = new Outputs(this);
    /** @type {{show: (state: ReturnType<typeof evaluate>) => void}[]} */
    this.parts = [...(this.correction ? [this.correction] : []), this.choice, this.outputs];
    this.printed = element('p', { class: 'gk-file-title' });
  }

  /** @param {HTMLElement} place */
  open(place) {
    const { form, draft } = this.opened;
    const { facts } = draft;
    const whose = `${draft.name || draft.agency} ${draft.year} 年度（${form.data.name}）`;
    const heading = element('h2', { tabindex: '-1' }, whose);
    place.replaceChildren(
      this.printed,
      heading,
      this.correction ? this.choice.problems : this.choice.element,
      ...this.lines(),
      this.text('第一部分之前的话（没有的不填）', facts, 'preamble'),
      ...form.data.sections.map((section) => this.section(section)),
      this.text('第六部分之后的话（没有的不填）', facts, 'closing'),
      ...(this.correction ? [this.correction.element] : []),
      this.outputs.element,
      this.keeping.element,
    );
    window.onbeforeprint = () => {
      this.printed.textContent = facts.title || `${draft.name}${draft.year}年${form.data.title}`;
      for (const details of place.querySelectorAll('details')) details.open = true;
    };
    this.refresh();
    heading.focus();
  }

  /** The facts of one line; of a report to be corrected, only those that are known. */
  lines() {
    const { facts, correction } = this.opened.draft;
    return Object.entries(LABELS)
      .filter(([key]) => !correction || key in correction.before.facts)
      .map(([key, [label, type]]) => {
        const isDay = type !== 'date' || /^(\d{4}-\d\d-\d\d)?$/.test(facts[key] ?? '');
        return lineField(label, facts[key] ?? '', isDay ? type : 'text', this.put(facts, key));
      });
  }

  /** @param {import('./form.js').Section} section */
  section({ key, title, states }) {
    const { form, draft, previous } = this.opened;
    const heading = element('h2', {}, title);
    if (!form.data.tables[key]) {
      const required = states && draft.year >= states.from ? states : null;
      return element('section', {}, heading, this.text(title, draft.text, key, required));
    }
    const table = new TableForm(form, key, this);
    table.showBefore(previous);
    this.parts.push(table);
    const note = this.text('表格旁印的说明（没有的不填）', draft.notes, key);
    const more = element('details', {}, element('summary', {}, '表格旁的说明'), note);
    return element('section', {}, heading, table.element, more);
  }

  /**
   * @param {string} label
   * @param {Record<string, string>} texts
   * @param {string} key
   * @param {{what: string, by: string} | null} [required]
   */
  text(label, texts, key, required) {
    const figures = { form: this.opened.form, printed: () => this.state.printed };
    const made = new TextForm(label, texts[key] ?? '', this.put(texts, key), figures, required);
    this.parts.push(made);
    return made.element;
  }

  /**
   * A function that changes one text of the draft.
   * @param {Record<string, string>} texts
   * @param {string} key
   */
  put(texts, key) {
    return (/** @type {string} */ text) => {
      texts[key] = text;
      this.changed();
    };
  }

  /** Show and keep what was typed beside the tables. */
  changed() {
    this.correction?.show(this.state);
    this.outputs.show(this.state);
    this.keeping.soon();
  }

  /** The cells that are typed. */
  current() {
    return this.opened.draft.cells;
  }

  /**
   * Set cells; null for one that is open again.
   * @param {Map<string, string | null>} cells
   */
  change(cells) {
    const { draft } = this.opened;
    for (const [name, text] of cells) {
      if (text === null) delete draft.cells[name];
      else draft.cells[name] = text;
    }
    this.refresh();
    this.keeping.soon();
  }

  /** Publish a problem as it stands, for the reason; without one, take that back. Corrections keep what is accepted. */
  get accept() {
    const { draft } = this.opened;
    if (draft.correction) return null;
    return (/** @type {import('./problem.js').Problem} */ problem, /** @type {string} */ reason) => {
      draft.accepts = withReason(draft.accepts, problem, reason);
      this.refresh();
      this.keeping.soon();
    };
  }

  evaluated(cells = this.opened.draft.cells) {
    const { form, draft, previous, isFormNamed } = this.opened;
    return evaluate(form, { ...draft, cells }, previous, !isFormNamed);
  }

  refresh() {
    this.state = this.evaluated();
    for (const part of this.parts) part.show(this.state);
  }

  /** Whether there is a source file to hand out; of some corrections, only `gongkai import` can write it. */
  get hasSource() {
    return !this.correction || (!this.correction.fault && this.correction.source !== null);
  }

  /** The source file of the report as it stands; null if there is none to hand out. */
  source() {
    const { draft } = this.opened;
    if (!this.hasSource) return null;
    return this.correction?.source ?? this.wholeText(draft, this.state);
  }

  /** The draft, with the report as it stands and, if it is corrected, as it was. */
  draftText() {
    const { draft } = this.opened;
    const whole = this.source() ?? this.wholeText(draft, this.state);
    if (!draft.correction) return draftFile(draft, whole);
    const { source, before } = draft.correction;
    return draftFile(draft, whole, source || this.wholeText(before, { printed: before.cells }));
  }

  /**
   * A whole source file, as `gongkai import` writes one.
   * @param {import('./drafts.js').Content} content
   * @param {Parameters<typeof reportOf>[1]} state
   */
  wholeText(content, state) {
    const { form, isFormNamed } = this.opened;
    return sourceText(form, reportOf(content, state, isFormNamed, form));
  }
}
