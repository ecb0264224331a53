// Judge each cell by itself: wrong kinds of number, text instead of a number, cells still open.

import { abridged, isReadable, OPEN, otherMoney, plainText, readCell } from './cell.js';
import { rowsOf } from './form.js';
import { isWhole } from './numbers.js';
import { error, warning } from './problem.js';

/** @typedef {import('./cell.js').Cell} Cell */
/** @typedef {import('./equations.js').Figures} Figures */
/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').Spot} Spot */
/** @typedef {import('./problem.js').Problem} Problem */

const CHECK_ORIGINAL = '请核对原件。';

/**
 * The cells that the texts stand for, and a problem for each that is spelled in a way that could be misread.
 * @param {Form} form
 * @param {Record<string, string>} printed
 * @param {number} year
 * @param {Map<string, Cell> | null} previous
 * @returns {{figures: Figures, faults: Problem[]}}
 */
export function readFigures(form, printed, year, previous) {
  /** @type {Problem[]} */
  const faults = [];
  const cells = new Map();
  for (const { name, row, column, unit } of form.spots.values()) {
    const { cell, fault } = readCell(printed[name] ?? OPEN, unit);
    if (fault) faults.push(error('source.number', name, `${row.label}：${column.label}的${fault}。`));
    cells.set(name, fault ? { printed: OPEN, value: null } : cell);
  }
  return { figures: { cells, year, previous }, faults };
}

/**
 * @param {Form} form
 * @param {Figures} figures
 * @param {Set<string | null>} faulty cells with a fault, which count as open without another message
 * @returns {Problem[]}
 */
export function cellProblems(form, { cells }, faulty) {
  return [...rowsOf(form).values()].flatMap((row) => {
    const open = row.filter(({ name }) => cells.get(name)?.printed === OPEN && !faulty.has(name));
    const labels = open.map(({ column }) => column.label).join('、');
    const message = `${row[0].row.label}：${labels}还是“?”，等待填写。请填入数字；原件空白的填 null。`;
    const unusual = row.flatMap((spot) => cellProblem(spot, /** @type {Cell} */ (cells.get(spot.name))));
    return open.length ? [error('cell.open', open[0].name, message), ...unusual] : unusual;
  });
}

/**
 * What is unusual about a cell by itself: at most one problem.
 * @param {Spot} spot
 * @param {Cell} cell
 * @returns {Problem[]}
 */
function cellProblem({ name, row, column, number, unit }, cell) {
  const { printed, value } = cell;
  const at = `${row.label}：${column.label}`;
  const quote = `“${abridged(printed)}”`;
  if (printed === '' || printed === OPEN) return [];
  if (value === null) {
    const mark = '请填数字；空白填 null，原件印的横线、斜线照填“—”“/”。';
    if (!isReadable(cell)) return [error('cell.word', name, `${at}的${quote}不是数字。`, mark)];
    if (!/[0-9]/.test(printed)) return [];
    const [why, advice] = otherMoney(printed, unit)
      ? [`表中以“${unit}”计`, `不是原件如此的，请换算成“${unit}”，只填数字。`]
      : ['读不出确定的数', '请核对。'];
    return [warning('cell.text', name, `${at}写的是${quote}，${why}，将照原样公开，不参加计算。`, advice)];
  }
  if (number !== 'signed' && value < 0n) {
    return [error('cell.negative', name, `${at}的 ${printed} 是负数，这里不能小于 0。`, CHECK_ORIGINAL)];
  }
  if (number !== 'amount' && !isWhole(value)) {
    const finding = `${at}的 ${printed} 不是整数，这里以“${unit}”计，只能填整数。`;
    return [error('cell.fraction', name, finding, CHECK_ORIGINAL)];
  }
  if (/^-?[0-9.,， ]+$/.test(printed)) return [];
  return [warning('cell.text', name, `${at}写的是${quote}，将照原样公开，计算时按 ${plainText(cell)}。`, '请核对。')];
}
