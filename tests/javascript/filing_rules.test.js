import assert from 'node:assert/strict';
import { env } from 'node:process';
import { test } from 'node:test';
import { readCell } from '../../docs/assets/filing/cell.js';
import { readFigures } from '../../docs/assets/filing/cell-rules.js';
import { plainNumber } from '../../docs/assets/filing/numbers.js';
import { recordCells } from '../../docs/assets/filing/record.js';
import { certainTotals } from '../../docs/assets/filing/repairs.js';
import { judge } from '../../docs/assets/filing/rules.js';
import { allCells, formOf, vectorsIn } from './filing_forms.js';

/** @typedef {{form: string, values: Record<string, number | string | null>, printed: Record<string, string>}} Previous */
/** @typedef {{form: string, year: number, printed: Record<string, string>, previous: Previous | null,
 *   problems: [string, string, string | null, string][], totals: Record<string, string>}} Vector */

/** @type {[string, bigint | null][]} what is typed, the millionths of its number, or null if it has none */
const NUMBERS = [
  ['999999999.123456', 999999999123456n],
  ['0.1234567', null],
  ['123456789012345', 123456789012345000000n],
  ['1234567890123456', null],
  ['1234567890.123456', null],
  ['-123456789012345', -123456789012345000000n],
];

for (const [typed, value] of NUMBERS) {
  test(`a number has at most fifteen digits, six of them decimals: ${typed}`, () => {
    const { cell, fault } = readCell(typed, '件');
    assert.deepEqual([cell.value, fault !== ''], [value, value === null]);
  });
}

/** @param {Previous} previous */
function cellsBefore({ form, values, printed }) {
  /** @type {import('../../docs/assets/filing/record.js').PublishedRecord['tables']} */
  const tables = {};
  for (const { name, section, row, column } of formOf(form).spots.values()) {
    tables[section] ??= {};
    tables[section][row.name] ??= {};
    tables[section][row.name][column.name] = name in values ? values[name] : 0;
  }
  return recordCells({ tables, printed });
}

/** @type {Vector[]} */
const vectors = vectorsIn('vectors.jsonl', env.FILING_VECTORS);

test('the filing page judges figures as the program does, in the same sentences', () => {
  for (const [number, { form: id, year, printed, previous, problems }] of vectors.entries()) {
    const form = formOf(id);
    const texts = allCells(form, printed);
    const found = judge(form, texts, year, previous && cellsBefore(previous));
    assert.deepEqual(
      found.map(({ check, level, cell, message }) => [check, level, cell, message]),
      problems,
      `vector ${number}`,
    );
  }
});

test('it fills the totals that the program would fill', () => {
  for (const [number, { form: id, year, printed, totals }] of vectors.entries()) {
    const form = formOf(id);
    const texts = allCells(form, printed);
    const { figures } = readFigures(form, texts, year, null);
    const found = certainTotals(form, figures, (name) => figures.cells.get(name)?.printed === '');
    const filled = Object.fromEntries([...found].map(([name, value]) => [name, plainNumber(value)]));
    assert.deepEqual(filled, totals, `vector ${number}`);
  }
});
