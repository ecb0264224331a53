// The words of a section as the published page will show them, and figures in them that could refer to a cell.

import { element } from '../element.js';
import { textBlocks } from './narrative.js';

/** @typedef {import('./narrative.js').Run} Run */
/** @typedef {{start: number, end: number, typed: string, cell: string, label: string}} Offer */

/**
 * @param {string} text
 * @param {Record<string, string>} printed the texts of the cells
 */
export function previewOf(text, printed) {
  const shown = (/** @type {Run[]} */ runs) => runs.map((run) => runNode(run, printed));
  return textBlocks(text).map(({ kind, lines, lead, rows }) => {
    if (kind === 'heading') return element('h3', {}, ...shown(lines[0]));
    if (kind === 'list') return element('ul', {}, ...lines.map((line) => element('li', {}, ...shown(line))));
    if (kind === 'paragraph') {
      const first = lead.length ? [element('strong', {}, ...shown(lead))] : [];
      return element('p', {}, ...first, ...shown(lines[0]));
    }
    const [head, ...body] = rows;
    const row = (/** @type {Run[][]} */ cells, /** @type {string} */ name) =>
      element('tr', {}, ...cells.map((cell) => element(name, {}, ...shown(cell))));
    return element(
      'table',
      {},
      element('thead', {}, row(head, 'th')),
      element('tbody', {}, ...body.map((cells) => row(cells, 'td'))),
    );
  });
}

/**
 * @param {Run} run
 * @param {Record<string, string>} printed
 */
function runNode({ kind, text, bold }, printed) {
  const shown = kind === 'cell' ? (printed[text] ?? `{{${text}}}`) : text;
  return bold ? element('strong', {}, shown) : shown;
}

/**
 * The typed figures that equal exactly one cell in the unit written behind them.
 * @param {string} text
 * @param {import('./form.js').Form} form
 * @param {Record<string, string>} printed
 * @returns {Offer[]}
 */
export function referencesFor(text, form, printed) {
  return [...text.matchAll(/(?<![0-9.])([1-9][0-9]*(?:\.[0-9]+)?)(\s*)([^\s0-9.，。、；]{1,2})/g)].flatMap((match) => {
    const [, typed, space, after] = match;
    const equal = [...form.spots.values()].filter(
      ({ name, unit }) => printed[name] === typed && after.startsWith(unit),
    );
    if (equal.length !== 1 || space.length > 1) return [];
    const [{ name, row, column }] = equal;
    const start = match.index ?? 0;
    return [
      { start, end: start + typed.length, typed: typed + after, cell: name, label: `${row.label}：${column.label}` },
    ];
  });
}
