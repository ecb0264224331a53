import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from '../../docs/assets/csv.js';
import { answer, orderOfSums, reportsAsked } from '../../docs/assets/figures/answer.js';
import { readCell } from '../../docs/assets/figures/cells.js';
import { choicesOf } from '../../docs/assets/figures/choices.js';
import { matching } from '../../docs/assets/figures/chooser.js';
import { allFigures, basesOf, figureOf } from '../../docs/assets/figures/figure.js';
import { readIndex } from '../../docs/assets/figures/index.js';
import { formatNumber, shareOf, sumOf, typedNumber } from '../../docs/assets/figures/numbers.js';
import { faultOf, readQuestion, writeQuestion } from '../../docs/assets/figures/question.js';
import { groupsOf, sortedGroups } from '../../docs/assets/figures/sums.js';
import { csvRows, reportTable, sumTable } from '../../docs/assets/figures/table.js';
import { faultsOf, notesOf, questionText, shownValue, statusText } from '../../docs/assets/figures/words.js';
import { CELLS, INDEX } from './cell_files.js';

const index = readIndex(INDEX, false);
const columns = new Map(Object.entries(CELLS).map(([cell, file]) => [cell, readCell(file, index)]));

/** @param {string} address */
function ask(address, data = { index, columns }) {
  const question = readQuestion(address);
  const figures = question.figures.map(({ key }) => {
    const figure = figureOf(key, data.index.forms);
    assert.ok(figure, key);
    return figure;
  });
  const base = question.base ? figureOf(question.base, data.index.forms) : null;
  return { base, found: answer(question, figures, base, data) };
}

/** @param {string} address */
function shown(address) {
  const { base, found } = ask(address);
  return reportTable(found, base)
    .rowsFrom(0)
    .map((row) => row.map(({ plain }) => plain).join(' '));
}

/** @type {[string, string[]][]} question, rows */
const ANSWERS = [
  ['?cell=refused&year=2031', ['甲县一局 2031 6', '甲县人民政府 2031 3', '甲县二局 2031 0', '乙县三局 2031 有文字']],
  ['?cell=refused:gt:0', ['甲县一局 2031 6', '甲县人民政府 2031 3', '甲县老局 2030 1']],
  ['?cell=received:blank', ['甲县二局 2030 空白']],
  ['?cell=refused:text', ['乙县三局 2031 有文字']],
  ['?cell=s.no.y.all:text', ['乙县三局 2031 /']],
  ['?cell=received:between:5:9', ['甲县老局 2030 9（约）', '乙县三局 2031 7', '乙县三局 2030 5']],
  ['?cell=received:eq:0', ['甲县二局 2031 0']],
  ['?cell=received:ge:20&kind=department', ['甲县一局 2031 20']],
  ['?cell=received:le:5&region=yi', ['乙县三局 2030 5']],
  ['?cell=t.fees.sum:lt:0.2', ['甲县人民政府 2031 0.1', '甲县二局 2030 0', '乙县三局 2030 0', '甲县二局 2031 -1']],
  [
    '?cell=received&cell=s.no.y.all&agency=jia/a&agency=yi/c',
    ['甲县老局 2030 9（约） 无此项', '甲县一局 2031 20 4', '乙县三局 2030 5 0', '乙县三局 2031 7 /'],
  ],
  ['?cell=received&year=2030&sort=received:asc', ['乙县三局 2030 5', '甲县老局 2030 9（约）', '甲县二局 2030 空白']],
  ['?cell=received&agency=jia/a', ['甲县老局 2030 9（约）', '甲县一局 2031 20']],
  ['?cell=refused&cell=concluded&base=concluded&year=2031&agency=jia/a', ['甲县一局 2031 6 37.5% 16']],
  ['?cell=received&agency=jia/a&sort=year:desc', ['甲县一局 2031 20', '甲县老局 2030 9（约）']],
  [
    '?cell=received&year=2030&year=2031&sort=year:asc&agency=jia/b&agency=yi/c',
    ['甲县二局 2030 空白', '乙县三局 2030 5', '甲县二局 2031 0', '乙县三局 2031 7'],
  ],
  [
    '?cell=received&sort=agency:desc&agency=jia/b&agency=yi/c',
    ['乙县三局 2030 5', '乙县三局 2031 7', '甲县二局 2030 空白', '甲县二局 2031 0'],
  ],
  [
    '?cell=refused&base=concluded&year=2031&sort=share.refused:asc',
    ['甲县人民政府 2031 3 7.5% 40', '甲县一局 2031 6 37.5% 16', '甲县二局 2031 0 — 0', '乙县三局 2031 有文字 — 9'],
  ],
  [
    '?cell=refused&base=concluded&year=2031&sort=share.refused:desc',
    ['甲县一局 2031 6 37.5% 16', '甲县人民政府 2031 3 7.5% 40', '甲县二局 2031 0 — 0', '乙县三局 2031 有文字 — 9'],
  ],
  [
    '?cell=refused&base=concluded&year=2031&sort=agency:asc',
    ['甲县人民政府 2031 3 7.5% 40', '甲县一局 2031 6 37.5% 16', '甲县二局 2031 0 — 0', '乙县三局 2031 有文字 — 9'],
  ],
];

