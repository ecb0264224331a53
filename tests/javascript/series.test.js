import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAgencies } from '../../docs/assets/compare/picker.js';
import { changeOf, changeText, rowsOf } from '../../docs/assets/compare/rows.js';
import { agencyNames, compare, readName, yearsOf } from '../../docs/assets/compare/series.js';
import { makeSite } from '../../docs/assets/compare/site.js';
import { readState, writeState } from '../../docs/assets/compare/state.js';
import { readIndex } from '../../docs/assets/figures/index.js';
import { FACTS, INDEXES } from './comparisons.js';

const site = makeSite([readIndex(INDEXES.real, false), readIndex(INDEXES.demo, true)], FACTS);

/** @param {string[]} names */
function shown(names, from = -Infinity, to = Infinity) {
  const { series, refused, gaps, remarks } = compare(site, names, from, to);
  return {
    series: series.map(({ name, found }) => [name, ...found.map(({ report }) => report.year)]),
    refused: refused.map(({ name, refusal }) => [name, refusal.code]),
    gaps: gaps.map(({ reason }) => reason),
    remarks,
  };
}

test('two agencies over their years; a year that one of them lacks is said', () => {
  assert.deepEqual(shown(['shi/jia/ab', 'yi/ab'], 2030), {
    series: [
      ['shi/jia/ab', 2030, 2031],
      ['yi/ab', 2030, 2031],
    ],
    refused: [],
    gaps: [],
    remarks: [],
  });
  const all = shown(['shi/jia/ab', 'yi/ab']);
  assert.deepEqual(all.gaps, ['乙县一局的2029年报告已经撤回，不能再用来比较。']);
});

test('what does not go together with all before it is refused, the others are compared', () => {
  const names = ['shi/jia/ab', 'shi/jia', 'demo/ab', 'none', 'shi/jia/ac/2031/v1', 'shi/jia/ac'];
  const { series, refused } = shown(names, 2031);
  assert.deepEqual(series, [
    ['shi/jia/ab', 2031],
    ['shi/jia/ac', 2031],
  ]);
  assert.deepEqual(refused, [
    ['shi/jia', 'includes'],
    ['demo/ab', 'demo'],
    ['none', 'unknown'],
    ['shi/jia/ac/2031/v1', 'superseded'],
  ]);
});

test('a series may have years of its own', () => {
  assert.deepEqual(shown(['shi/jia/ab/2029-2030', 'shi/jia/ab/2031']).series, [
    ['shi/jia/ab/2029-2030', 2029, 2030],
    ['shi/jia/ab/2031', 2031],
  ]);
  assert.deepEqual(shown(['shi/jia/ab/2029', 'shi/jia/ac/2031']).refused, [['shi/jia/ac/2031', 'years']]);
  assert.deepEqual(shown(['shi/jia/ab', 'shi/jia/ac/2019']).refused, [['shi/jia/ac/2019', 'no-report']]);
});

test('a successor has the years of its one predecessor, with a remark; a merged one has not', () => {
  const { series, remarks } = shown(['shi/jia/zr']);
  assert.deepEqual(series, [['shi/jia/zr', 2029, 2030, 2031]]);
  assert.match(remarks[0], /甲县自然资源局2029年的数字，是它的前身甲县规划局的报告里的/);
  const merged = shown(['shi/jia/sc']);
  assert.deepEqual(merged.series, [['shi/jia/sc', 2031]]);
  assert.match(merged.gaps[0], /2030年甲县市场监管局还没有成立，它的前身是甲县工商局、甲县质监局/);
  assert.deepEqual(shown(['shi/jia/zr/2031', 'shi/jia/gh']).series.length, 2);
});

test('at most six series, and none twice', () => {
  const years = ['shi/jia/ab/2029', 'shi/jia/ab/2030', 'shi/jia/ab/2031', 'shi/jia/ab'];
  const names = [...years, 'shi/jia/ab', 'shi/jia/ab/2029-2030', 'shi/jia/ab/2030-2031', 'shi/jia/ac'];
  assert.deepEqual(shown(names).refused, [
    ['shi/jia/ab', 'same'],
    ['shi/jia/ac', 'many'],
  ]);
});

