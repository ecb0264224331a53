// A form as published in schemas/forms/: its cells by name, and its rules for every line of its tables.

/**
 * @typedef {{name: string, label: string, aliases: string[], number: string | null, unit: string | null}} Heading
 * @typedef {{sign: number, name: string, before: boolean}} Term
 * @typedef {{id: string, each: string, left: Term[], relation: string, right: Term[], weight: string,
 *   causes: string}} Rule
 * @typedef {{number: string, unit: string, rows: Heading[], columns: Heading[], rules: Rule[]}} Block
 * @typedef {{kind: string, row: number, column: number, height: number, width: number, id?: string, name: string,
 *   words?: string[]}} Box
 * @typedef {{key: string, row?: string, lines?: SourceLine[]}} SourceLine
 * @typedef {{width: number, bodies: [number, number][], boxes: Box[], blocks: Block[], lines: SourceLine[]}} Table
 * @typedef {{key: string, title: string, headings: string[],
 *   states: {what: string, from: number, by: string} | null}} Section
 * @typedef {{form: string, name: string, title: string, issued: string, sections: Section[],
 *   tables: Record<string, Table>, headlines: {label: string, unit: string, cells: string[]}[]}} FormData
 * @typedef {{name: string, section: string, row: Heading, column: Heading, number: string, unit: string,
 *   order: number}} Spot the place of a cell; `order` counts the cells of the form
 * @typedef {Term & {label: string, cell: string}} Slot an operand: its printed label and the full name of its cell
 * @typedef {{section: string, rule: Rule, acrossYears: boolean, lines: {label: string, left: Slot[],
 *   right: Slot[]}[]}} ExpandedRule a rule, applied to every line that it holds for
 * @typedef {{form: string, name: string, from: number | null, to: number | null}} FormEntry in which years it is official
 * @typedef {{data: FormData, spots: Map<string, Spot>, rules: ExpandedRule[]}} Form
 */

/**
 * @param {FormData} data
 * @returns {Form}
 */
export function readForm(data) {
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  /** @type {ExpandedRule[]} */
  const rules = [];
  for (const [section, table] of Object.entries(data.tables)) {
    for (const block of table.blocks) {
      for (const row of block.rows) {
        for (const column of block.columns) {
          const name = `${section}.${row.name}.${column.name}`;
          const number = column.number ?? row.number ?? block.number;
          const unit = column.unit ?? row.unit ?? block.unit;
          spots.set(name, { name, section, row, column, number, unit, order: spots.size });
        }
      }
      rules.push(...block.rules.map((rule) => expanded(section, block, rule)));
    }
  }
  return { data, spots, rules };
}

/**
 * @param {Form} form
 * @param {string} name
 */
export function spotOf(form, name) {
  const spot = form.spots.get(name);
  if (!spot) throw new Error(`The form has no cell ${name}.`);
  return spot;
}

/**
 * The cells of each row, by the row's full name, in printed order.
 * @param {Form} form
 */
export function rowsOf(form) {
  /** @type {Map<string, Spot[]>} */
  const rows = new Map();
  for (const spot of form.spots.values()) {
    const name = `${spot.section}.${spot.row.name}`;
    const row = rows.get(name);
    if (row) row.push(spot);
    else rows.set(name, [spot]);
  }
  return rows;
}

/**
 * The form that is official in the year.
 * @param {FormEntry[]} forms
 * @param {number} year
 */
export function officialForm(forms, year) {
  return forms.find(({ from, to }) => from !== null && from <= year && year <= (to ?? year));
}

/**
 * The cells that must equal one of the year before, each with the name of that one.
 * @param {Form} form
 * @returns {Map<string, string>}
 */
export function carriedCells(form) {
  const carrying = form.rules.filter(({ rule }) => {
    const terms = [...rule.left, ...rule.right];
    return rule.relation === '=' && terms.length === 2 && !rule.left[0]?.before && rule.right[0]?.before;
  });
  return new Map(carrying.flatMap(({ lines }) => lines.map(({ left, right }) => [left[0].cell, right[0].cell])));
}

/**
 * The cells that a rule defines as the sum of others.
 * @param {Form} form
 */
export function totalCells(form) {
  const defining = form.rules.filter(({ rule, acrossYears }) => {
    const [total, ...others] = rule.left;
    return (
      !acrossYears && rule.relation === '=' && !others.length && [total, ...rule.right].every(({ sign }) => sign > 0)
    );
  });
  return new Set(defining.flatMap(({ lines }) => lines.map(({ left }) => left[0].cell)));
}

/**
 * @param {string} section
 * @param {Block} block
 * @param {Rule} rule
 * @returns {ExpandedRule}
 */
function expanded(section, block, rule) {
  const byRow = rule.each === 'row';
  const labels = new Map((byRow ? block.columns : block.rows).map(({ name, label }) => [name, label]));
  /** @param {Heading} line */
  const slot = (line) => (/** @type {Term} */ term) => {
    const [row, column] = byRow ? [line.name, term.name] : [term.name, line.name];
    return { ...term, label: labels.get(term.name) ?? '', cell: `${section}.${row}.${column}` };
  };
  return {
    section,
    rule,
    acrossYears: [...rule.left, ...rule.right].some(({ before }) => before),
    lines: (byRow ? block.rows : block.columns).map((line) => ({
      label: line.label,
      left: rule.left.map(slot(line)),
      right: rule.right.map(slot(line)),
    })),
  };
}
