import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriedCells, officialForm, readForm, totalCells } from '../../docs/assets/filing/form.js';

/** @typedef {import('../../docs/assets/filing/form.js').Term} Term */

/**
 * A form of one table with a column, or several.
 * @param {[string, string, string][]} rules left, relation and right; `-` is a minus sign, `~` the year before
 * @param {Partial<import('../../docs/assets/filing/form.js').Heading>[]} columns
 */
function formWith(rules, columns = [{}]) {
  /** @param {string} side @returns {Term[]} */
  const terms = (side) =>
    side.split(' ').map((term) => ({
      sign: term.includes('-') ? -1 : 1,
      name: term.replace(/[-~]/g, ''),
      before: term.includes('~'),
    }));
  /** @param {Partial<import('../../docs/assets/filing/form.js').Heading>} given @param {string} name */
  const heading = (given, name) => ({ name, label: name, aliases: [], number: null, unit: null, ...given });
  const block = {
    number: 'count',
    unit: '件',
    rows: [heading({}, 'a'), heading({}, 'b'), heading({ unit: '人', number: 'amount' }, 'c')],
    columns: columns.map((column, at) => heading(column, `x${at}`)),
    rules: rules.map(([left, relation, right]) => ({
      id: left,
      each: 'column',
      left: terms(left),
      relation,
      right: terms(right),
      weight: 'error',
      causes: '',
    })),
  };
  const table = { width: 1, bodies: [], boxes: [], blocks: [block], lines: [] };
  return readForm({ form: '', name: '', title: '', issued: '', sections: [], tables: { t: table }, headlines: [] });
}

test('a cell is carried over if it equals a single one of the year before', () => {
  assert.deepEqual([...carriedCells(formWith([['a', '=', 'b~']]))], [['t.a.x0', 't.b.x0']]);
  for (const [left, relation, right] of [
    ['a', '<=', 'b~'],
    ['a', '=', 'b~ c~'],
    ['a~', '=', 'b~'],
    ['a', '=', 'b'],
  ]) {
    assert.equal(carriedCells(formWith([[left, relation, right]])).size, 0, `${left} ${relation} ${right}`);
  }
});

test('a cell is a total if it alone equals a sum of the same year', () => {
  assert.deepEqual([...totalCells(formWith([['a', '=', 'b c']]))], ['t.a.x0']);
  for (const [left, relation, right] of [
    ['a', '>=', 'b c'],
    ['a b', '=', 'c'],
    ['a', '=', 'b -c'],
    ['a', '=', 'b c~'],
  ]) {
    assert.equal(totalCells(formWith([[left, relation, right]])).size, 0, `${left} ${relation} ${right}`);
  }
});

test('a unit of the column goes before that of the row, and both before that of the table', () => {
  const { spots } = formWith([], [{}, { unit: '万元', number: 'money' }]);
  const found = ['a.x0', 'c.x0', 'c.x1'].map((name) => spots.get(`t.${name}`));
  assert.deepEqual(
    found.map((spot) => [spot?.unit, spot?.number]),
    [
      ['件', 'count'],
      ['人', 'amount'],
      ['万元', 'money'],
    ],
  );
});

test('a form is official from its first to its last year', () => {
  const forms = [
    { form: 'mixed', name: '', from: null, to: null },
    { form: 'old', name: '', from: 2019, to: 2020 },
    { form: 'new', name: '', from: 2021, to: null },
  ];
  for (const [year, form] of [
    [2018, undefined],
    [2019, 'old'],
    [2020, 'old'],
    [2021, 'new'],
    [2030, 'new'],
  ]) {
    assert.equal(officialForm(forms, Number(year))?.form, form, String(year));
  }
});
