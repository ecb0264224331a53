import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import { test } from 'node:test';
import { readFigures } from '../../docs/assets/filing/cell-rules.js';
import { readForm } from '../../docs/assets/filing/form.js';
import { plainNumber } from '../../docs/assets/filing/numbers.js';
import { recordCells } from '../../docs/assets/filing/record.js';
import { certainTotals } from '../../docs/assets/filing/repairs.js';
import { judge } from '../../docs/assets/filing/rules.js';

/** @typedef {{form: string, values: Record<string, number | string | null>, printed: Record<string, string>}} Previous */
/** @typedef {{form: string, year: number, printed: Record<string, string>, previous: Previous | null,
 *   problems: [string, string, string | null, string][], totals: Record<string, string>}} Vector */

const PROJECT = new URL('../../', import.meta.url);
const VECTORS = env.FILING_VECTORS ?? new URL('tests/filing/vectors.jsonl', PROJECT);

/** @type {Map<string, import('../../docs/assets/filing/form.js').Form>} */
const forms = new Map();

/** @param {string} id */
function formOf(id) {
  const known = forms.get(id);
  if (known) return known;
  const form = readForm(JSON.parse(readFileSync(new URL(`docs/schemas/forms/${id}.json`, PROJECT), 'utf8')));
  forms.set(id, form);
  return form;
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
const vectors = readFileSync(VECTORS, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

test('the filing page judges figures as the program does, in the same sentences', () => {
  for (const [number, { form: id, year, printed, previous, problems }] of vectors.entries()) {
    const form = formOf(id);
    const texts = Object.fromEntries([...form.spots.keys()].map((name) => [name, printed[name] ?? '0']));
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
    const texts = Object.fromEntries([...form.spots.keys()].map((name) => [name, printed[name] ?? '0']));
    const { figures } = readFigures(form, texts, year, null);
    const found = certainTotals(form, figures, (name) => figures.cells.get(name)?.printed === '');
    const filled = Object.fromEntries([...found].map(([name, value]) => [name, plainNumber(value)]));
    assert.deepEqual(filled, totals, `vector ${number}`);
  }
});
