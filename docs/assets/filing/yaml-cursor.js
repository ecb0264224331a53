// A place in a YAML text, and the ways to move on from it.

/** Why a file cannot be read here: a sentence, with the line. */
export class YamlFault extends Error {}

/** Reads on from a place in a text. */
export class Cursor {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = text.startsWith('\ufeff') ? 1 : 0;
    this.depth = 0;
  }

  /**
   * @param {string} what
   * @param {number} at
   */
  fault(what, at = this.at) {
    const line = this.text.slice(0, at).split('\n').length;
    return new YamlFault(`第 ${line} 行：${what}`);
  }

  /**
   * The text that the sticky pattern matches here, and go past it; null if it does not.
   * @param {RegExp} pattern
   */
  take(pattern) {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  /** @param {number} at */
  goTo(at) {
    this.at = at;
  }

  /** @param {RegExp} pattern */
  sees(pattern) {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  get char() {
    return this.text.charAt(this.at);
  }

  get column() {
    const begin = this.text.lastIndexOf('\n', this.at - 1) + 1;
    return this.at - begin - (begin === 0 && this.text.startsWith('\ufeff') ? 1 : 0);
  }

  /** Go past blanks, comments and line ends; returns whether a line has ended. */
  skip() {
    const from = this.at;
    do this.take(/[ \t\r\n]*/y);
    while (
      this.char === '#' &&
      (this.column === 0 || ' \t\n'.includes(this.text[this.at - 1])) &&
      this.take(/[^\n]*/y)
    );
    const between = this.text.slice(from, this.at);
    const isBelow = from === 0 || between.includes('\n');
    if (isBelow && /\t/.test(between.slice(between.lastIndexOf('\n')))) throw this.fault('缩进不能用制表符');
    return isBelow;
  }
}