for (const [address, rows] of ANSWERS) {
  test(`answer: ${address}`, () => assert.deepEqual(shown(address), rows));
}

test('reports whose forms have none of the figures are counted, not listed', () => {
  const { found } = ask('?cell=s.no.x.all&year=2030');
  assert.deepEqual([found.asked, found.lacking, found.reports.length], [3, 1, 2]);
});

test('values are made only of reports that are shown', () => {
  const made = new Set();
  const watched = new Map(
    [...columns].map(([cell, { numberIn, valueIn }]) => [
      cell,
      {
        numberIn,
        valueIn: (/** @type {import('../../docs/assets/figures/index.js').Report} */ report) => {
          made.add(report);
          return valueIn(report);
        },
      },
    ]),
  );
  const { base, found } = ask('?cell=received:ge:0&cell=refused&base=concluded', { index, columns: watched });
  assert.ok(found.reports.length > 2);
  assert.equal(made.size, 0);
  reportTable(found, base).rowsFrom(0, 2);
  assert.deepEqual([...made], found.reports.slice(0, 2));
});

test('a result leads to its cell, a sum of cells to the first that is not zero', () => {
  const { base, found } = ask('?cell=refused&cell=s.new.all&year=2031');
  const links = reportTable(found, base)
    .rowsFrom(0)
    .map((row) => row.slice(2).map(({ href }) => href?.split('/docs/')[1]));
  assert.deepEqual(links[0], ['jia/a/2031/#s.no.x.all', 'jia/a/2031/#s.new.all']);
  assert.deepEqual(links[1], ['jia/2031/#s.no.x.all', 'jia/2031/#s.new.all']);
});

test('what is no number is set apart', () => {
  const { base, found } = ask('?cell=received&cell=s.no.y.all&agency=jia/a&agency=jia/b&agency=yi/c&year=2030');
  const soft = reportTable(found, base)
    .rowsFrom(0)
    .map((row) => row.slice(2).map(({ text, isSoft }) => [text, isSoft]));
  assert.deepEqual(soft, [
    [
      ['9（约）', false],
      ['无此项', true],
    ],
    [
      ['空白', true],
      ['0', false],
    ],
    [
      ['5', false],
      ['0', false],
    ],
  ]);
});

