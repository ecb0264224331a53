// Copy a text, and say so; where the browser refuses, show the text selected, to be copied by hand.

import { copyText } from '../clipboard.js';
import { element } from '../element.js';

const REFUSED = '浏览器不让复制。下面已经选中全文，请按 Ctrl+C（苹果电脑按 ⌘C）复制。';

export class Copying {
  constructor() {
    this.said = element('output');
    this.field = document.createElement('textarea');
    this.field.readOnly = true;
    this.field.rows = 8;
    this.shown = element('label', { class: 'gk-file-text' }, element('span', {}, '要复制的全文'), this.field);
    this.shown.hidden = true;
    this.element = element('div', {}, this.said, this.shown);
  }

  /**
   * Copy the text; return whether the browser did. What follows is said behind the outcome.
   * @param {string} text
   * @param {...(Node | string)} next
   */
  async copy(text, ...next) {
    const isCopied = await copyText(text);
    this.shown.hidden = isCopied;
    this.said.replaceChildren(isCopied ? '已复制。' : REFUSED, ...next);
    if (!isCopied) {
      this.field.value = text;
      this.field.focus();
      this.field.select();
      this.field.scrollTop = 0;
    }
    return isCopied;
  }
}
