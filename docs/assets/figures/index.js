// Reads the index of the cell files: agencies, reports, forms with their labels, roles and sums.
// docs/manual/data.md describes the format; generator/exporters/cell_files.py writes it.

/** @typedef {{id: string, name: string, kind: string, government: string}} Agency */

/**
 * @typedef {object} Report
 * @property {number} number its place among the reports of its year
 * @property {number} year
 * @property {Agency} agency
 * @property {string} name the agency's name in that year
 * @property {string} form
 */

/** @typedef {[section: string, row: string, column: string, unit: string]} Labels */
/** @typedef {{label: string, unit: string, cells: string[], addsUp: boolean}} Role */

/**
 * In each row (or column) of the section, the figure of one line is the sum of those of others.
 * @typedef {{section: string, each: 'row' | 'column', whole: string, parts: string[]}} Sum
 */

/**
 * @typedef {object} Form
 * @property {string} name
 * @property {Record<string, Labels>} cells by their names, in printed order
 * @property {Record<string, Role>} roles
 * @property {Sum[]} sums
 */

/**
 * The year's reports: runs of agencies to pass over and with a report, runs of forms, and names borne only then.
 * @typedef {{order: string, agencies: number[], forms: [string, number][], names: Record<string, string>}} YearFile
 */

/**
 * @typedef {object} IndexFile
 * @property {Agency[]} agencies
 * @property {Record<string, string>} places names of governments without reports, by id
 * @property {Record<string, string>} kinds names by id
 * @property {Record<string, YearFile>} years
 * @property {Record<string, Form>} forms
 */

/**
 * @typedef {object} Index
 * @property {boolean} demo whether it is that of demonstration data
 * @property {Map<string, Agency>} agencies by id, in the order of the tree
 * @property {Map<string, string>} places the names of the governments that agencies belong to, by id, in order
 * @property {Map<string, string>} kinds the names of those that occur, in listing order
 * @property {Map<number, Report[]>} reports by year, newest first; reports in the order of the files
 * @property {Map<number, string>} orders digests of the order of each year's reports, which files of cells must share
 * @property {Map<string, Form>} forms those in use by id, that of the newest reports first
 */

/**
 * @param {IndexFile} file
 * @param {boolean} demo
 * @returns {Index}
 */
export function readIndex(file, demo) {
  /** @type {Map<number, Report[]>} */
  const reports = new Map();
  for (const year of Object.keys(file.years)
    .map(Number)
    .sort((a, b) => b - a)) {
    reports.set(year, reportsOf(file, year));
  }
  const ids = new Set([...reports.keys()].flatMap((year) => file.years[year].forms.map(([form]) => form)));
  const used = new Set(file.agencies.map(({ kind }) => kind));
  return {
    demo,
    agencies: new Map(file.agencies.map((agency) => [agency.id, agency])),
    places: placesOf(file),
    kinds: new Map(Object.entries(file.kinds).filter(([kind]) => used.has(kind))),
    reports,
    orders: new Map(Object.entries(file.years).map(([year, { order }]) => [Number(year), order])),
    forms: new Map([...ids].map((id) => [id, file.forms[id]])),
  };
}

/** @param {IndexFile} file */
function placesOf({ agencies, places }) {
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  const ids = new Set(agencies.map(({ government }) => government));
  return new Map([...ids].map((id) => [id, names.get(id) ?? places[id] ?? id]));
}

/**
 * The year's reports in the order of the files.
 * @param {IndexFile} file
 * @param {number} year
 */
export function reportsOf({ agencies, years }, year) {
  const { agencies: runs, forms, names } = years[year];
  const formOf = forms.flatMap(([form, count]) => Array(count).fill(form));
  /** @type {Report[]} */
  const reports = [];
  let place = 0;
  for (const [i, count] of runs.entries()) {
    for (let left = i % 2 ? count : 0; left; left--) {
      const [number, agency] = [reports.length, agencies[place++]];
      reports.push({ number, year, agency, name: names[number] ?? agency.name, form: formOf[number] });
    }
    if (i % 2 === 0) place += count;
  }
  return reports;
}

/**
 * The cells of all forms with the labels of the newest that has each.
 * @param {Iterable<Form>} forms newest first
 */
export function allCells(forms) {
  /** @type {Map<string, Labels>} */
  const found = new Map();
  for (const { cells } of forms) {
    for (const [name, labels] of Object.entries(cells)) if (!found.has(name)) found.set(name, labels);
  }
  return found;
}

/**
 * The cells whose sum the cell is, directly, by the form's equations.
 * @param {Form} form
 * @param {string} cell
 */
export function partsOf(form, cell) {
  const [section, row, column] = [
    cell.split('.')[0],
    cell.slice(cell.indexOf('.') + 1, cell.lastIndexOf('.')),
    cell.slice(cell.lastIndexOf('.') + 1),
  ];
  const names = form.sums
    .filter((sum) => sum.section === section && sum.whole === (sum.each === 'row' ? column : row))
    .flatMap(({ each, parts }) =>
      parts.map((part) => (each === 'row' ? `${section}.${row}.${part}` : `${section}.${part}.${column}`)),
    );
  return names.filter((name) => name in form.cells);
}
