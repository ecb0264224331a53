// Read a query: the years that it asks for, and its words without what says nothing. Pure; knows nothing of the site.

import { normalise } from './text.js';
import { simplify } from './traditional.js';
import { ALONE, ASKING, FILLERS } from './vocabulary.js';

/**
 * @typedef {object} Reading
 * @property {number[]} years those asked for, newest first; empty if none is
 * @property {boolean} isNewest whether the newest report of each agency is asked for
 * @property {string[]} words what is left: each at least partly says something
 */

const DIGITS = '〇一二三四五六七八九';
const OTHER_DIGITS = new Map([
  ['几', 3],
  ['两', 2],
  ['零', 0],
  ['○', 0],
  ['o', 0],
]);
const YEAR = '((?:19|20)\\d\\d)(?:年度|年(?!报(?!告)))?';
const TO = '\\s*(?:[-‐-―−~～]+|至|到)\\s*';

/** What names years, and the years from the first to the last; what comes first is read first. */
/** @type {[RegExp, (groups: string[], held: number[]) => [number, number]][]} */
const SPANS = [
  [RegExp(`(?<!\\d)${YEAR}${TO}${YEAR}(?![\\d-])`, 'g'), ([from, to]) => [Number(from), Number(to)]],
  [
    RegExp(`(?<!\\d)${YEAR}${TO}(\\d\\d)(?:年度|年)?(?![\\d-])`, 'g'),
    ([from, to]) => [Number(from), Number(from.slice(0, 2) + to)],
  ],
  [RegExp(`(?<!\\d)${YEAR}(?:以来|以后|之后|至今|到现在|起)`, 'g'), ([from], held) => [Number(from), held[0] ?? 0]],
  [RegExp(`(?<!\\d)${YEAR}(?:以前|之前)`, 'g'), ([to], held) => [held[held.length - 1] ?? 0, Number(to)]],
  [
    /(?:最近|近)([\d一二两三四五六七八九几])(?:个)?(?:年度|年)来?/g,
    ([count], held) => [held[Math.min(numberOf(count), held.length) - 1] ?? 0, held[0] ?? 0],
  ],
  [RegExp(`(?<!\\d)${YEAR}(?!\\d)`, 'g'), ([year]) => [Number(year), Number(year)]],
  [
    /(?<![\d.])([12]\d)(?:年度|年(?!报(?!告))(?=\D|$)|(?=年报(?!告)))/g,
    ([year]) => [2000 + Number(year), 2000 + Number(year)],
  ],
];

const NEWEST = /最新(?:一期|一年|一份|年度|版)?|最近(?:一期|一份)?|新近/g;
const FILE_ENDING = /\.(?:docx?|xlsx?|pdf|html?|wps|et|csv|json|txt|md)(?![a-z0-9])/g;
const COPY_NUMBER = /\(\d\)/g;
const GROUPING = /(?<=\d)[,'](?=\d{3}(?!\d))/g;
const SEPARATORS = /[^\p{L}\p{N}\p{M}.]+|(?<!\d)\.|\.(?!\d)/gu;

const ONLY = new Set(ALONE.split(' '));
const OF_QUESTIONS = edgesOf(ASKING);
const OF_NAMES = edgesOf(ASKING + FILLERS);

/**
 * @param {string} query
 * @param {number[]} held the years of the collected reports, newest first
 * @returns {Reading}
 */
export function readQuery(query, held) {
  const cleaned = simplify(normalise(query)).replace(FILE_ENDING, ' ').replace(COPY_NUMBER, ' ').replace(GROUPING, '');
  const { rest, years } = takeYears(arabicYears(cleaned), held);
  const separate = rest.replace(NEWEST, ' ').replace(SEPARATORS, ' ').split(' ');
  const words = separate.map(withoutAsking).filter(bare);
  return { years, isNewest: rest.search(NEWEST) >= 0, words: [...new Set(words)] };
}

/**
 * The word without how people ask at its ends.
 * @param {string} word
 */
export function withoutAsking(word) {
  return word.replace(OF_QUESTIONS, '');
}

/**
 * The word without what says nothing at its ends; empty if nothing else is in it.
 * @param {string} word
 */
export function bare(word) {
  const rest = word.replace(OF_NAMES, '');
  return ONLY.has(rest) ? '' : rest;
}

/**
 * Matches the words of a list at the ends of a word, the longest that fit.
 * @param {string} list
 */
function edgesOf(list) {
  const sorted = list
    .trim()
    .split(/\s+/)
    .sort((a, b) => b.length - a.length);
  const any = `(?:${sorted.join('|')})+`;
  return RegExp(`^${any}|${any}$`, 'g');
}

/**
 * Years in Chinese digits (二〇二四), or with a letter or circle for the zero (2O24), as 2024.
 * @param {string} text
 */
function arabicYears(text) {
  return text
    .replace(/[一二][〇○零o九][〇○零o一二三四五六七八九]{2}/g, (year) =>
      Array.from(year, (digit) => numberOf(digit)).join(''),
    )
    .replace(/(?<![a-z\d])2[〇○零o](?=\d\d(?![a-z\d]))/g, '20');
}

/** @param {string} digit in Chinese or not; 几 (some) counts as three */
function numberOf(digit) {
  if (/\d/.test(digit)) return Number(digit);
  return OTHER_DIGITS.get(digit) ?? DIGITS.indexOf(digit);
}

/**
 * @param {string} text
 * @param {number[]} held
 */
function takeYears(text, held) {
  /** @type {Set<number>} */
  const years = new Set();
  let rest = text;
  for (const [pattern, spanOf] of SPANS) {
    rest = rest.replace(pattern, (whole, ...groups) => {
      const [from, to] = spanOf(groups.slice(0, 2), held);
      if (from > to || to - from > 100) return whole;
      for (let year = from; year <= to; year++) years.add(year);
      return ' ';
    });
  }
  return { rest, years: [...years].sort((a, b) => b - a) };
}
