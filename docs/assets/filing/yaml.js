// Write a report as its source file, byte for byte as generator/sources/writing does; vectors hold both to it.

import { OPEN } from './cell.js';
import { rowsOf } from './form.js';

/** @typedef {import('./form.js').Form} Form */
/** @typedef {import('./form.js').SourceLine} SourceLine */
/** @typedef {{isFormNamed: boolean, facts: Record<string, string>, text: Record<string, string>,
 *   notes: Record<string, string>, cells: Record<string, string>, accepts: import('./accepts.js').Accept[]}} Report
 *   `facts` are lines and paragraphs by key, `cells` the printed texts by full name; one that is absent is open */

/** The keys of a report that hold one line. */
export const LINES = ['title', 'index_number', 'document_number', 'licence'];

const PLAIN_CELL = /^(-?(0|[1-9][0-9]*)(\.[0-9]+)?|\/|—)$/;
const PLAIN_TEXT = /^[A-Za-z〇㐀-鿿（〔《“][\w㐀-鿿（）〔〕《》“”、，。；.-]*(?: [\w㐀-鿿（）〔〕《》“”、，。；.-]+)*$/;
const RESERVED_WORDS = new Set(['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n']);

/**
 * @param {Form} form
 * @param {Report} report
 */
export function sourceText(form, report) {
  const { sections, tables } = form.data;
  const writer = new TableWriter(form, report.cells);
  const parts = sections.flatMap(({ key, title }) => [
    '',
    `# ${title}`,
    ...(tables[key] ? [`${key}:`, ...writer.table(key)] : prose(key, report.text[key] ?? '')),
  ]);
  const lines = [...factLines(form, report), ...parts, ...endLines(report)];
  return `${lines.join('\n').replace(/^\n+/, '')}\n`;
}

/**
 * The text without blank space at line ends and without blank lines at its start and end.
 * @param {string} text
 */
export function tidy(text) {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|(?<!\n)\n+$/g, '');
}

/**
 * @param {Form} form
 * @param {Report} report
 */
function factLines({ data }, { isFormNamed, facts }) {
  const named = isFormNamed ? [`form: ${quoted(data.form)}`] : [];
  const published = facts.published ? [`published: ${facts.published}`] : [];
  const lines = ['source', ...LINES].filter((key) => facts[key]).map((key) => `${key}: ${scalar(facts[key])}`);
  return [...named, ...published, ...lines, ...(facts.preamble ? prose('preamble', facts.preamble) : [])];
}

/** @param {Report} report */
function endLines({ facts, notes, accepts }) {
  const closing = facts.closing ? ['', ...prose('closing', facts.closing)] : [];
  const kept = Object.entries(notes).filter(([, text]) => text);
  return [
    ...closing,
    ...(kept.length ? ['', 'notes:'] : []),
    ...kept.flatMap(([key, text]) => prose(key, text, '  ')),
    ...(accepts.length ? ['', 'accepts:'] : []),
    ...accepts.map(acceptLine),
  ];
}

/** @param {import('./accepts.js').Accept} accept */
function acceptLine({ check, cell, reason, sides }) {
  const place = cell ? `, cell: ${scalar(cell)}` : '';
  const numbers = sides ? `, sides: [${sides.join(', ')}]` : '';
  return `  - {check: ${scalar(check)}${place}, reason: ${quoted(reason)}${numbers}}`;
}

/**
 * The text as a literal block.
 * @param {string} key
 * @param {string} text
 */
function prose(key, text, indent = '') {
  if (!text) return [`${indent}${key}:`];
  const lines = text.split('\n').map((line) => (line ? `${indent}  ${line}` : ''));
  return [`${indent}${key}: ${text.startsWith(' ') ? '|2' : '|'}`, ...lines];
}

/** Writes rows with their labels as comments, and the order of the columns whenever it changes. */
class TableWriter {
  /**
   * @param {Form} form
   * @param {Record<string, string>} cells
   */
  constructor(form, cells) {
    this.form = form;
    this.cells = cells;
    this.rows = rowsOf(form);
    this.lastOrder = '';
  }

  /** @param {string} section */
  table(section) {
    const open = [...this.form.spots.values()].some(
      (spot) => spot.section === section && this.text(spot.name) === OPEN,
    );
    this.lastOrder = '';
    return this.lines(section, this.form.data.tables[section].lines, '  ', open ? '；整行都是 0 的可以只写 0' : '');
  }

  /**
   * The rows and groups of rows of one level, values aligned.
   * @param {string} section
   * @param {SourceLine[]} lines
   * @param {string} indent
   * @param {string} advice
   * @returns {string[]}
   */
  lines(section, lines, indent, advice) {
    const width = Math.max(0, ...lines.filter((line) => line.row).map(({ key }) => key.length + 1));
    return lines.flatMap((line) => {
      if (line.lines) return [`${indent}${line.key}:`, ...this.lines(section, line.lines, `${indent}  `, advice)];
      const row = this.rows.get(`${section}.${line.row}`) ?? [];
      const order = row.length > 1 ? `依次为：${row.map(({ column }) => column.label).join('、')}${advice}` : '';
      const values = row.map(({ name }) => cellScalar(this.text(name)));
      const value = values.length === 1 ? values[0] : `[${values.join(', ')}]`;
      const written = `${indent}${`${line.key}:`.padEnd(width)} ${value}  # ${row[0].row.label}`;
      const isNew = order && order !== this.lastOrder;
      this.lastOrder = order;
      return isNew ? [`${indent}# ${order}`, written] : [written];
    });
  }

  /** @param {string} name */
  text(name) {
    return this.cells[name] ?? OPEN;
  }
}

/** @param {string} printed */
export function cellScalar(printed) {
  if (printed === '') return 'null';
  return PLAIN_CELL.test(printed) ? printed : quoted(printed);
}

/**
 * The text as a scalar: plain if every YAML reader takes it for this text, else in quotation marks.
 * @param {string} text
 */
export function scalar(text) {
  return PLAIN_TEXT.test(text) && !RESERVED_WORDS.has(text.toLowerCase()) ? text : quoted(text);
}

/** @param {string} text */
export function quoted(text) {
  return JSON.stringify(text);
}
