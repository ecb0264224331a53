// Explain the words of a query by one agency: its names as people change them, its place, and the agencies above it.

import { CONTAINED, EQUAL, levelOf } from './levels.js';
import { isMisspelt, isShortFor, isVariant, partsOf, soundsLike, withoutEnding } from './likeness.js';
import { bare, withoutAsking } from './reading.js';
import { PREDECESSORS } from './vocabulary.js';

/** A name in other words (卫健委 for 卫生健康局), counted like an abbreviation. */
const VARIANT = 1;

/** With a letter wrong, and where the wrong letter sounds like the right one. */
const NEAR = 0.5;
const HEARD = 0.75;

/** 教委 for 教育局: one character is enough before these endings, which end no other words. */
const SINGLE = /^.(?=[委厅]$)/;

const GOVERNMENT = /^[县市区]?(?:人民)?政府$/;

/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./spelling.js').Readings} Readings */

/**
 * @typedef {object} Surroundings
 * @property {string[]} forms how the name of the agency's place is written, longest first
 * @property {NamedAgency[]} above the agencies that it is part of
 * @property {Readings} readings
 */

/**
 * @typedef {object} Explanation
 * @property {number} explained how many characters of the words
 * @property {number} level how well
 * @property {boolean} isNamed whether the agency itself is named, not only its place or one above it
 * @property {boolean} isNear whether only with a letter wrong
 * @property {string[]} rest what is not explained
 */

/**
 * @param {string[]} words
 * @param {NamedAgency} agency
 * @param {Surroundings} around
 * @returns {Explanation}
 */
export function explain(words, agency, around) {
  const each = words.map((word) => explainWord(word, agency, around));
  return {
    explained: each.reduce((sum, { explained }) => sum + explained, 0),
    level: each.reduce((sum, { level }) => sum + level, 0),
    isNamed: each.some(({ isNamed }) => isNamed),
    isNear: each.some(({ isNear }) => isNear),
    rest: each.flatMap(({ rest }) => rest.map(withoutAsking)),
  };
}

/**
 * Explain a word as a whole or by its parts, whichever explains more.
 * @param {string} word
 * @param {NamedAgency} agency
 * @param {Surroundings} around
 */
function explainWord(word, agency, around) {
  const place = around.forms.find((form) => word.startsWith(form) && form !== word) ?? '';
  const ways = [[word], partsOf(word), [place, ...partsOf(word.slice(place.length))].filter(Boolean)];
  const explanations = ways.map((parts) => explainParts(parts, agency, around));
  return explanations.reduce((best, each) => (isBetter(each, best) ? each : best));
}

/**
 * @param {Explanation} one
 * @param {Explanation} other
 */
export function isBetter(one, other) {
  const [a, b] = [one, other].map(({ explained, isNear }) => explained - NEAR * Number(isNear));
  return a > b || (a === b && one.level > other.level);
}

/**
 * @param {string[]} parts
 * @param {NamedAgency} agency
 * @param {Surroundings} around
 */
function explainParts(parts, agency, around) {
  /** @type {Explanation} */
  const all = { explained: 0, level: 0, isNamed: false, isNear: false, rest: [] };
  let isAfterRest = false;
  for (const part of parts) {
    const { level, isOwn } = levelOfPart(bare(part), agency, around);
    if (level) {
      all.explained += part.length;
      all.level += level;
      all.isNamed ||= isOwn;
      all.isNear ||= level < VARIANT;
    } else if (isAfterRest) all.rest.push(all.rest.pop() + part);
    else if (bare(part)) all.rest.push(part);
    isAfterRest = !level;
  }
  return all;
}

/**
 * @param {string} part
 * @param {NamedAgency} agency
 * @param {Surroundings} around
 */
function levelOfPart(part, agency, around) {
  const { forms, above, readings } = around;
  if (part.length < 2) return { level: 0, isOwn: false };
  if (forms.includes(part)) return { level: 1, isOwn: agency.id === agency.region };
  const own = levelOfName(part, agency, around);
  if (own) return { level: own, isOwn: true };
  if (above.some((each) => levelOfName(part, each, around) >= CONTAINED)) return { level: 1, isOwn: false };
  const written = [part, ...withoutPlace(part, forms)];
  const names = [...agency.normal, ...coresOf(agency, forms)];
  const near = names.flatMap((name) => written.filter((each) => isMisspelt(each, name)).map((each) => [each, name]));
  const isHeard = near.some(([each, name]) => soundsLike(each, name, readings));
  return { level: isHeard ? HEARD : near.length && NEAR, isOwn: near.length > 0 };
}

/**
 * How well the part names the agency, with its place in any form or with another ending.
 * @param {string} part
 * @param {NamedAgency} agency
 * @param {Surroundings} around
 */
function levelOfName(part, agency, { forms, readings }) {
  const cores = coresOf(agency, forms);
  const after = withoutPlace(part, forms);
  if (after.some((each) => cores.includes(each))) return EQUAL;
  if (isItsGovernment(part, agency, forms)) return EQUAL;
  const written = [part, ...after];
  const level = Math.max(...written.map((each) => levelOf(each, agency, readings)));
  const bareCores = cores.map(withoutEnding);
  const isOther = cores.concat(bareCores).some((core) => written.some((each) => isInOtherWords(each, core)));
  return Math.max(level, isOther ? VARIANT : 0);
}

/**
 * Whether the word names what the name does: with another ending, shortened, or by the name of a predecessor.
 * @param {string} word
 * @param {string} core
 */
function isInOtherWords(word, core) {
  const stem = SINGLE.test(word) ? word[0] : withoutEnding(word);
  const heir = [...PREDECESSORS].find(([old]) => stem.startsWith(old))?.[1];
  if (heir && core.startsWith(heir)) return true;
  return ((stem.length > 1 || SINGLE.test(word)) && isShortFor(stem, core)) || isVariant(word, core);
}

/**
 * Whether the word is the agency's place and 政府, and the agency the government of that place.
 * @param {string} word
 * @param {NamedAgency} agency
 * @param {string[]} forms
 */
export function isItsGovernment(word, { id, region }, forms) {
  return id === region && withoutPlace(word, forms).some((each) => GOVERNMENT.test(each));
}

/**
 * The agency's names without its place.
 * @param {NamedAgency} agency
 * @param {string[]} forms
 */
function coresOf({ normal, stems }, forms) {
  const placeOf = (/** @type {string} */ name) => forms.find((form) => name.startsWith(form)) ?? '';
  return normal.flatMap((name, i) => [name.slice(stems[i]), name.slice(placeOf(name).length)]).filter(Boolean);
}

/**
 * What follows the name of the place, if the word begins with it, or with no more than its kind (县教育局).
 * @param {string} word
 * @param {string[]} forms
 */
function withoutPlace(word, forms) {
  const starts = [...forms.filter((form) => word.startsWith(form)), ''];
  const rests = starts.flatMap((form) => [
    form && word.slice(form.length),
    word.slice(form.length).replace(/^[县市区]/, ''),
  ]);
  return [...new Set(rests)].filter((rest) => rest.length > 1 && rest !== word);
}
