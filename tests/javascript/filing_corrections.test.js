import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, entryLines, reasonFault, textTitles } from '../../docs/assets/filing/changes.js';
import { draftFile, draftIn } from '../../docs/assets/filing/drafts.js';
import { diffLines } from '../../docs/assets/filing/lines.js';
import { changedLines } from '../../docs/assets/filing/shown-changes.js';
import { editedSource } from '../../docs/assets/filing/source-edits.js';
import { reportInSource, sourceRoot } from '../../docs/assets/filing/source-report.js';
import { formOf, vectorsIn } from './filing_forms.js';

const FORM = formOf('2021');

/** @param {string} source */
const contentIn = (source) => reportInSource(sourceRoot(source), FORM).content;

/**
 * @param {Record<string, string>} texts
 * @param {Record<string, Record<string, string>>} replacements
 */
function replaced(texts, replacements) {
  const pairs = Object.entries(replacements).map(([key, words]) => [
    key,
    Object.entries(words).reduce((text, [old, now]) => text.replace(old, now), texts[key]),
  ]);
  return { ...texts, ...Object.fromEntries(pairs) };
}

for (const vector of vectorsIn('corrections.jsonl')) {
  test(`a correction changes nothing else in the file: ${vector.case}`, () => {
    const { source, cells, facts, texts, notes, date, reason, corrected } = vector;
    const before = contentIn(source);
    const now = {
      cells: { ...before.cells, ...cells },
      facts: { ...before.facts, ...facts },
      text: replaced(before.text, texts),
      notes: { ...before.notes, ...notes },
    };
    const changes = changesOf(FORM, '甲局2024年政府信息公开工作年度报告', before, now);
    assert.equal(editedSource(source, FORM, now, entryLines(changes, { date, reason })), corrected);
  });
}

test('a change that is taken back leaves no entry and no trace', () => {
  const [{ source }] = vectorsIn('corrections.jsonl');
  const content = contentIn(source);
  const { cells, texts } = changesOf(FORM, '', content, contentIn(source));
  assert.deepEqual([cells.size, texts.size], [0, 0]);
  assert.equal(editedSource(source, FORM, content, []), source);
});

test('an entry names cells, then texts in the order of the report', () => {
  const titles = [...textTitles(FORM).keys()].slice(-6);
  assert.deepEqual(titles, ['preamble', 'closing', 'title', 'published', 'index_number', 'document_number']);
});

test('a blank in the file is one, words and marks are not', () => {
  const [{ source }] = vectorsIn('corrections.jsonl');
  const fees = (/** @type {string} */ text) =>
    contentIn(source.replace('fees: 2896.904', `fees: ${text}`)).cells['disclosure.fees.amount'];
  for (const text of ['', '~', 'null', 'Null', 'NULL']) assert.equal(fees(text), '', text);
  for (const text of ['"null"', "'~'"]) assert.notEqual(fees(text), '', text);
  assert.deepEqual(['"?"', '/', '0', '" 1 2 "'].map(fees), [undefined, '/', '0', '1 2']);
});

test('what a file accepts is read with its numbers', () => {
  const [{ source }] = vectorsIn('corrections.jsonl');
  const accept = '{check: requests.total, cell: requests.total.total, reason: "原件如此", sides: [0.0, 1.50]}';
  const report = `${source.replace(/^accepts:\n( .*\n)*/m, '')}\naccepts:\n  - ${accept}\n  - {check: table.blank, reason: 原件空白}\n`;
  assert.deepEqual(reportInSource(sourceRoot(report), FORM).accepts, [
    { check: 'requests.total', cell: 'requests.total.total', reason: '原件如此', sides: ['0', '1.5'] },
    { check: 'table.blank', cell: null, reason: '原件空白' },
  ]);
});

test('a correction needs a reason of its own and a day that is not before the last', () => {
  const fault = (/** @type {string} */ reason, date = '2026-03-02') => reasonFault({ date, reason }, '2026-03-01');
  assert.equal(fault('录入错误'), '');
  assert.match(fault(' \n'), /请写明更正的原因/);
  assert.match(fault('请写明原因'), /请写明更正的原因/);
  assert.match(fault('录入\u200b错误'), /看不见的字符/);
  assert.match(fault('录入错误', '2026-02-28'), /早于已有的更正记录（2026-03-01）/);
  for (const date of ['', '2026-3-2', '1979-12-31', '2100-01-01'])
    assert.match(fault('录入错误', date), /写明更正的日期/);
  for (const date of ['2026-03-01', '2099-12-31']) assert.equal(fault('录入错误', date), '');
  assert.equal(reasonFault({ date: '1980-01-01', reason: '录入错误' }, ''), '');
});

test('lines that stay are found between those that change', () => {
  const lines = (/** @type {string} */ text) => [...text];
  for (const [old, now] of ['abcd abcd', 'abcd xbyd', 'abcd bd', 'bd abcd', 'abc xyz', 'aab ab', 'a  '].map((pair) =>
    pair.split(' '),
  )) {
    const stretches = diffLines(lines(old), lines(now));
    const made = stretches.flatMap(({ from, to, added }) => added ?? lines(old).slice(from, to));
    assert.equal(made.join(''), now);
  }
  const added = diffLines(lines('abcdefg'), lines('aXcdYfg')).flatMap((each) => each.added ?? []);
  assert.deepEqual(added, ['X', 'Y']);
});

test('lines that change are shown from shortly before their first difference', () => {
  for (const [was, is, pairs] of /** @type {[string, string, [string, string][]][]} */ ([
    ['甲\n乙\n丙', '甲\n丁\n丙', [['乙', '丁']]],
    ['一二三四五六七八甲', '一二三四五六七八乙', [['一二三四五六七八甲', '一二三四五六七八乙']]],
    ['一二三四五六七八九甲', '一二三四五六七八九乙', [['…二三四五六七八九甲', '…二三四五六七八九乙']]],
    ['甲', '甲\n一二三四五六七八九十', [['', '一二三四五六七八九十']]],
    ['', '甲', [['', '甲']]],
    [
      '甲\n乙\n丙',
      '丁\n丙\n戊',
      [
        ['甲', '丁'],
        ['乙', ''],
        ['', '戊'],
      ],
    ],
  ])) {
    assert.deepEqual(changedLines(was, is), pairs);
  }
});

test('the file of a draft keeps what is corrected, and a damaged one is refused', () => {
  const content = { facts: {}, text: {}, notes: {}, cells: { 'disclosure.licensing.decisions': '1' } };
  const correction = { isPublished: true, source: 'a', version: '', latest: '', date: '2026-03-02', reason: '一' };
  const whose = { format: 'gongkai-draft-1', agency: 'jia', name: '甲局', year: 2024, form: '2021' };
  const draft = { ...whose, ...content, accepts: [], correction: { ...correction, before: content } };
  const file = draftFile(draft, 'a: 2', 'a: 1');
  assert.deepEqual([JSON.parse(file).report, JSON.parse(file).before], ['a: 2', 'a: 1']);
  assert.deepEqual(draftIn(file), draft);
  for (const damage of [{ isPublished: 1 }, { before: {} }, { reason: null }]) {
    const damaged = { ...draft, correction: { ...draft.correction, ...damage } };
    assert.equal(draftIn(JSON.stringify(damaged)), null);
  }
});
