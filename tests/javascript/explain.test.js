import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveNames, isNamed, readCatalog } from '../../docs/assets/search/catalog.js';
import { explain } from '../../docs/assets/search/explain.js';
import { isMisspelt, partsOf, withoutEnding } from '../../docs/assets/search/likeness.js';
import { formsOf } from '../../docs/assets/search/places.js';

/** @type {import('../../docs/assets/search/catalog.js').NamesRow[]} */
const ROWS = [
  ['', '1人民政府', ['2'], ['0安县人民政府']],
  ['wjj', '1卫生健康局', ['0卫健局'], ['0安山县卫生局']],
  ['wjj/s', '1卫生健康局疾控所', [], []],
  ['wty', '1文化旅游广电体育局', [], []],
  ['jyj', '1教育局', ['0教育局'], []],
  ['zrj', '1自然资源局', [], []],
  ['sthj', '1生态环境局', [], []],
  ['scjg', '1市场监督管理局', [], []],
  ['yjj', '1应急管理局', [], []],
  ['nyj', '1农业农村局', [], []],
  ['fgj', '1发展和改革局', [], []],
  ['wlj', '1文化和旅游局', [], []],
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
  ['a/zrj', '国土局', []],
  ['a/zrj', '自规局', []],
  ['a/zrj', '资规局', []],
  ['a/sthj', '环保局', []],
  ['a/scjg', '工商局', []],
  ['a/scjg', '质监局', []],
  ['a/scjg', '食药监局', []],
  ['a/yjj', '安监局', []],
  ['a/nyj', '农委', []],
  ['a/fgj', '物价局', []],
  ['a/wlj', '旅游局', []],
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

/** What names of agencies end with. */
const ENDINGS = `办公室 管理委员会 委员会 管委会 办事处 中心 分局 支队 大队 联合会
  局 委 办 厅 所 处 站 院 馆 镇 乡 县 市 区 旗 州 街道 政府 部门`;

test('a name is cut after what names end with', () => {
  for (const ending of ENDINGS.split(/\s+/)) {
    assert.deepEqual(partsOf(`甲丙${ending}丁戊`), [`甲丙${ending}`, '丁戊']);
    assert.equal(withoutEnding(`甲丙${ending}`), '甲丙', ending);
  }
});

test('a place is written whole, without its kind, and with another one', () => {
  for (const ending of '县市区旗镇乡州') {
    const forms = formsOf([`安山${ending}`]);
    for (const form of ['安山', '安山县', '安山市', '安山区', '安山旗', `安山${ending}`]) {
      assert.ok(forms.includes(form), `${form} of 安山${ending}`);
    }
  }
  for (const outer of '省州市') assert.ok(formsOf([`大安${outer}安山县`]).includes('安山'), outer);
  assert.deepEqual(formsOf(['安县']), ['安县县', '安县市', '安县区', '安县旗', '安县']);
});

test('one letter may be wrong from three on, two from eight on', () => {
  for (const [word, name, expected] of /** @type {[string, string, boolean][]} */ ([
    ['甲乙', '甲丙', false],
    ['甲乙丙', '甲乙丁', true],
    ['甲乙丙', '甲乙', false],
    ['甲乙丙', '甲乙丙丁', true],
    ['甲乙丙丁', '乙甲丙丁', true],
    ['甲乙丙丁', '丙乙甲丁', false],
    ['甲乙丙丁戊己庚', '甲乙丙丁戊壬癸', false],
    ['甲乙丙丁戊己庚辛', '甲乙丙丁戊己壬癸', true],
    ['甲乙丙丁戊己庚辛', '甲乙丙丁戊子壬癸', false],
    ['甲乙丙丁戊己庚辛', '甲乙丙丁戊己', true],
  ])) {
    assert.equal(isMisspelt(word, name), expected, `${word} ${name}`);
  }
});