test('the same reports are the same series, however they are written', () => {
  for (const name of ['/shi/jia/ab/', 'shi/jia/ab/2029-2031']) {
    assert.deepEqual(shown(['shi/jia/ab', name]).refused, [[name, 'same']]);
  }
  const { series } = compare(site, ['shi/jia/ab/2029', 'shi/jia/ab/2030', 'shi/jia/ac'], 2029, 2031);
  assert.deepEqual(agencyNames(series), ['甲县一局', '甲县二局']);
});

test('years in which there can be no report are no number', () => {
  const reason = (/** @type {string} */ name, from = -Infinity, to = Infinity) =>
    compare(site, [name], from, to).refused[0].refusal.reason;
  assert.equal(reason('shi/jia/ab', 2031, 2029), '所选年度里，本站没有甲县一局的报告。');
  assert.equal(reason('shi/jia/ab/2001-2003'), '所选年度里，本站没有甲县一局的报告。');
  assert.equal(reason('shi/jia/ab/2001'), '本站没有甲县一局的2001年报告。');
});

test('different kinds are compared with a remark', () => {
  assert.match(shown(['shi/jia/ab', 'shi/jia/zhen'], 2031).remarks[0], /类别不同/);
});

test('names in addresses', () => {
  const all = { from: -Infinity, to: Infinity, version: null };
  assert.deepEqual(readName('a/b'), { id: 'a/b', ...all });
  assert.deepEqual(readName('a/b/2024/'), { id: 'a/b', from: 2024, to: 2024, version: null });
  assert.deepEqual(readName('a/2019-2024'), { id: 'a', from: 2019, to: 2024, version: null });
  assert.deepEqual(readName('a/2024/v3'), { id: 'a', from: 2024, to: 2024, version: 3 });
  assert.deepEqual(yearsOf(site, ['shi/jia/zr', 'none']), [2029, 2030, 2031]);
});

test('an address says all and is read again', () => {
  const state = {
    agencies: ['a/b', 'c/2019-2024'],
    from: 2020,
    to: 2024,
    cells: ['s.new.all', 'fresh'],
    everyColumn: true,
    zeros: true,
  };
  const address = writeState(state);
  assert.equal(
    address,
    '?agency=a/b&agency=c/2019-2024&from=2020&to=2024&cell=s.new.all&cell=fresh&columns=all&zeros=yes',
  );
  assert.deepEqual(readState(address), state);
  assert.equal(writeState(readState('')), '');
  assert.deepEqual(readState('?from=x&to=99999&agency=&agency=a&agency=a').agencies, ['a']);
  for (const from of ['x', '20245', '202', '2024年']) assert.equal(readState(`?from=${from}`).from, null);
  const many = Array.from({ length: 21 }, (_, i) => `agency=a${i}`).join('&');
  assert.equal(readState(`?${many}`).agencies.length, 20);
  assert.deepEqual(readState(`?agency=${'a'.repeat(300)}&agency=${'b'.repeat(299)}`).agencies, ['b'.repeat(299)]);
});

/**
 * @param {string} form
 * @param {Record<string, number | string | null>} values by cell; the others are 0
 */
function record(form, values, printed = {}) {
  /** @type {Record<string, Record<string, Record<string, number | string | null>>>} */
  const tables = {};
  for (const cell of Object.keys(site.forms.get(form)?.cells ?? {})) {
    const [first, last] = [cell.indexOf('.'), cell.lastIndexOf('.')];
    const [section, row, column] = [cell.slice(0, first), cell.slice(first + 1, last), cell.slice(last + 1)];
    tables[section] ??= {};
    tables[section][row] ??= {};
    tables[section][row][column] = cell in values ? values[cell] : 0;
  }
  return { tables, printed };
}

const CHOICE = { cells: [], everyColumn: false, zeros: false };

/** @param {import('../../docs/assets/compare/rows.js').Choice} choice */
function rows(choice) {
  const [, report2030, report2031] = [2029, 2030, 2031].map((year) => site.reports.get('shi/jia/ab')?.get(year));
  assert(report2030 && report2031);
  const old = record('old', {
    's.new.all': 16,
    's.rest.all': 3,
    't.fees.items': 2,
    't.visits.seen': 5,
    't.works.spent': 9,
  });
  const present = record(
    'new',
    { 's.new.all': 22, 's.new.one': 7, 's.rest.late.all': null, 't.fees.amount': '/', 't.visits.seen': 4 },
    { 's.new.all': '22（含2件）' },
  );
  return rowsOf(
    site,
    [
      { report: report2030, record: old },
      { report: report2031, record: present },
    ],
    choice,
  );
}

