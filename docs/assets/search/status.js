// What the search page says of a search: how many, how sure, and what to do when nothing is found.

import { lengthOf } from './text.js';

const SINGLES_NOTE = '单个字只查机关名称和标题';

/** How many reports there are; 约 as long as some are neither read nor known to be right. */
export function statusText({ exact, left, results, reports, dropped, failed, byName, headlinesOnly }) {
  const counted = reports.filter((report) => !dropped.has(report));
  const isSure = exact || !left.length;
  const demo = counted.filter(({ agency }) => agency.demo).length;
  const matched = byName || headlinesOnly ? `机关名称${byName ? '' : '或标题'}相符：` : '';
  return [
    matched,
    matched || !isSure ? '' : '找到 ',
    `${isSure ? '' : '约 '}${counted.length} 份报告`,
    demo ? `，其中示例数据 ${demo} 份` : '',
    left.length ? (results ? `；已显示 ${results} 份` : '；读过的都不含有，可以接着找') : '',
    failed ? `；有 ${failed} 份没有读出来，刷新本页可以再试` : '',
  ].join('');
}

/** What was not searched, and why reports are shown that do not contain the words. */
export function searchNote({ asked: words, byName, headlinesOnly }) {
  if (byName) return `${noReportHas(words)}，下面按机关名称列出。`;
  return headlinesOnly ? `${SINGLES_NOTE}。` : '';
}

export function noneFound({ asked: words, query, finding, failed }) {
  if (failed) return `有 ${failed} 份报告没有读出来，刷新本页可以再试。`;
  const filtered = query.year || query.region || query.kind ? '在所选范围内' : '';
  const shorter = areSingle(words) ? '可以多写几个字再试' : '可以减少词语、缩短词语再试';
  const advice = filtered ? '可以清除筛选再试。' : `${shorter}，或从年度目录、机关目录查找。`;
  if (!words.length) return '所选范围内没有报告。';
  if (!filtered && finding.agencies.length) return noReportOf(finding);
  return `${filtered}${noReportHas(words)}。${advice}`;
}

/** Agencies are named, but have no report, or none of the year. */
function noReportOf({ year, agencies }) {
  if (!agencies.some((agency) => agency.years.size)) return '名称相符的机关尚未收录报告。';
  return `名称相符的机关没有收录${year}年报告，已收录的年度见下面。`;
}

/** Of single characters it is not known which texts have them. */
function noReportHas(words) {
  if (areSingle(words)) return `机关名称和报告标题里没有${quoted(words)}，${SINGLES_NOTE}`;
  return `没有报告${words.length > 1 ? '同时' : ''}含有${quoted(words)}`;
}

function areSingle(words) {
  return words.every((word) => lengthOf(word) === 1);
}

function quoted(words) {
  return words.map((word) => `“${word}”`).join('、');
}
