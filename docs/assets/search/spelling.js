// Spellings of names in pinyin: each character as itself, as its syllable, or as the first letter of its syllable.

/** @typedef {Record<string, string[]>} Readings the syllables of each character */

const BEGINNING = 1;
const WHOLE = 2;

/**
 * Whether the word spells the whole of a name (2), its beginning (1), or neither (0); its last syllable may be cut off.
 * @param {string} word
 * @param {string[]} characters
 * @param {Readings} readings
 */
export function spells(word, characters, readings) {
  let best = 0;
  for (const { rest, place } of ways(word, characters, readings)) {
    if (!rest) best = Math.max(best, place === characters.length ? WHOLE : BEGINNING);
  }
  return best;
}

/**
 * The possible rests of the word after the name of a place, with or without its last character; empty if the word ends
 * within it.
 * @param {string} word
 * @param {string[]} place
 * @param {Readings} readings
 */
export function restsAfter(word, place, readings) {
  /** @type {Set<string>} */
  const rests = new Set();
  for (const { rest, place: read } of ways(word, place, readings)) {
    if (!rest || read === place.length || (read === place.length - 1 && read > 1)) rests.add(rest);
  }
  return rests;
}

/**
 * Yield all ways to read a prefix of the word as the first characters: the rest, and the number of characters.
 * @param {string} word
 * @param {string[]} characters
 * @param {Readings} readings
 * @param {number} place
 * @returns {Generator<{rest: string, place: number}>}
 */
function* ways(word, characters, readings, place = 0) {
  if (place) yield { rest: word, place };
  if (!word || place === characters.length) return;
  const character = characters[place];
  for (const sound of [character, ...(readings[character] ?? [])]) {
    if (word.startsWith(sound)) yield* ways(word.slice(sound.length), characters, readings, place + 1);
    else if (sound.startsWith(word)) yield { rest: '', place: place + 0.5 };
    if (sound.length > 1 && word[0] === sound[0]) yield* ways(word.slice(1), characters, readings, place + 1);
  }
}
