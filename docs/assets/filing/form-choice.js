// Choose another form than the year's official one, as originals in the wild have used.

import { button, element } from '../element.js';
import { inForm, lossQuestion, lostIn } from './form-change.js';
import { problemList, replaceList } from './panel.js';
import { loadForm, loadForms } from './sources.js';

/** @typedef {Pick<import('./editor.js').Editor, 'opened' | 'keeping' | 'accept'>} Editor */
/** @typedef {ReturnType<typeof import('./session.js').evaluate>} State */

export class FormChoice {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.select = document.createElement('select');
    this.problems = element('div');
    this.element = element(
      'details',
      {},
      element('summary', {}, '原件用的不是这种格式'),
      element('label', {}, element('span', {}, '表格格式'), this.select),
      button('改用这种格式', () => this.change()),
      this.problems,
    );
    this.fill();
  }

  async fill() {
    const forms = await loadForms();
    this.select.append(...forms.map(({ form, name }) => element('option', { value: form }, name)));
    this.select.value = this.editor.opened.form.data.form;
  }

  /** Go on in the chosen form, after asking about what that one lacks. */
  async change() {
    const { form: old, draft, reopen } = this.editor.opened;
    const form = await loadForm(this.select.value);
    const lost = lostIn(draft, old, form);
    if (lost.length && !confirm(lossQuestion(form.data.name, lost))) return;
    Object.assign(draft, inForm(draft, form));
    this.editor.keeping.soon();
    this.editor.keeping.keep();
    await reopen(draft, this.editor.keeping.keeper.key);
  }

  /** @param {State} state */
  show({ problems }) {
    const here = problems.filter(({ check }) => check === 'identity.form');
    replaceList(this.problems, ...(here.length ? [problemList(here, [], () => {}, this.editor.accept)] : []));
    if (here.length) this.element.setAttribute('open', '');
  }
}
