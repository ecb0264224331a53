// Read YAML values: texts, and lists and mappings in brackets.

import { Cursor } from './yaml-cursor.js';
import { doubleQuoted, folded, foldedLines, singleQuoted } from './yaml-scalars.js';

/**
 * @typedef {{kind: 'text', value: string, style: string, start: number, end: number}} TextNode
 *   `style` is `|`, `>`, a quotation mark, or empty; `start` and `end` are offsets in the text of the file
 * @typedef {{kind: 'list', items: Node[], start: number, isFlow: boolean}} ListNode
 * @typedef {{kind: 'map', entries: {key: TextNode, value: Node}[], start: number, isFlow: boolean}} MapNode
 * @typedef {TextNode | ListNode | MapNode} Node
 */

export const MAX_DEPTH = 16;
const MAX_TEXTS = 10_000;

/** Blanks are those of YAML: a full-width space is a character like others. */
const BLANK = ' \\t\\r\\n';
const IN_LINE = `[^${BLANK}:#]|:(?=[^${BLANK}])|(?<=[^${BLANK}])#`;
const IN_FLOW = `[^${BLANK}:#,[\\]{}]|:(?=[^${BLANK},?[\\]{}])|(?<=[^${BLANK}])#`;
const FIRST = `[^${BLANK}\\-?:,[\\]{}#&*!|>'"%@\`]`;
export const PLAIN = new RegExp(`(?:${FIRST}|[-?:](?=[^${BLANK}]))(?:[ \\t]*(?:${IN_LINE}))*`, 'y');
const PLAIN_IN_FLOW = new RegExp(`(?:${FIRST}|-(?=[^${BLANK},[\\]{}]))(?:[ \\t]*(?:${IN_FLOW}))*`, 'y');
const MORE = new RegExp(`[^${BLANK}#](?:[ \\t]*(?:${IN_LINE}))*`, 'y');
const MORE_IN_FLOW = new RegExp(`[^${BLANK}#:,[\\]{}](?:[ \\t]*(?:${IN_FLOW}))*`, 'y');
export const QUOTED = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'/y;
export const COLON = /[ \t]*:(?=[ \t\r\n]|$)/y;
export const BLOCK_HEADER = /([|>])(?:([1-9])[+-]?|[+-]([1-9])?)?(?:[ \t]+#[^\n]*|[ \t\r]*)(?:\n|$)/y;
const LINE_BREAKS = /[ \t\r]*(?:\n[ \t\r]*)+/y;

/** Reads values of a YAML text. */
export class ValueReader extends Cursor {
  texts = 0;

  /**
   * @param {number} parent
   * @param {boolean} isInFlow
   * @returns {Node}
   */
  valueHere(parent, isInFlow) {
    const { at: start } = this;
    if (this.char === '[' || this.char === '{') return this.flow();
    const quoted = this.take(QUOTED)?.[0];
    if (quoted) return this.textNode(start, this.at, this.unquoted(quoted, start), quoted[0]);
    return this.plain(parent, isInFlow);
  }

  /**
   * @param {number} parent
   * @param {boolean} isInFlow
   */
  plain(parent, isInFlow) {
    const { at: start } = this;
    let value = this.take(isInFlow ? PLAIN_IN_FLOW : PLAIN)?.[0];
    if (!value) throw this.fault(`不能以“${this.char}”开头，请加引号`);
    let end = this.at;
    for (let gap = this.take(LINE_BREAKS); gap; gap = this.take(LINE_BREAKS)) {
      const more = isInFlow || this.column > parent ? this.take(isInFlow ? MORE_IN_FLOW : MORE) : null;
      if (!more) break;
      value += folded(gap[0]) + more[0];
      end = this.at;
    }
    this.goTo(end);
    return this.textNode(start, end, value, '');
  }

  /**
   * @param {string} quoted
   * @param {number} at
   */
  unquoted(quoted, at) {
    const value = quoted[0] === "'" ? singleQuoted(quoted) : doubleQuoted(quoted);
    if (value === null) throw this.fault('引号里的“\\”后面写法不对', at);
    return value;
  }

  /**
   * A literal or folded block.
   * @param {number} parent
   * @returns {TextNode}
   */
  blockText(parent) {
    const { at: start } = this;
    const [, style, first, second] = this.take(BLOCK_HEADER) ?? [];
    const given = Number(first ?? second ?? 0);
    let indent = given ? Math.max(parent, 0) + given : 0;
    let widest = Math.max(parent + 1, 1);
    /** @type {string[]} */
    const lines = [];
    while (this.at < this.text.length) {
      const [whole, spaces, rest] = this.take(/( *)([^\n]*)(?:\n|$)/y) ?? ['', '', ''];
      const content = rest.replace(/\r$/, '');
      widest = Math.max(widest, spaces.length);
      if (content) indent ||= widest;
      if (content && spaces.length < indent) {
        this.goTo(this.at - whole.length);
        break;
      }
      lines.push(spaces.slice(indent) + content);
    }
    const value = (style === '|' ? lines.join('\n') : foldedLines(lines)).replace(/(?<!\n)\n+$/, '');
    const node = this.textNode(start, this.at, value, style);
    if (this.text[this.at - 1] === '\n') this.goTo(this.at - 1);
    return node;
  }

  /** @returns {ListNode | MapNode} */
  flow() {
    if (this.depth > MAX_DEPTH) throw this.fault('层次太多');
    this.depth += 1;
    const { at: start, char: open } = this;
    const close = open === '[' ? ']' : '}';
    /** @type {ListNode} */
    const list = { kind: 'list', items: [], start, isFlow: true };
    /** @type {MapNode} */
    const map = { kind: 'map', entries: [], start, isFlow: true };
    this.goTo(this.at + 1);
    for (this.skip(); this.char !== close; this.skip()) {
      if (open === '[') list.items.push(this.valueHere(0, true));
      else this.flowEntry(map);
      this.skip();
      if (this.char !== close && !this.take(/,/y)) throw this.fault('括号里的写法不对，或者少了括号');
    }
    this.goTo(this.at + 1);
    this.depth -= 1;
    return open === '[' ? list : map;
  }

  /** @param {MapNode} map */
  flowEntry(map) {
    const key = this.valueHere(0, true);
    const isKey = key.kind === 'text' && !this.text.slice(key.start, key.end).includes('\n');
    if (!isKey || !this.take(key.style ? /[ \t]*:/y : COLON)) throw this.fault('括号里少了冒号，或者冒号后面少了空格');
    const { at: start } = this;
    this.skip();
    const isBlank = this.char === ',' || this.char === '}';
    this.addEntry(map, key, isBlank ? this.textNode(start, start, '', '') : this.valueHere(0, true));
  }

  /**
   * @param {MapNode} map
   * @param {TextNode} key
   * @param {Node} value
   */
  addEntry(map, key, value) {
    if (map.entries.some((each) => each.key.value === key.value)) throw this.fault(`“${key.value}”写了两次`, key.start);
    map.entries.push({ key, value });
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {string} value
   * @param {string} style
   * @returns {TextNode}
   */
  textNode(start, end, value, style) {
    this.texts += 1;
    if (this.texts > MAX_TEXTS) throw this.fault('内容太多，年度报告用不到这么多项');
    return { kind: 'text', value, style, start, end };
  }
}
