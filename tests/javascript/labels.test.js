import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROOT } from '../../docs/assets/search/data.js';
import { findLabel, labelFor } from '../../docs/assets/search/labels.js';

/** @type {import('../../docs/assets/search/labels.js').Cells} */
const CELLS = {
  'requests.denied.safety.natural': ['三、申请', '（三）不予公开 / 3.危及“三安全一稳定”', '自然人', '件'],
  'requests.denied.safety.total': ['三、申请', '（三）不予公开 / 3.危及“三安全一稳定”', '总计', '件'],
  'requests.denied.query.total': ['三、申请', '（三）不予公开 / 8.属于行政查询事项', '总计', '件'],
  'disputes.review.upheld': ['四、争议', '行政复议', '结果维持', '件'],
  'disputes.review.corrected': ['四、争议', '行政复议', '结果纠正', '件'],
};

const ROLES = {
  denied: { label: '不予公开', cells: ['requests.denied.safety.total', 'requests.denied.query.total'] },
  corrected: { label: '结果纠正', cells: ['disputes.review.corrected'] },
};

/** @type {[string, string | undefined, boolean | undefined][]} query, cell or role, whether the label contains it */
const QUERIES = [
  ['不予公开', 'denied', true],
  ['（三）不予公开', 'denied', true],
  ['不予公开率', 'denied', false],
  ['三安全一稳定', 'requests.denied.safety.total', true],
  ['不予公开的报告', 'denied', true],
  ['結果糾正', 'disputes.review.corrected', true],
  ['复议被纠正', 'disputes.review.corrected', false],
  ['行政复议 结果维持', 'disputes.review.upheld', true],
  ['纠正', 'disputes.review.corrected', true],
  ['复议正', undefined, undefined],
  ['议被纠正', undefined, undefined],
  ['夜市摊位', undefined, undefined],
  ['件', undefined, undefined],
];

for (const [query, cell, isWhole] of QUERIES) {
  test(`label: ${query}`, () => {
    const found = findLabel(query, [{ cells: CELLS, roles: ROLES }]);
    assert.deepEqual([found?.key, found?.isWhole], [cell, isWhole]);
  });
}

/** @type {[string, string[], number[], string, string, string][]} query, agencies and years it names, figures, row, label */
const LINKS = [
  ['不予公开', [], [], 'denied', 'requests.denied.safety', '不予公开'],
  ['（三）不予公开', [], [], 'denied', 'requests.denied.safety', '不予公开'],
  ['不予公开>0', [], [], 'denied:gt:0', 'requests.denied.safety', '不予公开'],
  ['不予公开 ≥ 1,000 件', [], [], 'denied:ge:1000', 'requests.denied.safety', '不予公开'],
  [
    '結果糾正大于0',
    ['a/b'],
    [2023, 2022],
    'disputes.review.corrected:gt:0&year=2023&year=2022&agency=a/b',
    'disputes.review',
    '行政复议 / 结果纠正',
  ],
];

for (const [signs, test] of [
  ['>= ≥ ＞＝', 'ge'],
  ['<= ≤', 'le'],
  ['> ＞ 大于 超过', 'gt'],
  ['< ＜', 'lt'],
  ['= ＝', 'eq'],
]) {
  for (const sign of signs.split(' ')) {
    LINKS.push([`不予公开${sign}1.5件`, [], [], `denied:${test}:1.5`, 'requests.denied.safety', '不予公开']);
  }
}

for (const [query, agencies, years, address, row, label] of LINKS) {
  test(`link: ${query}`, async () => {
    globalThis.fetch = async () => new Response(JSON.stringify({ form: { cells: CELLS, roles: ROLES } }));
    const found = await labelFor(query, { agencies, years });
    assert.equal(found?.figures, `${ROOT.href}figures/?cell=${address}`);
    assert.equal(found?.explanation, `${ROOT.href}glossary/#${row}`);
    assert.equal(found?.label, label);
  });
}