test('the link of a sum of cells leads past those that are zero, unless all are', () => {
  const values = { 's.no.x.all': [1, 0, 0, 0], 's.no.y.all': [5, 7, 0, 1] };
  const files = Object.entries(values).map(
    ([cell, values]) =>
      /** @type {const} */ ([cell, readCell({ cell, years: { 2031: { order: 'o31', values } } }, index)]),
  );
  const { base, found } = ask('?cell=refused&year=2031&region=jia&sort=agency:asc', {
    index,
    columns: new Map(files),
  });
  const links = reportTable(found, base)
    .rowsFrom(0)
    .map(([, , { href }]) => href?.split('/docs/')[1]);
  assert.deepEqual(links, ['jia/2031/#s.no.x.all', 'jia/a/2031/#s.no.y.all', 'jia/b/2031/#s.no.x.all']);
});

test('sums are over agencies of one year, kind and government, and say what they lack', () => {
  const { base, found } = ask('?cell=received&cell=refused&view=sums&base=concluded');
  const rows = sumTable(found, groupsOf(found, base, index), base).rowsFrom(0);
  assert.deepEqual(
    rows.map((row) => row.map(({ plain, remark }) => plain + (remark ? `（${remark}）` : '')).join(' ')),
    [
      '甲县人民政府 人民政府 2031 1 40 3 7.5% 40',
      '甲县人民政府 政府部门 2031 2 20 6 37.5% 16',
      '乙县人民政府 政府部门 2031 1 7 —（0 份之和；未计文字 1 份） —（按 0 份） 9',
      '甲县人民政府 政府部门 2030 2 9（1 份之和；未计空白 1 份） 1 —（按 1 份） 0（1 份之和；未计无此项 1 份）',
      '乙县人民政府 政府部门 2030 1 5 0 — 0',
    ],
  );
});

test('a sum of cells with a blank and a text lacks it once, for the text', () => {
  const [blank, text] = [{ blank: [1] }, { printed: { 1: /** @type {[string, null]} */ (['/', null]) } }];
  const file = (/** @type {string} */ cell, /** @type {object} */ lacking) =>
    readCell({ cell, years: { 2031: { order: 'o31', values: [0, 0, 7, 0], ...lacking } } }, index);
  const files = new Map([
    ['s.no.x.all', file('s.no.x.all', blank)],
    ['s.no.y.all', file('s.no.y.all', text)],
  ]);
  const question = '?cell=refused&year=2031&region=jia&kind=department';
  const { found } = ask(question, { index, columns: files });
  assert.deepEqual(groupsOf(found, null, index)[0].sums, [{ value: 14, count: 1, blank: 0, text: 1, absent: 0 }]);
  assert.deepEqual(shown(question).length, 2);
});

test('sums are sorted by a column of theirs, those without a number last', () => {
  const placesBy = (/** @type {string} */ sort) => {
    const address = `?cell=received&cell=refused&view=sums&base=concluded&year=2031&sort=${sort}`;
    const { base, found } = ask(address);
    const order = orderOfSums(readQuestion(address), found.columns);
    return sortedGroups(groupsOf(found, base, index), order, found.columns).map(
      ({ place, sums }) => place.slice(0, 2) + sums[1].value,
    );
  };
  assert.deepEqual(placesBy(''), ['甲县3', '甲县6', '乙县null']);
  assert.deepEqual(placesBy('refused:desc'), ['甲县6', '甲县3', '乙县null']);
  assert.deepEqual(placesBy('refused:asc'), ['甲县3', '甲县6', '乙县null']);
  assert.deepEqual(placesBy('received:asc'), ['乙县null', '甲县6', '甲县3']);
  assert.deepEqual(placesBy('agency:asc'), placesBy(''));
});

