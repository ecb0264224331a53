import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, sourceLine } from '../../docs/assets/csv.js';
import { labelOf, paramsWith, viewIn } from '../../docs/assets/list-view.js';

const LABELS = ['机关', '新收申请', '不予公开', '-负数列', '地区'];

/** @param {string} query */
function view(query, prefix = '') {
  return viewIn(new URLSearchParams(query), prefix, LABELS);
}

test('the label of a column has no unit', () => {
  const headings = ['新收申请（件）', ' 行政事业性收费（万元） ', '机关', '规章（本级）数（件）', '（件）甲'];
  assert.deepEqual(headings.map(labelOf), ['新收申请', '行政事业性收费', '机关', '规章（本级）数', '（件）甲']);
});

test('an address without parameters shows everything in the order of the page', () => {
  const all = { filter: '', sort: '', order: 'ascending', columns: null, unknown: [] };
  assert.deepEqual(view(''), all);
  assert.deepEqual(view('h=1&demo-q=x&demo-column='), all);
});

test('filter, order and columns are read from the address, columns in the order of the table', () => {
  assert.deepEqual(view('q=镇 乡&sort=-不予公开&column=地区&column=新收申请'), {
    filter: '镇 乡',
    sort: '不予公开',
    order: 'descending',
    columns: ['新收申请', '地区'],
    unknown: [],
  });
  assert.deepEqual(view('column=').columns, []);
  assert.deepEqual(view('demo-sort=机关', 'demo-').sort, '机关');
});

test('columns that the list does not have are named, not dropped in silence', () => {
  const { sort, columns, unknown } = view('sort=-旧项目&column=旧项目&column=别的&column=地区');
  assert.deepEqual([sort, columns, unknown], ['', ['地区'], ['旧项目', '别的']]);
});

test('every view is read back from the address that it makes, and other parameters stay', () => {
  for (const prefix of ['', 'demo-']) {
    for (const filter of ['', '镇', 'a&b=c+d', '100%']) {
      for (const [sort, order] of /** @type {const} */ ([
        ['', 'ascending'],
        ['机关', 'ascending'],
        ['不予公开', 'descending'],
        ['-负数列', 'ascending'],
        ['-负数列', 'descending'],
      ])) {
        for (const columns of [null, [], ['新收申请'], LABELS.slice(1)]) {
          const before = new URLSearchParams(`${prefix}q=old&${prefix}column=old&other-q=1`);
          const made = { filter, sort, order, columns, unknown: [] };
          const params = paramsWith(before, prefix, made);
          assert.deepEqual(viewIn(new URLSearchParams(params.toString()), prefix, LABELS), made);
          assert.equal(params.get('other-q'), '1');
          assert.equal(before.get(`${prefix}q`), 'old');
        }
      }
    }
  }
});

test('rows are CSV with a byte order mark and CRLF; numbers lose their separators, formulas an apostrophe', () => {
  const rows = [
    ['机关', '新收申请（件）'],
    ['=1+1', '1,024'],
    ['＋甲', '-3'],
    ['@乙,"丙"', '-3件'],
    ['丁\n戊', '2,896.904'],
    ['己', '—'],
  ];
  assert.equal(
    csvOf(rows),
    '\ufeff机关,新收申请（件）\r\n\'=1+1,1024\r\n\'＋甲,-3\r\n"\'@乙,""丙""",\'-3件\r\n"丁\n戊",2896.904\r\n己,—\r\n',
  );
});

test('the source line has title, address and day', () => {
  assert.equal(
    sourceLine('2024年，示例数据', 'https://a.cn/years/2024/?q=x', new Date(2026, 0, 9)),
    '来源：2024年，示例数据，https://a.cn/years/2024/?q=x，2026-01-09下载',
  );
});
