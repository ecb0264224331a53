// The table that is shown as CSV: UTF-8 with a byte order mark for Excel, and safe from formula injection.
// generator/exporters/csv.py writes the site's other CSV files in the same way.

const FORMULA = /^[=+\-@\t＝＋－＠]/u;
const NUMBER = /^-?[0-9][0-9,]*(\.[0-9]+)?$/;
// Control characters, lone surrogates and noncharacters, which XML forbids and the site's files leave out.
const UNPRINTABLE = /[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** @param {string[][]} rows */
export function csvOf(rows) {
  return `\uFEFF${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

/** @param {string} text */
function field(text) {
  const clean = text.replace(UNPRINTABLE, '');
  const safe = FORMULA.test(clean) && !NUMBER.test(clean) ? `'${clean}` : clean;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Offer the rows for download.
 * @param {string[][]} rows
 * @param {string} name
 */
export function download(rows, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }));
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
