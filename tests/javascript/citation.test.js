import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellSentence, reference, shown, tableSentence } from '../../docs/assets/citation.js';

const title = '甲局2024年政府信息公开工作年度报告';
const report = {
  agency: '甲局',
  year: '2024',
  reference: `甲局. ${title}[R/OL]. (2025-01-20)[{day}]. {url}.`,
  sentence: `来源：《${title}》，{url}`,
};
const url = 'https://example.gov.cn/jia/2024/#a.b.c';
const day = new Date(2026, 10, 3);

test('a reference names the address and the day of reading', () => {
  assert.equal(reference(report, url, day), `甲局. ${title}[R/OL]. (2025-01-20)[2026-11-03]. ${url}.`);
  assert.equal(reference(report, '$&', day), `甲局. ${title}[R/OL]. (2025-01-20)[2026-11-03]. $&.`);
});

test('a sentence names agency, year, place, number, unit and address', () => {
  const cell = { rows: ['三、结果', '（一）公开'], columns: ['自然人'], printed: '1,012', unit: '件' };
  assert.equal(
    cellSentence(report, cell, url),
    `甲局2024年“三、结果 / （一）公开”，“自然人”：1,012件。来源：《${title}》，${url}`,
  );
  assert.equal(
    cellSentence(report, { ...cell, rows: [] }, url),
    `甲局2024年“自然人”：1,012件。来源：《${title}》，${url}`,
  );
  assert.equal(tableSentence(report, '三、情况', url), `甲局：三、情况。来源：《${title}》，${url}`);
});

test('blanks and texts get no unit', () => {
  for (const [printed, expected] of [
    ['', '空白'],
    ['/', '“/”'],
    ['22（其中修订16件）', '“22（其中修订16件）”'],
    ['-3', '-3件'],
    ['0', '0件'],
    ['2896.904', '2896.904件'],
  ]) {
    assert.equal(shown({ rows: [], columns: [], printed, unit: '件' }), expected);
  }
});
