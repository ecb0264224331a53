// Look up the agencies that a word may name in the index of names. generator/search/finder.py writes it.

import { isIn, keyOf, lookUp, spreadOver } from './bigrams.js';
import { loadBucket, loadManifest, loadReadings } from './data.js';
import { restsAfter } from './spelling.js';
import { normalise } from './text.js';

/** How many characters of a word are looked up at most; names are verified before they are shown, so fewer would do. */
const MOST_CHARACTERS = 5;
const MOST_LETTERS = 3;

/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {(agency: Agency) => boolean} Test */
/** @typedef {Map<string, string[]>} Places the characters of each place's name */

/**
 * Return all agencies that the word names, and possibly others.
 * @param {string} word
 * @param {Catalog} catalog
 * @returns {Promise<Agency[]>}
 */
export async function lookUpAgencies(word, catalog) {
  const places = new Map(catalog.agencies.map(({ region, place }) => [region, [...normalise(place)]]));
  const tests = [await containsAfterPlace([...word], places, catalog)];
  if (/[a-z]/.test(word)) tests.push(await speltAfterPlace(word, places, catalog));
  return catalog.agencies.filter((agency) => tests.some((test) => test(agency)));
}

/**
 * The agencies whose names or places have at least two of the characters (one, if there are but two), those with most of
 * them first.
 * @param {string[]} characters
 * @param {Catalog} catalog
 */
export async function lookUpLike(characters, catalog) {
  const lists = await Promise.all(characters.map((character) => namesWith(character, catalog)));
  const written = new Map([...catalog.places].map(([region, forms]) => [region, new Set(forms.join(''))]));
  const counted = catalog.agencies.map((agency) => {
    const isInPlace = (/** @type {number} */ i) => written.get(agency.region)?.has(characters[i]);
    return { agency, count: lists.filter((list, i) => isIn(list, agency.names) || isInPlace(i)).length };
  });
  return counted
    .filter(({ count }) => count >= Math.min(2, characters.length - 1))
    .sort((a, b) => b.count - a.count)
    .map(({ agency }) => agency);
}

/**
 * Test whether a name may contain the characters in order: as many as possible in the place, the others after it.
 * @param {string[]} characters
 * @param {Places} places
 * @param {Catalog} catalog
 * @returns {Promise<Test>}
 */
async function containsAfterPlace(characters, places, catalog) {
  const chosen = spreadOver(characters.length, MOST_CHARACTERS);
  const lists = await Promise.all(chosen.map((place) => namesWith(characters[place], catalog)));
  const inPlace = new Map([...places].map(([region, place]) => [region, countInOrder(characters, place)]));
  return ({ region, names }) => {
    const count = inPlace.get(region) ?? 0;
    return chosen.every((place, i) => place < count || isIn(lists[i], names));
  };
}

/**
 * How many of the first characters the name of the place contains in order.
 * @param {string[]} characters
 * @param {string[]} place
 */
function countInOrder(characters, place) {
  let count = 0;
  for (const character of place) if (character === characters[count]) count++;
  return count;
}

/**
 * Test whether the word may spell the beginning of a name, with or without its place, or is the folder name.
 * @param {string} word
 * @param {Places} places
 * @param {Catalog} catalog
 * @returns {Promise<Test>}
 */
async function speltAfterPlace(word, places, catalog) {
  const readings = await loadReadings();
  const beginningsAfter = (/** @type {string[]} */ place) =>
    new Set([word, ...restsAfter(word, place, readings)].map(beginningOf));
  const beginnings = new Map([...places].map(([region, place]) => [region, [...beginningsAfter(place)]]));
  const distinct = [...new Set([...beginnings.values()].flat())].filter(Boolean);
  const lists = await Promise.all(distinct.map((beginning) => namesWith(beginning, catalog)));
  const listOf = new Map(distinct.map((beginning, i) => [beginning, lists[i]]));
  const folders = new Set([...places.keys()].filter((region) => region.split('/').pop() === word));
  return ({ region, names }) => {
    if (folders.has(region)) return true;
    return (beginnings.get(region) ?? []).some((beginning) => {
      const list = listOf.get(beginning);
      return !list || isIn(list, names);
    });
  };
}

/**
 * The beginning of a word that is a key of the index: up to three letters, or one character of another script. It is
 * empty for an empty word.
 * @param {string} word
 */
function beginningOf(word) {
  const letters = word.match(/^[\u0021-\u007e]+/);
  return letters ? letters[0].slice(0, MOST_LETTERS) : [...word].slice(0, 1).join('');
}

/**
 * The numbers of the names that contain the character, or whose spelling starts with the letters.
 * @param {string} text
 * @param {Catalog} catalog
 */
async function namesWith(text, catalog) {
  const { finder_bits: bits } = await loadManifest();
  const key = keyOf(text);
  return lookUp(await loadBucket('finder', key >>> (32 - bits)), key, bits, catalog.agencies.length);
}