test('governments are added up with their equals only, and nothing is added up twice', () => {
  const agencies = ['shi', 'shi/a', 'shi/b', 'shi/b/c', 'other'].map((id) => ({
    id,
    name: id,
    kind: 'government',
    government: id,
  }));
  const office = { id: 'shi/x', name: 'x', kind: 'department', government: 'shi' };
  const station = { id: 'shi/x/y', name: 'y', kind: 'department', government: 'shi' };
  const all = [...agencies, office, station];
  const years = {
    2031: {
      order: 'o',
      agencies: [0, all.length],
      forms: /** @type {[string, number][]} */ ([['new', all.length]]),
      names: {},
    },
  };
  const own = readIndex({ ...INDEX, agencies: all, years }, false);
  const file = { cell: 's.new.all', years: { 2031: { order: 'o', values: [100, 20, 30, 7, 5, 60, 4] } } };
  const { found } = ask('?cell=s.new.all&view=sums', {
    index: own,
    columns: new Map([['s.new.all', readCell(file, own)]]),
  });
  const groups = groupsOf(found, null, own);
  assert.deepEqual(
    groups.map(({ place, isBelow, kind, reports, contained, sums }) => [
      place,
      isBelow,
      kind,
      reports,
      contained,
      sums[0].value,
    ]),
    [
      ['shi', false, '人民政府', 1, 0, 100],
      ['shi', true, '人民政府', 2, 0, 50],
      ['shi/b', true, '人民政府', 1, 0, 7],
      ['other', false, '人民政府', 1, 0, 5],
      ['shi', false, '政府部门', 1, 1, 60],
    ],
  );
  assert.deepEqual(
    sumTable(found, groups, null)
      .rowsFrom(1, 2)
      .map(([place, , , reports]) => [place.text, reports.text]),
    [['shi所辖', '2']],
  );
  const [contained] = sumTable(found, groups, null).rowsFrom(4);
  assert.equal(contained[3].remark, '另有 1 份是其中机关下级的报告，已包含在内，不重复加');
  const asked = reportsAsked(readQuestion('?region=shi'), own).map(({ agency }) => agency.id);
  assert.deepEqual(asked, ['shi', 'shi/x', 'shi/x/y']);
});

test('counts and figures of both tables are set as numbers, and every figure can be sorted by', () => {
  const { base, found } = ask('?cell=refused&base=concluded');
  const columns = (/** @type {import('../../docs/assets/figures/table.js').Table} */ { headings }) =>
    headings.map(({ title, key, isFigure }) => [title, key, isFigure]);
  assert.deepEqual(columns(reportTable(found, base)), [
    ['机关', 'agency', false],
    ['年度', 'year', false],
    ['不予公开（件）', 'refused', true],
    ['不予公开占办结', 'share.refused', true],
    ['办结（件）', 'concluded', true],
  ]);
  assert.deepEqual(columns(sumTable(found, [], base)), [
    ['地区', '', false],
    ['机关类别', '', false],
    ['年度', '', false],
    ['报告（份）', '', true],
    ['不予公开（件）', 'refused', true],
    ['不予公开占办结', 'share.refused', true],
    ['办结（件）', 'concluded', true],
  ]);
});

test('sums have no share if a part is more than its whole in any report', () => {
  /** @param {Record<string, number[]>} values of the reports of 2031, by cell */
  const shareOfSums = (values) => {
    const files = Object.entries(values).map(
      ([cell, values]) =>
        /** @type {const} */ ([cell, readCell({ cell, years: { 2031: { order: 'o31', values } } }, index)]),
    );
    const question = '?cell=s.no.x.all&base=concluded&year=2031&region=jia&kind=department';
    const { base, found } = ask(question, { index, columns: new Map(files) });
    return groupsOf(found, base, index)[0].sums[1].value;
  };
  const whole = [40, 16, 10, 9];
  assert.equal(shareOfSums({ 's.no.x.all': [0, 8, 5, 0], 's.sum.all': whole }), 50);
  assert.equal(shareOfSums({ 's.no.x.all': [0, 16, 10, 0], 's.sum.all': whole }), 100);
  assert.equal(shareOfSums({ 's.no.x.all': [0, 17, 5, 0], 's.sum.all': whole }), null);
});

