// The words of a section as pages show them: paragraphs, headings, lists, simple tables, bold text and references. The
// grammar is that of generator/model/narrative.py; vectors made from it hold both to the same blocks.

/** @typedef {{kind: string, text: string, bold: boolean}} Run text as typed, or the name of a cell */
/** @typedef {{kind: string, lines: Run[][], lead: Run[], rows: Run[][][]}} TextBlock */

const HEADING = /^[（(][一二三四五六七八九十]{1,3}[）)]\s*[^。；;！？]{1,40}$/u;
const RUN_IN_HEADING = /^([（(][一二三四五六七八九十]{1,3}[）)]\s*[^。；;，,]{1,30}。)(.+)$/su;
const LIST_ITEM = /^[-*]\s+(.*)$/s;
const TABLE_ROW = /^\|(.+)\|$/s;
const TABLE_RULE = /^\|[\s:|-]+\|$/;
const MOST_TABLE_CELLS = 10_000;

/**
 * The blocks of a text in order; each line is a paragraph unless marked otherwise.
 * @param {string} text
 * @returns {TextBlock[]}
 */
export function textBlocks(text) {
  return groupsOf(text).flatMap(({ kind, lines }) => {
    if (kind === 'list')
      return [
        block(
          'list',
          lines.map((line) => runsOf(line.replace(LIST_ITEM, '$1'))),
        ),
      ];
    const rows = kind === 'table' ? tableRows(lines) : [];
    if (rows.length) return [{ ...block('table', []), rows: rows.map((row) => row.map(runsOf)) }];
    return lines.map((line) => paragraph(kind === 'heading' ? 'heading' : 'paragraph', line));
  });
}

/**
 * The text as readers see it: references filled in, marks of bold text removed, a paragraph, item or row per line.
 * @param {string} text
 * @param {(cell: string) => string} fill
 */
export function publishedText(text, fill) {
  const plain = (/** @type {string} */ line) =>
    runsOf(line)
      .map((run) => (run.kind === 'cell' ? fill(run.text) : run.text))
      .join('');
  const lines = groupsOf(text).flatMap(({ kind, lines }) => {
    if (kind === 'list') return lines.map((line) => `- ${plain(line.replace(LIST_ITEM, '$1'))}`);
    const rows = kind === 'table' ? tableRows(lines) : [];
    return rows.length ? rows.map((row) => `| ${row.map(plain).join(' | ')} |`) : lines.map(plain);
  });
  return lines.join('\n');
}

/** @param {string} text */
function groupsOf(text) {
  /** @type {{kind: string, lines: string[]}[]} */
  const groups = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (!line) continue;
    const kind = kindOf(line);
    const last = groups[groups.length - 1];
    if (last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups;
}

/** @param {string} line */
function kindOf(line) {
  if (LIST_ITEM.test(line)) return 'list';
  if (TABLE_ROW.test(line)) return 'table';
  return HEADING.test(line) ? 'heading' : 'paragraph';
}

/** @param {string[]} lines */
function tableRows(lines) {
  const rows = lines
    .filter((line) => !TABLE_RULE.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width * rows.length > MOST_TABLE_CELLS) return [];
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
}

/**
 * @param {string} kind
 * @param {string} line
 */
function paragraph(kind, line) {
  const match = kind === 'paragraph' ? RUN_IN_HEADING.exec(line) : null;
  return match ? { ...block(kind, [runsOf(match[2])]), lead: runsOf(match[1]) } : block(kind, [runsOf(line)]);
}

/**
 * @param {string} kind
 * @param {Run[][]} lines
 * @returns {TextBlock}
 */
function block(kind, lines) {
  return { kind, lines, lead: [], rows: [] };
}

/**
 * The line split into plain, bold and cell runs.
 * @param {string} line
 */
function runsOf(line) {
  const pieces = line.replace(/^\\(?=[-*]\s|\|)/, '').split(/(?<!\\)\*\*([^*\n]+)\*\*/);
  return pieces.flatMap((piece, number) => splitRuns(piece, number % 2 === 1));
}

/**
 * @param {string} text
 * @param {boolean} bold
 * @returns {Run[]}
 */
function splitRuns(text, bold) {
  return text.split(/(?<!\\)\{\{([^{}\n]*)\}\}/).flatMap((piece, number) => {
    if (number % 2) return [{ kind: 'cell', text: piece.trim(), bold }];
    return piece ? [{ kind: 'text', text: piece.replace(/\\(\*\*|\{\{)/g, '$1'), bold }] : [];
  });
}
