// How well a word matches the names of one agency.

import { spells } from './spelling.js';

/** How well a word matches an agency, best first. */
export const EQUAL = 6;
const BEGINNING = 5;
export const CONTAINED = 4;
const SPELT = 3;
const SPELT_BEGINNING = 2;
const ABBREVIATED = 1;

export const LONGEST = 40;

/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./spelling.js').Readings} Readings */

/**
 * How well the word matches the agency, or 0.
 * @param {string} word
 * @param {NamedAgency} agency
 * @param {Readings} readings
 */
export function levelOf(word, agency, readings) {
  if (word.length > LONGEST) return 0;
  const { normal: names, stems } = agency;
  if (names.includes(word)) return EQUAL;
  if (names.some((name, i) => name.startsWith(word) || name.startsWith(word, stems[i]))) return BEGINNING;
  if (names.some((name) => name.includes(word))) return CONTAINED;
  if (/[a-z]/.test(word)) return spellingLevel(word, agency, readings);
  return names.some((name, i) => abbreviates(word, name, stems[i])) ? ABBREVIATED : 0;
}

/**
 * Pinyin, initials, or the last part of the folder's name.
 * @param {string} word
 * @param {NamedAgency} agency
 * @param {Readings} readings
 */
function spellingLevel(word, { id, normal: names, stems }, readings) {
  if (id.split('/').pop() === word) return SPELT;
  const starts = names.flatMap((name, i) => [name, name.slice(stems[i])]);
  return Math.max(...starts.map((start) => [0, SPELT_BEGINNING, SPELT][spells(word, [...start], readings)]));
}

/**
 * Whether the word is a subsequence of the name that starts where the name or its stem does: 住…建.
 * @param {string} word
 * @param {string} name
 * @param {number} stem
 */
function abbreviates(word, name, stem) {
  if (word.length < 2 || (word[0] !== name[0] && word[0] !== name[stem])) return false;
  let place = word[0] === name[0] ? 0 : stem;
  for (const character of word) {
    place = name.indexOf(character, place) + 1;
    if (!place) return false;
  }
  return true;
}
