// Show what a correction changes: each figure and line before and after.

import { element } from '../element.js';
import { textTitles } from './changes.js';
import { diffLines } from './lines.js';
import { BLANK_WORD } from './session.js';

const MOST_CHARS = 160;

/**
 * A list item for each changed cell and text.
 * @param {import('./form.js').Form} form
 * @param {import('./changes.js').Changes} changes
 */
export function changeItems(form, changes) {
  const titles = textTitles(form);
  const cells = [...changes.cells].map(([name, pair]) => {
    const spot = form.spots.get(name);
    const [was, is] = pair.map((text) => text || BLANK_WORD);
    return element('li', {}, `${spot?.row.label}：${spot?.column.label}：`, ...beforeAndAfter(was, is));
  });
  const texts = [...changes.texts].map(([key, [was, is]]) => {
    const lines = changedLines(was, is).map((pair) => element('li', {}, ...beforeAndAfter(...pair)));
    return element('li', {}, `${titles.get(key)}：`, element('ul', {}, ...lines));
  });
  return [...cells, ...texts];
}

/**
 * What to do about a reason for a problem that the correction has settled.
 * @param {import('./accepts.js').Accept} accept
 */
export function staleNotice({ check, cell, reason }) {
  const which = [check, ...(cell ? [cell] : [])].join('，');
  return element(
    'p',
    {},
    `照原样公布的理由“${reason}”，说的问题改过以后没有了：请从报告文件的 accepts 里删去这一条（${which}）。`,
  );
}

/**
 * @param {string} was
 * @param {string} is
 */
function beforeAndAfter(was, is) {
  const [old, now] = [was, is].map((text) => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text));
  const parts = [...(old ? [element('del', {}, old)] : []), ...(now ? [element('ins', {}, now)] : [])];
  return parts.length === 2 ? [parts[0], ' → ', parts[1]] : parts;
}

/**
 * The lines of a text that differ, each with what takes its place; one of the two may be empty.
 * @param {string} was
 * @param {string} is
 * @returns {[string, string][]}
 */
export function changedLines(was, is) {
  const old = was ? was.split('\n') : [];
  const stretches = diffLines(old, is ? is.split('\n') : []);
  /** @type {[string, string][]} */
  const pairs = [];
  let at = 0;
  let added = /** @type {string[]} */ ([]);
  for (const stretch of [...stretches, { from: old.length, to: old.length + 1, added: null }]) {
    if (stretch.added) {
      added = [...added, ...stretch.added];
      continue;
    }
    if (stretch.to === stretch.from) continue;
    const removed = old.slice(at, stretch.from);
    const count = Math.max(removed.length, added.length);
    for (let line = 0; line < count; line += 1) pairs.push(around(removed[line] ?? '', added[line] ?? ''));
    added = [];
    at = stretch.to;
  }
  return pairs;
}

/**
 * The two lines from shortly before their first difference.
 * @param {string} was
 * @param {string} is
 * @returns {[string, string]}
 */
function around(was, is) {
  let first = 0;
  while (was && is && first < was.length && was[first] === is[first]) first += 1;
  const start = Math.max(0, first - 8);
  return start && was && is ? [`…${was.slice(start)}`, `…${is.slice(start)}`] : [was, is];
}
