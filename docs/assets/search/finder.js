// Finds agencies by name, short name, former name, pinyin, initials and folder name, and the year asked for.

import { normalise, wordsOf } from './text.js';

/** How well a word matches an agency, best first. */
const EQUAL = 6;
const BEGINNING = 5;
const CONTAINED = 4;
const SPELT = 3;
const SPELT_BEGINNING = 2;
const ABBREVIATED = 1;

const LONGEST = 40;

/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {{year: number | null, isYearAlone: boolean, agencies: Agency[]}} Finding */

/**
 * The agencies that every word of the query names, best first, and the year in it.
 * @param {Catalog} catalog
 * @param {string} query
 * @returns {Finding}
 */
export function find(catalog, query) {
  const { year, words } = readQuery(query);
  if (!words.length) return { year, isYearAlone: year !== null, agencies: [] };
  const found = [];
  for (const agency of catalog.agencies) {
    const levels = words.map((word) => levelOf(word, agency, catalog.pinyin));
    if (levels.every(Boolean)) found.push({ agency, level: levels.reduce((sum, level) => sum + level) });
  }
  const hasYear = ({ agency }) => Number(year !== null && agency.years.has(year));
  found.sort((a, b) => b.level - a.level || a.agency.demo - b.agency.demo || hasYear(b) - hasYear(a));
  return { year, isYearAlone: false, agencies: found.map(({ agency }) => agency) };
}

/** The query without its year, which may stand close to a name: 住建2024, 2024年住建局. */
function readQuery(query) {
  const pattern = /(?<!\d)((?:19|20)\d\d)(?!\d)(?:年度?)?/;
  const text = normalise(query);
  const match = pattern.exec(text);
  return { year: match && Number(match[1]), words: wordsOf(text.replace(pattern, ' ')) };
}

function levelOf(word, agency, pinyin) {
  if (word.length > LONGEST) return 0;
  const { names, stems } = agency;
  if (names.includes(word)) return EQUAL;
  if (names.some((name, i) => name.startsWith(word) || name.startsWith(word, stems[i]))) return BEGINNING;
  if (names.some((name) => name.includes(word))) return CONTAINED;
  if (/[a-z]/.test(word)) return spellingLevel(word, agency, pinyin);
  return names.some((name, i) => abbreviates(word, name, stems[i])) ? ABBREVIATED : 0;
}

/** Pinyin, initials, or the last part of the folder's name. */
function spellingLevel(word, { id, names, stems }, pinyin) {
  if (id.split('/').pop() === word) return SPELT;
  let best = 0;
  names.forEach((name, i) => {
    for (const start of [0, stems[i]]) best = Math.max(best, spell(word, [...name.slice(start)], 0, pinyin));
  });
  return best;
}

/**
 * Whether the word spells the name from `place` on, to its end or not: each character by itself, by its sound, or by
 * the first letter of its sound; the last sound may be unfinished.
 */
function spell(word, characters, place, pinyin) {
  if (!word) return place === characters.length ? SPELT : SPELT_BEGINNING;
  if (place === characters.length) return 0;
  const character = characters[place];
  let best = 0;
  for (const sound of [character, ...(pinyin[character] ?? [])]) {
    if (word.startsWith(sound)) {
      best = Math.max(best, spell(word.slice(sound.length), characters, place + 1, pinyin));
    } else if (sound.startsWith(word)) {
      best = Math.max(best, SPELT_BEGINNING);
    }
    if (sound.length > 1 && word[0] === sound[0]) {
      best = Math.max(best, spell(word.slice(1), characters, place + 1, pinyin));
    }
  }
  return best;
}

/** Whether the word's characters stand in the name in order, the first where the name or its stem begins: 住…建. */
function abbreviates(word, name, stem) {
  if (word.length < 2 || (word[0] !== name[0] && word[0] !== name[stem])) return false;
  let place = word[0] === name[0] ? 0 : stem;
  for (const character of word) {
    place = name.indexOf(character, place) + 1;
    if (!place) return false;
  }
  return true;
}
