import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggest } from '../../docs/assets/search/combobox.js';
import { loadCatalog } from '../../docs/assets/search/data.js';
import { examineSome } from '../../docs/assets/search/examine.js';
import { find } from '../../docs/assets/search/finder.js';
import { levelOf } from '../../docs/assets/search/levels.js';
import { countBy, findCandidates } from '../../docs/assets/search/query.js';
import { candidatesByName, stagesAfter } from '../../docs/assets/search/stages.js';
import { agencyItems } from '../../docs/assets/search/view.js';
import { serveSite } from './made_up_site.js';

const FILTERS = { year: '', region: '', kind: '' };
const SPREAD = '子丑寅卯辰巳午未申酉戌亥';

const years = Object.fromEntries([2018, 2019, 2020, 2021, 2022, 2023, 2024].map((year) => [year, {}]));
const towns = [...'东南西北上下前后左右高低中外'].map((each) => ({
  id: `t${each}`,
  name: `${each}河镇`,
  reports: { 2024: { overview: '河道整治' } },
}));

serveSite(
  [
    { id: 'demo', name: '甲水利局', demo: true, reports: { 2024: { overview: '防汛抗旱' } } },
    { id: 'b', name: '乙水利局', reports: { 2023: {} } },
    { id: 'c', name: '丙水利局', reports: { 2024: { overview: '防汛抗旱' }, 2023: {} } },
    { id: 'part', name: '丁住建局分局', reports: { 2024: {} } },
    { id: 'whole', name: '戊建设局', shortNames: ['住建局'], reports: { 2024: {} } },
    { id: 'old', name: '己档案馆', reports: years },
    { id: 'named', name: '庚渔业站分站', reports: { 2024: { overview: '与2023年度相比' } } },
    { id: 'mentions', name: '辛林业站', reports: { 2023: { overview: '移交庚渔业站' } } },
    { id: 'spread', name: '壬园林站', reports: { 2024: { overview: SPREAD } } },
    { id: 'ends', name: '癸绿化站', reports: { 2024: { overview: '子丑寅。酉戌亥。' } } },
    {
      id: 'signed',
      name: '亥林场',
      reports: { 2024: { preamble: '开头的词', closing: '落款的词', unknown: '别处的词' } },
    },
    ...towns,
    { id: 'demo-whole', name: '渠道站', demo: true },
    { id: 'channel', name: '渠道站分站' },
    { id: 'longest', name: '龙'.repeat(40) },
    { id: 'seasons', name: '子木材站', reports: { 2024: { overview: '春夏秋冬晨。夏秋冬晨昏昼。' } } },
  ],
  2,
);

const AGENCY = {
  id: 'jia/a',
  names: 0,
  name: '甲县住建局',
  place: '甲县',
  demo: false,
  region: 'jia',
  kind: 'bureau',
  years: new Set([2024]),
  shortNames: [],
  formerNames: [],
};

/** @param {string} query */
async function agenciesFor(query) {
  const { agencies, unread } = await find(await loadCatalog(), query);
  return [agencies.map(({ id }) => id), unread];
}

/** @param {string} query */
async function reportsFor(query) {
  const { reports } = await findCandidates(query, FILTERS);
  return reports.map(({ agency, year }) => `${agency.region}/${year}`);
}

test('of agencies that match equally well, demonstration data comes last', async () => {
  assert.deepEqual(await agenciesFor('水利局'), [['b', 'c', 'demo'], 0]);
});

test('of agencies that match equally well, those with a report of the year come first', async () => {
  assert.deepEqual(await agenciesFor('水利局 2024'), [['c', 'b', 'demo'], 0]);
});

test('a better match comes before a report of the year', async () => {
  assert.deepEqual(await agenciesFor('水利局 2023'), [['b', 'c', 'demo'], 0]);
  assert.deepEqual(await agenciesFor('住建局'), [['whole', 'part'], 0]);
});

test('a better match comes before one that is no demonstration data', async () => {
  assert.deepEqual(await agenciesFor('渠道站'), [['demo-whole', 'channel'], 0]);
});

