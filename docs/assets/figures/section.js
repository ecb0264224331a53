// A section of the answer: the table from real or from demonstration data, which are never in one.

import { save } from '../csv.js';
import { element } from '../element.js';
import { answer, orderOf, orderOfSums, reportsAsked } from './answer.js';
import { figureOf } from './figure.js';
import { loadColumns } from './files.js';
import { groupsOf, sortedGroups } from './sums.js';
import { csvRows, reportTable, sumTable } from './table.js';
import { tableElement } from './view.js';
import { notesOf, statusText } from './words.js';

/** @typedef {import('./question.js').Question} Question */

/**
 * The part of the answer from real or from demonstration data; null if no report is asked for there.
 * @param {Question} question
 * @param {Map<string, import('./index.js').Form>} forms those of all data, newest first
 * @param {boolean} demo
 * @param {string} text the question in words
 * @param {(question: Question) => void} change
 */
export async function sectionOf(question, forms, demo, text, change) {
  const keys = [...question.figures.map(({ key }) => key), question.base];
  const data = await loadColumns(demo, (index) =>
    reportsAsked(question, index).length
      ? keys.flatMap((key) => [...(figureOf(key, index.forms)?.cells.values() ?? [])].flat())
      : [],
  );
  const { index } = data;
  if (!reportsAsked(question, index).length) return null;
  const figures = question.figures.map(({ key }) => figureOf(key, index.forms) ?? noFigure(key, forms));
  const base = question.base ? figureOf(question.base, index.forms) : null;
  const found = answer(question, figures, base, data);
  const isSums = question.view === 'sums';
  const isTested = question.figures.some(({ test }) => test);
  const order = isSums ? orderOfSums(question, found.columns) : orderOf(question, found.columns);
  const table = isSums
    ? sumTable(found, sortedGroups(groupsOf(found, base, index), order, found.columns), base)
    : reportTable(found, base);
  const words = `${demo ? '示例数据：' : ''}${statusText(found, isTested)}`;
  const caption = `${text}${demo ? '（示例数据）' : ''}`;
  const heading = demo ? '示例数据' : '报告';
  const content = element('section', { 'aria-label': heading }, element('h2', {}, heading));
  if (demo) content.append(element('p', { class: 'gk-demo' }, '虚构的数据，只为演示，单独列出，不同真实数据合计。'));
  if (found.reports.length) {
    const view = tableElement(table, caption, order, ({ key, isDown }) =>
      change({ ...question, sort: `${key}:${isDown ? 'desc' : 'asc'}` }),
    );
    const notes = notesOf(found, base, isSums, isTested);
    const button = element('button', { type: 'button' }, `下载 CSV（${table.count} 行）`);
    button.addEventListener('click', () => save(`${caption}.csv`, csvRows(table, sourceLines(caption, notes))));
    content.append(element('p', {}, button), view, ...notes.map((note) => element('p', { class: 'gk-soft' }, note)));
  } else {
    content.append(element('p', {}, words));
  }
  return { words, content };
}

/**
 * A figure that no form of these data has.
 * @param {string} key
 * @param {Map<string, import('./index.js').Form>} forms
 * @returns {import('./figure.js').Figure}
 */
function noFigure(key, forms) {
  const { label, place, unit } = figureOf(key, forms) ?? { label: key, place: '', unit: '' };
  return { key, label, place, unit, cells: new Map() };
}

/**
 * @param {string} caption
 * @param {string[]} notes
 */
function sourceLines(caption, notes) {
  const today = new Date();
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const date = day.map((each) => String(each).padStart(2, '0')).join('-');
  return [`${caption}。来源：${location.href}，${date} 取得。`, ...notes];
}
