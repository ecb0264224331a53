// Fill in one report: its words and tables, kept as a draft while one types, and handed out as its source file.

import { DraftKeeper, draftFile } from './drafts.js';
import { button, element } from './element.js';
import { copy, download } from './files.js';
import { evaluate, reportOf } from './session.js';
import { TableForm } from './tables.js';
import { lineField, SectionForm, TextForm } from './texts.js';
import { sourceText } from './yaml.js';

/** @typedef {{form: import('./form.js').Form, draft: import('./drafts.js').Draft, key: string,
 *   previous: Map<string, import('./cell.js').Cell> | null, isFormNamed: boolean}} Opened */

const KEEP_AFTER_MS = 300;

/** @type {Record<string, [string, string]>} */
const LABELS = {
  published: ['公布日期', 'date'],
  title: ['标题（与“机关名称＋年度＋政府信息公开工作年度报告”不同时填写）', 'text'],
  document_number: ['文号（没有的不填）', 'text'],
  index_number: ['索引号（没有的不填）', 'text'],
};

/**
 * @param {HTMLElement} place
 * @param {Opened} opened
 */
export function openReport(place, { form, draft, key, previous, isFormNamed }) {
  const keeper = new DraftKeeper(localStorage, key, `${Date.now()}-${Math.random()}`);
  const kept = element('p', { class: 'gk-file-kept', role: 'status' });
  const counts = element('p', { class: 'gk-file-counts' });
  let state = evaluate(form, draft, previous);
  let timer = 0;

  const keepNow = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    try {
      const before = keeper.key;
      const now = new Date();
      const apart = keeper.keep(draft, now) !== before && before !== '';
      const other = apart ? '另一个标签页也改了这份草稿，这里的另存了一份；' : '';
      kept.textContent = `${other}草稿已保存在这个浏览器里（${now.toLocaleTimeString('zh-CN')}）。`;
      kept.classList.remove('is-error');
    } catch {
      kept.textContent = '浏览器没有地方保存草稿了，刚填的还没有保存。请现在就导出草稿文件。';
      kept.classList.add('is-error');
    }
  };
  const keepSoon = () => {
    timer ||= window.setTimeout(keepNow, KEEP_AFTER_MS);
  };

  /** @type {TableForm[]} */
  const tables = [];
  /** @type {SectionForm[]} */
  const sectionForms = [];
  const figures = { form, printed: () => state.printed };
  const refresh = () => {
    state = evaluate(form, draft, previous);
    for (const table of tables) table.show(state);
    for (const words of sectionForms) words.show();
    const errors = state.problems.filter(({ level, check }) => level === 'error' && check !== 'cell.open').length;
    const warnings = state.problems.filter(({ level }) => level === 'warning').length;
    const rest = errors || state.open.length ? '改好、填齐以后才能公布。' : '数都对得上，可以提交。';
    counts.textContent = `${state.open.length} 格没有填，${errors} 处错误，${warnings} 处疑问。${rest}`;
  };
  const editor = {
    current: () => draft.cells,
    /** @param {Map<string, string | null>} cells */
    change(cells) {
      for (const [name, text] of cells) {
        if (text === null) delete draft.cells[name];
        else draft.cells[name] = text;
      }
      refresh();
      keepSoon();
    },
  };
  const sections = form.data.sections.map(({ key: section, title, states }) => {
    const required = states && draft.year >= states.from ? states : null;
    const put = (/** @type {Record<string, string>} */ texts) => (/** @type {string} */ text) => {
      texts[section] = text;
      keepSoon();
    };
    if (!form.data.tables[section]) {
      const words = new SectionForm(title, draft.text[section] ?? '', put(draft.text), required, figures);
      sectionForms.push(words);
      return element('section', {}, element('h2', {}, title), words.whole);
    }
    const table = new TableForm(form, section, editor);
    table.showBefore(previous);
    tables.push(table);
    const note = new TextForm('表格旁印的说明（没有的不填）', draft.notes[section] ?? '', put(draft.notes)).element;
    const more = element('details', {}, element('summary', {}, '表格旁的说明'), note);
    return element('section', {}, element('h2', {}, title), table.element, more);
  });
  const fact = (/** @type {string} */ name) => (/** @type {string} */ text) => {
    draft.facts[name] = text;
    keepSoon();
  };
  const lines = Object.entries(LABELS).map(([name, [label, type]]) =>
    lineField(label, draft.facts[name] ?? '', type, fact(name)),
  );
  const preamble = new TextForm('第一部分之前的话（没有的不填）', draft.facts.preamble ?? '', fact('preamble')).element;
  const closing = new TextForm('第六部分之后的话（没有的不填）', draft.facts.closing ?? '', fact('closing')).element;

  const source = () => sourceText(form, reportOf(draft, state.printed, isFormNamed, form));
  const copied = element('output');
  const out = element(
    'p',
    { class: 'gk-file-out' },
    button('下载报告文件', () => download(`${draft.year}.yml`, source(), 'text/yaml')),
    button('复制报告全文', async () => {
      copied.textContent = (await copy(source())) ? '已复制' : '浏览器不让复制，请下载';
    }),
    button('导出草稿文件', () =>
      download(
        `${draft.agency.replace(/\//g, '-')}-${draft.year}.json`,
        draftFile(draft, source()),
        'application/json',
      ),
    ),
    copied,
  );
  const where = `报告文件放在报告文件夹的 ${draft.agency}/${draft.year}.yml；不会提交的，把文件交给收报告的人。`;
  place.replaceChildren(
    element('h2', {}, `${draft.name || draft.agency} ${draft.year} 年度（${form.data.name}）`),
    ...lines,
    preamble,
    ...sections,
    closing,
    element('section', {}, element('h2', {}, '完成'), counts, out, element('p', {}, where)),
    kept,
  );
  addEventListener('pagehide', keepNow);
  document.addEventListener('visibilitychange', keepNow);
  refresh();
  if (!key) keepSoon();
}
