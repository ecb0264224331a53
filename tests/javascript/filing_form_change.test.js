import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inForm, lossQuestion, lostIn } from '../../docs/assets/filing/form-change.js';
import { evaluate, newDraft } from '../../docs/assets/filing/session.js';
import { formOf } from './filing_forms.js';

const [FORM, MIXED] = ['2021', '2021-mixed'].map(formOf);
const only = (/** @type {typeof FORM} */ one, /** @type {typeof FORM} */ other) =>
  [...one.spots.keys()].filter((name) => !other.spots.has(name));
const shared = [...FORM.spots.keys()].find((name) => MIXED.spots.has(name)) ?? '';

/** A draft with a figure that both forms have and one that only the first has. */
function draft() {
  const [own] = only(FORM, MIXED);
  const begun = newDraft(FORM, { agency: 'jia', name: '甲', year: 2025 }, null);
  const accepts = [own, shared, null].map((cell) => ({ check: 'cell.text', cell, reason: '原件如此' }));
  const notes = { [FORM.spots.get(own)?.section ?? '']: '另有一件。' };
  return { ...begun, cells: { [shared]: '5', [own]: '2笔' }, notes, accepts };
}

test('another form keeps what both have, and says by its label what it lacks', () => {
  const [own, zero] = only(FORM, MIXED);
  const { row, column } = FORM.spots.get(own) ?? { row: { label: '' }, column: { label: '' } };
  const { cells } = draft();
  assert.deepEqual(lostIn({ ...draft(), cells: { ...cells, [zero]: '0' } }, FORM, MIXED), [
    `${row.label}：${column.label} 2笔`,
  ]);
  const changed = inForm(draft(), MIXED);
  assert.deepEqual(changed.cells, { [shared]: '5' });
  assert.deepEqual(
    changed.accepts.map(({ cell }) => cell),
    [shared, null],
  );
  assert.deepEqual([changed.form, changed.text, changed.notes], ['2021-mixed', draft().text, draft().notes]);
  assert.deepEqual(lostIn(changed, MIXED, FORM), []);
  assert.deepEqual(inForm(changed, FORM).cells, { [shared]: '5' });
});

test('of what is lost at most eight are named, the others counted', () => {
  const lost = [...'甲乙丙丁戊己庚辛壬癸'];
  const named = (/** @type {number} */ count) => lossQuestion('新格式', lost.slice(0, count)).split('\n').slice(1);
  assert.deepEqual(named(8), lost.slice(0, 8));
  assert.deepEqual(named(9), [...lost.slice(0, 8), '另有 1 处。']);
  assert.match(lossQuestion('新格式', lost), /^“新格式”里没有下面这些，改用以后会从草稿里删去：\n/);
});

test('a form that is not the official one of the year is questioned, until a reason is given', () => {
  const begun = newDraft(MIXED, { agency: 'jia', name: '甲', year: 2025 }, null);
  const of = (/** @type {typeof begun} */ each) =>
    evaluate(MIXED, each, null, false).problems.find(({ check }) => check === 'identity.form');
  assert.match(of(begun)?.message ?? '', /^2025 年度通常不用“2021年格式（（六）其他处理为一行）”。/);
  assert.equal(of(begun)?.level, 'warning');
  begun.accepts.push({ check: 'identity.form', cell: null, reason: '原件如此' });
  assert.equal(of(begun)?.level, 'note');
  assert.ok(!evaluate(MIXED, begun, null).problems.some(({ check }) => check === 'identity.form'));
});
