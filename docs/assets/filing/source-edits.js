// Write changed cells, texts and a correction into a report's source file; every other byte stays as it is. The rules
// are those of generator/sources/writing; vectors made from it hold both to the same bytes.

import { rowsOf } from './form.js';
import { sourceOf } from './source-lines.js';
import { LINE_FACTS, reportInSource, sourceRoot, TEXT_FACTS } from './source-report.js';
import { withEntry, withText } from './source-texts.js';
import { cellScalar } from './yaml.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./source-report.js').Content} Content */

/**
 * The source changed to hold `now`; null if it is written in a way that cannot be changed in place.
 * @param {string} source
 * @param {Form} form
 * @param {Content} now
 * @param {string[]} entry the lines of a new correction, if there is one
 */
export function editedSource(source, form, now, entry) {
  const opened = reportInSource(sourceRoot(source), form);
  let text = withCells(source, form, opened, now.cells);
  for (const { path, was, is } of changedTexts(form, opened.content, now)) {
    const written = withText(sourceOf(text), form, path, was, is);
    if (written === null) return null;
    text = written;
  }
  const written = entry.length ? withEntry(sourceOf(text), entry) : text;
  return written !== null && reads(written, form, now, opened.corrections.length + (entry.length ? 1 : 0))
    ? written
    : null;
}

/**
 * Whether the source can be read and holds that.
 * @param {string} source
 * @param {Form} form
 * @param {Content} now
 * @param {number} corrections
 */
function reads(source, form, now, corrections) {
  try {
    const read = reportInSource(sourceRoot(source), form);
    const isSameCell = (/** @type {string} */ name) => read.content.cells[name] === now.cells[name];
    const isSameText = !changedTexts(form, read.content, now).length;
    return isSameText && read.corrections.length === corrections && [...form.spots.keys()].every(isSameCell);
  } catch {
    return false;
  }
}

/**
 * The texts that differ, each with its path, in the order in which they are written.
 * @param {Form} form
 * @param {Content} before
 * @param {Content} now
 */
function changedTexts({ data }, before, now) {
  const keys = data.sections.map(({ key }) => key);
  const [prose, tables] = [keys.filter((key) => !data.tables[key]), keys.filter((key) => data.tables[key])];
  const [preamble, closing] = TEXT_FACTS;
  /** @param {'facts' | 'text' | 'notes'} kind @param {string[]} names */
  const changed = (kind, names) =>
    names.flatMap((key) => {
      const [was, is] = [before[kind][key] ?? '', now[kind][key] ?? ''];
      return was === is ? [] : [{ path: kind === 'notes' ? [kind, key] : [key], was, is }];
    });
  return [
    ...changed('facts', [...LINE_FACTS, preamble]),
    ...changed('text', prose),
    ...changed('facts', [closing]),
    ...changed('notes', tables),
  ];
}

/**
 * @param {string} source
 * @param {Form} form
 * @param {import('./source-report.js').SourceReport} opened
 * @param {Record<string, string>} cells
 */
function withCells(source, form, { cells: nodes, content }, cells) {
  /** @type {{start: number, end: number, written: string}[]} */
  const edits = [];
  for (const row of rowsOf(form).values()) {
    const changed = row.filter(({ name }) => name in cells && cells[name] !== content.cells[name]);
    const isOneForAll = row.length > 1 && nodes.get(row[0].name) === nodes.get(row[1].name);
    for (const { name } of isOneForAll ? changed.slice(0, 1) : changed) {
      const { start, end } = /** @type {import('./yaml-values.js').TextNode} */ (nodes.get(name));
      const all = row.map((spot) => cellScalar(cells[spot.name] ?? content.cells[spot.name] ?? ''));
      const written = isOneForAll ? `[${all.join(', ')}]` : cellScalar(cells[name]);
      edits.push({ start, end, written: source[start - 1] === ':' ? ` ${written}` : written });
    }
  }
  edits.sort((one, other) => other.start - one.start);
  return edits.reduce((text, { start, end, written }) => text.slice(0, start) + written + text.slice(end), source);
}
