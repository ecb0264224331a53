import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveNames, isNamed, readCatalog } from '../../docs/assets/search/catalog.js';
import { goOn, newSearch, recordExamined } from '../../docs/assets/search/state.js';
import { noneFound, searchNote, statusText } from '../../docs/assets/search/status.js';

/** @typedef {import('../../docs/assets/search/state.js').Search} Search */
/** @typedef {import('../../docs/assets/search/state.js').Query} Query */

/** Two agencies of one place: the first has reports of both years, the second one of the older. */
function catalogOfTwo() {
  const catalog = readCatalog({
    title: '政府信息公开工作年度报告',
    sections: {},
    years: [2024, 2023],
    kinds: [['bureau', '部门']],
    regions: [['a', '安市', '']],
    region: [0, 2],
    kind: [0, 2],
    demo: [0, 1, 1, 1],
    held: [3, 1, 2, 1],
    names: [0, 1, 1, 1],
  });
  for (const [i, agency] of catalog.agencies.entries()) giveNames(agency, [`b${i}`, `1第${i}局`, [], []]);
  return catalog;
}

/**
 * @param {Partial<Query>} query
 * @param {string[]} words
 * @param {boolean} exact
 */
function search(query = {}, words = ['公开'], exact = false) {
  const catalog = catalogOfTwo();
  const agencies = catalog.agencies.filter(isNamed).slice(1);
  const reading = { years: [], isNewest: false, words };
  const finding = { ...reading, agencies, unread: 0, scores: new Map(), rest: [], isNear: false };
  const listed = catalog.reports;
  return newSearch({ q: words.join(' '), year: '', region: '', kind: '', ...query }, catalog, {
    words,
    headlinesOnly: false,
    reports: listed,
    exact,
    listed,
    finding,
    byName: false,
  });
}

const NOTHING = { results: [], refuted: [], failed: [], left: [] };

test('reports are numbered by year, with a number for every agency', () => {
  const { reports } = catalogOfTwo();
  assert.deepEqual(
    reports.map(({ number, year, agency }) => [number, year, isNamed(agency) && agency.name]),
    [
      [0, 2024, '安市第0局'],
      [2, 2023, '安市第0局'],
      [3, 2023, '安市第1局'],
    ],
  );
});

test('names begin with their place, with its name cut short, or with neither', () => {
  const [agency] = catalogOfTwo().agencies;
  giveNames(agency, ['b', '1住建局', ['0住建局', '2住建局'], ['2建设局']]);
  assert.ok(isNamed(agency));
  assert.deepEqual(agency.normal, ['安市住建局', '住建局', '安住建局', '安建设局']);
  assert.deepEqual(agency.stems, [2, 0, 1, 1]);
  assert.deepEqual([agency.shortNames, agency.formerNames], [['住建局', '安住建局'], ['安建设局']]);
  assert.equal(agency.id, 'a/b');
});

test('the status counts what was not refuted, approximately until all is examined', () => {
  const mine = search();
  const [first, second, third] = mine.left;
  assert.equal(statusText(mine), '约 3 份报告，其中示例数据 1 份；读过的都不含有，可以接着找');
  recordExamined(mine, { ...NOTHING, refuted: [first], left: [second, third] });
  assert.equal(statusText(mine), '约 2 份报告，其中示例数据 1 份；读过的都不含有，可以接着找');
  recordExamined(mine, { ...NOTHING, failed: [third], left: [] });
  assert.equal(statusText(mine), '找到 1 份报告；有 1 份没有读出来，刷新本页可以再试');
});

test('an exact count is not marked as approximate', () => {
  assert.match(statusText(search({}, ['公开'], true)), /^找到 3 份报告/);
});

test('if no report has the words, what else the query may mean follows', async () => {
  const mine = search({}, ['dyj']);
  const last = mine.candidates.reports.slice(2);
  mine.stages = (async function* () {
    yield { ...mine.candidates, words: [], reports: last, listed: last, byName: true };
  })();
  assert.equal(await goOn(mine), false);
  recordExamined(mine, { ...NOTHING, refuted: mine.left });
  assert.equal(await goOn(mine), true);
  assert.deepEqual(mine.left, last);
  assert.equal(mine.dropped.size, 0);
  assert.equal(searchNote(mine), '下面按机关名称列出。');
  assert.equal(statusText({ ...mine, results: 1, left: [] }), '机关名称相符：1 份报告，其中示例数据 1 份');
  recordExamined(mine, { ...NOTHING, refuted: mine.left });
  assert.equal(mine.dropped.size, 1);
  assert.equal(await goOn(mine), false);
});

