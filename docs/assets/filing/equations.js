// The equations (勾稽关系) of a report, as its form states them, and their wording in messages.

import { plainText } from './cell.js';
import { plainNumber } from './numbers.js';

/** @typedef {import('./cell.js').Cell} Cell */
/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Slot & {value: Cell}} Operand */
/** @typedef {{section: string, rule: import('./form.js').Rule, line: string, left: Operand[], right: Operand[]}} Equation */
/** @typedef {{cells: Map<string, Cell>, year: number, previous: Map<string, Cell> | null}} Figures
 *   the cells of a report, and those of the year before, if there is a report */

/** @type {Record<string, (difference: bigint) => boolean>} */
const HOLDS = {
  '=': (difference) => difference === 0n,
  '<=': (difference) => difference <= 0n,
  '>=': (difference) => difference >= 0n,
};

/** @type {Record<string, string>} */
const BROKEN = { '=': '≠', '<=': '大于', '>=': '小于' };

/** @type {Cell} */
const BLANK = { printed: '', value: null };

/**
 * The equations within the report, or those with the year before, in printed order.
 * @param {Form} form
 * @param {Figures} figures
 * @returns {Equation[]}
 */
export function equationsOf(form, figures, acrossYears = false) {
  const operand = (/** @type {import('./form.js').Slot} */ slot) => {
    const value = (slot.before ? figures.previous : figures.cells)?.get(slot.cell) ?? BLANK;
    return slot.before ? { ...slot, value, label: `${figures.year - 1} 年度“${slot.label}”` } : { ...slot, value };
  };
  return form.rules
    .filter((each) => each.acrossYears === acrossYears)
    .flatMap(({ section, rule, lines }) =>
      lines.map(({ label, left, right }) => ({
        section,
        rule,
        line: label,
        left: left.map(operand),
        right: right.map(operand),
      })),
    );
}

/** @param {Equation} equation */
export function operandsOf({ left, right }) {
  return [...left, ...right];
}

/**
 * The operands without a number.
 * @param {Equation} equation
 */
export function unreadable(equation) {
  return operandsOf(equation).filter(({ value }) => value.value === null);
}

/**
 * Whether the relation is satisfied; null if an operand has no number: a blank is not a zero.
 * @param {Equation} equation
 */
export function holds(equation) {
  return unreadable(equation).length ? null : relationHolds(equation, difference(equation));
}

/**
 * @param {Equation} equation
 * @param {bigint} difference of the left side to the right one
 */
export function relationHolds(equation, difference) {
  return HOLDS[equation.rule.relation](difference);
}

/** @param {Equation} equation */
export function difference(equation) {
  return sum(equation.left) - sum(equation.right);
}

/**
 * The sum of one side, without the operands that have no number.
 * @param {Operand[]} side
 */
export function sum(side) {
  return side.reduce((result, { sign, value }) => result + BigInt(sign) * (value.value ?? 0n), 0n);
}

/**
 * The cell's net coefficient on the left side.
 * @param {Equation} equation
 * @param {string} cell
 */
export function factorOf({ left, right }, cell) {
  const signs = (/** @type {Operand[]} */ side) =>
    side.reduce((count, each) => (each.cell === cell && !each.before ? count + each.sign : count), 0);
  return BigInt(signs(left) - signs(right));
}

/**
 * The cell at which a problem is reported: the first of this year's.
 * @param {Equation} equation
 */
export function anchorOf(equation) {
  return (operandsOf(equation).find(({ before }) => !before) ?? equation.left[0]).cell;
}

/**
 * A sentence with both sides of the equation and the difference.
 * @param {Equation} equation
 */
export function explain(equation) {
  const apart = difference(equation);
  const sides = `${sideText(equation.left)} ${BROKEN[equation.rule.relation]} ${sideText(equation.right)}`;
  return `${equation.line}：${sides}，相差 ${plainNumber(apart < 0n ? -apart : apart)}。`;
}

/**
 * The side as `甲 1 + 乙 2 = 3`; a sum of more than two states only the number of this year's zeros.
 * @param {Operand[]} side
 */
function sideText(side) {
  const shown = side.filter(({ value, before }) => value.value || before || side.length <= 2);
  if (!shown.length) return `0（${side.length} 项都是 0）`;
  const terms = shown.map(({ sign, label, value }) => `${sign < 0 ? '-' : '+'} ${label} ${plainText(value)}`);
  const zeros = shown.length < side.length ? `（其余 ${side.length - shown.length} 项为 0）` : '';
  const isSum = shown.length > 1 || shown[0].sign < 0;
  return `${terms.join(' ').replace(/^\+ /, '')}${zeros}${isSum ? `${zeros ? '' : ' '}= ${plainNumber(sum(side))}` : ''}`;
}
