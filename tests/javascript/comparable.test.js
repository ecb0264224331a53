import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { refuse, refusePercentage } from '../../docs/assets/compare/comparable.js';
import { makeSite } from '../../docs/assets/compare/site.js';
import { readIndex } from '../../docs/assets/figures/index.js';
import { FACTS, INDEXES } from './comparisons.js';

/** @typedef {[agency: string, year: number, version?: number]} Asked */
/** @typedef {{why: string, reports: [Asked, Asked], cell?: string, code?: string, reason?: string}} Case */

/** @type {{refused: Case[], allowed: Case[], percentages: [number, string | null][]}} */
const CASES = JSON.parse(readFileSync(new URL('comparisons.json', import.meta.url), 'utf8'));

const site = makeSite([readIndex(INDEXES.real, false), readIndex(INDEXES.demo, true)], FACTS);

/** @param {Case} comparison */
function judged({ reports, cell }) {
  const [one, other] = reports.map(([agency, year, version]) => ({ agency, year, version }));
  return refuse(site, one, other, cell);
}

for (const comparison of CASES.refused) {
  test(`refused: ${comparison.why}`, () => {
    const found = judged(comparison);
    assert.equal(found?.code, comparison.code);
    if (comparison.reason) assert.equal(found?.reason, comparison.reason);
  });
}

for (const comparison of CASES.allowed) {
  test(`allowed: ${comparison.why}`, () => assert.equal(judged(comparison), null));
}

for (const [base, code] of CASES.percentages) {
  test(`a percentage of ${base}: ${code ?? 'allowed'}`, () => {
    assert.equal(refusePercentage(base)?.code ?? null, code);
  });
}

test('every sentence of a refusal is complete', () => {
  for (const comparison of CASES.refused) assert.doesNotMatch(judged(comparison)?.reason ?? '', /undefined|[{}]/);
});
