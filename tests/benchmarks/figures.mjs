// Measures the first answer of the page of figures: `node tests/benchmarks/figures.mjs FOLDER [ADDRESS]`.
//
// FOLDER holds the index and the cell files, as data/cells of a site does. ADDRESS is the query string of a question; by
// default it asks for the three cells with the largest files, of all reports where the first is more than zero. Prints
// JSON: reports, rows, bytes as a server compresses them (scripts of the page, index, cells, all of these), and the
// milliseconds of script from the bytes to the sorted rows, the median of several runs, each with fresh data.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { answer } from '../../docs/assets/figures/answer.js';
import { readCell } from '../../docs/assets/figures/cells.js';
import { figureOf } from '../../docs/assets/figures/figure.js';
import { readIndex } from '../../docs/assets/figures/index.js';
import { readQuestion } from '../../docs/assets/figures/question.js';
import { reportTable } from '../../docs/assets/figures/table.js';

const RUNS = 5;
const ROWS_AT_ONCE = 100; // as many as the page shows at first
const ASSETS = new URL('../../docs/assets/', import.meta.url);

const [folder, address] = process.argv.slice(2);
const question = readQuestion(address ?? largestCells(folder));
const keys = [...question.figures.map(({ key }) => key), question.base].filter(Boolean);

/** @param {string} name */
function bytesOf(name) {
  return readFileSync(join(folder, name));
}

/** @param {Uint8Array} bytes */
function compressed(bytes) {
  return gzipSync(bytes, { level: 6 }).length;
}

/** @param {string} folder */
function largestCells(folder) {
  const isCell = (/** @type {string} */ name) => /\..+\.json$/.test(name);
  const sizes = readdirSync(folder)
    .filter(isCell)
    .map((name) => ({ name, size: statSync(join(folder, name)).size }));
  sizes.sort((a, b) => b.size - a.size);
  const cells = sizes.slice(0, 3).map(({ name }) => name.replace(/\.json$/, ''));
  return `?${cells.map((cell, i) => `cell=${cell}${i ? '' : ':gt:0'}`).join('&')}`;
}

/** @param {import('../../docs/assets/figures/index.js').Index} index */
function cellsOf(index) {
  return [...new Set(keys.flatMap((key) => [...(figureOf(key, index.forms)?.cells.values() ?? [])].flat()))];
}

const indexBytes = bytesOf('index.json');
const cells = cellsOf(readIndex(JSON.parse(String(indexBytes)), false));
const cellBytes = new Map(cells.map((cell) => [cell, bytesOf(`${cell}.json`)]));

function run() {
  const begin = performance.now();
  const index = readIndex(JSON.parse(String(indexBytes)), false);
  const columns = new Map(cells.map((cell) => [cell, readCell(JSON.parse(String(cellBytes.get(cell))), index)]));
  const figures = question.figures.map(({ key }) => figureOf(key, index.forms)).filter((each) => each !== null);
  const base = question.base ? figureOf(question.base, index.forms) : null;
  const found = answer(question, figures, base, { index, columns });
  const table = reportTable(found, base);
  table.rowsFrom(0, ROWS_AT_ONCE);
  return { milliseconds: performance.now() - begin, rows: table.count, asked: found.asked };
}

const runs = Array.from({ length: RUNS }, run);
const times = runs.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
const modules = new Set([new URL('figures/page.js', ASSETS).href]);
for (const module of modules) {
  const imports = String(readFileSync(new URL(module))).matchAll(/^import .*'(\..*)';$/gm);
  for (const [, path] of imports) modules.add(new URL(path, module).href);
}
const script = Buffer.concat([...modules].map((module) => readFileSync(new URL(module))));
const sizes = {
  scripts: compressed(script) + compressed(readFileSync(new URL('figures/figures.css', ASSETS))),
  index: compressed(indexBytes),
  cells: [...cellBytes.values()].reduce((sum, bytes) => sum + compressed(bytes), 0),
};
const bytes = { ...sizes, all: sizes.scripts + sizes.index + sizes.cells };
const { rows, asked } = runs[0];
console.log(
  JSON.stringify({
    reports: asked,
    rows,
    bytes,
    milliseconds: { first: runs[0].milliseconds, median: times[RUNS >> 1] },
  }),
);
