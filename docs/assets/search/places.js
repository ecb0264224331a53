// The ways to write the name of a place: whole, cut short, by a short or former name, as a county or a city.

import { normalise } from './text.js';
import { PLACE_ENDINGS } from './vocabulary.js';

const LAST = RegExp(`(?<=.{2})[${PLACE_ENDINGS}镇乡州]$`);
const WITHIN = /^.{2,}?[省州市](?=.{2})/;

/**
 * @param {string[]} names the name of the place, and its short and former ones
 * @returns {string[]} longest first
 */
export function formsOf(names) {
  const normal = names.map(normalise);
  const all = normal.concat(normal.map((name) => name.replace(WITHIN, ''))).filter((name) => name.length > 1);
  const stems = all.map((name) => name.replace(LAST, ''));
  const endings = stems.flatMap((stem) => Array.from(PLACE_ENDINGS, (ending) => stem + ending));
  return [...new Set([...all, ...stems, ...endings])].sort((a, b) => b.length - a.length);
}
