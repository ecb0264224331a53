// The table of agencies and their reports, which the search page reads first. generator/search/agencies.py writes it.

import { formsOf } from './places.js';
import { normalise } from './text.js';

/**
 * @typedef {object} Agency
 * @property {number} names the number of its names, which like agencies of other places share
 * @property {string} place the name of its place
 * @property {string} region the id of the agency whose place it is
 * @property {string} kind
 * @property {boolean} demo
 * @property {Set<number>} years the years of its reports
 */

/**
 * @typedef {object} Names
 * @property {string} id the agency's address below the site's root
 * @property {string} name
 * @property {string[]} shortNames
 * @property {string[]} formerNames
 * @property {string[]} normal all of them, normalised
 * @property {number[]} stems for each of them, the length of the place name it begins with
 */

/** @typedef {Agency & Names} NamedAgency an agency whose names have been read */

/** @typedef {{number: number, agency: Agency, year: number}} Report */

/** @typedef {Record<string, Record<string, string>>} Sections titles by form and section */

/**
 * @typedef {object} Catalog
 * @property {Agency[]} agencies
 * @property {Report[]} reports by number: newest first, then in the order of the agencies
 * @property {number[]} years newest first
 * @property {Map<string, string>} kinds
 * @property {Map<string, string>} regions
 * @property {Map<string, string[]>} places how the name of each region's place is written
 * @property {Sections} sections
 * @property {string} title the usual title of a report, after name and year
 */

/**
 * @typedef {object} AgencyTable The file of agencies; its last five columns are run-length encoded.
 * @property {string} title
 * @property {Sections} sections
 * @property {number[]} years
 * @property {[string, string][]} kinds ids and names
 * @property {[string, string, string, string[]?][]} regions ids, names, the place above if the name is ambiguous, other names
 * @property {number[]} region places in `regions`
 * @property {number[]} kind places in `kinds`
 * @property {number[]} demo
 * @property {number[]} held bit sets of places in `years`
 * @property {number[]} names the number of an agency's names, as the difference from the agency before
 */

/** @typedef {[string, string, string[], string[]]} NamesRow folder, name, short names, former names */

/**
 * @param {AgencyTable} table
 * @returns {Catalog}
 */
export function readCatalog(table) {
  const { title, sections, years, regions } = table;
  const agencies = readAgencies(table);
  return {
    agencies,
    reports: [...numbered(agencies, years)],
    years,
    kinds: new Map(table.kinds),
    regions: new Map(regions.map(([id, place, above]) => [id, above + place])),
    places: new Map(regions.map(([id, place, , others = []]) => [id, formsOf([place, ...others])])),
    sections,
    title,
  };
}

/**
 * @param {AgencyTable} table
 * @returns {Agency[]}
 */
function readAgencies(table) {
  const [kinds, demo, bits] = [table.kind, table.demo, table.held].map(spread);
  const names = runningSums(spread(table.names));
  const yearsOf = yearSets(table.years);
  return spread(table.region).map((number, i) => {
    const [region, place] = table.regions[number];
    const kind = table.kinds[kinds[i]][0];
    return { names: names[i], place, region, kind, demo: Boolean(demo[i]), years: yearsOf(bits[i]) };
  });
}

/**
 * Decode a run-length encoded column.
 * @param {number[]} runs
 */
function spread(runs) {
  const values = [];
  for (let i = 0; i < runs.length; i += 2) for (let left = runs[i + 1]; left; left--) values.push(runs[i]);
  return values;
}

/** @param {number[]} steps */
function runningSums(steps) {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}

/**
 * Return a function that decodes bit sets of years; equal bits give the same Set.
 * @param {number[]} years
 */
function yearSets(years) {
  /** @type {Map<number, Set<number>>} */
  const sets = new Map();
  return (/** @type {number} */ bits) => {
    const set = sets.get(bits) ?? new Set(years.filter((_, place) => Math.floor(bits / 2 ** place) % 2));
    sets.set(bits, set);
    return set;
  };
}

/**
 * Number the reports; each year has a number for every agency, used or not.
 * @param {Agency[]} agencies
 * @param {number[]} years
 * @returns {Generator<Report>}
 */
function* numbered(agencies, years) {
  for (const [place, year] of years.entries()) {
    for (const [i, agency] of agencies.entries()) {
      if (agency.years.has(year)) yield { number: place * agencies.length + i, agency, year };
    }
  }
}

/**
 * Set an agency's names; the first digit of each says what to prepend: nothing, its place, or the place shortened.
 * @param {Agency} agency
 * @param {NamesRow} row
 */
export function giveNames(agency, [folder, name, shortNames, formerNames]) {
  const starts = ['', agency.place, [...agency.place].slice(0, -1).join('')];
  const startOf = (/** @type {string} */ text) => starts[Number(text[0])];
  const whole = (/** @type {string} */ text) => startOf(text) + text.slice(1);
  const all = [name, ...shortNames, ...formerNames];
  /** @type {Names} */
  const names = {
    id: folder ? `${agency.region}/${folder}` : agency.region,
    name: whole(name),
    shortNames: shortNames.map(whole),
    formerNames: formerNames.map(whole),
    normal: all.map((text) => normalise(whole(text))),
    stems: all.map((text) => (text.length > 1 ? normalise(startOf(text)).length : 0)),
  };
  Object.assign(agency, names);
}

/**
 * Whether an agency's names have been read.
 * @param {Agency} agency
 * @returns {agency is NamedAgency}
 */
export function isNamed(agency) {
  return 'id' in agency;
}

/**
 * How a report's year is shown and searched: 2024, 2024年 and 2024年度 are all in it.
 * @param {number} year
 */
export function yearLabel(year) {
  return `${year}年度`;
}

/**
 * The title of a report that has none of its own.
 * @param {NamedAgency} agency
 * @param {number} year
 * @param {Catalog} catalog
 */
export function usualTitle(agency, year, catalog) {
  return `${agency.name}${year}年${catalog.title}`;
}
