// Read the text of a cell: its number, if exactly one can be read with certainty. The rules are those of
// generator/sources/reading/cells.py; vectors made from it hold both to the same sentences.

import { parseNumber, plainNumber } from './numbers.js';

/** @typedef {{printed: string, value: bigint | null}} Cell its text, and its number */

/** The text of a cell that is still to be filled in. */
export const OPEN = '?';

const MARKS = new Set(['/', '-', '—', '——', '－', '／', '无', '不适用', 'N/A']);
const MAX_DIGITS = 15;
const MAX_DECIMALS = 6;
const LONGEST_QUOTE = 40;

const PLAIN = '-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?';
const NUMBER = new RegExp(`^${PLAIN}$`);
const WITH_SEPARATORS = /^-?[1-9][0-9]{0,2}(?:[, ，][0-9]{3})+(?:\.[0-9]+)?$/;
const WITH_WORDS = new RegExp(
  `^(${PLAIN})\\s*(?:亿元|万元|元|件|笔|项|个|条|宗|起|次|份)?\\s*(?:[（(][^（()）]*[）)])?$`,
);
const QUOTES = /^[“”‘’「」『』〝〞"'` ]+|[“”‘’「」『』〝〞"'` ]+$/g;

/**
 * The cell, and the fault in its spelling, if there is one.
 * @param {string} typed
 * @param {string} unit the unit printed in the form
 * @returns {{cell: Cell, fault: string}}
 */
export function readCell(typed, unit) {
  const text = tidyLine(typed);
  if (text === '' || text === OPEN || MARKS.has(text)) return { cell: { printed: text, value: null }, fault: '' };
  const number = numberIn(text, unit);
  const fault = spellingFault(text) || lengthFault(text, number);
  return { cell: { printed: text, value: fault || !number ? null : parseNumber(number) }, fault };
}

/** @param {string} text */
export function tidyLine(text) {
  return text.trim().replace(/\s+/g, ' ');
}

/**
 * A number in full-width digits as a plain one; any other text as it is.
 * @param {string} text
 */
export function withPlainDigits(text) {
  const plain = text.normalize('NFKC').replace('−', '-').trim();
  return NUMBER.test(plain) || WITH_SEPARATORS.test(plain) ? plain.replace(/[, ]/g, '') : text;
}

/**
 * Whether a table can have this content: a number, a mark, a blank, or words around a number.
 * @param {Cell} cell
 */
export function isReadable({ printed, value }) {
  if (value !== null || printed === '' || printed === OPEN || MARKS.has(printed)) return true;
  return /[0-9]/.test(printed) && /[一-鿿]/.test(printed);
}

/**
 * Whether the text mentions a unit of money other than the form's.
 * @param {string} text
 * @param {string} unit
 */
export function otherMoney(text, unit) {
  return (text.match(/亿元|万元|元/g) ?? []).some((money) => money !== unit);
}

/**
 * The text as messages quote it: on one line, and only its beginning if it is long.
 * @param {string} text
 */
export function abridged(text) {
  const characters = [...tidyLine(text)];
  return characters.length <= LONGEST_QUOTE ? characters.join('') : `${characters.slice(0, LONGEST_QUOTE).join('')}…`;
}

/**
 * The number as printed, without trailing zeros, or the printed text if there is none.
 * @param {Cell} cell
 */
export function plainText({ printed, value }) {
  return value === null ? printed : plainNumber(value);
}

/**
 * The only number in the text, without separators; empty if there is no certain one.
 * @param {string} text
 * @param {string} unit
 */
function numberIn(text, unit) {
  if (NUMBER.test(text)) return text;
  if (WITH_SEPARATORS.test(text)) return text.replace(/[, ，]/g, '');
  const match = WITH_WORDS.exec(text);
  return match && !otherMoney(text, unit) ? match[1] : '';
}

/**
 * Why the text must be spelled differently, with the right spelling; empty if it need not be.
 * @param {string} text
 */
function spellingFault(text) {
  const plain = text.normalize('NFKC').replace(/−/g, '-').trim();
  const quote = `“${abridged(text)}”`;
  const marks = (text.match(/\p{No}/gu) ?? []).join('');
  if (marks && marks !== text) return `${quote}里的“${abridged(marks)}”像是注码，不是数的一部分，请只写数`;
  if (plain !== text && (NUMBER.test(plain) || WITH_SEPARATORS.test(plain)) && !WITH_SEPARATORS.test(text)) {
    return `${quote}不是半角数字，请写成 ${abridged(plain.replace(/[, ]/g, ''))}`;
  }
  const bare = plain.replace(QUOTES, '');
  if (bare !== plain && (bare === OPEN || NUMBER.test(bare))) {
    return `${abridged(text)}外面有中文引号，请删去，写成 ${abridged(bare === OPEN ? `"${OPEN}"` : bare)}`;
  }
  return numeralFault(text, quote);
}

/**
 * @param {string} text
 * @param {string} quote
 */
function numeralFault(text, quote) {
  if (/^-?0[0-9]+(\.[0-9]+)?$/.test(text)) return `${quote}前面多了 0，请写成 ${abridged(withoutZeros(text))}`;
  if (/^-?[0-9]+(_[0-9]+)+(\.[0-9]+)?$/.test(text)) {
    return `${quote}里有下划线，请写成 ${abridged(text.replace(/_/g, ''))}`;
  }
  if (/^[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)[eE][+-]?[0-9]+$/.test(text)) {
    return `${quote}是科学记数法，请把数字写全，例如 1e3 写成 1000`;
  }
  if (/^(\+[0-9.]+|-?\.[0-9]+|-?[0-9]+\.|-0(\.0+)?)$/.test(text)) {
    return `${quote}写法不规范，请写成 ${abridged(normalised(text))}`;
  }
  if (/^([0-9]+([:：][0-9]+)+|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|0[xob][0-9a-fA-F]+)$/.test(text)) {
    return `${quote}不是一个数，请写成 12 或 2896.904 这样的数`;
  }
  return '';
}

/**
 * @param {string} text
 * @param {string} number
 */
function lengthFault(text, number) {
  const [whole, decimals = ''] = number.replace('-', '').split('.');
  return whole.length + decimals.length > MAX_DIGITS || decimals.length > MAX_DECIMALS
    ? `“${abridged(text)}”位数太多，最多 ${MAX_DIGITS} 位，其中小数最多 ${MAX_DECIMALS} 位`
    : '';
}

/** @param {string} text */
function withoutZeros(text) {
  const [sign, digits] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text];
  const stripped = digits.replace(/^0+/, '');
  return sign + (stripped && !stripped.startsWith('.') ? stripped : `0${stripped}`);
}

/**
 * `+1`, `.5`, `1.` and `-0` as they should be written.
 * @param {string} text
 */
function normalised(text) {
  const match = /^([+-]?)0*([0-9]*)(?:\.([0-9]*?)0*)?$/.exec(text);
  if (!match || !/[0-9]/.test(text)) return '0、12 或 0.5 这样的数';
  const [, sign, whole, decimals = ''] = match;
  const number = `${whole || '0'}${decimals && '.'}${decimals}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}
