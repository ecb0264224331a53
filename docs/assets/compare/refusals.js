// Why figures may not be compared, as codes and sentences.

/** @typedef {keyof typeof SENTENCES} Code */
/** @typedef {{code: Code, reason: string}} Refusal */

/** The base from which a percentage says something: of fewer, one more or less is more than a tenth. */
export const LEAST_BASE = 10;

/** Sentences by code; names in braces are replaced. */
const SENTENCES = {
  unknown: '本站没有“{id}”的报告。请从机关列表里选。',
  many: '一次最多比较 {most} 个。请先去掉一个。',
  same: '{name}已经在比较了。',
  demo: '{demo}是编造的示例数据，{real}是真实数据，不能放在一起比较。',
  includes: '{upper}的报告已经包含{lower}的数字，不能并列比较。请选同级、同类的机关。',
  above: '{upper}是{lower}的上级机关，它的报告可能已经包含{lower}的数字，不能并列比较。请选同级、同类的机关。',
  level: '{upper}的数字是整个地区的，{lower}的只是它自己的，不能并列比较。请选同类的机关。',
  withdrawn: '{name}的{year}年报告已经撤回，不能再用来比较。',
  superseded:
    '{name}的{year}年报告的旧版 {version} 已经更正，不能同其他报告比较。请用现在的报告；两版的差别，旧版的页面逐格逐字列出。',
  'no-report': '本站没有{name}的{year}年报告。',
  'no-years': '所选年度里，本站没有{name}的报告。',
  merged: '{year}年{name}还没有成立，它的前身是{names}，没有一份报告能代表它。',
  years:
    '{name}的{year}年和{other}的{otherYear}年不能比较：不同的机关只能比较同一年度，本站也没有写明其中一个由另一个改设。',
  form: '“{label}”：{form}没有这一项。',
  row: '“{cell}”：各种格式都没有这一项，请从全部项目里看。',
  meaning: '“{label}”：{one}统计的是{counted}，{other}统计的是{otherCounted}，名称相同，意思不同。',
  unit: '“{label}”：{one}的单位是{unit}，{other}的单位是{otherUnit}，不能比较。',
  zero: '基数是 0，不能算百分比。',
  base: '基数是 {base}，不到 {least}，差一件就差很多，不算百分比。',
};

/**
 * @param {Code} code
 * @param {Record<string, string | number>} names
 * @returns {Refusal}
 */
export function refusal(code, names = {}) {
  const reason = SENTENCES[code].replace(/\{(\w+)\}/g, (_, name) => String(names[name]));
  return { code, reason };
}

/**
 * @template {object} Other
 * @param {Other | Refusal} found
 * @returns {found is Refusal}
 */
export function isRefusal(found) {
  return 'code' in found && 'reason' in found;
}
