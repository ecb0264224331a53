// The values of YAML texts that are quoted or span several lines.

/** @type {Record<string, string>} */
const ESCAPES = {
  0: '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const CODE = /^(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4})$/;
// Blanks without a break match too: they would otherwise be searched for one again from each of them.
const GAP = '[ \\t]*\\r?\\n[ \\t\\r\\n]*|[ \\t]+';
const GAPS = new RegExp(GAP, 'g');
const ESCAPES_AND_GAPS = new RegExp(`\\\\(\\r?\\n[ \\t]*|x..|u.{4}|U.{8}|[\\s\\S])|${GAP}`, 'g');

/**
 * What the line breaks in a text stand for: a space for one, a line end for each further one. Other blanks stay.
 * @param {string} gap
 */
export function folded(gap) {
  const breaks = gap.split('\n').length - 1;
  return breaks ? '\n'.repeat(breaks - 1) || ' ' : gap;
}

/** @param {string} quoted with its quotation marks */
export function singleQuoted(quoted) {
  return quoted.slice(1, -1).replace(/''/g, "'").replace(GAPS, folded);
}

/**
 * The value; null if it holds what is no escape sequence.
 * @param {string} quoted with its quotation marks
 */
export function doubleQuoted(quoted) {
  let isRight = true;
  const value = quoted.slice(1, -1).replace(ESCAPES_AND_GAPS, (gap, sequence) => {
    if (sequence === undefined) return folded(gap);
    if (/^\r?\n/.test(sequence)) return '';
    if (CODE.test(sequence)) return String.fromCodePoint(Number.parseInt(sequence.slice(1), 16));
    isRight &&= sequence in ESCAPES;
    return ESCAPES[sequence] ?? '';
  });
  return isRight ? value : null;
}

/**
 * The text of a folded block: lines are joined, unless one is blank or further indented.
 * @param {string[]} lines
 */
export function foldedLines(lines) {
  let text = '';
  let breaks = 0;
  let isIndented = false;
  for (const [number, line] of lines.entries()) {
    if (line === '') {
      breaks += 1;
      continue;
    }
    const isFurther = /^[ \t]/.test(line);
    const isJoined = number > breaks && !isIndented && !isFurther;
    if (isJoined) text += '\n'.repeat(breaks) || ' ';
    else text += '\n'.repeat(text ? breaks + 1 : breaks);
    text += line;
    breaks = 0;
    isIndented = isFurther;
  }
  return text;
}