test('only a sum of the tables is a base of shares, and only of its parts', () => {
  const bases = (/** @type {string} */ key) => {
    const figure = figureOf(key, index.forms);
    assert.ok(figure);
    return basesOf([figure], index.forms).map((base) => base.key);
  };
  assert.deepEqual(bases('refused'), ['concluded']);
  assert.deepEqual(bases('s.no.x.all'), ['concluded', 'refused']);
  assert.deepEqual(bases('s.new.one'), ['received']);
  assert.deepEqual(bases('t.fees.sum'), []);
});

test('figures are grouped as in the tables, after the roles that no cell is called', () => {
  const groups = allFigures(index.forms).map(({ group, figures }) => [group, ...figures.map(({ key }) => key)]);
  assert.deepEqual(groups.slice(0, 2), [
    ['常用的数', 'received', 'concluded', 'refused'],
    ['一、申请 / 新收', 's.new.one', 's.new.all'],
  ]);
  assert.equal(groups.length, 7);
  const roles = {
    sum: { label: '不公开', unit: '件', cells: ['s.no.x.all', 's.no.y.all'], addsUp: false },
    one: { label: '秘密', unit: '件', cells: ['s.no.x.all'], addsUp: false },
  };
  const [{ figures }] = allFigures(new Map([['new', { ...INDEX.forms.new, roles }]]));
  assert.deepEqual(
    figures.map(({ key, place }) => [key, place]),
    [['sum', '2 格之和']],
  );
});

test('the address holds the whole question', () => {
  const address =
    '?cell=refused&cell=s.new.all:between:1:12.5&year=2031&year=2030&region=jia&kind=department&agency=jia/a&base=concluded&view=sums&sort=refused:asc';
  assert.equal(writeQuestion(readQuestion(address)), address);
  assert.equal(writeQuestion(readQuestion('?x=1&cell=a&cell=a&year=20&view=other')), '?cell=a');
  assert.equal(writeQuestion(readQuestion('')), '');
  const question = readQuestion('?cell=a%26b%3Agt%3A0');
  assert.deepEqual(question.figures, [{ key: 'a&b', test: 'gt', numbers: ['0'] }]);
  assert.deepEqual(readQuestion(writeQuestion(question)), question);
});

test('what cannot be answered is said', () => {
  const faults = (/** @type {string} */ address) => {
    const question = readQuestion(address);
    return faultsOf(
      question,
      question.figures.map(({ key }) => figureOf(key, index.forms)),
    );
  };
  assert.equal(faults('?cell=refused:gt:1，０００'), '');
  assert.match(faults('?cell=constructor&cell=s.x.y'), /没有“constructor”、“s.x.y”这一项/);
  assert.match(faults('?cell=refused:toString:1'), /不认识的条件“toString”/);
  assert.match(faults('?cell=refused:gt:x'), /“大于”要写一个数/);
  assert.match(faults('?cell=refused:between:1'), /“介于”要写两个数/);
  assert.match(faults('?cell=refused:between:3:1'), /第一个数比第二个大/);
  assert.equal(faults('?cell=refused:between:3:3'), '');
  const several = (/** @type {string} */ keys) => faults(`?${[...keys].map((key) => `cell=${key}`).join('&')}`);
  assert.match(several('abcdefghi'), /最多查 8 项/);
  assert.doesNotMatch(several('abcdefgh'), /最多查/);
  assert.equal(faultOf({ key: 'a', test: 'blank', numbers: [] }), '');
});

test('a question is told in words', () => {
  const told = (/** @type {string} */ address) => {
    const question = readQuestion(address);
    return questionText(
      question,
      question.figures.map(({ key }) => /** @type {any} */ (figureOf(key, index.forms))),
    );
  };
  assert.equal(told('?cell=refused:gt:0&year=2031'), '不予公开大于0件，2031年');
  assert.equal(
    told('?cell=received&cell=s.new.one:between:1:5&year=2028&year=2030&year=2029'),
    '新收申请、新收 · 个人介于1到5件，2028—2030年',
  );
  assert.equal(told('?cell=received:blank'), '新收申请空白');
  assert.equal(told('?cell=received&year=2031&year=2030'), '新收申请，2030年、2031年');
  assert.equal(told('?cell=received&year=2031&year=2030&year=2028'), '新收申请，2028年、2030年、2031年');
});

