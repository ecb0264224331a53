import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  DraftKeeper,
  draftFile,
  draftFileName,
  draftIn,
  keptDrafts,
  restoreDrafts,
} from '../../docs/assets/filing/drafts.js';
import { cellText, evaluate, newDraft } from '../../docs/assets/filing/session.js';
import { formOf } from './filing_forms.js';

class Storage {
  /** @type {Map<string, string>} */
  entries = new Map();
  isFull = false;

  get length() {
    return this.entries.size;
  }

  /** @param {number} at */
  key(at) {
    return [...this.entries.keys()][at] ?? null;
  }

  /** @param {string} key */
  getItem(key) {
    return this.entries.get(key) ?? null;
  }

  /** @param {string} key @param {string} text */
  setItem(key, text) {
    if (this.isFull) throw new Error('full');
    this.entries.set(key, text);
  }

  /** @param {string} key */
  removeItem(key) {
    this.entries.delete(key);
  }
}

const FORM = formOf('2021');
const NOW = new Date(2026, 0, 5, 9, 30);
const draft = (year = 2025) => newDraft(FORM, { agency: 'jia/yi', name: '乙局', year }, null);

test('a draft is kept once per agency and year, and read again', () => {
  const storage = new Storage();
  const keeper = new DraftKeeper(storage, '', 'one');
  const mine = draft();
  keeper.keep(mine, NOW);
  mine.facts.title = '甲';
  const key = keeper.keep(mine, NOW);
  new DraftKeeper(storage, '', 'one').keep(draft(2024), NOW);
  storage.setItem('another', '{');
  assert.equal(keptDrafts(storage).length, 2);
  assert.deepEqual(keptDrafts(storage).find((each) => each.key === key)?.draft, mine);
});

test('two tabs with one draft both keep theirs', () => {
  const storage = new Storage();
  const key = new DraftKeeper(storage, '', 'zero').keep(draft(), NOW);
  const [one, two] = ['one', 'two'].map((tab) => new DraftKeeper(storage, key, tab));
  const [mine, theirs] = [draft(), draft()];
  mine.facts.title = '甲';
  theirs.facts.title = '乙';
  assert.equal(one.keep(mine, NOW), key);
  const other = two.keep(theirs, NOW);
  assert.notEqual(other, key);
  one.keep(mine, NOW);
  assert.equal(two.keep(theirs, NOW), other);
  assert.deepEqual(new Set(keptDrafts(storage).map((each) => each.draft.facts.title)), new Set(['甲', '乙']));
});

test('two new drafts of one agency and year do not replace each other', () => {
  const storage = new Storage();
  new DraftKeeper(storage, '', 'one').keep(draft(), NOW);
  new DraftKeeper(storage, '', 'two').keep(draft(), NOW);
  assert.equal(keptDrafts(storage).length, 2);
});

test('a full storage is an error, and what was kept stays', () => {
  const storage = new Storage();
  const keeper = new DraftKeeper(storage, '', 'one');
  keeper.keep(draft(), NOW);
  storage.isFull = true;
  assert.throws(() => keeper.keep(draft(), NOW));
  assert.equal(keptDrafts(storage).length, 1);
});

test('of two copies the newer is kept, also if the other is gone or damaged', () => {
  const storage = new Storage();
  const keeper = new DraftKeeper(storage, '', 'one');
  const key = keeper.keep(draft(), NOW);
  const old = storage.getItem(key) ?? '';
  keeper.keep(draft(), new Date(NOW.getTime() + 1000));
  const latest = storage.getItem(key) ?? '';
  for (const [kept, copy, expected] of [
    [latest, old, latest],
    [old, latest, latest],
    ['{', latest, latest],
    [old, '{', old],
    [null, old, old],
  ]) {
    storage.entries.clear();
    if (kept !== null) storage.setItem(key, kept);
    restoreDrafts(storage, [[key, copy ?? '']]);
    assert.equal(storage.getItem(key), expected);
  }
});

