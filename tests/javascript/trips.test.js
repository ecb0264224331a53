import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

/** Of the four round trips to the first result, one brings the page, and one its scripts and what it preloads. */
const MOST = 3;

/**
 * @param {string} query
 * @returns {Promise<{count: number, first: string[]}>} the round trips of data, and what the first one asks for
 */
function tripsFor(query) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./trips_worker.js', import.meta.url), { workerData: query });
    worker.on('message', resolve).on('error', reject);
  });
}

for (const query of [
  '水利局 2024',
  '2024年水利局报告',
  '乙市水力局',
  '丙市教育委员会',
  '夜市摊位',
  '2,896.904',
  '2896.904',
]) {
  test(`the first result for ${query} takes four round trips`, async () => {
    const { count, first } = await tripsFor(query);
    assert.ok(count <= MOST, `${count} round trips of data`);
    const page = readFileSync(new URL('../../docs/search/index.md', import.meta.url), 'utf8');
    const preloaded = [...page.matchAll(/rel="preload" as="fetch" crossorigin href="(.*?)"/g)];
    assert.deepEqual(
      preloaded.map(([, address]) => `search/${address}`),
      first.sort().reverse(),
    );
  });
}
