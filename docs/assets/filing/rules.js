// Judge the figures of a report as `gongkai check` does: cells, equations, and what must carry over from last year.

import { abridged, isReadable, OPEN } from './cell.js';
import { cellProblems, readFigures } from './cell-rules.js';
import { anchorOf, equationsOf, explain, holds, sum, unreadable } from './equations.js';
import { spotOf } from './form.js';
import { plainNumber } from './numbers.js';
import { problem, warning } from './problem.js';
import { repairsOf } from './repairs.js';

/** @typedef {import('./cell.js').Cell} Cell */
/** @typedef {import('./equations.js').Equation} Equation */
/** @typedef {import('./equations.js').Figures} Figures */
/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./problem.js').Problem} Problem */

const MAX_LINES_SHOWN = 2;
const OR_ACCEPT = '确实如此的，可在 accepts 里写明原因。';

/**
 * The problems of a report's figures: faults of spelling, then cells, equations within the report, and across years.
 * @param {Form} form
 * @param {Record<string, string>} printed the text of each cell
 * @param {number} year
 * @param {Map<string, Cell> | null} previous the cells of the year before
 * @returns {Problem[]}
 */
export function judge(form, printed, year, previous = null) {
  const { figures, faults } = readFigures(form, printed, year, previous);
  const faulty = new Set(faults.map(({ cell }) => cell));
  return [
    ...faults,
    ...cellProblems(form, figures, faulty),
    ...equationProblems(form, figures),
    ...carryProblems(form, figures),
  ];
}

/**
 * An error for each equation that does not hold, and a warning per table for those that cannot be judged.
 * @param {Form} form
 * @param {Figures} figures
 * @returns {Problem[]}
 */
function equationProblems(form, figures) {
  const equations = equationsOf(form, figures);
  const broken = equations.filter((equation) => holds(equation) === false);
  const repairs = broken.length > 1 ? repairsOf(form, figures, equations) : [];
  const found = broken.map((equation) => {
    const repair = repairs.find(({ repaired }) => repaired.includes(equation));
    const advice = repair?.advice ?? '请核对原件，改正填错的数。';
    const sides = [equation.left, equation.right].map((side) => plainNumber(sum(side)));
    const { id, weight } = equation.rule;
    return { ...problem(id, weight, anchorOf(equation), explain(equation), advice), sides };
  });
  const sections = Object.keys(form.data.tables);
  const unjudged = sections.map((section) =>
    equations.filter((each) => each.section === section && holds(each) === null),
  );
  return [
    ...found,
    ...unjudged.flatMap((group) => blankCells(form, group)),
    ...sections.flatMap((section, number) => (unjudged[number].length ? [] : blankTable(form, figures, section))),
  ];
}

/**
 * One warning for the table's cells without a number, except those that other rules report.
 * @param {Form} form
 * @param {Equation[]} group
 * @returns {Problem[]}
 */
function blankCells(form, group) {
  const missing = new Map(group.flatMap(unreadable).map((operand) => [operand.cell, operand.value]));
  const blanks = [...missing].filter(([, cell]) => cell.printed !== OPEN && isReadable(cell));
  if (!blanks.length) return [];
  const [first] = blanks.map(([name]) => spotOf(form, name)).sort((one, other) => one.order - other.order);
  const kinds = [...new Set(blanks.map(([, { printed }]) => (printed ? `“${abridged(printed)}”` : '空白')))].sort();
  const finding = `表中有 ${blanks.length} 格（${kinds.join('、')}）没有可计算的数，涉及的 ${group.length} 条勾稽关系无法核对。`;
  return [
    warning(`${first.section}.blank`, first.name, finding, '空白不当作 0：确实是 0 的请填 0，原件如此的可以不改。'),
  ];
}

/**
 * The warning for a table without anything in its cells, which no equation notices.
 * @param {Form} form
 * @param {Figures} figures
 * @param {string} section
 * @returns {Problem[]}
 */
function blankTable(form, { cells }, section) {
  const spots = [...form.spots.values()].filter((spot) => spot.section === section);
  if (spots.some(({ name }) => cells.get(name)?.printed)) return [];
  const title = form.data.sections.find(({ key }) => key === section)?.title;
  const advice = '空白不当作 0：没有的请填 0；原件就是空白的，写入 accepts 说明理由。';
  return [problem('table.blank', 'warning', null, `“${title}”的表全是空白。`, advice)];
}

/**
 * A problem for each broken rule across years; a line that breaks several rules counts only for the first.
 * @param {Form} form
 * @param {Figures} figures
 * @returns {Problem[]}
 */
function carryProblems(form, figures) {
  if (!figures.previous) return [];
  const lines = new Set();
  /** @type {Map<string, Equation[]>} */
  const groups = new Map();
  for (const equation of equationsOf(form, figures, true)) {
    const line = `${equation.section}.${equation.line}`;
    if (holds(equation) !== false || lines.has(line)) continue;
    lines.add(line);
    groups.set(equation.rule.id, [...(groups.get(equation.rule.id) ?? []), equation]);
  }
  return [...groups.values()].map((group) => {
    const { id, weight, causes } = group[0].rule;
    const rest = group.length - MAX_LINES_SHOWN;
    const more = rest > 0 ? `另有 ${rest} 处也是这样。` : '';
    const shown = group.slice(0, MAX_LINES_SHOWN).map(explain).join('');
    const advice = `${causes ? `常见原因：${causes}。` : ''}请核对两年的报告；${OR_ACCEPT}`;
    return problem(id, weight, anchorOf(group[0]), shown + more, advice);
  });
}
