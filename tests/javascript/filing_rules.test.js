import assert from 'node:assert/strict';
import { env } from 'node:process';
import { test } from 'node:test';
import { acceptsInUse, isAcceptable, settled, withReason } from '../../docs/assets/filing/accepts.js';
import { readCell } from '../../docs/assets/filing/cell.js';
import { readFigures } from '../../docs/assets/filing/cell-rules.js';
import { plainNumber } from '../../docs/assets/filing/numbers.js';
import { problem } from '../../docs/assets/filing/problem.js';
import { recordCells } from '../../docs/assets/filing/record.js';
import { certainTotals } from '../../docs/assets/filing/repairs.js';
import { judge } from '../../docs/assets/filing/rules.js';
import { allCells, formOf, vectorsIn } from './filing_forms.js';

/** @typedef {{form: string, values: Record<string, number | string | null>, printed: Record<string, string>}} Previous */
/** @typedef {{form: string, year: number, printed: Record<string, string>, previous: Previous | null,
 *   problems: [string, string, string | null, string, string, string[] | null][], unacceptable: string[], totals: Record<string, string>}} Vector */

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
      found.map(({ check, level, cell, message, advice, sides }) => [
        check,
        level,
        cell,
        message,
        advice,
        sides ?? null,
      ]),
      problems.map(([check, level, cell, finding, advice, sides]) => [
        check,
        level,
        cell,
        finding + advice,
        advice,
        sides,
      ]),
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

test('what the program lets an author accept can be accepted on the page, and nothing else', () => {
  for (const [number, { problems, unacceptable }] of vectors.entries()) {
    const found = problems.map(([check, level, cell, finding]) => problem(check, level, cell, finding));
    const refused = found.filter((each) => !isAcceptable(each)).map(({ check }) => check);
    assert.deepEqual([...new Set(refused)].sort(), unacceptable, `vector ${number}`);
  }
});

test('a reason makes a note of the problem at its cell alone, until it is taken back or the problem is gone', () => {
  const [one, other] = ['jia.yi.bing', 'jia.yi.ding'].map((cell) =>
    problem('cell.text', 'warning', cell, '写的是“约 3”。', '请核对。'),
  );
  const accepts = withReason([], one, '原件如此');
  const [first, second] = settled([one, other], accepts);
  assert.deepEqual([first.level, first.message, first.accepted], ['note', '写的是“约 3”。', '原件如此']);
  assert.deepEqual(second, other);
  assert.deepEqual(withReason(accepts, first, '仍是原件如此'), [
    { check: 'cell.text', cell: 'jia.yi.bing', reason: '仍是原件如此' },
  ]);
  assert.deepEqual(withReason(accepts, first, ''), []);
  assert.deepEqual(acceptsInUse(accepts, [other]), []);
  assert.deepEqual(acceptsInUse(accepts, [first]), accepts);
});

test('a reason for an equation that does not hold covers those two numbers only', () => {
  const broken = { ...problem('jia.sum', 'error', 'jia.yi.bing', '相差 1。'), sides: ['12', '11'] };
  const accepts = withReason([], broken, '原件如此');
  assert.equal(settled([broken], accepts)[0].level, 'note');
  assert.equal(settled([{ ...broken, sides: ['13', '11'] }], accepts)[0].level, 'error');
});

test('a reason covers a whole row, or all places if it names none, as in the program', () => {
  const other = problem('disputes.total', 'error', 'disputes.review.total', '数不符');
  for (const cell of [null, 'disputes.review', 'disputes.review.total']) {
    const accepts = [{ check: other.check, cell, reason: '原件如此' }];
    assert.equal(settled([other], accepts)[0].level, 'note', String(cell));
    assert.deepEqual(acceptsInUse(accepts, [other]), accepts);
  }
  for (const cell of ['disputes.rev', 'disputes.review.upheld', 'disputes.litigation_direct']) {
    assert.equal(settled([other], [{ check: other.check, cell, reason: '原件如此' }])[0].level, 'error', cell);
  }
});

/** @type {[string, string, string | null][]} what a cell for money or for cases says, its check, and its number */
const SPELLINGS = [
  ['1234', '', '1234'],
  ['1,234', '', '1234'],
  ['1，234', '', '1234'],
  ['12 345', '', '12345'],
  ['-12', 'cell.negative', '-12'],
  ['0.5', 'cell.fraction', '0.5'],
  ['12件', 'cell.text', '12'],
  ['12 份（含2份）', 'cell.text', '12'],
  ['约12', 'cell.text', null],
  ['12万元', 'cell.text', null],
  ['十二', 'cell.word', null],
  ['12?', 'cell.word', null],
  ['12,34', 'cell.word', null],
  ['１２', 'source.number', null],
  ['“12”', 'source.number', null],
  ['12①', 'source.number', null],
  ['012', 'source.number', null],
  ['1_000', 'source.number', null],
  ['1e3', 'source.number', null],
  ['+12', 'source.number', null],
  ['.5', 'source.number', null],
  ['12.', 'source.number', null],
  ['-0', 'source.number', null],
  ['12:30', 'source.number', null],
  ['2024-01-02', 'source.number', null],
  ['0x1f', 'source.number', null],
  ...['/', '-', '—', '——', '－', '／', '无', '不适用', 'N/A'].map(
    (mark) => /** @type {[string, string, null]} */ ([mark, '', null]),
  ),
  ...['亿元', '万元', '元'].map((unit) => /** @type {[string, string, null]} */ ([`3${unit}`, 'cell.text', null])),
  ...['件', '笔', '项', '个', '条', '宗', '起', '次', '份'].map(
    (unit) => /** @type {[string, string, string]} */ ([`3${unit}`, 'cell.text', '3']),
  ),
];

for (const [typed, check, number] of SPELLINGS) {
  test(`a cell says ${typed}: ${check || 'nothing to say'}`, () => {
    const form = formOf('2021');
    const name = 'disclosure.licensing.decisions';
    const found = judge(form, allCells(form, { [name]: typed }), 2024);
    assert.equal(found.find(({ cell, check }) => cell === name && !check.endsWith('.blank'))?.check ?? '', check);
    const { value } = readCell(typed, '件').cell;
    assert.equal(value === null ? null : plainNumber(value), number);
  });
}

test('a published figure keeps how it was printed, and its number', () => {
  const cells = recordCells({
    tables: { a: { b: { c: 22, d: null, e: '/', f: 0.5 } } },
    printed: { 'a.b.c': '22（其中修订16件）' },
  });
  assert.deepEqual(
    [...cells],
    [
      ['a.b.c', { printed: '22（其中修订16件）', value: 22_000_000n }],
      ['a.b.d', { printed: '', value: null }],
      ['a.b.e', { printed: '/', value: null }],
      ['a.b.f', { printed: '0.5', value: 500_000n }],
    ],
  );
});
