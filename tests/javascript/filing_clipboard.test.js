import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pastedBlocks } from '../../docs/assets/filing/clipboard.js';

test('lines with tabs are a table, a single line without tabs is text for one field', () => {
  for (const [text, rows] of /** @type {[string, string[][] | null][]} */ ([
    ['12', null],
    ['12\n', null], // a spreadsheet ends a single cell like this
    ['12\r\n', null],
    ['1\t2', [['1', '2']]],
    ['1\r2\r', [['1'], ['2']]],
    [
      '1\t2\n3\n',
      [
        ['1', '2'],
        ['3', ''],
      ],
    ],
    ['\u200b1\u200f\t 甲 \u00a0 乙', [['1', '甲 乙']]],
  ])) {
    assert.deepEqual(pastedBlocks('', text), rows && [rows], JSON.stringify(text));
  }
});
