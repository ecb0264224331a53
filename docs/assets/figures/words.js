// The words of the page: values, headings and sentences.

import { formatNumber, MIN_BASE } from './numbers.js';
import { faultOf, MOST_FIGURES, TESTS } from './question.js';

/** @typedef {import('./answer.js').Answer} Answer */
/** @typedef {import('./answer.js').Column} Column */
/** @typedef {import('./figure.js').Figure} Figure */
/** @typedef {import('./figure.js').Found} Found */
/** @typedef {import('./question.js').Question} Question */
/** @typedef {import('./sums.js').Sum} Sum */

/**
 * What a cell of the answer shows: blank, text, share that cannot be formed and missing row are kept apart from numbers.
 * @param {Found | null} found
 * @param {boolean} isShare
 * @param {(value: number) => string} format of plain numbers
 */
export function shownValue(found, isShare, format = formatNumber) {
  if (!found) return isShare ? '—' : '无此项';
  if (isShare) return found.printed || '—';
  if (found.value !== null) return found.printed === String(found.value) ? format(found.value) : found.printed;
  if (found.printed) return found.printed;
  return found.cells > 1 ? `有${[found.isBlank && '空白', found.isText && '文字'].filter(Boolean).join('和')}` : '空白';
}

/**
 * What a sum does not contain.
 * @param {Sum} sum
 * @param {boolean} isShare
 */
export function sumRemark({ count, blank, text, absent }, isShare) {
  if (isShare) return absent ? `按 ${count} 份` : '';
  const others = [blank && `空白 ${blank} 份`, text && `文字 ${text} 份`, absent && `无此项 ${absent} 份`].filter(
    Boolean,
  );
  return others.length ? `${count} 份之和；未计${others.join('、')}` : '';
}

/**
 * @param {Column} column
 * @param {Figure | null} base
 */
export function columnTitle({ figure, isShare }, base) {
  return isShare ? `${figure.label}占${base?.label ?? ''}` : `${figure.label}（${figure.unit}）`;
}

/**
 * The question in words, for the caption and the title.
 * @param {Question} question
 * @param {Figure[]} figures
 */
export function questionText({ years, figures: asked }, figures) {
  const tested = figures.map(({ label, unit }, i) => {
    const { test, numbers } = asked[i] ?? { test: '', numbers: [] };
    if (!test) return label;
    return `${label}${TESTS[test].label}${numbers.join('到')}${numbers.length ? unit : ''}`;
  });
  const listed = [...years].sort((a, b) => a - b);
  const isRun = listed.length > 2 && listed[listed.length - 1] - listed[0] === listed.length - 1;
  const when = isRun ? `${listed[0]}—${listed[listed.length - 1]}年` : listed.map((year) => `${year}年`).join('、');
  return `${tested.join('、')}${when && `，${when}`}`;
}

/**
 * What prevents an answer; empty if nothing does.
 * @param {Question} question
 * @param {(Figure | null)[]} figures in the order of the question
 */
export function faultsOf({ figures: asked }, figures) {
  const unknown = asked.filter((_, i) => !figures[i]).map(({ key }) => `“${key}”`);
  const faults = asked.map(faultOf).filter(Boolean);
  if (unknown.length) faults.push(`各种格式的报告里都没有${unknown.join('、')}这一项，请重新选择。`);
  if (asked.length > MOST_FIGURES) faults.push(`一次最多查 ${MOST_FIGURES} 项，请去掉几项。`);
  return faults.join('');
}

/**
 * How many reports there are, and which are not among them.
 * @param {Answer} answer
 * @param {boolean} isTested
 */
export function statusText({ reports, asked, lacking }, isTested) {
  const found = isTested ? `${reports.length} 份报告符合条件，共查 ${asked - lacking} 份` : `${reports.length} 份报告`;
  return `${found}${lacking ? `；另有 ${lacking} 份报告的格式没有所选的项目` : ''}。`;
}

/**
 * What the reader has to know about the table.
 * @param {Answer} answer
 * @param {Figure | null} base
 * @param {boolean} isSums
 * @param {boolean} isTested
 */
export function notesOf({ columns, reports, cellsOf }, base, isSums, isTested) {
  const notes = [];
  if (isSums) {
    notes.push(
      '同一年度、同一政府、同一类别的机关相加；政府的报告已包含所属部门的数字，所以分开，人民政府只同上级所辖的其他人民政府相加。',
    );
    if (isTested) notes.push('只合计符合条件的报告。');
  }
  const kinds = new Set(reports.map(({ agency }) => agency.id === agency.government));
  if (!isSums && kinds.size > 1) notes.push('人民政府的报告已包含所属部门的数字，不宜同部门的相比；可以选机关类别。');
  if (base && columns.some(({ isShare }) => isShare)) {
    notes.push(`占比的分母是“${base.label}”；分母不足 ${MIN_BASE}、不是数，或者小于分子的，不算占比，写“—”。`);
  }
  const cells = [...new Map(reports.map((report) => [report.form, report])).values()].flatMap(cellsOf); // of each form
  if (!isSums && cells.includes(null)) {
    notes.push('“无此项”：报告所用的格式没有这一项，不等于 0。');
  }
  if (!isSums && cells.some((each) => (each?.cells ?? 0) > 1)) {
    notes.push('几格之和的链接，指向其中第一个不是 0 的格。');
  }
  return notes;
}
