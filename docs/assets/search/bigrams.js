// Read the index: the reports that contain two or three neighbouring characters. generator/search/postings.py writes it.

/** How many triples of a query are looked up at most; results are verified before they are shown, so fewer would do. */
export const MOST_TRIPLES = 4;

/** The maximum if reports found with those do not contain the words, since reading reports costs more than lookups. */
export const MANY_TRIPLES = 8;

/** @typedef {{bucket: Uint8Array, place: number}} Input the bytes of a bucket, and the place of the next one to read */

/**
 * The characters as 16-bit codes; those beyond 16 bits share the codes of surrogates, which no text holds.
 * @param {string} text
 */
function codesOf(text) {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return codes.map((code) => (code > 0xffff ? 0xd800 + (code % 0x800) : code));
}

/**
 * A reversible mixing of 32 bits, so that keys spread evenly over the files.
 * @param {number} pair
 */
function mix(pair) {
  let mixed = pair ^ (pair >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * The key of a character, or of one to three ASCII letters.
 * @param {string} text
 */
export function keyOf(text) {
  const [first, second = 0, third = 0] = codesOf(text);
  return mix((first << 16) | (second << 8) | third);
}

/**
 * The keys of the words: of a word of one character that character, which is indexed for names and titles only, of two
 * characters the pair, of more characters triples spread over the word.
 * @param {string[]} words
 * @param {number} triples maximum in total, but at least two of each word
 * @returns {number[]}
 */
export function keysOf(words, triples) {
  const most = Math.max(2, Math.floor(triples / words.length));
  return [...new Set(words.flatMap((word) => keysOfWord(word, most)))];
}

/**
 * @param {string} word
 * @param {number} most
 */
function keysOfWord(word, most) {
  const codes = codesOf(word);
  if (codes.length < 3) return [mix((codes[0] << 16) | (codes[1] ?? 0))];
  return spreadOver(codes.length - 2, most).map((place) => mix(fold(codes[place], codes[place + 1], codes[place + 2])));
}

/**
 * Hash three codes into the keys of surrogates, which no two plain characters have.
 * @param {number} first
 * @param {number} second
 * @param {number} third
 */
function fold(first, second, third) {
  const folded = Math.imul(Math.imul(Math.imul(first, 0x9e3779b1) + second, 0x85ebca6b) + third, 0xc2b2ae35);
  return 0xd8000000 | (folded >>> 5);
}

/**
 * Up to `most` of the positions below `count`, spread evenly, including the first and the last.
 * @param {number} count
 * @param {number} most
 */
export function spreadOver(count, most) {
  if (count <= most) return [...Array(count).keys()];
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/**
 * Whether a lookup of the word is exact, because the word is a single entry of the index: one or two 16-bit characters.
 * @param {string} word
 */
export function isExact(word) {
  return [...word].length <= 2 && [...word].length === word.length;
}

/**
 * @param {Uint8Array} bits a bit set
 * @param {number} number
 */
export function isIn(bits, number) {
  return Boolean((bits[number >> 3] >> (number & 7)) & 1);
}

/**
 * The reports listed under `key` in the bytes of its bucket, as a bit set.
 * @param {Uint8Array} bucket
 * @param {number} key
 * @param {number} bits how many high bits of a key name its bucket
 * @param {number} reports how many reports there are
 * @returns {Uint8Array}
 */
export function lookUp(bucket, key, bits, reports) {
  const found = new Uint8Array(Math.ceil(reports / 8));
  const input = { bucket, place: 0 };
  let current = Math.floor(key / 2 ** (32 - bits)) * 2 ** (32 - bits);
  while (input.place < bucket.length) {
    current += varint(input);
    const size = varint(input);
    const end = input.place + (size >>> 1);
    if (current === key) {
      if (size & 1) readBitmap(input, end, found);
      else readRuns(input, end, found);
    }
    if (current >= key) break;
    input.place = end;
  }
  return found;
}

/**
 * @param {Input} input
 * @param {number} end
 * @param {Uint8Array} found
 */
function readBitmap(input, end, found) {
  const first = varint(input);
  found.set(input.bucket.subarray(input.place, end), first);
}

/**
 * @param {Input} input
 * @param {number} end
 * @param {Uint8Array} found
 */
function readRuns(input, end, found) {
  let report = 0;
  while (input.place < end) {
    const gap = varint(input);
    report += gap >>> 1;
    const after = report + (gap & 1 ? varint(input) + 2 : 1);
    for (; report < after; report++) found[report >> 3] |= 1 << (report & 7);
  }
}

/** @param {Input} input */
function varint(input) {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = input.bucket[input.place++];
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
  }
}
