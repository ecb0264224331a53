import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveNames, isNamed, readCatalog } from '../../docs/assets/search/catalog.js';
import { explain } from '../../docs/assets/search/explain.js';

/** @type {import('../../docs/assets/search/catalog.js').NamesRow[]} */
const ROWS = [
  ['', '1人民政府', ['2'], ['0安县人民政府']],
  ['wjj', '1卫生健康局', ['0卫健局'], ['0安山县卫生局']],
  ['wjj/s', '1卫生健康局疾控所', [], []],
  ['wty', '1文化旅游广电体育局', [], []],
  ['jyj', '1教育局', ['0教育局'], []],
];
const READINGS = { 健: ['jian'], 建: ['jian'], 卫: ['wei'] };

const catalog = readCatalog({
  title: '',
  sections: {},
  years: [],
  kinds: [['k', '']],
  regions: [['a', '安山市', '', ['古安']]],
  region: [0, ROWS.length],
  kind: [0, ROWS.length],
  demo: [0, ROWS.length],
  held: [0, ROWS.length],
  names: [0, ROWS.length],
});
for (const [i, agency] of catalog.agencies.entries()) giveNames(agency, ROWS[i]);
const agencies = catalog.agencies.filter(isNamed);

/**
 * @param {string} id
 * @param {string} words
 */
function explained(id, words) {
  const agency = agencies.find((each) => each.id === id);
  assert.ok(agency);
  const above = agencies.filter((each) => id.startsWith(`${each.id}/`));
  return explain(words.split(' '), agency, { forms: catalog.places.get('a') ?? [], above, readings: READINGS });
}

/** @type {[string, string, string[]][]} agency, query, what is left as text */
const NAMED = [
  ['a/wjj', '安山县卫健局', []],
  ['a/wjj', '安山卫健委', []],
  ['a/wjj', '古安县卫生健康局', []],
  ['a/wjj', '古安市卫健局', []],
  ['a/wjj', '县卫健局', []],
  ['a/wjj', '卫生局', []],
  ['a/wjj', '卫计委', []],
  ['a/wjj', '安山卫健部门', []],
  ['a/wjj', '卫健局疫苗接种', ['疫苗接种']],
  ['a/wjj', '卫健局的疫苗接种', ['疫苗接种']],
  ['a/wjj', '疫苗接种 安山卫健委', ['疫苗接种']],
  ['a/wjj/s', '卫健委疾控所', []],
  ['a/wjj/s', '安山县卫健局 疾控所', []],
  ['a/wty', '文广旅体局', []],
  ['a/wty', '文旅委', []],
  ['a/jyj', '教委', []],
  ['a/jyj', '教育局 水', ['水']],
  ['a/jyj', '教育局水务局校车', ['水务局校车']],
  ['a/jyj', '教育体育局', []],
  ['a/jyj', '安山市政府 教育厅', []],
  ['a', '古安县政府', []],
  ['a', '安山 疫苗', ['疫苗']],
];

for (const [id, query, rest] of NAMED) {
  test(`${query} names ${id}`, () => {
    const each = explained(id, query);
    assert.deepEqual([each.isNamed, each.isNear, each.rest], [true, false, rest]);
  });
}

test('agencies with a letter wrong, missing, too many or in another place are near', () => {
  for (const query of ['卫建局', '生卫健康局', '卫生健康周']) {
    const each = explained('a/wjj', query);
    assert.deepEqual([query, each.isNamed, each.isNear, each.rest], [query, true, true, []]);
  }
});

test('a wrong letter that sounds like the right one is nearer', () => {
  assert.ok(explained('a/wjj', '卫建局').level > explained('a/wjj', '卫间局').level);
});

test('other words, and the place alone, name no agency', () => {
  for (const query of ['财政局', '卫健', '安山市', '疫苗接种', '行政处罚', '教', '交办']) {
    assert.equal(explained('a/jyj', query).isNamed, false, query);
  }
  for (const query of ['市民', '市政', '人大']) {
    assert.equal(explained('a', query).isNamed, false, query);
  }
});
