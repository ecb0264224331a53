// The tables of the report on the page: fields that show the draft, and what follows from it.

import { button, element } from '../element.js';
import { totalCells } from './form.js';
import { drawTable } from './grid.js';
import { moveByKeys, pasteBlocks } from './keyboard.js';
import { equationLines, problemList, replaceList } from './panel.js';
import { BLANK_WORD, cellText } from './session.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./grid.js').GridCell} GridCell */
/** @typedef {ReturnType<typeof import('./session.js').evaluate>} State */
/** @typedef {{change: (cells: Map<string, string | null>) => void, current: () => Record<string, string>,
 *   accept: import('./accepting.js').Decide | null}} Editor
 *   `change` sets cells, null for one that is open again; `current` are those that are typed */

/** One table of the report, with the notes below it. */
export class TableForm {
  /**
   * @param {Form} form
   * @param {string} section
   * @param {Editor} editor
   */
  constructor(form, section, editor) {
    this.section = section;
    this.editor = editor;
    this.chosen = '';
    this.listed = '';
    const title = form.data.sections.find(({ key }) => key === section)?.title ?? '';
    const drawn = drawTable(form, section, title);
    /** @type {Map<string, GridCell>} */
    this.cells = drawn.cells;
    this.equations = element('div', { class: 'gk-file-sides' });
    this.problems = element('div');
    this.said = element('p', { role: 'status', class: 'gk-file-said', tabindex: '-1' });
    this.totals = totalCells(form);
    const rest = button('没有填的都填 0', () => this.fillRest());
    this.element = element('div', {}, drawn.table, this.equations, rest, this.said, this.problems);
    /** @type {State | null} */
    this.state = null;
    moveByKeys(form, section, drawn.table, drawn.cells);
    pasteBlocks(form, section, drawn.table, (placed) => this.paste(placed));
    drawn.table.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement) editor.change(new Map([[target.name, cellText(target.value)]]));
    });
    drawn.table.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLInputElement) this.choose(target.name);
    });
    drawn.table.addEventListener('focusout', () => this.show());
  }

  /** @param {import('./placing.js').Placed} placed */
  paste({ cells, refusal }) {
    this.said.textContent = refusal;
    if (refusal) return;
    const old = new Map([...cells.keys()].map((name) => [name, this.editor.current()[name] ?? null]));
    this.editor.change(new Map([...cells].map(([name, text]) => [name, text && cellText(text)])));
    this.sayWithUndo(`粘贴了 ${cells.size} 格。`, old);
    this.show(this.state, true);
  }

  /** Fill the open cells with zeros, but for totals, which follow. */
  fillRest() {
    const open = this.state?.open.filter((name) => this.cells.has(name) && !this.totals.has(name)) ?? [];
    this.editor.change(new Map(open.map((name) => [name, '0'])));
    this.sayWithUndo(`${open.length} 格填了 0。`, new Map(open.map((name) => [name, null])));
    this.show(this.state, true);
  }

  /**
   * @param {string} text
   * @param {Map<string, string | null>} old
   */
  sayWithUndo(text, old) {
    const undo = button('撤销', () => {
      this.editor.change(old);
      this.said.textContent = '已撤销。';
      this.said.focus();
      this.show(this.state, true);
    });
    this.said.replaceChildren(text, undo);
  }

  /**
   * List what is wrong. A list that has not changed stays: a button of it may be pressed at this moment.
   * @param {State['problems']} problems
   * @param {string[]} open
   */
  list(problems, open) {
    const listed = JSON.stringify([problems, open]);
    if (listed === this.listed) return;
    this.listed = listed;
    const goTo = (/** @type {string} */ name) => this.cells.get(name)?.field.focus();
    replaceList(this.problems, problemList(problems, open, goTo, this.editor.accept));
  }

  /** @param {string} name */
  choose(name) {
    this.chosen = name;
    const lines = equationLines(this.state?.equations ?? [], name);
    this.equations.replaceChildren(...(lines.children.length ? [lines] : []));
  }

  /** @param {Map<string, import('./cell.js').Cell> | null} previous */
  showBefore(previous) {
    for (const [name, { before }] of this.cells) {
      const cell = previous?.get(name);
      before.textContent = cell ? `上年 ${cell.printed || BLANK_WORD}` : '';
    }
  }

  /**
   * Show the state; the field being typed in keeps its text, unless `all` are to be shown.
   * @param {State | null} state
   */
  show(state = this.state, all = false) {
    if (!state) return;
    this.state = state;
    const faulty = new Map(state.problems.map((each) => [each.cell, each.level]));
    for (const [name, { field, cell }] of this.cells) {
      const text = state.printed[name];
      const shown = text === '' ? BLANK_WORD : (text ?? '');
      if ((all || field !== document.activeElement) && field.value !== shown) field.value = shown;
      field.placeholder = state.derived.get(name) ?? '';
      field.setAttribute('aria-invalid', String(faulty.get(name) === 'error' && text !== undefined));
      cell.classList.toggle('is-derived', state.derived.has(name));
      cell.classList.toggle('is-open', text === undefined);
    }
    const here = state.problems.filter(({ cell, check }) => (cell ? this.cells.has(cell) : check === 'table.blank'));
    const open = state.open.filter((name) => this.cells.has(name));
    this.list(here, open);
    if (this.chosen) this.choose(this.chosen);
  }
}
