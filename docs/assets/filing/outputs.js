// The end of the page: what is still open, and the ways out: a file, the code forge, a letter, paper.

import { button, element, part } from '../element.js';
import { saveFile } from '../save-file.js';
import { Copying } from './copying.js';
import { draftFileName } from './drafts.js';
import { sourcePage } from './forge.js';
import { letterOf, mailAddress, mailLink, openText } from './letter.js';
import { whereFilesGo } from './where-files-go.js';

/** @typedef {ReturnType<typeof import('./session.js').evaluate>} State */
/** @typedef {Pick<import('./editor.js').Editor, 'opened' | 'correction' | 'hasSource' | 'source' | 'draftText'>} Editor */

export class Outputs {
  /** @param {Editor} editor */
  constructor(editor) {
    const { draft } = editor.opened;
    this.editor = editor;
    this.draftName = draftFileName(draft);
    this.counts = element('p', { class: 'gk-file-counts' });
    this.copying = new Copying();
    this.letter = { subject: '', body: '' };
    this.mail = element('a', { class: 'gk-file-way' }, '写邮件');
    const { repository = '', contact = '' } = part('gk-file', HTMLElement).dataset;
    this.mailTo = mailAddress(contact);
    this.whole = element('div', {}, this.files(), ...this.forge(repository));
    this.element = element(
      'section',
      { class: 'gk-file-done' },
      element('h2', {}, '完成'),
      this.counts,
      this.whole,
      this.draftAndPaper(),
      element('p', {}, whereFilesGo(draft)),
      this.collected(),
      this.copying.element,
    );
  }

  /** @param {State} state */
  show(state) {
    const { form, draft } = this.editor.opened;
    const isRight = !state.open.length && state.problems.every(({ level }) => level !== 'error');
    const isDone = isRight && !this.editor.correction?.fault;
    this.counts.textContent = `${openText(state)}。${isDone ? '数都对得上，可以提交。' : '改好、填齐以后才能公布。'}`;
    this.letter = letterOf(form, draft, state, this.draftName);
    this.mail.setAttribute('href', mailLink(this.mailTo, this.letter));
    this.whole.hidden = !this.editor.hasSource;
  }

  /** The ways out with the whole source file. */
  files() {
    const { draft } = this.editor.opened;
    return element(
      'p',
      {},
      button('下载报告文件', () => saveFile(`${draft.year}.yml`, this.source(), 'text/yaml')),
      button('复制报告全文', () => this.copying.copy(this.source())),
    );
  }

  source() {
    return this.editor.source() ?? '';
  }

  draftAndPaper() {
    return element(
      'p',
      {},
      button('导出草稿文件', () => saveFile(this.draftName, this.editor.draftText(), 'application/json')),
      button('打印', () => print()),
    );
  }

  /**
   * The way to the code forge, if it is known.
   * @param {string} repository
   */
  forge(repository) {
    const { draft, isPublished } = this.editor.opened;
    const { path, forge, address, isNamed } = sourcePage(repository, `${draft.agency}/${draft.year}.yml`, isPublished);
    if (!forge) return [];
    const link = element('a', { href: address, target: '_blank', rel: 'noopener' }, `打开 ${forge} 的页面`);
    const go = button(`复制并在 ${forge} ${isPublished ? '修改这份文件' : '新建文件'}`, async () => {
      if (await this.copying.copy(this.source(), link)) open(address, '_blank', 'noopener');
    });
    const name = isNamed ? `文件是 ${path}` : `把文件名填成 ${path}`;
    const record = draft.correction ? '' : '，写好更正记录';
    const how = isPublished ? `用复制的全文换掉原来的${record}` : '粘贴全文';
    return [element('p', {}, go, `${name}；${how}，提交审核。`)];
  }

  /** The way to an office that collects reports. */
  collected() {
    const to = this.mailTo ? '' : '收件人请自己填。';
    const text = `寄给收报告的人：先导出草稿文件，再把 ${this.draftName} 加进邮件，附件要自己加。${to}`;
    return element(
      'p',
      {},
      this.mail,
      button('复制邮件正文', () => this.copying.copy(`${this.letter.subject}\n\n${this.letter.body}`)),
      text,
    );
  }
}
