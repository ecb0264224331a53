// Look up the agencies that a word may name in the index of names. generator/search/finder.py writes it.

import { keyOf, lookUp, spreadOver } from './bigrams.js';
import { loadBucket, loadManifest, loadReadings } from './data.js';
import { restsAfter } from './spelling.js';
import { normalise } from './text.js';

/** How many characters of a word are looked up at most; names are verified before they are shown, so fewer would do. */
const MOST_CHARACTERS = 5;
const MOST_LETTERS = 3;

/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {(agency: Agency) => boolean} Test */

/**
 * Return all agencies that the word names, and possibly others.
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

/** Test whether a name may contain the characters in order: as many as possible in the place, the others after it. */
async function containsAfterPlace(characters, places, catalog) {
  const chosen = spreadOver(characters.length, MOST_CHARACTERS);
  const lists = await Promise.all(chosen.map((place) => namesWith(characters[place], catalog)));
  const inPlace = new Map([...places].map(([region, place]) => [region, countInOrder(characters, place)]));
  return ({ region, names }) => chosen.every((place, i) => place < inPlace.get(region) || has(lists[i], names));
}

/** How many of the first characters the name of the place contains in order. */
function countInOrder(characters, place) {
  let count = 0;
  for (const character of place) if (character === characters[count]) count++;
  return count;
}

/** Test whether the word may spell the beginning of a name, with or without its place, or is the folder name. */
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

/** The beginning of a word that is a key of the index: up to three letters, or one character of another script. */
function beginningOf(word) {
  return /^[\u0021-\u007e]/.test(word)
    ? word.match(/^[\u0021-\u007e]+/)[0].slice(0, MOST_LETTERS)
    : [...word].slice(0, 1).join('');
}

/** The numbers of the names that contain the character, or whose spelling starts with the letters. */
async function namesWith(text, catalog) {
  const { finder_bits: bits } = await loadManifest();
  const key = keyOf(text);
  return lookUp(await loadBucket('finder', key >>> (32 - bits)), key, bits, catalog.agencies.length);
}

function has(list, number) {
  return (list[number >> 3] >> (number & 7)) & 1;
}
