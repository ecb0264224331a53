// The table of agencies and their reports, which the search page reads first. generator/search/agencies.py writes it.

import { normalise } from './text.js';

/**
 * @typedef {object} Agency Properties marked with * are set once its names have been read.
 * @property {number} names the number of its names, which like agencies of other places share
 * @property {string} place the name of its place
 * @property {string} region the id of the agency whose place it is
 * @property {string} kind
 * @property {boolean} demo
 * @property {Set<number>} years the years of its reports
 * @property {string} [id] * its address below the site's root
 * @property {string} [name] *
 * @property {string[]} [shortNames] *
 * @property {string[]} [formerNames] *
 * @property {string[]} [normal] * all of them, normalised
 * @property {number[]} [stems] * for each of them, the length of the place name it begins with
 */

/** @typedef {{number: number, agency: Agency, year: number}} Report */

/**
 * @typedef {object} Catalog
 * @property {Agency[]} agencies
 * @property {Report[]} reports by number: newest first, then in the order of the agencies
 * @property {number[]} years newest first
 * @property {Map<string, string>} kinds
 * @property {Map<string, string>} regions
 * @property {Object<string, Object<string, string>>} sections titles by form and section
 * @property {string} title the usual title of a report, after name and year
 */

/** @returns {Catalog} */
export function readCatalog({ title, sections, years, kinds, regions, ...table }) {
  const columns = Object.fromEntries(Object.entries(table).map(([name, runs]) => [name, spread(runs)]));
  const yearsOf = held(years);
  const names = runningSums(columns.names);
  const agencies = columns.region.map((region, i) => ({
    names: names[i],
    place: regions[region][1],
    region: regions[region][0],
    kind: kinds[columns.kind[i]][0],
    demo: Boolean(columns.demo[i]),
    years: yearsOf(columns.held[i]),
  }));
  const nameOf = ([id, place, above]) => [id, above + place];
  return {
    agencies,
    reports: [...numbered(agencies, years)],
    years,
    kinds: new Map(kinds),
    regions: new Map(regions.map(nameOf)),
    sections,
    title,
  };
}

/** Decode a run-length encoded column. */
function spread(runs) {
  const values = [];
  for (let i = 0; i < runs.length; i += 2) for (let left = runs[i + 1]; left; left--) values.push(runs[i]);
  return values;
}

function runningSums(steps) {
  let sum = 0;
  return steps.map((step) => {
    sum += step;
    return sum;
  });
}

/** Return a function that decodes bit sets of years; equal bits give the same Set. */
function held(years) {
  const sets = new Map();
  return (bits) => {
    if (!sets.has(bits)) sets.set(bits, new Set(years.filter((_, place) => Math.floor(bits / 2 ** place) % 2)));
    return sets.get(bits);
  };
}

/** Number the reports; each year has a number for every agency, used or not. */
function* numbered(agencies, years) {
  for (const [place, year] of years.entries()) {
    for (const [i, agency] of agencies.entries()) {
      if (agency.years.has(year)) yield { number: place * agencies.length + i, agency, year };
    }
  }
}

/** Set an agency's names; the first digit of each says what to prepend: nothing, its place, or the place shortened. */
export function giveNames(agency, [folder, name, shortNames, formerNames]) {
  const starts = { 0: '', 1: agency.place, 2: [...agency.place].slice(0, -1).join('') };
  const whole = (text) => starts[text[0]] + text.slice(1);
  const all = [name, ...shortNames, ...formerNames];
  Object.assign(agency, {
    id: folder ? `${agency.region}/${folder}` : agency.region,
    name: whole(name),
    shortNames: shortNames.map(whole),
    formerNames: formerNames.map(whole),
    normal: all.map((text) => normalise(whole(text))),
    stems: all.map((text) => (text.length > 1 ? normalise(starts[text[0]]).length : 0)),
  });
}

/** How a report's year is shown and searched: 2024, 2024年 and 2024年度 are all in it. */
export function yearLabel({ year }) {
  return `${year}年度`;
}

/** The title of a report that has none of its own; the agency's names must have been read. */
export function usualTitle(report, catalog) {
  return `${report.agency.name}${report.year}年${catalog.title}`;
}
