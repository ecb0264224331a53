// Write a text, or a correction, into a report's source file.

import { diffLines } from './lines.js';
import { columnAt, entryEnd, lineAt, lineBelow, placeOf, spliced, withEnding } from './source-lines.js';
import { entryOf, LINE_FACTS } from './source-report.js';
import { quoted, scalar } from './yaml.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./source-lines.js').Source} Source */

/**
 * The source with the text under its key, which is added if missing; null if it cannot be written there.
 * @param {Source} source
 * @param {Form} form
 * @param {string[]} path
 * @param {string} was
 * @param {string} is
 */
export function withText(source, form, path, was, is) {
  const { root, lines } = source;
  const [name, inner] = path;
  const outer = inner ? entryOf(root, name) : undefined;
  const holder = inner ? outer?.value : root;
  if (inner && outer && (holder?.kind !== 'map' || holder.isFlow)) return null;
  const found = entryOf(holder, inner ?? name);
  const indent = inner && holder ? columnAt(source.text, holder.start) : 0;
  const key = inner ?? name;
  if (found) {
    const { value } = found;
    const isInLine = value.kind === 'text' && value.end > value.start && !/[|>]/.test(value.style);
    if (is && isInLine && LINE_FACTS.includes(key) && !source.text.slice(value.start, value.end).includes('\n')) {
      return source.text.slice(0, value.start) + lineScalar(key, is) + source.text.slice(value.end);
    }
    const first = lineAt(source.text, found.key.start);
    const stop = entryEnd(lines, lineBelow(source, found.key.start), indent);
    return spliced(source, first, stop, rewritten(source, first, stop, value, key, was, is, indent));
  }
  if (outer && holder?.kind === 'map') {
    const place = lineAt(source.text, outer.key.start) + 1;
    return spliced(source, place, place, withEnding(source, entry(key, is, indent)));
  }
  const added = inner ? ['notes:', ...entry(inner, is, 2)] : entry(name, is, 0);
  const place = placeOf(source, form, name);
  return spliced(source, place, place, withEnding(source, place < lines.length ? [...added, ''] : ['', ...added]));
}

/**
 * The source with the entry as the last of its corrections; null if these are in brackets.
 * @param {Source} source
 * @param {string[]} entry
 */
export function withEntry(source, entry) {
  const { text, lines, root, ending } = source;
  const found = entryOf(root, 'corrections');
  let stop = entryEnd(lines, lines.length, 0);
  let added = ['', 'corrections:', ...entry];
  if (found) {
    const { value } = found;
    if (value.kind === 'list' ? value.isFlow : value.kind !== 'text' || value.end > value.start) return null;
    const indent = value.kind === 'list' ? columnAt(text, value.start) : 2;
    const next = root.entries[root.entries.indexOf(found) + 1];
    stop = entryEnd(lines, next ? lineAt(text, next.key.start) : lines.length, indent);
    added = entry.map((line) => ' '.repeat(indent) + line.slice(2));
  }
  if (stop < lines.length) return spliced(source, stop, stop, withEnding(source, added));
  const ended = [...lines.slice(0, -1), lines[lines.length - 1] + ending];
  return [...ended, ...withEnding(source, added), ''].join('\n');
}

/**
 * The lines of an entry with its text replaced; lines of a literal block that do not change stay as they are.
 * @param {Source} source
 * @param {number} start
 * @param {number} stop
 * @param {import('./yaml-reader.js').Node} value
 * @param {string} key
 * @param {string} was
 * @param {string} is
 * @param {number} indent
 */
function rewritten(source, start, stop, value, key, was, is, indent) {
  const lines = source.lines.slice(start, stop);
  const first = lines.findIndex((line, at) => at > 0 && line.trim());
  const isPlainBlock = value.kind === 'text' && value.style === '|' && first > 0;
  if (!is || is.startsWith(' ') || was.startsWith(' ') || !isPlainBlock) {
    return withEnding(source, entry(key, is, indent));
  }
  const space = /^ */.exec(lines[first])?.[0] ?? '';
  const old = was.split('\n');
  const body = diffLines(old, is.split('\n')).flatMap(({ from, to, added }) =>
    added
      ? withEnding(
          source,
          added.map((line) => line && space + line),
        )
      : lines.slice(first + from, first + to),
  );
  return [...lines.slice(0, first), ...body, ...lines.slice(first + old.length)];
}

/**
 * An entry as a literal block; a fact of one line, or no text, as one line.
 * @param {string} key
 * @param {string} text
 * @param {number} indent
 */
function entry(key, text, indent) {
  const space = ' '.repeat(indent);
  if (!text) return [`${space}${key}:`];
  if (LINE_FACTS.includes(key)) return [`${space}${key}: ${lineScalar(key, text)}`];
  const lines = text.split('\n').map((line) => line && `${space}  ${line}`);
  return [`${space}${key}: ${text.startsWith(' ') ? '|2' : '|'}`, ...lines];
}

/**
 * @param {string} key
 * @param {string} text
 */
function lineScalar(key, text) {
  if (key === 'published') return /^[\d :-]+$/.test(text) ? text : quoted(text);
  return scalar(text);
}
