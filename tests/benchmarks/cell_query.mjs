// Time what a query does: `node cell_query.mjs FOLDER CELL.json…` decodes the index and the cells of the folder as
// docs/manual/data.md describes them, keeps the reports with a number over zero in the last cell, and sorts them by the
// first one. Prints the number of results and the milliseconds of the fastest of several runs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const RUNS = 5;

const [folder, ...names] = process.argv.slice(2);
const texts = ['index.json', ...names].map((name) => readFileSync(join(folder, name), 'utf8'));

/** The numbers of a year by report: NaN for blanks and texts. */
function decode({ at, values = [], blank = [], printed = {} }, count) {
  const numbers = new Float64Array(count);
  let number = 0;
  for (const [i, value] of values.entries()) {
    number = at ? number + at[i] : i;
    numbers[number] = value;
  }
  for (const each of blank) numbers[each] = Number.NaN;
  for (const [each, [, value]] of Object.entries(printed)) numbers[each] = value ?? Number.NaN;
  return numbers;
}

function query() {
  const [index, ...cells] = texts.map((text) => JSON.parse(text));
  const rows = [];
  for (const [year, { agencies }] of Object.entries(index.years)) {
    const columns = cells.map((cell) => decode(cell.years[year] ?? {}, agencies.length));
    for (const [report, agency] of agencies.entries()) {
      const numbers = columns.map((column) => column[report]);
      if (numbers.at(-1) > 0) rows.push({ name: index.agencies[agency].name, year, numbers });
    }
  }
  rows.sort((a, b) => b.numbers[0] - a.numbers[0]);
  return rows.length;
}

let results = 0;
let milliseconds = Number.POSITIVE_INFINITY;
for (let run = 0; run < RUNS; run += 1) {
  const start = performance.now();
  results = query();
  milliseconds = Math.min(milliseconds, performance.now() - start);
}
console.log(JSON.stringify({ results, milliseconds }));
