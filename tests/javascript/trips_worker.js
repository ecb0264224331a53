// Search in a thread of its own, whose modules have read nothing, and count the round trips of data to the first result.

import { parentPort, workerData } from 'node:worker_threads';
import { examineSome } from '../../docs/assets/search/examine.js';
import { findCandidates } from '../../docs/assets/search/query.js';
import { newSearch } from '../../docs/assets/search/state.js';
import { serveSite } from './made_up_site.js';

/** Turns of the event loop after which nothing more happens without an answer. */
const TURNS = 50;

serveSite(
  [
    { id: 'b', name: '乙市水利局', reports: { 2024: { overview: '夜市摊位2,896.904' } } },
    { id: 'c', name: '丙市教育局', reports: { 2024: { overview: '招生' } } },
  ],
  64,
);
const serve = globalThis.fetch;
/** @type {(() => void)[]} */
let waiting = [];
/** @type {string[][]} what each round trip asked for */
const trips = [];
let isFound = false;

globalThis.fetch = (address) => {
  trips[trips.length - 1].push(String(address).replace(/^.*(?=search\/data)|\?.*$/g, ''));
  return new Promise((resolve) => waiting.push(() => resolve(serve(address))));
};

/** @param {string} query */
async function search(query) {
  const filters = { year: '', region: '', kind: '' };
  let candidates = await findCandidates(query, filters);
  const { stages, catalog } = newSearch({ q: query, ...filters }, /** @type {any} */ (null), candidates);
  if (candidates.finding.agencies.length && !candidates.finding.rest.length) return;
  while (!(await examineSome(candidates.reports, candidates)).results.length) {
    const { value } = await stages.next();
    if (!value) throw new Error(`nothing found ${catalog}`);
    candidates = value;
  }
}

trips.push([]);
search(workerData).then(() => {
  isFound = true;
});
while (!isFound) {
  for (let turn = 0; turn < TURNS; turn++) await new Promise(setImmediate);
  const answered = waiting;
  waiting = [];
  if (answered.length) trips.push([]);
  for (const answer of answered) answer();
}
parentPort?.postMessage({ count: trips.filter((trip) => trip.length).length, first: trips[0] });