test('notes say what the table cannot show', () => {
  const notes = (/** @type {string} */ address, isSums = false) => {
    const { base, found } = ask(address);
    return notesOf(found, base, isSums, address.includes(':'));
  };
  const [kinds, share, form, several] = [/不宜同部门的相比/, /分母不足 10、不是数/, /“无此项”/, /第一个不是 0 的格/];
  const expected = /** @type {[string, boolean, RegExp[]][]} */ ([
    ['?cell=received&kind=department', false, []],
    ['?cell=received', false, [kinds]],
    ['?cell=refused&kind=department', false, [several]],
    ['?cell=s.no.x.all&cell=received&kind=department', false, [form]],
    ['?cell=refused&base=concluded&kind=department&year=2031', false, [share, several]],
    ['?cell=received', true, [/同一年度、同一政府、同一类别/]],
    ['?cell=received:gt:1', true, [/同一年度/, /只合计符合条件的报告/]],
  ]);
  for (const [address, isSums, patterns] of expected) {
    const found = notes(address, isSums);
    assert.equal(found.length, patterns.length, address);
    for (const [at, pattern] of patterns.entries()) assert.match(found[at], pattern);
  }
  const { found } = ask('?cell=s.no.x.all&year=2030');
  assert.equal(statusText(found, true), '2 份报告符合条件，共查 2 份；另有 1 份报告的格式没有所选的项目。');
  assert.equal(statusText({ ...found, lacking: 0 }, false), '2 份报告。');
});

test('a sum of cells without a number says what is there instead', () => {
  const found = { value: null, printed: '', isBlank: true, isText: true, cells: 2, cell: 'a.b.c' };
  assert.equal(shownValue(found, false), '有空白和文字');
  assert.equal(shownValue({ ...found, isText: false }, false), '有空白');
  assert.equal(shownValue({ ...found, cells: 1 }, false), '空白');
  assert.equal(shownValue({ ...found, printed: '/' }, false), '/');
  assert.equal(shownValue({ ...found, value: 1234, printed: '1234' }, false), '1,234');
  assert.equal(shownValue({ ...found, value: 1234, printed: '1234（约）' }, false), '1234（约）');
  assert.deepEqual([shownValue(null, false), shownValue(null, true), shownValue(found, true)], ['无此项', '—', '—']);
});

test('a figure is the same in all forms with its unit, and has the labels of the newest', () => {
  const cells = { 't.fees.sum': /** @type {[string, string, string, string]} */ (['二、费用', '费', '额', '元']) };
  const forms = new Map([...index.forms, ['older', { ...INDEX.forms.old, cells }]]);
  const figure = figureOf('t.fees.sum', forms);
  assert.deepEqual([figure?.label, figure?.unit, [...(figure?.cells.keys() ?? [])]], ['收费 · 金额', '万元', ['new']]);
});

test('places of demonstration data are called so', () => {
  const demo = { ...INDEX, agencies: INDEX.agencies.map((each) => ({ ...each, id: `x/${each.id}`, government: 'x' })) };
  const { places, agencies } = choicesOf([index, readIndex({ ...demo, places: { x: '示例县' } }, true)]);
  assert.deepEqual([...places.values()], ['甲县人民政府', '乙县人民政府', '示例县（示例数据）']);
  assert.deepEqual([agencies.get('jia/a')?.demo, agencies.get('x/jia/a')?.demo], [false, true]);
  assert.deepEqual([...(agencies.get('jia/a')?.names ?? [])].sort(), ['甲县一局', '甲县老局']);
});

