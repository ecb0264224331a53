// Reads the index: which reports have two or three characters beside one another. generator/search/postings.py writes it.

/** At most so many triples of a query are looked up; what is found is read before it is shown, so fewer would do too. */
export const MOST_TRIPLES = 4;

/** So many where what was found with those turned out not to have the words: reading it costs more than looking up. */
export const MANY_TRIPLES = 8;

/** A character as a 16-bit code; those beyond 16 bits share the codes of surrogates, which no text holds. */
function codeOf(character) {
  const code = character.codePointAt(0);
  return code > 0xffff ? 0xd800 + (code % 0x800) : code;
}

/** A reversible mixing of 32 bits, so that keys spread evenly over the files. */
function mix(pair) {
  let mixed = pair ^ (pair >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The key of a character, or of one to three ASCII letters. */
export function keyOf(text) {
  const [first, second = 0, third = 0] = [...text].map(codeOf);
  return mix((first << 16) | (second << 8) | third);
}

/**
 * The keys under which the words are looked up: a pair, or triples spread over a longer word; of a word of one character
 * that character, which is indexed for names and titles only.
 * @param {string[]} words
 * @param {number} triples at most so many, though no fewer than two of each word
 * @returns {number[]}
 */
export function keysOf(words, triples) {
  const most = Math.max(2, Math.floor(triples / words.length));
  return [...new Set(words.flatMap((word) => keysOfWord(word, most)))];
}

function keysOfWord(word, most) {
  const codes = [...word].map(codeOf);
  if (codes.length < 3) return [mix((codes[0] << 16) | (codes[1] ?? 0))];
  return spreadOver(codes.length - 2, most).map((place) => mix(fold(...codes.slice(place, place + 3))));
}

/** Three codes as a key that no two plain characters have: one of those of surrogates. */
function fold(first, second, third) {
  const folded = Math.imul(Math.imul(Math.imul(first, 0x9e3779b1) + second, 0x85ebca6b) + third, 0xc2b2ae35);
  return 0xd8000000 | (folded >>> 5);
}

/** Places among so many, at most so many of them, as far from one another as can be, first and last included. */
export function spreadOver(count, most) {
  if (count <= most) return [...Array(count).keys()];
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/** Whether looking the word up is as good as reading what is indexed: it is one entry of the index. */
export function isExact(word) {
  return [...word].length <= 2 && ![...word].some((character) => character.codePointAt(0) > 0xffff);
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

function readBitmap(input, end, found) {
  const first = varint(input);
  found.set(input.bucket.subarray(input.place, end), first);
}

function readRuns(input, end, found) {
  let report = 0;
  while (input.place < end) {
    const gap = varint(input);
    report += gap >>> 1;
    const after = report + (gap & 1 ? varint(input) + 2 : 1);
    for (; report < after; report++) found[report >> 3] |= 1 << (report & 7);
  }
}

function varint(input) {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = input.bucket[input.place++];
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
  }
}
