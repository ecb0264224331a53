// The one cell whose change would make several equations hold, and totals that follow from their parts.

import { plainText } from './cell.js';
import {
  anchorOf,
  difference,
  equationsOf,
  factorOf,
  holds,
  operandsOf,
  relationHolds,
  unreadable,
} from './equations.js';
import { spotOf } from './form.js';
import { isPossible, plainNumber } from './numbers.js';

/** @typedef {import('./equations.js').Equation} Equation */
/** @typedef {import('./equations.js').Figures} Figures */
/** @typedef {import('./form.js').Form} Form */
/** @typedef {{cell: string, value: bigint, repaired: Equation[], advice: string}} Repair */

/**
 * Each change of one cell that repairs several broken equations, unless two changes repair the same one.
 * @param {Form} form
 * @param {Figures} figures
 * @param {Equation[]} equations those within the report
 * @returns {Repair[]}
 */
export function repairsOf(form, figures, equations) {
  const found = candidates(form, figures, equations);
  const compete = (/** @type {Repair} */ one, /** @type {Repair} */ other) =>
    one !== other && one.repaired.some((equation) => other.repaired.includes(equation));
  return found.filter((one) => !found.some((other) => compete(one, other)));
}

/**
 * @param {Form} form
 * @param {Figures} figures
 * @param {Equation[]} equations
 * @returns {Repair[]}
 */
function candidates(form, figures, equations) {
  const judged = equations.filter((equation) => equation.rule.weight === 'error' && holds(equation) !== null);
  return [...byCell(judged)].flatMap(([cell, group]) => {
    const broken = group.filter((equation) => !holds(equation));
    const spot = spotOf(form, cell);
    const old = figures.cells.get(cell);
    const change = broken.length > 1 && old ? changeFor(broken, cell) : null;
    if (change === null || !old) return [];
    const value = (old.value ?? 0n) + change;
    const allHold = group.every((each) => relationHolds(each, difference(each) + factorOf(each, cell) * change));
    if (!isPossible(value, spot.number) || !allHold) return [];
    const place = `“${spot.row.label}”一行“${spot.column.label}”`;
    const advice = `只要把${place}由 ${plainText(old)} 改为 ${plainNumber(value)}，这 ${broken.length} 条勾稽关系就都成立；改之前请核对原件。`;
    return [{ cell, value, repaired: broken, advice }];
  });
}

/**
 * By how much the cell must change for the first solvable equation to hold, if all other cells are right.
 * @param {Equation[]} broken
 * @param {string} cell
 */
function changeFor(broken, cell) {
  const solvable = broken.find((equation) => equation.rule.relation === '=' && factorOf(equation, cell));
  return solvable ? -difference(solvable) / factorOf(solvable, cell) : null;
}

/**
 * The number of each fillable total that follows from printed numbers or from totals already filled, and that no
 * equation contradicts.
 * @param {Form} form
 * @param {Figures} figures
 * @param {(cell: string) => boolean} isFillable
 * @returns {Map<string, bigint>}
 */
export function certainTotals(form, figures, isFillable) {
  const certain = new Map();
  let known = figures;
  for (;;) {
    const found = derivedTotals(form, known, (cell) => isFillable(cell) && !certain.has(cell));
    const broken = equationsOf(form, withNumbers(known, found)).filter((equation) => holds(equation) === false);
    const contradicted = new Set(broken.flatMap((equation) => operandsOf(equation).map(({ cell }) => cell)));
    const consistent = new Map([...found].filter(([cell]) => !contradicted.has(cell)));
    if (!consistent.size) return certain;
    for (const [cell, value] of consistent) certain.set(cell, value);
    known = withNumbers(known, consistent);
  }
}

/**
 * @param {Form} form
 * @param {Figures} figures
 * @param {(cell: string) => boolean} isFillable
 * @returns {Map<string, bigint>}
 */
function derivedTotals(form, figures, isFillable) {
  const solvable = equationsOf(form, figures).filter(
    (equation) => equation.rule.relation === '=' && unreadable(equation).length === 1,
  );
  const found = new Map();
  for (const [cell, group] of byCell(solvable, (equation) => [unreadable(equation)[0].cell])) {
    const [value, ...others] = new Set(group.map((equation) => -difference(equation) / factorOf(equation, cell)));
    const isDefined = group.some((equation) => isDefinition(equation) && anchorOf(equation) === cell);
    if (!others.length && isDefined && isFillable(cell) && isPossible(value, spotOf(form, cell).number)) {
      found.set(cell, value);
    }
  }
  return found;
}

/**
 * Whether the equation defines the cell on its left as the sum of others.
 * @param {Equation} equation
 */
export function isDefinition({ left, right }) {
  return left.length === 1 && left[0].sign > 0 && right.every(({ sign }) => sign > 0);
}

/**
 * @param {Equation[]} equations
 * @param {(equation: Equation) => string[]} cellsOf
 */
function byCell(equations, cellsOf = (each) => operandsOf(each).map(({ cell }) => cell)) {
  /** @type {Map<string, Equation[]>} */
  const groups = new Map();
  for (const equation of equations) {
    for (const cell of new Set(cellsOf(equation))) groups.set(cell, [...(groups.get(cell) ?? []), equation]);
  }
  return groups;
}

/**
 * @param {Figures} figures
 * @param {Map<string, bigint>} numbers
 * @returns {Figures}
 */
function withNumbers(figures, numbers) {
  const filled = [...numbers].map(
    ([cell, value]) => /** @type {const} */ ([cell, { printed: plainNumber(value), value }]),
  );
  return { ...figures, cells: new Map([...figures.cells, ...filled]) };
}
