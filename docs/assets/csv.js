// Rows as a CSV file: UTF-8 with a byte order mark for Excel, lines ended by CRLF, and safe from formula injection.
// generator/exporters/csv.py writes the site's other CSV files in the same way.

import { saveFile } from './save-file.js';

const BYTE_ORDER_MARK = '\ufeff';

/** The first characters that make a spreadsheet read a text as a formula, also as full-width forms. */
const FORMULA = /^[=+\-@\t＝＋－＠]/;

// Control characters, lone surrogates and noncharacters, which XML forbids and the site's files leave out.
const UNPRINTABLE = /[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const NUMBER = /^-?[0-9][0-9,]*(\.[0-9]+)?$/;

/** @param {string[][]} rows */
export function csvOf(rows) {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/**
 * A field: numbers without thousands separators, texts that look like formulas after an apostrophe.
 * @param {string} printed
 */
function field(printed) {
  const text = printed.replace(UNPRINTABLE, '');
  if (NUMBER.test(text)) return text.replaceAll(',', '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The line that says where rows come from, for the end of their file.
 * @param {string} title
 * @param {string} address
 * @param {Date} today
 */
export function sourceLine(title, address, today) {
  const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  return `来源：${title}，${address}，${day.map((part) => String(part).padStart(2, '0')).join('-')}下载`;
}

/**
 * Let the browser save the rows as a file.
 * @param {string} name
 * @param {string[][]} rows
 */
export function save(name, rows) {
  saveFile(name, csvOf(rows), 'text/csv');
}
