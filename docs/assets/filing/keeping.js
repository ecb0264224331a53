// Keep a draft in the browser while one types, and say when it was kept, or that it was not.

import { element } from '../element.js';
import { backUp } from './backup.js';
import { DraftKeeper } from './drafts.js';

const KEEP_AFTER_MS = 300;

/** Keeps the draft of one report soon after each change. */
export class Keeping {
  /**
   * @param {import('./drafts.js').Draft} draft
   * @param {string} key where the draft is kept, empty if it is not yet
   */
  constructor(draft, key) {
    this.draft = draft;
    this.keeper = new DraftKeeper(localStorage, key, `${Date.now()}-${Math.random()}`);
    this.timer = 0;
    this.element = element('p', { class: 'gk-file-kept', role: 'status' });
    window.onpagehide = () => this.keep();
    document.onvisibilitychange = () => this.keep();
    if (!key) this.soon();
  }

  soon() {
    this.timer ||= window.setTimeout(() => this.keep(), KEEP_AFTER_MS);
  }

  /** Keep what has changed. */
  keep() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    const now = new Date();
    const before = this.keeper.key;
    try {
      const key = this.keeper.keep(this.draft, now);
      backUp(localStorage, key);
      const isApart = key !== before && before !== '';
      const other = isApart ? '另一个标签页也改了这份草稿，这里的另存了一份；' : '';
      this.say(`${other}草稿已保存在这个浏览器里（${now.toLocaleTimeString('zh-CN')}）。`, false);
    } catch {
      this.say('浏览器没有地方保存草稿了，刚填的还没有保存。请现在就导出草稿文件。', true);
    }
  }

  /**
   * @param {string} text
   * @param {boolean} isError
   */
  say(text, isError) {
    this.element.textContent = text;
    this.element.classList.toggle('is-error', isError);
  }
}