test('a whole name is better than its beginning, that than a part, and any of them than pinyin or a short form', () => {
  const agency = { ...AGENCY, normal: ['甲县住建局'], stems: [2] };
  const words = ['甲县住建局', '住建', '建局', 'zhujianju', 'zhujian', '住局'];
  const readings = { 住: ['zhu'], 建: ['jian'], 局: ['ju'] };
  const levels = words.map((word) => levelOf(word, agency, readings));
  assert.deepEqual(levels, [6, 5, 4, 3, 2, 1]);
  assert.equal(levelOf('甲县', agency, readings), levels[1]);
  for (const word of ['建住', '县局', 'jianju']) assert.equal(levelOf(word, agency, readings), 0, word);
});

test('names of up to forty characters are matched', () => {
  const levels = [40, 41].map((length) => {
    const name = '鼠'.repeat(length);
    return levelOf(name, { ...AGENCY, name, normal: [name], stems: [0] }, {});
  });
  assert.deepEqual(levels, [6, 0]);
});

test('reports of agencies found by name stand in the order in which these were found, newest first', async () => {
  const catalog = await loadCatalog();
  const finding = await find(catalog, '水利局 2024');
  const listed = (/** @type {number[]} */ ...years) =>
    candidatesByName({ ...finding, years }, catalog.reports, FILTERS).reports.map(
      (report) => `${report.agency.region}/${report.year}`,
    );
  assert.deepEqual(listed(), ['c/2024', 'c/2023', 'b/2023', 'demo/2024']);
  assert.deepEqual(listed(2023), ['c/2023', 'b/2023']);
});

test('names of a limited number of files are read, and the others counted', async () => {
  assert.deepEqual(await agenciesFor('镇'), [towns.slice(0, 11).map(({ id }) => id), 3]);
});

test('a name of forty characters is found', async () => {
  assert.deepEqual(await agenciesFor('龙'.repeat(40)), [['longest'], 0]);
});

test('a word that is longer than any name is not looked up', async () => {
  const fetched = globalThis.fetch;
  globalThis.fetch = () => assert.fail();
  assert.deepEqual(await agenciesFor(`${'鼠牛虎兔'.repeat(10)}龙`), [[], 0]);
  globalThis.fetch = fetched;
});

test('of reports that match equally well, demonstration data comes last', async () => {
  assert.deepEqual(await reportsFor('防汛抗旱'), ['c/2024', 'demo/2024']);
});

test('reports of the agency that is named as a whole come first', async () => {
  assert.deepEqual(await reportsFor('住建局'), ['whole/2024', 'part/2024']);
});

test('reports of the year come before reports of the agency that only mention it', async () => {
  assert.deepEqual(await reportsFor('庚渔业站 2023'), ['mentions/2023', 'named/2024']);
});

test('a long word is looked up in more than its two ends', async () => {
  assert.deepEqual(await reportsFor(SPREAD), ['spread/2024']);
});

test('passages outside the sections are named by their place', async () => {
  for (const [word, title] of Object.entries({ 开头的词: '正文之前', 落款的词: '正文之后', 别处的词: '正文' })) {
    const asked = await findCandidates(word, FILTERS);
    const { results } = await examineSome(asked.reports, asked);
    assert.deepEqual(
      results.map(({ passage }) => passage && [passage.section, passage.title]),
      [[null, title]],
    );
  }
});

test('seven agencies are suggested at most, and a search of the texts last', async () => {
  const texts = (await suggest(' 镇 ')).map(({ text }) => text);
  assert.deepEqual(texts, [...towns.slice(0, 7).map(({ name }) => name), '检索“镇”']);
});

test('reports are read in tens until there are ten results, or twenty are read', async () => {
  const { reports } = await loadCatalog();
  const all = await examineSome(reports, { words: ['河道整治'], headlinesOnly: false });
  assert.deepEqual([all.results.length, all.refuted.length, all.left.length], [11, 9, reports.length - 20]);
  const firstTowns = reports.filter(({ agency }) => agency.region.startsWith('t'));
  const enough = await examineSome(firstTowns.concat(reports), { words: ['河道整治'], headlinesOnly: false });
  assert.equal(enough.results.length, 10);
  const others = reports.filter((report) => !firstTowns.includes(report));
  const sixInTen = [...firstTowns.slice(0, 6), ...others.slice(0, 4), ...firstTowns.slice(6), ...others.slice(4)];
  const more = await examineSome(sixInTen, { words: ['河道整治'], headlinesOnly: false });
  assert.deepEqual([more.results.length, more.left.length], [firstTowns.length, reports.length - 20]);
  const few = await examineSome(reports.slice(0, 13), { words: ['河道整治'], headlinesOnly: false });
  assert.deepEqual([few.results.length, few.refuted.length, few.left.length], [4, 9, 0]);
});

