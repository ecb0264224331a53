// The elements of the search page: agencies, results, filters.

import { element } from '../element.js';
import { yearLabel } from './catalog.js';
import { addressOf, pageOf } from './data.js';
import { yearsAsked } from './finder.js';
import { markHits } from './passage.js';

/** @typedef {import('./catalog.js').Agency} Agency */
/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./catalog.js').NamedAgency} NamedAgency */
/** @typedef {import('./examine.js').Result} Result */
/** @typedef {import('./finder.js').Finding} Finding */

const MOST_AGENCIES = 5;
const MOST_YEARS = 6;

/**
 * @param {Finding} finding
 * @param {Catalog} catalog
 */
export function agencyItems(finding, catalog) {
  const { agencies, unread, words, years, isNewest } = finding;
  const items = agencies.slice(0, MOST_AGENCIES).map((agency) => agencyItem(agency, finding, catalog));
  const others = agencies.length - items.length + unread;
  const about = unread ? '约 ' : ' ';
  if (others) {
    const text = `另有${about}${others} 个机关名称相符，加上地名可以缩小范围。`;
    items.push(element('li', { class: 'gk-found-more' }, text));
  }
  if (words.length) return items;
  const asked = isNewest && !years.length ? catalog.years.slice(0, 1) : years;
  for (const year of asked.filter((each) => catalog.years.includes(each))) {
    const count = catalog.reports.filter((report) => report.year === year).length;
    const link = element('a', { href: addressOf(`years/${year}/`) }, `${year}年全部报告`);
    items.push(element('li', {}, link, element('span', { class: 'gk-found-years' }, `共 ${count} 份报告`)));
  }
  return items;
}

/**
 * An agency; if the query asks for one year, its report of that year comes first.
 * @param {NamedAgency} agency
 * @param {Finding} finding
 * @param {Catalog} catalog
 */
function agencyItem(agency, finding, catalog) {
  const item = element('li');
  const [year, ...others] = yearsAsked(finding, agency);
  if (year && !others.length && finding.years.length < 2) {
    item.append(element('a', { href: pageOf(agency, year) }, `${agency.name} ${year}年报告`), demoTag(agency));
    item.append(element('a', { href: pageOf(agency), class: 'gk-found-home' }, '机关主页'));
    return item;
  }
  item.append(element('a', { href: pageOf(agency) }, agency.name), demoTag(agency));
  const asked = year ? [year, ...others] : [];
  item.append(element('span', { class: 'gk-found-years' }, ...heldBy(agency, asked, finding.years, catalog)));
  return item;
}

/**
 * The number of an agency's reports, or links to those asked for, or to the newest ones if it has none of them.
 * @param {NamedAgency} agency
 * @param {number[]} found of the years asked for
 * @param {number[]} asked
 * @param {Catalog} catalog
 */
function heldBy(agency, found, asked, catalog) {
  const years = catalog.years.filter((each) => agency.years.has(each));
  if (!years.length) return ['尚未收录报告'];
  if (!asked.length) return [`共 ${years.length} 份报告`];
  if (found.length) return linksTo(agency, found);
  const missing = asked.length > 1 ? `${asked[asked.length - 1]}—${asked[0]}` : asked[0];
  return [`未收录${missing}年报告，已收录：`, ...linksTo(agency, years)];
}

/**
 * @param {NamedAgency} agency
 * @param {number[]} years
 */
function linksTo(agency, years) {
  const links = years.slice(0, MOST_YEARS).map((year) => element('a', { href: pageOf(agency, year) }, `${year}年`));
  const others = years.length > MOST_YEARS ? `等 ${years.length} 份报告` : '';
  return [...links.flatMap((link, i) => (i ? ['、', link] : [link])), others];
}

/**
 * @param {Result} result
 * @param {string[]} words
 * @param {Catalog} catalog
 */
export function resultItem({ report, agency, title, passage, otherName }, words, catalog) {
  const { year } = report;
  const link = element('a', { href: pageOf(agency, year) }, ...marked(markHits(title, words)));
  const sorted = [catalog.regions.get(agency.region), catalog.kinds.get(agency.kind)].join(' · ');
  const facts = [`${agency.name} · `, ...marked(markHits(yearLabel(year), words)), ` · ${sorted}`];
  const item = element('li', { class: 'gk-hit' });
  item.append(element('h3', {}, link, demoTag(agency)), element('p', { class: 'gk-hit-facts' }, ...facts));
  if (otherName) {
    const { label, name } = otherName;
    item.append(element('p', { class: 'gk-hit-name' }, `${label}：`, ...marked(markHits(name, words))));
  }
  if (passage) {
    const place = element('a', { href: pageOf(agency, year, passage.section), class: 'gk-hit-section' }, passage.title);
    item.append(element('p', { class: 'gk-hit-passage' }, place, ' ', ...marked(passage.pieces)));
  }
  return item;
}

/** @param {import('./labels.js').LabelLinks} label */
export function labelLinks({ label, figures, explanation }) {
  return [element('a', { href: figures }, `查数字：${label}`), '　', element('a', { href: explanation }, '名词解释')];
}

/** @param {import('./passage.js').Piece[]} pieces */
function marked(pieces) {
  return pieces.map(({ text, hit }) => (hit ? element('mark', {}, text) : text));
}

/** @param {Agency} agency */
function demoTag(agency) {
  return agency.demo ? element('span', { class: 'gk-tag' }, '示例数据') : '';
}

/**
 * Fill a filter with the values that occur and their counts.
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} values with their names, in order
 * @param {Map<string, number>} counts
 * @param {Map<string, number>} unsure how many of these are not verified
 * @param {string} chosen
 */
export function fillFilter(select, values, counts, unsure, chosen) {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const used = values.filter(([value]) => counts.has(value) || value === chosen);
  const options = used.map(([value, name]) => option(value, name, counts.get(value) ?? 0, unsure.has(value)));
  select.replaceChildren(option('', '全部', total, unsure.size > 0), ...options);
  select.value = chosen;
}

/**
 * @param {string} value
 * @param {string} name
 * @param {number} count
 * @param {boolean} isUnsure
 */
function option(value, name, count, isUnsure) {
  return element('option', { value }, `${name}（${isUnsure ? '约 ' : ''}${count}）`);
}