test('a draft file is read again, and no other file', () => {
  const mine = draft();
  assert.deepEqual(draftIn(draftFile(mine, 'other: 无\n')), mine);
  for (const text of [
    '',
    '{}',
    '[1]',
    'null',
    JSON.stringify({ ...mine, year: '2025' }),
    JSON.stringify({ ...mine, cells: { a: 1 } }),
    JSON.stringify({ ...mine, accepts: [{ check: 'cell.text', cell: null }] }),
    JSON.stringify({ ...mine, accepts: [{ check: 'a', cell: null, reason: 'b', sides: '1' }] }),
  ]) {
    assert.equal(draftIn(text), null);
  }
});

test('a draft that was kept before reasons could be written is opened', () => {
  const { accepts: _, ...older } = draft();
  assert.deepEqual(draftIn(JSON.stringify(older)), draft());
  const storage = new Storage();
  storage.setItem('gongkai-draft:jia/yi/2025', JSON.stringify({ draft: older, saved: '', revision: '' }));
  assert.deepEqual(keptDrafts(storage)[0].draft, draft());
});

test('what is typed becomes the text of a cell', () => {
  for (const [typed, text] of [
    ['', null],
    ['  ', null],
    ['?', null],
    ['空白', ''],
    ['１６', '16'],
    [' 2，345 ', '2345'],
    ['/', '/'],
    ['22（其中修订16件）', '22（其中修订16件）'],
    ['０７', '０７'],
  ]) {
    assert.equal(cellText(typed ?? ''), text);
  }
});

test('a new draft carries over what must equal last year, and its totals follow', () => {
  const [rule] = FORM.rules.filter(
    ({ rule: { left, right } }) => left.length === 1 && right.length === 1 && right[0].before,
  );
  const before = new Map(
    rule.lines.map(({ right }, at) => [right[0].cell, { printed: String(at), value: BigInt(at) * 1_000_000n }]),
  );
  const carried = newDraft(FORM, { agency: 'jia', name: '甲', year: 2025 }, before);
  const lines = rule.lines.map(({ left }) => left[0].cell);
  assert.deepEqual(
    Object.entries(carried.cells),
    lines.slice(0, -1).map((cell, at) => [cell, String(at)]),
  );
  assert.equal(evaluate(FORM, carried, before).printed[lines[lines.length - 1]], '15');
});

test('totals follow while nothing contradicts them, and can be typed over', () => {
  const mine = draft();
  for (const name of FORM.spots.keys()) mine.cells[name] = '0';
  const total = FORM.rules.find(
    ({ rule, acrossYears }) => rule.each === 'row' && rule.relation === '=' && !acrossYears,
  );
  const { left, right } = total?.lines[0] ?? { left: [], right: [] };
  delete mine.cells[left[0].cell];
  assert.equal(evaluate(FORM, mine, null).printed[left[0].cell], '0');
  mine.cells[right[0].cell] = '7';
  assert.equal(evaluate(FORM, mine, null).derived.size, 0, 'the sum of the column says 0, that of the row 7');
  mine.cells[left[0].cell] = '7';
  const { printed, problems } = evaluate(FORM, mine, null);
  assert.equal(printed[left[0].cell], '7');
  assert.ok(problems.length > 0);
});

test('a draft for no possible agency is none: its file would stand outside the folder of reports', () => {
  for (const [agency, isOne] of /** @type {[string, boolean][]} */ ([
    ['jia/yi-2', true],
    ['1/2a', false],
    ['../jia', false],
    ['jia/', false],
    ['', false],
    [`${'a'.repeat(64)}/${'b'.repeat(64)}`, true],
    ['a'.repeat(65), false],
  ])) {
    assert.equal(draftIn(draftFile({ ...draft(), agency }, '')) !== null, isOne, agency);
  }
});

test('the file of a draft is named by all folders of the agency, and the year', () => {
  assert.equal(draftFileName({ agency: 'jia/yi/bing', year: 2025 }), 'jia-yi-bing-2025.json');
});

test('the drafts kept last come first', () => {
  const storage = new Storage();
  for (const [year, day] of [
    [2024, 5],
    [2023, 6],
    [2025, 4],
  ]) {
    new DraftKeeper(storage, '', 'one').keep(draft(year), new Date(2026, 0, day));
  }
  assert.deepEqual(
    keptDrafts(storage).map((each) => each.draft.year),
    [2023, 2024, 2025],
  );
});