test('the first result is shown while other reports are still read', async () => {
  const { reports } = await loadCatalog();
  const none = reports.filter(({ agency }) => !agency.region.startsWith('t')).slice(0, 3);
  const towns = reports.filter(({ agency }) => agency.region.startsWith('t')).slice(0, 3);
  /** @type {unknown[]} */
  const shown = [];
  const asked = { words: ['河道整治'], headlinesOnly: false };
  const { results } = await examineSome([...none, ...towns], asked, (first) => shown.push(first));
  assert.equal(results.length, 3);
  assert.deepEqual(shown, results.slice(0, 1));
});

/** What is appended, as text. */
class Element {
  /** @type {unknown[]} */
  children = [];
  setAttribute() {}
  append(/** @type {unknown[]} */ ...items) {
    this.children.push(...items);
  }
  toString() {
    return this.children.map(String).join('');
  }
}
Object.assign(globalThis, { document: { createElement: () => new Element() } });

/** @param {string} query */
async function listedFor(query) {
  const catalog = await loadCatalog();
  return agencyItems(await find(catalog, query), catalog).map(String);
}

test('the newest six years of an agency are listed, with the number of all', async () => {
  const newest = '2024年、2023年、2022年、2021年、2020年、2019年';
  assert.deepEqual(await listedFor('己档案馆 2017'), [`己档案馆未收录2017年报告，已收录：${newest}等 7 份报告`]);
});

test('five agencies are listed, and the others counted', async () => {
  const [others, ...listed] = (await listedFor('河镇')).reverse();
  assert.equal(listed.length, 5);
  assert.match(others, /^另有 ?\S* ?9 个机关名称相符/);
});

test('a year alone leads to its page, with as many reports as its filter counts', async () => {
  const { reports } = await loadCatalog();
  const count = countBy('year', reports, FILTERS).get('2024');
  assert.deepEqual(await listedFor('2024年报告'), [`2024年全部报告共 ${count} 份报告`]);
  assert.deepEqual((await listedFor('近两年')).length, 2);
  assert.match((await listedFor('最新'))[0], /^2024年全部报告/);
});

test('the years that are asked for are listed, or that there is none of them', async () => {
  assert.deepEqual(await listedFor('己档案馆 2019-2021'), ['己档案馆2021年、2020年、2019年']);
  assert.match((await listedFor('己档案馆 2014-2015'))[0], /^己档案馆未收录2014—2015年报告，已收录：2024年/);
  assert.deepEqual(await listedFor('己档案馆最新年报'), ['己档案馆 2024年报告机关主页']);
  assert.deepEqual(await listedFor('己档案馆的报告'), ['己档案馆共 7 份报告']);
});

/**
 * The words of each stage that follows the query.
 * @param {string} query
 */
async function stagesOf(query) {
  const words = [];
  for await (const stage of stagesAfter(await findCandidates(query, FILTERS), FILTERS)) words.push(stage.words);
  return words;
}

test('a word is taken apart in three ways at most, the most even ones first', async () => {
  assert.deepEqual(await stagesOf('春夏秋冬晨昏昼'), [
    ['春夏秋', '冬晨昏昼'],
    ['春夏秋冬', '晨昏昼'],
    ['春夏', '秋冬晨昏昼'],
  ]);
  assert.deepEqual(await stagesOf('春夏昼'), []);
  assert.deepEqual(await stagesOf('昏昼春夏'), [['昏昼', '春夏']]);
  assert.deepEqual(await stagesOf(`春夏${'秋冬'.repeat(12)}`), []);
});

test('what stands in quotation marks is not taken apart', async () => {
  for (const query of ['“昏昼春夏”防', '「昏昼春夏防', "'昏昼春夏 防"])
    assert.deepEqual(await stagesOf(query), [], query);
});
