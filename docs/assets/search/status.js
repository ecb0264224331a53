// Messages of the search page: how many reports, whether the count is exact, and what to do if nothing is found.

import { lengthOf } from './text.js';

/** @typedef {import('./state.js').Search} Search */
/** @typedef {import('./labels.js').Label} Label */

const SINGLES_NOTE = '单个字只查机关名称和标题';

/**
 * The number of reports; 约 (about) as long as some have not been read and the index is not exact.
 * @param {Search} search
 */
export function statusText({ candidates, left, results, dropped, failed }) {
  const { exact, headlinesOnly, reports, byName, finding } = candidates;
  const counted = reports.filter((report) => !dropped.has(report));
  const isSure = exact || !left.length;
  const demo = counted.filter(({ agency }) => agency.demo).length;
  const name = finding.agencies.length || !byName ? '机关名称' : '年度';
  const matched =
    byName || headlinesOnly ? `${name}${byName ? '' : '或标题'}${finding.isNear ? '相近' : '相符'}：` : '';
  return [
    matched,
    matched || !isSure ? '' : '找到 ',
    `${isSure ? '' : '约 '}${counted.length} 份报告`,
    demo ? `，其中示例数据 ${demo} 份` : '',
    left.length ? (results ? `；已显示 ${results} 份` : '；读过的都不含有，可以接着找') : '',
    failed ? `；有 ${failed} 份没有读出来，刷新本页可以再试` : '',
  ].join('');
}

/**
 * Says what was not searched, or why reports are shown that do not contain the words as they were typed.
 * @param {Search} search
 * @param {Label | null} label that the words mean
 */
export function searchNote({ asked, candidates }, label = null) {
  const { byName, words, headlinesOnly, finding } = candidates;
  if (!byName && words.join(' ') !== asked.join(' ')) {
    if (label) return `${inTables(asked, label)}下面的报告，正文含有${quoted(words)}。`;
    return `没有报告一字不差地含有${quoted(asked)}，下面的报告含有${quoted(words)}。`;
  }
  if (!byName) return headlinesOnly ? `${SINGLES_NOTE}。` : '';
  if (finding.isNear) return `没有名称是${quoted(finding.words)}的机关，下面是名称相近的机关的报告。`;
  if (finding.rest.length && label) return `${inTables(finding.rest, label)}下面按机关名称列出。`;
  if (finding.rest.length) return `${noReportHas(finding.rest)}，下面按机关名称列出。`;
  return finding.agencies.length ? '下面按机关名称列出。' : '下面按年度列出。';
}

/**
 * What to say of words that every report prints in its tables: that texts lack them is not that reports do.
 * @param {string[]} words
 * @param {Label} label
 */
function inTables(words, label) {
  return `正文里没有${quoted(words)}；表格里有${label.isWhole ? '这一项' : '相近的一项'}，它的数见下面的链接。`;
}

/**
 * @param {Search} search
 * @param {Label | null} label that the words mean: every report prints it
 */
export function noneFound({ asked: words, query, candidates, failed }, label = null) {
  if (failed) return `有 ${failed} 份报告没有读出来，刷新本页可以再试。`;
  const filtered = query.year || query.region || query.kind ? '在所选范围内' : '';
  const shorter = areSingle(words) ? '可以多写几个字再试' : '可以减少词语、缩短词语再试';
  const advice = filtered ? '可以清除筛选再试。' : `${shorter}，或从年度目录、机关目录查找。`;
  if (!words.length) return '所选范围内没有报告。';
  if (label) return inTables(words, label);
  if (!filtered && candidates.finding.agencies.length) return noReportOf(candidates.finding);
  return `${filtered}${noReportHas(words)}。${advice}`;
}

/**
 * For queries that name agencies without a report, or without one of the year.
 * @param {import('./finder.js').Finding} finding
 */
function noReportOf({ years, agencies }) {
  if (!agencies.some((agency) => agency.years.size)) return '名称相符的机关尚未收录报告。';
  const missing = years.length > 1 ? `${years[years.length - 1]}—${years[0]}` : years[0];
  return `名称相符的机关没有收录${missing}年报告，已收录的年度见下面。`;
}

/**
 * Texts are not searched for single characters, so nothing is claimed about them.
 * @param {string[]} words
 */
function noReportHas(words) {
  if (areSingle(words)) return `机关名称和报告标题里没有${quoted(words)}，${SINGLES_NOTE}`;
  return `没有报告${words.length > 1 ? '同时' : ''}含有${quoted(words)}`;
}

/** @param {string[]} words */
function areSingle(words) {
  return words.every((word) => lengthOf(word) === 1);
}

/** @param {string[]} words */
function quoted(words) {
  return words.map((word) => `“${word}”`).join('、');
}
