// Cut the passage with the most relevant hits out of a text, and mark them.

import { align, normalise } from './text.js';

const BEFORE = 24;
const LENGTH = 110;

/** @typedef {{text: string, hit: boolean}} Piece */
/** @typedef {{word: string, start: number, end: number}} Hit where a word is in the normalised text */

/** Weight of a word that is visible elsewhere (in the title), relative to one that only the passage shows. */
const SEEN = 0.001;

/**
 * The passage that best shows why the texts were found, or null if they contain none of the words. Words that are not
 * visible elsewhere count most, and rare ones more than frequent ones.
 * @param {Record<string, string>} texts
 * @param {string[]} words normalised
 * @param {(word: string) => boolean} isSeen
 * @returns {{key: string, pieces: Piece[]} | null}
 */
export function findPassage(texts, words, isSeen) {
  const inTexts = Object.entries(texts).map(([key, text]) => {
    const normal = normalise(text);
    return { key, text, normal, hits: hitsOf(normal, words) };
  });
  const all = inTexts.flatMap(({ hits }) => hits);
  const weights = words.map((word) => (isSeen(word) ? SEEN : 1) / all.filter((hit) => hit.word === word).length);
  const weightOf = new Map(words.map((word, i) => [word, weights[i]]));
  const stretches = inTexts.map(({ hits }) => heaviest(hits, weightOf));
  const most = Math.max(0, ...stretches.map(({ weight }) => weight));
  if (!most) return null;
  const place = stretches.findIndex(({ weight }) => weight === most);
  const { key, text, normal, hits } = inTexts[place];
  const start = beginning(normal, stretches[place].start);
  return { key, pieces: pieces(text, hits, start, start + LENGTH) };
}

/**
 * The whole text with its hits marked.
 * @param {string} text
 * @param {string[]} words normalised
 */
export function markHits(text, words) {
  return pieces(text, hitsOf(normalise(text), words), 0, Infinity);
}

/**
 * The start and end of every hit in the text, in order.
 * @param {string} normal
 * @param {string[]} words
 */
function hitsOf(normal, words) {
  /** @type {Hit[]} */
  const hits = [];
  for (const word of words) {
    for (let at = normal.indexOf(word); at >= 0; at = normal.indexOf(word, at + word.length)) {
      hits.push({ word, start: at, end: at + word.length });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

/**
 * The start of the first stretch whose words have the greatest weight, each counted once, and that weight.
 * @param {Hit[]} hits
 * @param {Map<string, number>} weights
 */
function heaviest(hits, weights) {
  let best = { start: 0, weight: 0 };
  hits.forEach(({ word, start }, i) => {
    const within = new Set([word]);
    for (let j = i + 1; j < hits.length && hits[j].end <= start + LENGTH - BEFORE; j++) within.add(hits[j].word);
    const weight = [...within].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
    if (weight > best.weight) best = { start, weight };
  });
  return best;
}

/**
 * The start of the passage: a little before the hit, or at the beginning of its sentence if that is near.
 * @param {string} normal
 * @param {number} hit
 */
function beginning(normal, hit) {
  const near = normal.slice(Math.max(0, hit - BEFORE), hit);
  const sentence = Math.max(...['\n', '。', ';', '!', '?'].map((end) => near.lastIndexOf(end)));
  return hit - near.length + (sentence < 0 ? 0 : sentence + 1);
}

/**
 * The printed text between `start` and `end` of the normalised text, cut into hits and the text between them.
 * @param {string} text
 * @param {Hit[]} hits
 * @param {number} start
 * @param {number} end
 */
function pieces(text, hits, start, end) {
  const aligned = align(text);
  const last = Math.max(end, ...hits.filter((hit) => hit.start < end && hit.start >= start).map((hit) => hit.end));
  /** @type {Piece[]} */
  const found = [];
  let next = 0;
  aligned.pieces.forEach((piece, i) => {
    const [from, to] = [aligned.starts[i], aligned.starts[i + 1]];
    if (to <= start || from >= last) return;
    while (next < hits.length && hits[next].end <= from) next++;
    const hit = hits.slice(next).some((each) => each.start < to && each.end > from && each.start >= start);
    const before = found[found.length - 1];
    if (before && before.hit === hit) before.text += piece;
    else found.push({ text: piece, hit });
  });
  if (start > 0) found.unshift({ text: '…', hit: false });
  if (last < aligned.starts[aligned.pieces.length]) found.push({ text: '…', hit: false });
  return found;
}
