// Find agencies by name, short name, former name, pinyin, initials and folder name, and the year in the query.

import { isNamed } from './catalog.js';
import { loadNames, loadReadings } from './data.js';
import { isItsGovernment } from './explain.js';
import { CONTAINED, EQUAL, LONGEST, levelOf } from './levels.js';
import { findLikely } from './likely.js';
import { lookUpAgencies } from './lookup.js';
import { bare, readQuery } from './reading.js';

/** How many files of candidate names are read at most; names that many agencies share come first. */
const MOST_FILES = 6;

/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./spelling.js').Readings} Readings */
/** @typedef {Map<Agency, number>} Levels how well a word matches each agency that it matches */

/**
 * @typedef {object} Named
 * @property {NamedAgency[]} agencies those that the words name, best first
 * @property {number} unread how many more there may be
 * @property {Map<Agency, number>} scores how many words its names contain; a word that is a whole name counts twice
 * @property {string[]} rest the words that name no agency
 * @property {boolean} isNear whether the agencies are named with a letter wrong
 */

/** @typedef {import('./reading.js').Reading & Named} Finding */

/**
 * Find the agencies that match every word of the query, best first, and the years in it. If none does, find those that
 * explain most of it.
 * @param {Catalog} catalog
 * @param {string} query
 * @returns {Promise<Finding>}
 */
export async function find(catalog, query) {
  const reading = readQuery(query, catalog.years);
  const words = reading.words.map(bare);
  /** @type {Named} */
  const none = { agencies: [], unread: 0, scores: new Map(), rest: reading.words, isNear: false };
  if (!words.length || words.some((word) => word.length > LONGEST)) return { ...reading, ...none };
  const exact = await findAll(catalog, words, reading.years);
  if (exact.agencies.length || exact.unread) return { ...reading, ...exact };
  return { ...reading, ...none, ...(await findLikely(catalog, reading, MOST_FILES)) };
}

/**
 * @param {Finding} finding
 * @param {Agency} agency
 * @returns {number[]} the years of its reports that are asked for, newest first
 */
export function yearsAsked({ years, isNewest }, agency) {
  if (isNewest && !years.length) return [Math.max(...agency.years)].filter(Number.isFinite);
  return years.filter((year) => agency.years.has(year));
}

/**
 * @param {Catalog} catalog
 * @param {string[]} words
 * @param {number[]} years
 * @returns {Promise<Named>}
 */
export async function findAll(catalog, words, years) {
  const candidates = await Promise.all(words.map((word) => candidatesFor(word, catalog)));
  const others = candidates.slice(1).map((each) => new Set(each));
  const common = (candidates[0] ?? []).filter((agency) => others.every((each) => each.has(agency)));
  await Promise.all([common, ...candidates].map((each) => loadNames(each, MOST_FILES)));
  const readings = /[a-z]/.test(words.join('')) ? await loadReadings() : {};
  const levels = words.map((word, i) => levelsOf(word, candidates[i], catalog, readings));
  /** @type {Named['scores']} */
  const scores = new Map();
  for (const [agency, level] of levels.flatMap((each) => [...each])) {
    if (level >= CONTAINED) scores.set(agency, (scores.get(agency) ?? 0) + (level === EQUAL ? 2 : 1));
  }
  const agencies = best(common, levels, years);
  return { agencies, unread: common.length - common.filter(isNamed).length, scores, rest: [], isNear: false };
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
 * @param {Catalog} catalog
 * @param {Readings} readings
 */
function levelsOf(word, agencies, { places }, readings) {
  /** @type {Levels} */
  const levels = new Map();
  for (const agency of agencies.filter(isNamed)) {
    const level = levelOf(word, agency, readings);
    const isGovernment = level && isItsGovernment(word, agency, places.get(agency.region) ?? []);
    if (level) levels.set(agency, isGovernment ? EQUAL : level);
  }
  return levels;
}

/**
 * The agencies that all words match: best first, then demonstration data last, then those with a report of a year.
 * @param {Agency[]} agencies
 * @param {Levels[]} levels of each word
 * @param {number[]} years
 */
function best(agencies, levels, years) {
  return agencies
    .filter(isNamed)
    .filter((agency) => levels.every((each) => each.has(agency)))
    .map((agency) => ({
      agency,
      level: levels.reduce((sum, each) => sum + (each.get(agency) ?? 0), 0),
      demo: Number(agency.demo),
      hasYear: Number(years.some((year) => agency.years.has(year))),
    }))
    .sort((a, b) => b.level - a.level || a.demo - b.demo || b.hasYear - a.hasYear)
    .map(({ agency }) => agency);
}
