// How alike words and names are: shortened, with another ending, or with a letter that is wrong.

import { ENDINGS } from './vocabulary.js';

/** Words shorter than this are not corrected: too many names would be like them. */
const SHORTEST_CORRECTED = 3;

/** The letters of words of this length may stand in another order than in the name. */
const SHORTEST_SHUFFLED = 4;

/** From this length on, two letters may be wrong. */
const LONG = 8;

const ALTERNATIVES = ENDINGS.trim().split(/\s+/).join('|');
const LAST = RegExp(`(?:${ALTERNATIVES})$`);
const PART = RegExp(`.+?(?:${ALTERNATIVES})|.+$`, 'gu');

/**
 * Cut a word after what names end with: 市监局星槎所 is 市监局 and 星槎所.
 * @param {string} word
 */
export function partsOf(word) {
  return word.match(PART) ?? [];
}

/** @param {string} word */
export function withoutEnding(word) {
  return word.replace(LAST, '');
}

/**
 * Whether one is short for the other: 文广旅体局 for 文化旅游广电体育局, or 教育局 for 教育体育局.
 * @param {string} word
 * @param {string} name
 */
export function isVariant(word, name) {
  if (word[0] !== name[0]) return false;
  if (word.length >= SHORTEST_SHUFFLED && word.length <= name.length)
    return [...word].every((each) => name.includes(each));
  return (
    name.length >= SHORTEST_CORRECTED &&
    2 * name.length >= word.length &&
    word.slice(-1) === name.slice(-1) &&
    isShortFor(name, word)
  );
}

/**
 * Whether the characters of the word follow each other in the name, with others between, from the start of both.
 * @param {string} word
 * @param {string} name
 */
export function isShortFor(word, name) {
  let place = 0;
  for (const character of word) {
    place = name.indexOf(character, place) + 1;
    if (!place) return false;
  }
  return word[0] === name[0];
}

/**
 * Whether the word is the name with a letter wrong, missing, too many, or in the wrong place.
 * @param {string} word
 * @param {string} name
 */
export function isMisspelt(word, name) {
  if (word.length < SHORTEST_CORRECTED || name.length < SHORTEST_CORRECTED) return false;
  const most = word.length < LONG ? 1 : 2;
  return Math.abs(word.length - name.length) <= most && distance([...word], [...name]) <= most;
}

/**
 * Whether the word sounds like the name: each of its characters has a sound in common with that of the name.
 * @param {string} word
 * @param {string} name
 * @param {import('./spelling.js').Readings} readings
 */
export function soundsLike(word, name, readings) {
  if (word.length !== name.length) return false;
  return [...word].every(
    (each, i) => each === name[i] || readings[each]?.some((sound) => readings[name[i]]?.includes(sound)),
  );
}

/**
 * How many letters have to be changed, added, removed or exchanged with their neighbour (optimal string alignment).
 * @param {string[]} word
 * @param {string[]} name
 */
function distance(word, name) {
  const rows = [Array.from({ length: name.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= word.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= name.length; j++) {
      const wrong = rows[i - 1][j - 1] + Number(word[i - 1] !== name[j - 1]);
      rows[i][j] = Math.min(wrong, rows[i - 1][j] + 1, rows[i][j - 1] + 1);
      if (i > 1 && j > 1 && word[i - 1] === name[j - 2] && word[i - 2] === name[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[word.length][name.length];
}
