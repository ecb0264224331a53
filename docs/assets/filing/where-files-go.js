// Where the files that are handed out go, and who keeps the published version of a report that is corrected.

/** @param {import('./drafts.js').Draft} draft */
export function whereFilesGo({ agency, year, correction }) {
  const name = `${agency}/${year}`;
  if (!correction) return `报告文件放在报告文件夹的 ${name}.yml；不会提交的，把文件交给收报告的人。`;
  const draft = `gongkai import 草稿文件 只把这些改动写进 ${name}.yml`;
  if (!correction.source) {
    return `把草稿文件交给维护网站的人：${draft}，写好更正记录，并保存公布过的旧版；正文里引用表中数的地方跟着改。`;
  }
  const keep = `gongkai correct ${name} --reason 原因 --since 公布时的版本`;
  return `报告文件放回报告文件夹的 ${name}.yml，更正记录已经写在里面。公布过的旧版由合并的人保存：${keep}（更正记录不会再写一遍）。也可以把草稿文件交给维护网站的人：${draft}，并保存旧版。`;
}
