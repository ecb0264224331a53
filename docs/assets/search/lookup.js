// Which agencies a word may name, by the index of names. generator/search/finder.py writes it.

import { keyOf, lookUp, spreadOver } from './bigrams.js';
import { loadBucket, loadManifest, loadReadings } from './data.js';
import { restsAfter } from './spelling.js';
import { normalise } from './text.js';

/** At most so many characters of a word are looked up; names are read before they are shown, so fewer would do too. */
const MOST_CHARACTERS = 5;
const MOST_LETTERS = 3;

/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {(agency: Agency) => boolean} Test */

/**
 * All agencies that the word names, and maybe others.
 * @param {string} word
 * @param {import('./catalog.js').Catalog} catalog
 * @returns {Promise<Agency[]>}
 */
export async function lookUpAgencies(word, catalog) {
  const places = new Map(catalog.agencies.map(({ region, place }) => [region, [...normalise(place)]]));
  const tests = [await containsAfterPlace([...word], places, catalog)];
  if (/[a-z]/.test(word)) tests.push(await speltAfterPlace(word, places, catalog));
  return catalog.agencies.filter((agency) => tests.some((test) => test(agency)));
}

/** Whether the characters may stand in order in the name: as many as can in that of the place, the others after it. */
async function containsAfterPlace(characters, places, catalog) {
  const chosen = spreadOver(characters.length, MOST_CHARACTERS);
  const lists = await Promise.all(chosen.map((place) => namesWith(characters[place], catalog)));
  const inPlace = new Map([...places].map(([region, place]) => [region, countInOrder(characters, place)]));
  return ({ region, names }) => chosen.every((place, i) => place < inPlace.get(region) || has(lists[i], names));
}

/** How many of the characters, from the first, stand in the place's name in order. */
function countInOrder(characters, place) {
  let count = 0;
  for (const character of place) if (character === characters[count]) count++;
  return count;
}

/** Whether the word may spell the beginning of the name, with its place or without; or is the name of its folder. */
async function speltAfterPlace(word, places, catalog) {
  const readings = await loadReadings();
  const rests = new Map([...places].map(([region, place]) => [region, [word, ...restsAfter(word, place, readings)]]));
  const beginnings = [...new Set([...rests.values()].flat().map(beginningOf))].filter(Boolean);
  const lists = new Map(
    await Promise.all(beginnings.map(async (beginning) => [beginning, await namesWith(beginning, catalog)])),
  );
  const folders = new Set([...places.keys()].filter((region) => region.split('/').pop() === word));
  return ({ region, names }) =>
    folders.has(region) || rests.get(region).some((rest) => !rest || has(lists.get(beginningOf(rest)), names));
}

/** What the index has of the beginning of a word: up to three letters, or one character of another script. */
function beginningOf(word) {
  return /^[\u0021-\u007e]/.test(word) ? word.match(/^[\u0021-\u007e]+/)[0].slice(0, MOST_LETTERS) : [...word].slice(0, 1).join('');
}

/** The numbers of the names that have the character, or can be spelt with the letters at their beginning. */
async function namesWith(text, catalog) {
  const { finder_bits: bits } = await loadManifest();
  const key = keyOf(text);
  return lookUp(await loadBucket('finder', key >>> (32 - bits)), key, bits, catalog.agencies.length);
}

function has(list, number) {
  return (list[number >> 3] >> (number & 7)) & 1;
}