test('rows that both forms have are compared, the others refused with a reason', () => {
  const { rows: found, refused, zero } = rows(CHOICE);
  const values = found.map(({ name, values }) => [
    name,
    ...values.map((each) => ('code' in each ? each.code : each.printed)),
  ]);
  assert.deepEqual(values, [
    ['fresh', '16', '22（含2件）'],
    ['s.new.all', '16', '22（含2件）'],
  ]);
  assert.equal(zero, 0);
  assert.deepEqual(
    refused.map(({ code }) => code),
    ['form', 'form', 'form', 'form', 'meaning', 'unit', 'meaning', 'meaning'],
  );
  assert.equal(refused[0].reason, '“其他处理”：旧格式没有这一项。');
  assert.deepEqual(
    found.map(({ section, groups, label, column, unit, anchor }) => [section, groups, label, column, unit, anchor]),
    [
      ['办理结果', [], '新收申请', '', '件', 's.new.all'],
      ['一、申请', [], '新收', '申请人 / 总计', '件', 's.new.all'],
    ],
  );
});

test('rows can be chosen, with all columns, and with zeros', () => {
  const names = (/** @type {Partial<import('../../docs/assets/compare/rows.js').Choice>} */ choice) =>
    rows({ ...CHOICE, ...choice }).rows.map(({ name }) => name);
  assert.deepEqual(names({ cells: ['s.new.all'] }), ['s.new.all']);
  assert.deepEqual(names({ cells: ['fresh'] }), ['fresh']);
  assert.deepEqual(names({ everyColumn: true }), ['fresh', 's.new.all']);
});

test('columns that are no sum of others are all compared, of others the last', () => {
  const cells = Object.fromEntries(
    ['one', 'two', 'x.one', 'x.two', 'x.all'].map((column) => [
      column.includes('x') ? `t.sum.${column.slice(2)}` : `t.pair.${column}`,
      ['二', '行', column.includes('x') ? `共 / ${column}` : column, '件'],
    ]),
  );
  const form = /** @type {any} */ ({ name: '格式', cells, roles: {}, sums: [] });
  const own = { ...site, forms: new Map([['own', form]]) };
  const report = /** @type {any} */ ({ year: 2030, form: 'own' });
  const tables = { t: { pair: { one: 1, two: 2 }, sum: { one: 3, two: 4, all: 7 } } };
  const names = (/** @type {boolean} */ everyColumn) =>
    rowsOf(own, [{ report, record: { tables, printed: {} } }], { ...CHOICE, everyColumn }).rows.map(({ name }) => name);
  assert.deepEqual(names(false), ['t.pair.one', 't.pair.two', 't.sum.all']);
  assert.deepEqual(names(true), ['t.pair.one', 't.pair.two', 't.sum.one', 't.sum.two', 't.sum.all']);
});

test('outcomes of several cells add them up, of one lead to it', () => {
  const report = site.reports.get('shi/jia/ab')?.get(2031);
  assert(report);
  const outcomes = (/** @type {Record<string, number | string | null>} */ values) =>
    rowsOf(site, [{ report, record: record('new', values) }], CHOICE)
      .rows.filter(({ section }) => section === '办理结果')
      .map(({ label, anchor, values }) => [label, anchor, 'printed' in values[0] && values[0].printed]);
  assert.deepEqual(outcomes({ 's.new.all': 2, 's.rest.late.all': 0.1, 's.rest.more.all': 0.200125 }), [
    ['新收申请', 's.new.all', '2'],
    ['其他处理', 's', '0.300125'],
  ]);
  assert.deepEqual(outcomes({ 's.rest.late.all': 1, 's.rest.more.all': '/' }), [['其他处理', 's', '不能合计']]);
});

test('rows of plain zeros are counted, not listed, unless they are asked for', () => {
  const report = site.reports.get('shi/jia/ab')?.get(2030);
  assert(report);
  const old = record('old', { 's.new.all': 0, 's.rest.all': null }, { 's.new.all': '0（另有1件）' });
  const found = (/** @type {boolean} */ zeros) => rowsOf(site, [{ report, record: old }], { ...CHOICE, zeros });
  assert.deepEqual(
    found(false).rows.map(({ name }) => name),
    ['fresh', 's.new.all', 's.rest.all'],
  );
  assert.deepEqual([found(false).zero, found(true).zero, found(true).rows.length], [3, 0, 6]);
});

