// What the finder knows: agencies, and the numbers of their reports. generator/search/finder.py writes it.

import { normalise } from './text.js';

/**
 * @typedef {object} Agency
 * @property {string} id its address below the site's root
 * @property {string} name
 * @property {string[]} shortNames
 * @property {string[]} formerNames
 * @property {string[]} names all of them, normalised
 * @property {number[]} stems for each of them, where it goes on after the name of the place
 * @property {string} kind
 * @property {string} region the id of the agency whose place it is
 * @property {boolean} demo
 * @property {Set<number>} years those it has a report of
 */

/** @typedef {{number: number, agency: Agency, year: number}} Report */

/**
 * @typedef {object} Catalog
 * @property {Agency[]} agencies
 * @property {Report[]} reports by number: newest first, then in the order of the agencies
 * @property {number[]} years newest first
 * @property {Map<string, string>} kinds
 * @property {Map<string, string>} regions
 * @property {Object<string, string[]>} pinyin
 * @property {Object<string, Object<string, string>>} sections titles by form and section
 * @property {string} title the usual title of a report, after name and year
 */

/** @returns {Catalog} */
export function readCatalog(data) {
  const places = data.regions.map(([, name]) => normalise(name));
  const agencies = data.agencies.map((row) => readAgency(row, data, places));
  const reports = [];
  for (const year of data.years) {
    for (const agency of agencies) if (agency.years.has(year)) reports.push({ number: reports.length, agency, year });
  }
  return { ...data, agencies, reports, kinds: new Map(data.kinds), regions: new Map(data.regions) };
}

function readAgency([id, name, shortNames, formerNames, kind, region, demo, years], data, places) {
  const names = [name, ...shortNames, ...formerNames].map(normalise);
  return {
    id,
    name,
    shortNames,
    formerNames,
    names,
    stems: names.map((each) => stemOf(each, places[region])),
    kind: data.kinds[kind][0],
    region: data.regions[region][0],
    demo: Boolean(demo),
    years: new Set(data.years.filter((_, place) => Math.floor(years / 2 ** place) % 2)),
  };
}

/** Where a name goes on after the name of its place, with or without 市, 县, 区 (祁阳市住建局, 祁阳住建局). */
function stemOf(name, place) {
  for (const start of [place, place.slice(0, -1)]) {
    if (start.length > 1 && name.startsWith(start) && name.length > start.length) return start.length;
  }
  return 0;
}

/** How a report's year is shown and searched: 2024, 2024年 and 2024年度 are all in it. */
export function yearLabel({ year }) {
  return `${year}年度`;
}

/** The title of a report that has none of its own. */
export function usualTitle(report, catalog) {
  return `${report.agency.name}${report.year}年${catalog.title}`;
}
