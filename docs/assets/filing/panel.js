// What is said below a table: the equations of the chosen cell, and problems; each leads to its cell.

import { button, element } from '../element.js';
import { acceptingParts } from './accepting.js';
import { difference, factorOf, holds, operandsOf, sum, unreadable } from './equations.js';
import { plainNumber } from './numbers.js';

/** @typedef {import('./equations.js').Equation} Equation */
/** @typedef {import('./equations.js').Operand} Operand */
/** @typedef {import('./problem.js').Problem} Problem */

/** @type {Record<string, string>} */
const SIGNS = { '=': '=', '<=': '≤', '>=': '≥' };

/** @type {Record<string, string>} */
const LEVELS = { error: '错误', warning: '疑问', note: '说明' };

/**
 * The equations that a cell enters: both sides as printed, and the difference.
 * @param {Equation[]} equations
 * @param {string} cell
 */
export function equationLines(equations, cell) {
  const entered = equations.filter((each) => operandsOf(each).some((operand) => operand.cell === cell));
  return element('ul', { class: 'gk-file-equations' }, ...entered.map(equationLine));
}

/** @param {Equation} equation */
function equationLine(equation) {
  const { line, left, right, rule } = equation;
  const [leftText, rightText] = [left, right].map(termsText);
  const verdict = holds(equation);
  const sides = `${plainNumber(sum(left))} ${SIGNS[rule.relation]} ${plainNumber(sum(right))}`;
  const apart = difference(equation);
  const outcome =
    verdict === null
      ? unjudged(equation)
      : `${sides}，${verdict ? '成立' : '不成立'}，相差 ${plainNumber(apart < 0n ? -apart : apart)}`;
  const text = `${line}：${leftText} ${SIGNS[rule.relation]} ${rightText}（${outcome}）`;
  return element('li', verdict === false ? { class: 'is-broken' } : {}, text);
}

/**
 * Why an equation cannot be judged: what its one blank cell would have to be, or that there are several.
 * @param {Equation} equation
 */
function unjudged(equation) {
  const [missing, ...others] = unreadable(equation);
  const factor = factorOf(equation, missing.cell);
  if (others.length || !factor || equation.rule.relation !== '=') return '有的格还没有数';
  return `“${missing.label}”应是 ${plainNumber(-difference(equation) / factor)}`;
}

/**
 * The side as printed; a sum of more than two omits its zeros.
 * @param {Operand[]} side
 */
function termsText(side) {
  const shown = side.filter(({ value }) => side.length <= 2 || value.value !== 0n);
  return shown.map(operandText).join(' ').replace(/^\+ /, '') || '0';
}

/** @param {Operand} operand */
function operandText({ sign, label, value }) {
  return `${sign < 0 ? '-' : '+'} ${label} ${value.printed || '空白'}`;
}

/**
 * The problems of a table, errors first; open cells are counted, not listed.
 * @param {Problem[]} problems
 * @param {string[]} open the cells still to be filled in
 * @param {(cell: string) => void} goTo
 * @param {import('./accepting.js').Decide | null} decide
 */
export function problemList(problems, open, goTo, decide) {
  const shown = problems.filter(({ check }) => check !== 'cell.open');
  const ordered = [
    ...shown.filter(({ level }) => level === 'error'),
    ...shown.filter(({ level }) => level !== 'error'),
  ];
  const items = ordered.map((problem) => {
    const { check, level, message, cell } = problem;
    const place = cell ? [' ', button('到这一格', () => goTo(cell))] : [];
    const label = element('strong', {}, LEVELS[level]);
    const names = { class: `is-${level}`, 'data-problem': `${check} ${cell}` };
    return element('li', names, label, `：${message}`, ...place, ...acceptingParts(problem, decide));
  });
  const left = open.length
    ? [
        element(
          'li',
          {},
          `还有 ${open.length} 格没有填。`,
          button('到第一格', () => goTo(open[0])),
        ),
      ]
    : [];
  return element('ul', { class: 'gk-file-problems' }, ...items, ...left);
}

/**
 * Replace a list of problems. The focus stays at the problem that was decided on, whose buttons are others now.
 * @param {HTMLElement} place
 * @param {HTMLElement[]} lists
 */
export function replaceList(place, ...lists) {
  const focused = document.activeElement;
  const item = place.contains(focused) ? focused?.closest('li') : null;
  place.replaceChildren(...lists);
  const same = [...place.querySelectorAll('li')].find((each) => each.dataset.problem === item?.dataset.problem);
  if (!item || !same) return;
  same.tabIndex = -1;
  same.focus();
}
