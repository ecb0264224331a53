import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterText, filterWords, nextOrder, sorted, sortKey } from '../../docs/assets/list-rows.js';

/**
 * @param {string[]} cells
 * @param {'ascending' | 'descending'} order
 */
function sortedCells(cells, order) {
  const rows = cells.map((cell) => ({ cell, key: sortKey(cell) }));
  return sorted(rows, order).map(({ cell }) => cell);
}

test('figures are sorted by value, dashes below all', () => {
  const cells = ['1,024', ' 9 ', '—', '-3', '100', '—', '0.5'];
  assert.deepEqual(sortedCells(cells, 'descending'), ['1,024', '100', ' 9 ', '0.5', '-3', '—', '—']);
  assert.deepEqual(sortedCells(cells, 'ascending'), ['—', '—', '-3', '0.5', ' 9 ', '100', '1,024']);
});

test('texts are sorted by pinyin, and numbers in them by value', () => {
  assert.deepEqual(sortedCells(['镇10', '县局', '镇9', '安局'], 'ascending'), ['安局', '县局', '镇9', '镇10']);
  assert.deepEqual(sortedCells(['安局', '县局', '镇9'], 'descending'), ['镇9', '县局', '安局']);
});

test('a column of figures and words sorts figures first', () => {
  assert.deepEqual(sortedCells(['未收录', '12', '3'], 'ascending'), ['3', '12', '未收录']);
});

test('rows with equal keys keep their order', () => {
  const rows = ['a', 'b', 'c'].map((name) => ({ name, key: 1 }));
  assert.deepEqual(sorted(rows, 'descending'), rows);
});

test('texts start ascending and figures descending; a second press reverses', () => {
  assert.equal(nextOrder(null, false), 'ascending');
  assert.equal(nextOrder('ascending', false), 'descending');
  assert.equal(nextOrder('descending', false), 'ascending');
  assert.equal(nextOrder(null, true), 'descending');
  assert.equal(nextOrder('descending', true), 'ascending');
  assert.equal(nextOrder('ascending', true), 'descending');
});

test('the filter compares words with all cells but numbers', () => {
  assert.equal(filterText(['Ａ局', '1,024', '—', '已收录', '乙县', '部门', '12']), 'a局 已收录 乙县 部门');
  assert.deepEqual(filterWords('  Ａ局\u3000乙县 '), ['a局', '乙县']);
  assert.deepEqual(filterWords(' '), []);
});
