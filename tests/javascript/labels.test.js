import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLabel } from '../../docs/assets/search/labels.js';

/** @type {import('../../docs/assets/search/labels.js').Cells} */
const CELLS = {
  'requests.denied.safety.natural': ['三、申请', '（三）不予公开 / 3.危及“三安全一稳定”', '自然人', '件'],
  'requests.denied.safety.total': ['三、申请', '（三）不予公开 / 3.危及“三安全一稳定”', '总计', '件'],
  'disputes.review.upheld': ['四、争议', '行政复议', '结果维持', '件'],
  'disputes.review.corrected': ['四、争议', '行政复议', '结果纠正', '件'],
};

/** @type {[string, string | undefined, boolean | undefined][]} query, cell, whether the label contains it */
const QUERIES = [
  ['不予公开', 'requests.denied.safety.total', true],
  ['三安全一稳定', 'requests.denied.safety.total', true],
  ['不予公开的报告', 'requests.denied.safety.total', true],
  ['結果糾正', 'disputes.review.corrected', true],
  ['复议被纠正', 'disputes.review.corrected', false],
  ['行政复议 结果维持', 'disputes.review.upheld', true],
  ['夜市摊位', undefined, undefined],
  ['件', undefined, undefined],
];

for (const [query, cell, isWhole] of QUERIES) {
  test(`label: ${query}`, () => {
    const found = findLabel(query, [CELLS]);
    assert.deepEqual([found?.cell, found?.isWhole], [cell, isWhole]);
  });
}
