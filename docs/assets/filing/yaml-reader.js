// Read a source file as YAML nodes with their places, so that it can be changed without touching the rest of it. What
// `gongkai check` refuses (anchors, aliases, tags, several documents) is refused here, and so is what no source needs.

import { BLOCK_HEADER, COLON, MAX_DEPTH, PLAIN, QUOTED, ValueReader } from './yaml-values.js';

/** @typedef {import('./yaml-values.js').TextNode} TextNode */
/** @typedef {import('./yaml-values.js').ListNode} ListNode */
/** @typedef {import('./yaml-values.js').MapNode} MapNode */
/** @typedef {import('./yaml-values.js').Node} Node */

const MAX_CHARS = 1_000_000;
const UNREADABLE = /(?![\t\n\r])\p{Cc}|(?!^)\ufeff|(?!\ufeff)\p{Cf}|[\u2028\u2029\ufffe\uffff]|\r(?!\n)/u;
const DASH = /-(?=[ \t\r\n]|$)/y;
const REST_OF_LINE = /[ \t]*(?:(?<=[ \t])#[^\n]*|\r)?(?:\n|$)/y;

/**
 * The root of the document. Throws a YamlFault if it is no YAML, or of a kind that sources do not have.
 * @param {string} text
 * @returns {Node}
 */
export function readYaml(text) {
  const reader = new Reader(text);
  if (text.length > MAX_CHARS) throw reader.fault('文件太大，年度报告用不到这么大');
  const found = UNREADABLE.exec(text);
  if (found) throw reader.fault('有看不见的字符', found.index);
  return reader.document();
}

class Reader extends ValueReader {
  document() {
    this.take(/---[ \t\r]*\n/y);
    const second = /^(?:---|\.\.\.)(?=\s|$)/m.exec(this.text.slice(this.at));
    if (second) throw this.fault('一个文件只能写一份内容', this.at + second.index);
    this.skip();
    if (this.at === this.text.length) throw this.fault('文件是空的');
    const root = this.blockNode(-1);
    this.skip();
    if (this.at < this.text.length) throw this.fault('缩进或者写法不对');
    return root;
  }

  /**
   * A node that begins on a line of its own, or behind a dash.
   * @param {number} parent the column of what it belongs to
   * @returns {Node}
   */
  blockNode(parent) {
    if (this.depth > MAX_DEPTH) throw this.fault('层次太多');
    this.depth += 1;
    const node = this.sees(DASH) ? this.blockList(this.column) : this.mapOrText(parent);
    this.depth -= 1;
    return node;
  }

  /** @param {number} parent */
  mapOrText(parent) {
    const { column, at: start } = this;
    const key = this.keyHere();
    return key ? this.blockMap(column, start, key) : this.inlineNode(parent);
  }

  /** The key here, and go past its colon; null if there is none. */
  keyHere() {
    const { at: start } = this;
    const quoted = this.take(QUOTED)?.[0] ?? '';
    const plain = quoted ? '' : (this.take(PLAIN)?.[0] ?? '');
    const end = this.at;
    if (!(quoted || plain) || quoted.includes('\n') || !this.take(COLON)) {
      this.goTo(start);
      return null;
    }
    return this.textNode(start, end, quoted ? this.unquoted(quoted, start) : plain, quoted.charAt(0));
  }

  /**
   * @param {number} column
   * @param {number} start
   * @param {TextNode} first
   * @returns {MapNode}
   */
  blockMap(column, start, first) {
    /** @type {MapNode} */
    const map = { kind: 'map', entries: [], start, isFlow: false };
    for (let key = first; ; ) {
      this.addEntry(map, key, this.valueBelow(column, true));
      this.skip();
      if (this.at === this.text.length || this.column < column) return map;
      const next = this.column === column ? this.keyHere() : null;
      if (!next) throw this.fault('缩进不对，或者缺少冒号');
      key = next;
    }
  }

  /**
   * @param {number} column
   * @returns {ListNode}
   */
  blockList(column) {
    /** @type {ListNode} */
    const list = { kind: 'list', items: [], start: this.at, isFlow: false };
    do {
      list.items.push(this.valueBelow(column, false));
      this.skip();
    } while (this.at < this.text.length && this.column === column && this.sees(DASH));
    return list;
  }

  /**
   * The value of a key, or the item of a list behind its dash, on the same line or on those below.
   * @param {number} column of the key or dash
   * @param {boolean} ofKey
   */
  valueBelow(column, ofKey) {
    if (!ofKey) this.take(DASH);
    const { at: start } = this;
    const isBelow = this.skip();
    const isEnd = this.at === this.text.length;
    if (!isEnd && !isBelow) return ofKey ? this.inlineNode(column) : this.blockNode(column);
    const isDeeper = this.column > column || (ofKey && this.column === column && this.sees(DASH));
    return !isEnd && isDeeper ? this.blockNode(column) : this.textNode(start, start, '', '');
  }

  /**
   * A text, or a list or mapping in brackets; nothing else may follow on its line.
   * @param {number} parent
   * @returns {Node}
   */
  inlineNode(parent) {
    if (this.sees(BLOCK_HEADER)) return this.blockText(parent);
    const node = this.valueHere(parent, false);
    if (!this.sees(REST_OF_LINE)) throw this.fault('写法不对，或者后面有多余的字');
    return node;
  }
}
