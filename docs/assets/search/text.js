// Normalisation of text. generator/search/text.py does the same; the two must agree character for character.

/** The commas that group the digits of a number, as in 2,896.904. */
const GROUPING = /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g;

/**
 * The form in which texts and queries are compared: NFKC, then lower case, and numbers without grouping.
 * @param {string} text
 */
export function normalise(text) {
  return withGrouping(text).replace(GROUPING, '');
}

/** @param {string} text */
function withGrouping(text) {
  return text.normalize('NFKC').toLowerCase();
}

/** Quotation marks around words, at white space or the ends of the query; marks within a word are part of it. */
const QUOTED = /(?<!\S)[“”‘’"'「『]([^“”‘’"'「」『』]+)[“”‘’"'」』](?!\S)/gu;

/**
 * The distinct words of a query; results contain all of them.
 * @param {string} query
 * @returns {string[]}
 */
export function wordsOf(query) {
  const bare = normalise(query).replace(QUOTED, '$1');
  return [...new Set(bare.split(/[\s\p{Cc}]+/u).filter(Boolean))];
}

/**
 * The year a word stands for (2024, 2024年, 2024年度), or null.
 * @param {string} word
 */
export function yearOf(word) {
  const match = /^((?:19|20)\d\d)(?:年度?)?$/.exec(word);
  return match ? Number(match[1]) : null;
}

/**
 * How many characters a word has (not UTF-16 units).
 * @param {string} word
 */
export function lengthOf(word) {
  return [...word].length;
}

/**
 * @typedef {object} Alignment Text cut into pieces, and where each begins in its normalised form.
 * @property {string[]} pieces
 * @property {number[]} starts one more than pieces: the last is the length of the normalised text
 */

/**
 * Map positions of the normalised text to the printed text; normalisation may change the length of characters. If the
 * two cannot be aligned piece by piece, the pieces are those of the normalised text itself.
 * @param {string} text
 * @returns {Alignment}
 */
export function align(text) {
  const clusters = text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? [];
  const normal = clusters.map(withGrouping);
  const whole = withGrouping(text);
  if (normal.join('') === whole) return { pieces: clusters, starts: startsOf(withoutGrouping(normal, whole)) };
  const characters = [...normalise(text)];
  return { pieces: characters, starts: startsOf(characters) };
}

/**
 * @param {string[]} pieces
 * @param {string} whole the pieces joined
 */
function withoutGrouping(pieces, whole) {
  const dropped = new Set(Array.from(whole.matchAll(GROUPING), ({ index }) => index));
  let end = 0;
  return pieces.map((piece) => {
    const start = end;
    end += piece.length;
    return [...Array(piece.length).keys()].map((i) => (dropped.has(start + i) ? '' : piece[i])).join('');
  });
}

/** @param {string[]} pieces */
function startsOf(pieces) {
  const starts = [0];
  for (const piece of pieces) starts.push(starts[starts.length - 1] + piece.length);
  return starts;
}
