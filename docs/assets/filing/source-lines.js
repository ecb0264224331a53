// The lines of a source file, and where entries begin and end.

import { sourceRoot } from './source-report.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {{text: string, lines: string[], ending: string, root: import('./source-report.js').MapNode}} Source
 *   its lines end with `ending` */

/**
 * @param {string} text
 * @returns {Source}
 */
export function sourceOf(text) {
  return { text, lines: text.split('\n'), ending: text.includes('\r\n') ? '\r' : '', root: sourceRoot(text) };
}

/**
 * The line of the first key below that at the offset, in its mapping or in the file.
 * @param {Source} source
 * @param {number} at
 */
export function lineBelow({ text, root, lines }, at) {
  const keys = root.entries.flatMap(({ key, value }) => [
    key.start,
    ...(value.kind === 'map' && key.start < at ? value.entries.map((entry) => entry.key.start) : []),
  ]);
  const below = keys.filter((start) => start > at);
  return below.length ? lineAt(text, Math.min(...below)) : lines.length;
}

/**
 * The line before which a new entry belongs: that of the first key that usually follows it.
 * @param {Source} source
 * @param {Form} form
 * @param {string} key
 */
export function placeOf({ text, root, lines }, { data }, key) {
  const order = [
    ...['form', 'published', 'source', 'title', 'index_number', 'document_number', 'licence', 'preamble'],
    ...data.sections.map((section) => section.key),
    ...['closing', 'notes', 'accepts', 'corrections', 'withdrawn'],
  ];
  const later = order.slice(order.indexOf(key) + 1);
  const found = root.entries
    .filter((each) => later.includes(each.key.value))
    .map((each) => lineAt(text, each.key.start));
  return entryEnd(lines, found.length ? Math.min(...found) : lines.length, 0);
}

/**
 * The line behind the last one of the entry above line `below`; blank lines, and comments indented no further than
 * `indent`, belong to what follows.
 * @param {string[]} lines
 * @param {number} below
 * @param {number} indent
 */
export function entryEnd(lines, below, indent) {
  let end = below;
  for (; end; end -= 1) {
    const line = lines[end - 1];
    const isComment = line.trim().startsWith('#') && line.length - line.replace(/^ +/, '').length <= indent;
    if (line.trim() && !isComment) break;
  }
  return end;
}

/**
 * @param {Source} source
 * @param {number} start
 * @param {number} stop
 * @param {string[]} lines
 */
export function spliced(source, start, stop, lines) {
  return [...source.lines.slice(0, start), ...lines, ...source.lines.slice(stop)].join('\n');
}

/**
 * @param {Source} source
 * @param {string[]} lines
 */
export function withEnding({ ending }, lines) {
  return lines.map((line) => line + ending);
}

/**
 * @param {string} text
 * @param {number} at
 */
export function lineAt(text, at) {
  return text.slice(0, at).split('\n').length - 1;
}

/**
 * @param {string} text
 * @param {number} at
 */
export function columnAt(text, at) {
  return at - text.lastIndexOf('\n', at - 1) - 1;
}
