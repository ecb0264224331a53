// What the search page says of a search: how many, how sure, and what to do when nothing is found.

import { lengthOf } from './text.js';

/** How many reports there are; 约 as long as some are neither read nor known to be right. */
export function statusText({ exact, left, results, reports, dropped, failed, byName, asked }) {
  const counted = reports.filter((report) => !dropped.has(report));
  const isSure = exact || !left.length;
  const demo = counted.filter(({ agency }) => agency.demo).length;
  return [
    byName ? `${noReportHas(asked)}；机关名称相符的，` : '',
    isSure ? `找到 ${counted.length} 份报告` : `约 ${counted.length} 份报告`,
    demo ? `，其中示例数据 ${demo} 份` : '',
    left.length ? `；已显示 ${results} 份` : '',
    failed ? `；有 ${failed} 份没有读出来，刷新本页可以再试` : '',
  ].join('');
}

/** Words of one character are looked for in names and titles only, and the page says so. */
export function wordsNote({ asked: words, byName }) {
  if (byName) return '';
  const short = words.filter((word) => lengthOf(word) === 1);
  return short.length ? `${quoted(short)}只有一个字，只在机关名称和报告标题里查找。` : '';
}

export function noneFound({ asked: words, query, failed }) {
  if (failed) return `有 ${failed} 份报告没有读出来，刷新本页可以再试。`;
  const filtered = query.year || query.region || query.kind ? '在所选范围内' : '';
  const advice = filtered ? '可以清除筛选再试。' : '可以减少词语、缩短词语再试，或从年度目录、机关目录查找。';
  return words.length ? `${filtered}${noReportHas(words)}。${advice}` : '所选范围内没有报告。';
}

function noReportHas(words) {
  return `没有报告${words.length > 1 ? '同时' : ''}含有${quoted(words)}`;
}

function quoted(words) {
  return words.map((word) => `“${word}”`).join('、');
}
