// What a report's source file holds of what the filing page edits, with the nodes of its cells.

import { OPEN, tidyLine } from './cell.js';
import { rowsOf } from './form.js';
import { parseNumber, plainNumber } from './numbers.js';
import { tidy } from './yaml.js';
import { YamlFault } from './yaml-cursor.js';
import { readYaml } from './yaml-reader.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./yaml-values.js').MapNode} MapNode */
/** @typedef {import('./yaml-values.js').Node} Node */
/** @typedef {import('./yaml-values.js').TextNode} TextNode */
/** @typedef {import('./drafts.js').Content} Content */
/** @typedef {{root: MapNode, content: Content, cells: Map<string, TextNode>, accepts: import('./accepts.js').Accept[],
 *   corrections: string[]}} SourceReport `corrections` are the days of the entries */

/** The facts of one line, and those of several, that the page edits. */
export const LINE_FACTS = ['published', 'title', 'index_number', 'document_number'];
export const TEXT_FACTS = ['preamble', 'closing'];

const NULLS = new Set(['~', 'null', 'Null', 'NULL']);
const SIDE = /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/;

/**
 * The root of a report's source file. Throws a YamlFault if it cannot be read.
 * @param {string} source
 */
export function sourceRoot(source) {
  const root = readYaml(source);
  if (root.kind !== 'map' || root.isFlow) throw new YamlFault('这不是报告文件：里面应是一项一行的“键: 值”');
  return root;
}

/**
 * The name of the form that the file states; empty if it states none.
 * @param {MapNode} root
 */
export function namedForm(root) {
  return textIn(root, 'form');
}

/**
 * The report in the file. Throws a YamlFault for what is no report in this form.
 * @param {MapNode} root
 * @param {Form} form
 * @returns {SourceReport}
 */
export function reportInSource(root, form) {
  if (entryOf(root, 'withdrawn')) throw new YamlFault('这份报告已经撤回，不能更正');
  /** @type {Map<string, TextNode>} */
  const cells = new Map();
  const rows = rowsOf(form);
  for (const [section, table] of Object.entries(form.data.tables)) {
    readRows(rows, section, table.lines, entryOf(root, section)?.value, cells);
  }
  const sections = form.data.sections.map(({ key }) => key).filter((key) => !form.data.tables[key]);
  const notes = entryOf(root, 'notes')?.value;
  const texts = (/** @type {Node | undefined} */ map, /** @type {string[]} */ keys) =>
    Object.fromEntries(keys.map((key) => [key, textIn(map, key)]));
  const printed = [...cells].map(([name, node]) => [name, isBlank(node) ? '' : tidyLine(node.value)]);
  return {
    root,
    cells,
    content: {
      facts: { ...lineFacts(root), ...texts(root, TEXT_FACTS) },
      text: texts(root, sections),
      notes: texts(notes, Object.keys(form.data.tables)),
      cells: Object.fromEntries(printed.filter(([, text]) => text !== OPEN)),
    },
    accepts: itemsOf(root, 'accepts').map(acceptIn),
    corrections: itemsOf(root, 'corrections').map((item) => textIn(item, 'date')),
  };
}

/**
 * @param {Node | undefined} node
 * @param {string} key
 */
export function entryOf(node, key) {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key.value === key) : undefined;
}

/** @param {MapNode} root */
function lineFacts(root) {
  return Object.fromEntries(LINE_FACTS.map((key) => [key, textIn(root, key).replace(/\n/g, ' ')]));
}

/**
 * @param {Node | undefined} map
 * @param {string} key
 */
function textIn(map, key) {
  const value = entryOf(map, key)?.value;
  if (!value || isBlank(value)) return '';
  if (value.kind !== 'text') throw new YamlFault(`“${key}”应是文字`);
  return tidy(value.value);
}

/** @param {Node} node */
function isBlank(node) {
  return node.kind === 'text' && (node.value === '' || (NULLS.has(node.value) && !node.style));
}

/**
 * Collect the nodes of the cells of a table, or of one group of its rows.
 * @param {Map<string, import('./form.js').Spot[]>} rows
 * @param {string} section
 * @param {import('./form.js').SourceLine[]} lines
 * @param {Node | undefined} node
 * @param {Map<string, TextNode>} cells
 */
function readRows(rows, section, lines, node, cells) {
  for (const line of lines) {
    const value = entryOf(node, line.key)?.value;
    if (!value) throw new YamlFault(`“${section}”里缺少“${line.key}”这一行`);
    if (line.lines) {
      readRows(rows, section, line.lines, value, cells);
      continue;
    }
    const spots = rows.get(`${section}.${line.row}`) ?? [];
    const isOne = value.kind === 'text' && (spots.length === 1 || value.value === '0');
    const items = isOne ? spots.map(() => value) : value.kind === 'list' ? value.items : [];
    if (items.length !== spots.length) throw new YamlFault(`“${section}”里“${line.key}”应有 ${spots.length} 个数`);
    for (const [at, item] of items.entries()) {
      if (item.kind !== 'text') throw new YamlFault(`“${section}”里“${line.key}”的第 ${at + 1} 个不是一个数`);
      cells.set(spots[at].name, item);
    }
  }
}

/**
 * The items of a list at the root; none if there is no such list.
 * @param {MapNode} root
 * @param {string} key
 */
function itemsOf(root, key) {
  const list = entryOf(root, key)?.value;
  if (!list || isBlank(list)) return [];
  if (list.kind !== 'list') throw new YamlFault(`“${key}”应是一个列表`);
  return list.items;
}

/**
 * @param {Node} item
 * @returns {import('./accepts.js').Accept}
 */
function acceptIn(item) {
  const sides = entryOf(item, 'sides')?.value;
  const numbers = sides && sidesIn(sides);
  const [check, cell, reason] = ['check', 'cell', 'reason'].map((key) => textIn(item, key));
  return { check, cell: cell || null, reason, ...(numbers ? { sides: numbers } : {}) };
}

/**
 * The numbers on the two sides of an equation, as the page writes them.
 * @param {Node} node
 */
function sidesIn(node) {
  const texts = node.kind === 'list' ? node.items.map((item) => (item.kind === 'text' ? item.value : '')) : [];
  if (texts.length !== 2 || !texts.every((text) => SIDE.test(text)))
    throw new YamlFault('“sides”应写成 [左边的数, 右边的数]，例如 [0, 1]');
  return texts.map((text) => plainNumber(parseNumber(text)));
}