test('numbers are exact', () => {
  assert.equal(sumOf([0.1, 0.2, 0.3]), 0.6);
  assert.equal(sumOf([-0.5, 0.25]), -0.25);
  assert.equal(sumOf([]), 0);
  assert.equal(sumOf([123456789.123456, 0.000001]), 123456789.123457);
  assert.deepEqual([shareOf(1, 8), shareOf(1, 16), shareOf(2, 3), shareOf(0.5, 12.5)], [null, 6.3, null, 4]);
  assert.deepEqual([shareOf(10, 10), shareOf(11, 10), shareOf(-1, 20), shareOf(1, 0)], [100, null, null, null]);
  assert.deepEqual(
    [formatNumber(1234567.25), formatNumber(-1000), formatNumber(999)],
    ['1,234,567.25', '-1,000', '999'],
  );
  assert.deepEqual(['1,000', '１２', ' 3.5 ', '-2'].map(typedNumber), [1000, 12, 3.5, -2]);
  assert.deepEqual(['0.123456', '123456789012345'].map(typedNumber), [0.123456, 123456789012345]);
  assert.deepEqual(['0.1234567', '1234567890123456'].map(typedNumber), [null, null]);
  assert.deepEqual(['', '1e3', '三', '1.', '.5'].map(typedNumber), [null, null, null, null, null]);
});

test('CSV is as the site writes it: a byte order mark, CRLF, quotes, and no formula', () => {
  const cells = [
    '甲,乙',
    '说"是"',
    '=1+1',
    '-5',
    '-x',
    '＝A1',
    '+1',
    '@a',
    '1,234',
    'a\nb',
    '\u0007a',
    '-1,000.5',
    '\t=1',
  ];
  assert.equal(
    csvOf([cells, ['']]),
    '\uFEFF"甲,乙","说""是""",\'=1+1,-5,\'-x,\'＝A1,\'+1,\'@a,1234,"a\nb",a,-1000.5,\'\t=1\r\n\r\n',
  );
});

test('CSV holds what is shown, with addresses and where it is from', () => {
  const { base, found } = ask('?cell=refused&year=2031');
  const rows = csvRows(reportTable(found, base), ['来源']);
  assert.deepEqual(rows[0], ['机关', '年度', '不予公开（件）', '网址']);
  assert.deepEqual(rows[1].slice(0, 3), ['甲县一局', '2031', '6']);
  assert.match(rows[1][3], /\/jia\/a\/2031\/#s\.no\.x\.all$/);
  assert.deepEqual(rows.slice(-1)[0], ['来源']);
  assert.equal(rows.length, 6);
  const two = ask('?cell=refused&cell=received&year=2031');
  assert.match(csvRows(reportTable(two.found, null), [])[2][4], /\/2031\/$/);
  const sums = ask('?cell=received&view=sums&year=2030');
  const [titles, first] = csvRows(sumTable(sums.found, groupsOf(sums.found, null, index), null), []);
  assert.deepEqual(titles, ['地区', '机关类别', '年度', '报告（份）', '新收申请（件）', '新收申请（件）：说明']);
  assert.deepEqual(first.slice(3), ['2', '9', '1 份之和；未计空白 1 份']);
});

test('options contain all words, and those that begin with them come first', () => {
  const groups = [
    { group: '一、申请 / 不公开', options: [{ value: 'a', text: '总计', hint: '' }] },
    {
      group: '二、复议',
      options: [
        { value: 'b', text: '结果纠正', hint: '' },
        { value: 'c', text: '其他', hint: '', also: 'qita' },
      ],
    },
  ];
  const values = (/** @type {string} */ query) =>
    matching(groups, query).flatMap(({ options }) => options.map(({ value }) => value));
  assert.deepEqual(values(''), ['a', 'b', 'c']);
  assert.deepEqual(values('复议 纠正'), ['b']);
  assert.deepEqual(values('其他'), ['c']);
  assert.deepEqual(values('ＱＩＴＡ'), ['c']);
  assert.deepEqual(values('总'), ['a']);
  assert.deepEqual(values('没有'), []);
});
