// Fill in one report: its words and tables, kept as a draft while one types, and handed out as its source file.

import { copyText } from '../clipboard.js';
import { button, element } from '../element.js';
import { saveFile } from '../save-file.js';
import { draftFile } from './drafts.js';
import { Keeping } from './keeping.js';
import { evaluate, reportOf } from './session.js';
import { TableForm } from './tables.js';
import { lineField, TextForm } from './texts.js';
import { sourceText } from './yaml.js';

/** @typedef {{form: import('./form.js').Form, draft: import('./drafts.js').Draft, key: string,
 *   previous: Map<string, import('./cell.js').Cell> | null, isFormNamed: boolean}} Opened */

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
    this.state = evaluate(opened.form, opened.draft, opened.previous);
    /** @type {(TableForm | TextForm)[]} */
    this.parts = [];
    this.counts = element('p', { class: 'gk-file-counts' });
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
      ...Object.entries(LABELS).map(([key, [label, type]]) =>
        lineField(label, facts[key] ?? '', type, this.put(facts, key)),
      ),
      this.text('第一部分之前的话（没有的不填）', facts, 'preamble'),
      ...form.data.sections.map((section) => this.section(section)),
      this.text('第六部分之后的话（没有的不填）', facts, 'closing'),
      this.end(),
      this.keeping.element,
    );
    addEventListener('beforeprint', () => {
      this.printed.textContent = facts.title || `${draft.name}${draft.year}年${form.data.title}`;
      for (const details of place.querySelectorAll('details')) details.open = true;
    });
    this.refresh();
    heading.focus();
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
      this.keeping.soon();
    };
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

  refresh() {
    const { form, draft, previous } = this.opened;
    this.state = evaluate(form, draft, previous);
    for (const part of this.parts) part.show(this.state);
    const { open, problems } = this.state;
    const errors = problems.filter(({ level, check }) => level === 'error' && check !== 'cell.open').length;
    const warnings = problems.filter(({ level }) => level === 'warning').length;
    const rest = errors || open.length ? '改好、填齐以后才能公布。' : '数都对得上，可以提交。';
    this.counts.textContent = `${open.length} 格没有填，${errors} 处错误，${warnings} 处疑问。${rest}`;
  }

  /** The source file of the report as it stands. */
  source() {
    const { form, draft, isFormNamed } = this.opened;
    return sourceText(form, reportOf(draft, this.state.printed, isFormNamed, form));
  }

  /** The end of the page: what is still open, and the ways out. */
  end() {
    const { draft } = this.opened;
    const copied = element('output');
    const draftName = `${draft.agency.replace(/\//g, '-')}-${draft.year}.json`;
    const ways = [
      button('下载报告文件', () => saveFile(`${draft.year}.yml`, this.source(), 'text/yaml')),
      button('复制报告全文', async () => {
        copied.textContent = (await copyText(this.source())) ? '已复制' : '浏览器不让复制，请下载';
      }),
      button('导出草稿文件', () => saveFile(draftName, draftFile(draft, this.source()), 'application/json')),
      button('打印', () => print()),
    ];
    const where = `报告文件放在报告文件夹的 ${draft.agency}/${draft.year}.yml；不会提交的，把文件交给收报告的人。`;
    const heading = element('h2', {}, '完成');
    const out = element('p', {}, ...ways, copied);
    return element('section', { class: 'gk-file-done' }, heading, this.counts, out, element('p', {}, where));
  }
}