test('a note says why reports are shown that lack the words as typed', () => {
  const mine = search({}, ['夜市摊位古戏台']);
  const { finding } = mine.candidates;
  mine.candidates.words = ['夜市摊位', '古戏台'];
  assert.equal(searchNote(mine), '没有报告一字不差地含有“夜市摊位古戏台”，下面的报告含有“夜市摊位”、“古戏台”。');
  Object.assign(mine.candidates, { words: [], byName: true });
  finding.rest = ['夜市'];
  assert.equal(searchNote(mine), '没有报告含有“夜市”，下面按机关名称列出。');
  finding.isNear = true;
  assert.match(searchNote(mine), /^没有名称是“夜市摊位古戏台”的机关，下面是名称相近的/);
  assert.match(statusText({ ...mine, left: [] }), /^机关名称相近：/);
  Object.assign(finding, { rest: [], isNear: false, agencies: [] });
  assert.equal(searchNote(mine), '下面按年度列出。');
  assert.match(statusText({ ...mine, left: [] }), /^年度相符：/);
});

test('words that every report prints in its tables are not said to be in no report', () => {
  const label = { key: 'a.b', cell: 'a.b', label: '夜市', isWhole: true };
  const mine = search({}, ['夜市']);
  mine.candidates.words = ['夜'];
  const said = '正文里没有“夜市”；表格里有这一项，它的数见下面的链接。';
  assert.equal(searchNote(mine, label), `${said}下面的报告，正文含有“夜”。`);
  assert.equal(noneFound(search({ year: '2024' }, ['夜市']), label), said);
  Object.assign(mine.candidates, { words: [], byName: true });
  mine.candidates.finding.rest = ['夜市'];
  assert.equal(searchNote(mine, label), `${said}下面按机关名称列出。`);
  assert.match(noneFound(search({}, ['夜市']), { ...label, isWhole: false }), /表格里有相近的一项/);
});

test('reports that could not be read keep the page from saying that none has the words', async () => {
  const mine = search({}, ['dyj']);
  const [first, ...others] = mine.left;
  recordExamined(mine, { ...NOTHING, refuted: others, failed: [first] });
  assert.equal(await goOn(mine), false);
  assert.equal(noneFound(mine), '有 1 份报告没有读出来，刷新本页可以再试。');
});

test('without results the page says what to change', () => {
  const none = (/** @type {Partial<Query>} */ query, /** @type {string[]} */ words) => {
    const mine = search(query, words);
    mine.candidates.finding.agencies = [];
    return noneFound(mine);
  };
  assert.equal(none({ year: '2024' }, ['公开']), '在所选范围内没有报告含有“公开”。可以清除筛选再试。');
  assert.match(none({}, ['公开', '回避']), /^没有报告同时含有“公开”、“回避”。可以减少词语/);
  assert.match(none({}, ['公']), /^机关名称和报告标题里没有“公”，单个字只查机关名称和标题。可以多写几个字/);
  assert.match(none({ region: 'a' }, ['公开']), /^在所选范围内没有/);
  assert.match(none({}, ['公', '回避']), /可以减少词语/);
  assert.equal(none({ kind: 'bureau' }, []), '所选范围内没有报告。');
});

test('agencies without the reports asked for are not said to lack words', () => {
  const mine = search({}, ['二局', '2022']);
  mine.candidates.finding.years = [2022];
  assert.equal(noneFound(mine), '名称相符的机关没有收录2022年报告，已收录的年度见下面。');
  mine.candidates.finding.years = [2022, 2021];
  assert.match(noneFound(mine), /^名称相符的机关没有收录2021—2022年报告/);
  assert.match(noneFound({ ...mine, query: { ...mine.query, kind: 'bureau' } }), /^在所选范围内没有报告/);
  for (const agency of mine.candidates.finding.agencies) agency.years.clear();
  assert.equal(noneFound(mine), '名称相符的机关尚未收录报告。');
});

test('a note says that single characters are not looked for in texts', () => {
  const mine = search({}, ['公']);
  assert.equal(searchNote(mine), '');
  mine.candidates.headlinesOnly = true;
  assert.equal(searchNote(mine), '单个字只查机关名称和标题。');
  assert.match(statusText({ ...mine, left: [] }), /^机关名称或标题相符：3 份报告/);
});
