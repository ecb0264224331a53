import { keyOf, keysOf } from '../../docs/assets/search/bigrams.js';
import { ROOT } from '../../docs/assets/search/data.js';
import { normalise } from '../../docs/assets/search/text.js';

/**
 * @typedef {object} MadeUpAgency
 * @property {string} id
 * @property {string} name
 * @property {string[]} [shortNames]
 * @property {boolean} [demo]
 * @property {Record<number, Record<string, string>>} [reports] texts by year
 */

const BITS = 1;

/**
 * Serve a site's search data to `fetch`: each agency is a place of its own, and its names have a number of their own.
 * @param {MadeUpAgency[]} agencies
 * @param {number} namesPerFile
 */
export function serveSite(agencies, namesPerFile) {
  const years = [...new Set(agencies.flatMap(({ reports }) => Object.keys(reports ?? {}).map(Number)))];
  years.sort((a, b) => b - a);
  const numbers = agencies.length * years.length;
  const [texts, names] = [indexOfTexts(agencies, years), indexOfNames(agencies)];
  const runs = (/** @type {number[]} */ values) => values.flatMap((value) => [value, 1]);
  const sizes = { numbers, bits: BITS, finder_bits: BITS, names_per_file: namesPerFile, titles_per_file: 256 };
  /** @type {Record<string, unknown>} */
  const files = {
    'search/data/manifest.json': { version: '1', ...sizes, titles: [] },
    'search/data/readings.json': {},
    'search/data/agencies.json': {
      title: '年度报告',
      sections: { form: { overview: '一、总体情况' } },
      years,
      kinds: [['bureau', '部门']],
      regions: agencies.map(({ id, name }) => [id, name, '']),
      region: runs(agencies.map((_, i) => i)),
      kind: [0, agencies.length],
      demo: runs(agencies.map(({ demo }) => Number(demo ?? false))),
      held: runs(
        agencies.map(({ reports }) => years.reduce((sum, year, i) => sum + (reports?.[year] ? 2 ** i : 0), 0)),
      ),
      names: runs(agencies.map((_, i) => Number(i > 0))),
    },
  };
  for (let start = 0; start < agencies.length; start += namesPerFile) {
    const rows = agencies.slice(start, start + namesPerFile);
    const names = rows.map(({ name, shortNames = [] }) => ['', `0${name}`, shortNames.map((each) => `0${each}`), []]);
    files[`search/data/names/${fileName(start / namesPerFile)}.json`] = names;
  }
  for (const { id, reports = {} } of agencies) {
    for (const [year, text] of Object.entries(reports)) files[`${id}/${year}/report.json`] = { form: 'form', text };
  }
  globalThis.fetch = async (address) => {
    const path = decodeURI(String(address).slice(ROOT.href.length).split('?')[0]);
    const [, index, number] = /^search\/data\/(bigrams|finder)\/(\w+)\.bin$/.exec(path) ?? [];
    if (index) return new Response(bucket(index === 'finder' ? names : texts, Number.parseInt(number, 16)));
    return path in files ? new Response(JSON.stringify(files[path])) : new Response('', { status: 404 });
  };
}

/** @param {number} number */
function fileName(number) {
  return number.toString(16).padStart(4, '0');
}

/**
 * The numbers of reports by the keys of their pairs and triples of characters.
 * @param {MadeUpAgency[]} agencies
 * @param {number[]} years
 */
function indexOfTexts(agencies, years) {
  /** @type {Map<number, Set<number>>} */
  const index = new Map();
  for (const [i, { name, shortNames = [], reports = {} }] of agencies.entries()) {
    for (const [place, year] of years.entries()) {
      const lines = [name, ...shortNames, `${year}年度`, ...Object.values(reports[year] ?? {})].map(normalise);
      const words = lines.flatMap((line) => [2, 3].flatMap((size) => slices(line, size)));
      for (const word of words) add(index, keysOf([word], 9)[0], place * agencies.length + i);
    }
  }
  return index;
}

/** @param {MadeUpAgency[]} agencies */
function indexOfNames(agencies) {
  /** @type {Map<number, Set<number>>} */
  const index = new Map();
  for (const [i, { name, shortNames = [] }] of agencies.entries()) {
    for (const character of [name, ...shortNames].join('')) add(index, keyOf(character), i);
  }
  return index;
}

/**
 * @param {string} line
 * @param {number} size
 */
function slices(line, size) {
  return [...line].slice(size - 1).map((_, i) => [...line].slice(i, i + size).join(''));
}

/**
 * @param {Map<number, Set<number>>} index
 * @param {number} key
 * @param {number} number
 */
function add(index, key, number) {
  index.set(key, (index.get(key) ?? new Set()).add(number));
}

/**
 * A file of an index: for each key its distance from the one before and a bitmap.
 * @param {Map<number, Set<number>>} index
 * @param {number} number
 */
function bucket(index, number) {
  let last = number * 2 ** (32 - BITS);
  const bytes = [];
  const keys = [...index.keys()].filter((key) => key >>> (32 - BITS) === number).sort((a, b) => a - b);
  for (const key of keys) {
    const listed = [...(index.get(key) ?? [])];
    const bitmap = Array((Math.max(...listed) >> 3) + 1).fill(0);
    for (const each of listed) bitmap[each >> 3] |= 1 << (each & 7);
    bytes.push(...varint(key - last), ...varint((bitmap.length + 1) * 2 + 1), 0, ...bitmap);
    last = key;
  }
  return new Uint8Array(bytes);
}

/** @param {number} value */
function varint(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}
