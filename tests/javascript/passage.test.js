import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPassage, markHits } from '../../docs/assets/search/passage.js';

/**
 * The passage as text with its hits in brackets, after its key.
 * @param {Record<string, string>} texts
 * @param {string[]} words
 * @param {string[]} visible words that are visible elsewhere
 */
function passage(texts, words, visible = []) {
  const found = findPassage(texts, words, (word) => visible.includes(word));
  return found && `${found.key}: ${bracketed(found.pieces)}`;
}

/** @param {{text: string, hit: boolean}[]} pieces */
function bracketed(pieces) {
  return pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
}

/** @param {number} length */
const filler = (length) => '填'.repeat(length);

test('a text without the words has no passage', () => {
  assert.equal(passage({ a: '政务公开' }, ['财政']), null);
  assert.equal(passage({}, ['财政']), null);
});

test('every hit is marked, also in other forms of the characters', () => {
  assert.equal(passage({ a: '收到ＡＢ件，ab件' }, ['ab']), 'a: 收到[ＡＢ]件，[ab]件');
  assert.equal(passage({ a: '占地5㎡' }, ['m2']), 'a: 占地5[㎡]');
  assert.equal(passage({ a: '占地5㎡' }, ['m']), 'a: 占地5[㎡]');
});

test('overlapping and adjoining hits are marked as one', () => {
  assert.equal(passage({ a: '政务公开工作' }, ['政务公', '公开']), 'a: [政务公开]工作');
  assert.equal(passage({ a: '公开公开' }, ['公开']), 'a: [公开公开]');
});

test('a rare word counts more than a frequent one', () => {
  const texts = { a: `公开${filler(200)}公开${filler(200)}回避`, b: '公开' };
  assert.equal(passage(texts, ['公开', '回避']), `a: …${filler(24)}[回避]`);
});

test('a word that is visible elsewhere counts least', () => {
  const texts = { a: '公开公开', b: '住建' };
  assert.equal(passage(texts, ['公开', '住建']), 'b: [住建]');
  assert.equal(passage(texts, ['公开', '住建'], ['住建']), 'a: [公开公开]');
});

test('of equal passages the first is shown, of others that with more words', () => {
  assert.equal(passage({ a: '甲乙', b: '甲乙' }, ['甲']), 'a: [甲]乙');
  const apart = { a: `甲${filler(90)}乙`, b: '甲丙乙' };
  assert.equal(passage(apart, ['甲', '乙']), 'b: [甲]丙[乙]');
});

test('words count together as far as a passage reaches', () => {
  const texts = (/** @type {number} */ apart) => ({ a: '甲', b: `甲${filler(apart)}乙` });
  assert.equal(passage(texts(84), ['甲', '乙']), `b: [甲]${filler(84)}[乙]`);
  assert.equal(passage(texts(84), ['乙', '甲']), `b: [甲]${filler(84)}[乙]`);
  assert.equal(passage(texts(85), ['甲', '乙']), `b: …${filler(24)}[乙]`);
});

test('a passage starts a little before the hit, or with its sentence', () => {
  assert.equal(passage({ a: `${filler(30)}公开` }, ['公开']), `a: …${filler(24)}[公开]`);
  assert.equal(passage({ a: `${filler(25)}公开` }, ['公开']), `a: …${filler(24)}[公开]`);
  assert.equal(passage({ a: `${filler(24)}公开` }, ['公开']), `a: ${filler(24)}[公开]`);
  assert.equal(passage({ a: `前。${filler(23)}公开` }, ['公开']), `a: …${filler(23)}[公开]`);
  assert.equal(passage({ a: `${filler(30)}。另有公开` }, ['公开']), 'a: …另有[公开]');
  assert.equal(passage({ a: `${filler(30)}\n另有？还有公开` }, ['公开']), 'a: …还有[公开]');
});

test('a passage has a limit, and does not end within a hit', () => {
  assert.equal(passage({ a: `公开${filler(200)}` }, ['公开']), `a: [公开]${filler(108)}…`);
  assert.equal(passage({ a: `公开${filler(107)}回避之后` }, ['公开', '回避']), `a: [公开]${filler(107)}[回避]…`);
  assert.equal(passage({ a: `公开${filler(108)}` }, ['公开']), `a: [公开]${filler(108)}`);
  assert.equal(passage({ a: `公开${filler(109)}` }, ['公开']), `a: [公开]${filler(108)}…`);
  assert.equal(passage({ a: `公开${filler(108)}回避` }, ['公开', '回避']), `a: [公开]${filler(108)}…`);
});

test('titles are shown as a whole with their hits', () => {
  assert.equal(bracketed(markHits(`${filler(200)}住建局`, ['住建'])), `${filler(200)}[住建]局`);
  assert.equal(bracketed(markHits('住建局', [])), '住建局');
});

test('a passage begins where its sentence does, whatever ends the one before', () => {
  for (const end of ['\n', '。', '；', ';', '！', '!', '？', '?']) {
    assert.equal(passage({ a: `${filler(30)}${end}今年公开` }, ['公开']), 'a: …今年[公开]', end);
  }
  for (const mark of ['，', '、', '：', '.']) {
    assert.equal(passage({ a: `${filler(30)}${mark}今年公开` }, ['公开']), `a: …${filler(21)}${mark}今年[公开]`, mark);
  }
});
