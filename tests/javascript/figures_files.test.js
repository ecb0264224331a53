import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutOfDateError, readCell } from '../../docs/assets/figures/cells.js';
import { allFigures, finderOf } from '../../docs/assets/figures/figure.js';
import { loadColumns } from '../../docs/assets/figures/files.js';
import { allCells, partsOf, readIndex } from '../../docs/assets/figures/index.js';
import { CELLS, INDEX } from './cell_files.js';

const index = readIndex(INDEX, false);

/**
 * @param {string} cell
 * @param {number} year
 */
function valuesOf(cell, year) {
  const column = readCell(CELLS[cell], index);
  return index.reports.get(year)?.map((report) => column.valueIn(report));
}

test('each year lists its agencies with their names and forms of then', () => {
  assert.deepEqual([...index.reports.keys()], [2031, 2030]);
  const named = (/** @type {number} */ year) =>
    index.reports.get(year)?.map(({ number, name, agency, form }) => [number, agency.id, name, form]);
  assert.deepEqual(named(2031), [
    [0, 'jia', '甲县人民政府', 'new'],
    [1, 'jia/a', '甲县一局', 'new'],
    [2, 'jia/b', '甲县二局', 'new'],
    [3, 'yi/c', '乙县三局', 'new'],
  ]);
  assert.deepEqual(named(2030), [
    [0, 'jia/a', '甲县老局', 'old'],
    [1, 'jia/b', '甲县二局', 'new'],
    [2, 'yi/c', '乙县三局', 'new'],
  ]);
});

test('kinds that occur have names, and the newest form comes first', () => {
  assert.deepEqual([...index.kinds.values()], ['人民政府', '政府部门']);
  assert.deepEqual([...index.forms.keys()], ['new', 'old']);
  assert.equal(allCells(index.forms.values()).get('s.new.all')?.[1], '新收');
  assert.equal([...allCells(index.forms.values()).keys()].slice(-1)[0], 's.no.all');
});

test('numbers, zeros, blanks, texts and absent cells are kept apart', () => {
  assert.deepEqual(valuesOf('s.new.all', 2030), [
    { printed: '9（约）', value: 9 },
    { printed: '', value: null },
    { printed: '5', value: 5 },
  ]);
  assert.deepEqual(valuesOf('s.no.y.all', 2031), [
    { printed: '0', value: 0 },
    { printed: '4', value: 4 },
    { printed: '0', value: 0 },
    { printed: '/', value: null },
  ]);
  assert.deepEqual(valuesOf('s.no.x.all', 2030)?.[0], null);
});

test('places are distances, each from the one before, and all reports follow without them', () => {
  const numbers = (/** @type {string} */ cell) => valuesOf(cell, 2031)?.map((each) => each?.value);
  assert.deepEqual(numbers('s.no.x.all'), [3, 2, 0, 0]);
  assert.deepEqual(numbers('s.new.all'), [40, 20, 0, 7]);
  assert.deepEqual(numbers('s.new.one'), [0, 0, 0, 0]);
  const sparse = { order: 'o31', at: [1, 1, 1], values: [5, 6, 7] };
  const column = readCell({ cell: 's.new.one', years: { 2031: sparse } }, index);
  assert.deepEqual(
    index.reports.get(2031)?.map((each) => column.valueIn(each)?.value),
    [0, 5, 6, 7],
  );
});

test('the number of a figure without the rest of it is the same, and none is no zero', () => {
  const columns = new Map(Object.entries(CELLS).map(([cell, file]) => [cell, readCell(file, index)]));
  const reports = [...index.reports.values()].flat();
  for (const { figures } of allFigures(index.forms)) {
    for (const figure of figures) {
      const { find, numberIn } = finderOf(figure, columns);
      assert.deepEqual(
        reports.map(numberIn),
        reports.map((report) => find(report)?.value ?? Number.NaN),
        figure.key,
      );
    }
  }
});

test('a file that counts other reports is refused', () => {
  const file = { cell: 's.new.all', years: { 2031: { order: 'other', values: [1] } } };
  assert.throws(() => readCell(file, index), OutOfDateError);
  assert.throws(() => readCell({ ...file, years: { 2032: { order: 'o32' } } }, index), OutOfDateError);
});

test('the parts of a sum follow from the equations of the form', () => {
  assert.deepEqual(partsOf(INDEX.forms.new, 's.sum.all'), ['s.no.x.all', 's.no.y.all']);
  assert.deepEqual(partsOf(INDEX.forms.new, 's.new.all'), ['s.new.one']);
  assert.deepEqual(partsOf(INDEX.forms.new, 't.fees.sum'), []);
});

test('a build in between makes index and cells be read again, and no zeros are made of an error', async () => {
  let isNew = false;
  let isThere = false;
  /** @type {string[]} */
  const asked = [];
  globalThis.fetch = async (address) => {
    const name = String(address).split('data/cells/')[1];
    asked.push(name);
    if (name === 's.new.one.json' && !isThere) return new Response('', { status: 404 });
    const order = isNew ? 'new' : 'o31';
    const years = { ...INDEX.years, 2031: { ...INDEX.years[2031], order } };
    if (name === 'index.json') return new Response(JSON.stringify({ ...INDEX, years }));
    const cell = CELLS[name.replace(/\.json$/, '')];
    return new Response(JSON.stringify({ cell: cell.cell, years: { 2031: { ...cell.years[2031], order } } }));
  };
  const first = await loadColumns(false, () => ['s.new.all', 's.none.all']);
  assert.deepEqual([...first.columns.keys()], ['s.new.all']);
  isNew = true;
  const { index, columns } = await loadColumns(false, () => ['s.new.all', 's.no.x.all']);
  assert.equal(index.orders.get(2031), 'new');
  assert.deepEqual([...columns.keys()], ['s.new.all', 's.no.x.all']);
  assert.deepEqual(asked, [
    ...['index.json', 's.new.all.json', 's.no.x.all.json'],
    ...['index.json', 's.new.all.json', 's.no.x.all.json'],
  ]);
  await assert.rejects(
    loadColumns(false, () => ['s.new.one']),
    /404/,
  );
  isThere = true;
  assert.deepEqual([...(await loadColumns(false, () => ['s.new.one'])).columns.keys()], ['s.new.one']);
});
