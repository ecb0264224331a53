import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restsAfter, spells } from '../../docs/assets/search/spelling.js';

const READINGS = {
  重: ['zhong', 'chong'],
  庆: ['qing'],
  市: ['shi'],
  住: ['zhu'],
  建: ['jian'],
  局: ['ju'],
  安: ['an'],
};

for (const [word, name, expected] of /** @type {[string, string, number][]} */ ([
  ['chongqing', '重庆', 2],
  ['zhongqing', '重庆', 2],
  ['cq', '重庆', 2],
  ['zq', '重庆', 2],
  ['chongq', '重庆', 2],
  ['cqing', '重庆', 2],
  ['c重', '重庆', 0],
  ['重q', '重庆', 2],
  ['重庆', '重庆', 2],
  ['chong', '重庆', 1],
  ['c', '重庆', 1],
  ['chongqi', '重庆', 1],
  ['zhuj', '住建局', 1],
  ['zjj', '住建局', 2],
  ['zhujianju', '住建局', 2],
  ['zjian', '住建局', 1],
  ['jj', '住建局', 0],
  ['zjjx', '住建局', 0],
  ['a', '安', 2],
  ['zhujua', '住局安', 2],
  ['b2', 'b2', 2],
])) {
  test(`${word} spells ${['nothing of', 'the beginning of', 'the whole of'][expected]} ${name}`, () => {
    assert.equal(spells(word, [...name], READINGS), expected);
  });
}

for (const [word, place, expected] of /** @type {[string, string, string[]][]} */ ([
  ['chongqingshizjj', '重庆市', ['zjj', 'hizjj', 'shizjj', 'ingshizjj']],
  ['cqzjj', '重庆市', ['zjj']],
  ['cqszjj', '重庆市', ['zjj', 'szjj']],
  ['重庆住建', '重庆市', ['住建']],
  ['chongq', '重庆', ['']],
  ['zjj', '安', []],
  ['anzjj', '安', ['zjj', 'nzjj']],
  ['azjj', '安市', []],
])) {
  test(`after the place ${place}, ${word} leaves ${JSON.stringify(expected)}`, () => {
    assert.deepEqual([...restsAfter(word, [...place], READINGS)].sort(), [...expected].sort());
  });
}