test('a chosen row that only forms not in use have is refused in their words', () => {
  const report = site.reports.get('shi/jia/ab')?.get(2030);
  assert(report);
  const columns = [{ report, record: record('old', {}) }];
  const reasons = rowsOf(site, columns, { ...CHOICE, cells: ['rest', 's.rest.late.all'] }).refused.map(
    ({ reason }) => reason,
  );
  assert.deepEqual(reasons, ['“其他处理”：旧格式没有这一项。', '“其他 / 逾期，申请人 / 总计”：旧格式没有这一项。']);
});

test('a chosen row that is not there is refused, not left out', () => {
  const { rows: found, refused } = rows({ ...CHOICE, cells: ['fresh', 'none', 'constructor', 'later'] });
  assert.deepEqual(
    found.map(({ name }) => name),
    ['fresh'],
  );
  assert.deepEqual(
    refused.map(({ reason }) => reason),
    [
      '“none”：各种格式都没有这一项，请从全部项目里看。',
      '“constructor”：各种格式都没有这一项，请从全部项目里看。',
      '“later”：各种格式都没有这一项，请从全部项目里看。',
    ],
  );
});

test('a change has a percentage only from a base of ten', () => {
  const value = (/** @type {number | null} */ number) => ({ printed: String(number), value: number });
  assert.deepEqual(changeOf([value(16), value(20)]), { difference: 4, percentage: 25 });
  assert.deepEqual(changeOf([value(9), value(18)]), { difference: 9, percentage: null });
  assert.deepEqual(changeOf([value(0), value(18)]), { difference: 18, percentage: null });
  assert.deepEqual(changeOf([value(null), value(10.1), value(null), value(10.4)])?.difference, 0.3);
  assert.equal(changeOf([value(10.25), value(10.500001)])?.difference, 0.250001);
  assert.equal(changeOf([value(16), value(null)]), null);
  assert.equal(changeOf([value(16), { code: 'form', reason: '' }]), null);
});

/** @type {[string, number, number | null][]} text, difference, percentage */
const CHANGES = [
  ['+4（+25%）', 4, 25],
  ['−4（−25%）', -4, -25],
  ['+1（+9.9%）', 1, 9.94],
  ['+1（+10%）', 1, 10],
  ['−1（−9.1%）', -1, -9.09],
  ['−0.5（−10%）', -0.5, -10.4],
  ['0（0%）', 0, 0],
  ['+18*', 18, null],
  ['−3*', -3, null],
  ['0', 0, null],
];

test('a change is shown with its sign, and with a star where it has no percentage', () => {
  for (const [text, difference, percentage] of CHANGES) assert.equal(changeText({ difference, percentage }), text);
  assert.equal(changeText(null), '—');
});

test('agencies are found by all their names, those that may be compared first', () => {
  const [chosen] = compare(site, ['shi/jia/ab'], 2031, 2031).series.map(({ agency }) => agency);
  const found = (/** @type {string} */ typed) => findAgencies(site, typed, [chosen]).agencies.map(({ id }) => id);
  assert.deepEqual(found('').slice(0, 2), ['shi/jia/ac', 'shi/jia/ac/fen']);
  assert(!found('').some((id) => id.startsWith('yi') || id === 'shi/jia'));
  assert.deepEqual(found('一局'), ['yi/ab', 'demo/ab']);
  const [other] = compare(site, ['yi/ab'], 2031, 2031).series.map(({ agency }) => agency);
  const { agencies } = findAgencies(site, '分局', [other]);
  assert.deepEqual(
    agencies.map(({ id }) => id),
    ['yi/qu/cz', 'shi/jia/ac/fen'],
  );
  assert.deepEqual(
    findAgencies(site, '老局', []).agencies.map(({ id }) => id),
    ['shi/jia/ab'],
  );
  for (const typed of ['demo/ac', 'demo/ac/', '/demo/ac', 'ac demo']) assert.deepEqual(found(typed), ['demo/ac']);
  assert.deepEqual(findAgencies(site, '县', []).more, 3);
  assert.deepEqual(findAgencies(site, '', []).agencies, []);
});
