import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceText, tidy } from '../../docs/assets/filing/yaml.js';
import { allCells, formOf, vectorsIn } from './filing_forms.js';

test('the filing page writes the file that the program writes for the same report', () => {
  for (const [number, { form: id, source, printed, ...report }] of vectorsIn('sources.jsonl').entries()) {
    const form = formOf(id);
    assert.equal(sourceText(form, { ...report, cells: allCells(form, printed) }), source, `vector ${number}`);
  }
});

test('texts lose blank space at line ends, and blank lines around them', () => {
  assert.equal(tidy('\n\r\n  甲 \r\n\n乙\t\n\n'), '  甲\n\n乙');
});
