import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referencesFor } from '../../docs/assets/filing/preview.js';
import { formOf } from './filing_forms.js';

const FORM = formOf('2021');
const [LICENSING, FEES] = ['disclosure.licensing.decisions', 'disclosure.fees.amount'];
const PRINTED = { [LICENSING]: '127', [FEES]: '2896.904', 'requests.new.natural': '16', 'requests.new.total': '16' };

/** @type {[string, string | null][]} a text, and the cell that its only figure could refer to */
const TEXTS = [
  ['办理行政许可127件。', LICENSING],
  ['127 件', LICENSING],
  ['127件许可', LICENSING],
  ['127  件', null],
  ['127', null],
  ['127，件', null],
  ['127元', null],
  ['127万元', null],
  ['收费2896.904万元', FEES],
  ['收费2896.904元', null],
  ['2127件', null],
  ['0.127件', null],
  ['1270件', null],
  ['0127件', null],
  ['新收16件', null],
];

for (const [text, cell] of TEXTS) {
  test(`a figure that is one cell's alone, in its unit, can refer to it: ${text}`, () => {
    const offers = referencesFor(text, FORM, PRINTED);
    assert.deepEqual(
      offers.map((offer) => offer.cell),
      cell ? [cell] : [],
    );
    for (const { start, end } of offers) assert.equal(text.slice(start, end), cell && PRINTED[cell]);
  });
}
