// Find agencies by name, short name, former name, pinyin, initials and folder name, and the year in the query.

import { isNamed } from './catalog.js';
import { loadNames, loadReadings } from './data.js';
import { lookUpAgencies } from './lookup.js';
import { spells } from './spelling.js';
import { normalise, wordsOf } from './text.js';

/** How well a word matches an agency, best first. */
const EQUAL = 6;
const BEGINNING = 5;
const CONTAINED = 4;
const SPELT = 3;
const SPELT_BEGINNING = 2;
const ABBREVIATED = 1;

const LONGEST = 40;

/** How many files of candidate names are read at most; names that many agencies share come first. */
const MOST_FILES = 6;

/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./spelling.js').Readings} Readings */
/** @typedef {Map<Agency, number>} Levels how well a word matches each agency that it matches */

/**
 * @typedef {object} Finding
 * @property {number | null} year
 * @property {boolean} isYearAlone
 * @property {NamedAgency[]} agencies those that match every word, best first
 * @property {number} unread how many more there may be
 * @property {Map<Agency, number>} scores how many words its names contain; a word that is a whole name counts twice
 */

/**
 * Find the agencies that match every word of the query, best first, and the year in it.
 * @param {Catalog} catalog
 * @param {string} query
 * @returns {Promise<Finding>}
 */
export async function find(catalog, query) {
  const { year, words } = readQuery(query);
  /** @type {Finding['scores']} */
  const scores = new Map();
  if (!words.length) return { year, isYearAlone: year !== null, agencies: [], unread: 0, scores };
  const candidates = await Promise.all(words.map((word) => candidatesFor(word, catalog)));
  const others = candidates.slice(1).map((each) => new Set(each));
  const common = candidates[0].filter((agency) => others.every((each) => each.has(agency)));
  await Promise.all([common, ...candidates].map((each) => loadNames(each, MOST_FILES)));
  const readings = /[a-z]/.test(words.join('')) ? await loadReadings() : {};
  const levels = words.map((word, i) => levelsOf(word, candidates[i], readings));
  for (const [agency, level] of levels.flatMap((each) => [...each])) {
    if (level >= CONTAINED) scores.set(agency, (scores.get(agency) ?? 0) + (level === EQUAL ? 2 : 1));
  }
  const agencies = best(common, levels, year);
  return { year, isYearAlone: false, agencies, unread: common.length - common.filter(isNamed).length, scores };
}

/**
 * Split the query into its year, which may be attached to a name (住建2024, 2024年住建局), and its words.
 * @param {string} query
 */
function readQuery(query) {
  const pattern = /(?<!\d)((?:19|20)\d\d)(?!\d)(?:年度?)?/;
  const text = normalise(query);
  const match = pattern.exec(text);
  return { year: match && Number(match[1]), words: wordsOf(text.replace(pattern, ' ')) };
}

/**
 * @param {string} word
 * @param {Catalog} catalog
 */
async function candidatesFor(word, catalog) {
  return word.length > LONGEST ? [] : lookUpAgencies(word, catalog);
}

/**
 * The levels of the agencies that the word matches, of those whose names have been read.
 * @param {string} word
 * @param {Agency[]} agencies
 * @param {Readings} readings
 */
function levelsOf(word, agencies, readings) {
  /** @type {Levels} */
  const levels = new Map();
  for (const agency of agencies.filter(isNamed)) {
    const level = levelOf(word, agency, readings);
    if (level) levels.set(agency, level);
  }
  return levels;
}

/**
 * The agencies that all words match: best first, then demonstration data last, then those with a report of the year.
 * @param {Agency[]} agencies
 * @param {Levels[]} levels of each word
 * @param {number | null} year
 */
function best(agencies, levels, year) {
  return agencies
    .filter(isNamed)
    .filter((agency) => levels.every((each) => each.has(agency)))
    .map((agency) => ({
      agency,
      level: levels.reduce((sum, each) => sum + (each.get(agency) ?? 0), 0),
      demo: Number(agency.demo),
      hasYear: Number(year !== null && agency.years.has(year)),
    }))
    .sort((a, b) => b.level - a.level || a.demo - b.demo || b.hasYear - a.hasYear)
    .map(({ agency }) => agency);
}

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
