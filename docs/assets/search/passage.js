// Cuts the passage with the hits out of a text, and marks them.

import { align, normalise } from './text.js';

const BEFORE = 24;
const LENGTH = 110;

/** @typedef {{text: string, hit: boolean}} Piece */

/**
 * The passage in which most of the words stand close together, or null where none is in the text.
 * @param {string} text
 * @param {string[]} words normalised
 * @returns {Piece[] | null}
 */
export function cutPassage(text, words) {
  const normal = normalise(text);
  const hits = hitsOf(normal, words);
  if (!hits.length) return null;
  const start = beginning(normal, densest(hits));
  return pieces(text, hits, start, start + LENGTH);
}

/** The whole text, its hits marked. */
export function markHits(text, words) {
  return pieces(text, hitsOf(normalise(text), words), 0, Infinity);
}

/** Where each word begins and ends in the text, in order. */
function hitsOf(normal, words) {
  const hits = [];
  for (const word of words) {
    for (let at = normal.indexOf(word); at >= 0; at = normal.indexOf(word, at + word.length)) {
      hits.push({ word, start: at, end: at + word.length });
    }
  }
  return hits.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The start of the first stretch that has most words in it. */
function densest(hits) {
  let best = 0;
  let most = 0;
  hits.forEach(({ start }, i) => {
    const within = new Set();
    for (let j = i; j < hits.length && hits[j].end <= start + LENGTH - BEFORE; j++) within.add(hits[j].word);
    if (within.size > most) [best, most] = [start, within.size];
  });
  return best;
}

/** A little before the hit: at the beginning of its sentence if that is near. */
function beginning(normal, hit) {
  const near = normal.slice(Math.max(0, hit - BEFORE), hit);
  const sentence = Math.max(...['\n', '。', '；', ';', '!', '?'].map((end) => near.lastIndexOf(end)));
  return hit - near.length + (sentence < 0 ? 0 : sentence + 1);
}

/** The printed text from `start` to `end` of the normalised one, cut into hits and what is between. */
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
    const before = found.at(-1);
    if (before && before.hit === hit) before.text += piece;
    else found.push({ text: piece, hit });
  });
  if (start > 0) found.unshift({ text: '…', hit: false });
  if (last < aligned.starts.at(-1)) found.push({ text: '…', hit: false });
  return found;
}
