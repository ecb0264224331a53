// What the search page shows: agencies, results, filters.

import { addressOf, pageOf } from './data.js';
import { element } from './element.js';
import { markHits } from './passage.js';

/** @typedef {import('./catalog.js').Catalog} Catalog */
/** @typedef {import('./examine.js').Result} Result */
/** @typedef {import('./finder.js').Finding} Finding */

const MOST_AGENCIES = 5;

/** @param {Finding} finding */
export function agencyItems({ year, isYearAlone, agencies }, catalog) {
  const items = agencies.slice(0, MOST_AGENCIES).map((agency) => agencyItem(agency, year, catalog));
  const others = agencies.length - MOST_AGENCIES;
  if (others > 0) items.push(element('li', { class: 'gk-found-more' }, `另有 ${others} 个机关名称相符，加上地名可以缩小范围。`));
  if (isYearAlone && catalog.years.includes(year)) {
    items.push(element('li', {}, element('a', { href: addressOf(`years/${year}/`) }, `${year}年全部报告`)));
  }
  return items;
}

/** An agency; where a year is asked for, its report of that year first. */
function agencyItem(agency, year, catalog) {
  const item = element('li');
  if (year !== null && agency.years.has(year)) {
    item.append(element('a', { href: pageOf(agency, year) }, `${agency.name} ${year}年报告`), demoTag(agency));
    item.append(element('a', { href: pageOf(agency), class: 'gk-found-home' }, '机关主页'));
    return item;
  }
  item.append(element('a', { href: pageOf(agency) }, agency.name), demoTag(agency));
  const years = catalog.years.filter((each) => agency.years.has(each));
  const missing = year === null ? '' : `未收录${year}年报告。`;
  const held = years.length ? `${missing}共 ${years.length} 份报告` : '尚未收录报告';
  item.append(element('span', { class: 'gk-found-years' }, held));
  return item;
}

/** @param {Result} result */
export function resultItem({ report, title, passage, otherName }, words, catalog) {
  const { agency, year } = report;
  const link = element('a', { href: pageOf(agency, year) }, ...marked(markHits(title, words)));
  const facts = [agency.name, `${year}年`, catalog.regions.get(agency.region), catalog.kinds.get(agency.kind)];
  const item = element('li', { class: 'gk-hit' });
  item.append(element('h3', {}, link, demoTag(agency)), element('p', { class: 'gk-hit-facts' }, facts.join(' · ')));
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

/** @param {import('./passage.js').Piece[]} pieces */
function marked(pieces) {
  return pieces.map(({ text, hit }) => (hit ? element('mark', {}, text) : text));
}

function demoTag(agency) {
  return agency.demo ? element('span', { class: 'gk-tag' }, '示例数据') : '';
}

/**
 * Fills a filter with the values that occur, and how often.
 * @param {HTMLSelectElement} select
 * @param {[string, string][]} values with their names, in order
 * @param {Map<string, number>} counts
 * @param {Map<string, number>} unsure how many of these are not known to be right
 * @param {string} chosen
 */
export function fillFilter(select, values, counts, unsure, chosen) {
  const option = (value, name, count, about) =>
    element('option', { value }, `${name}（${about ? '约 ' : ''}${count}）`);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const used = values.filter(([value]) => counts.has(value) || value === chosen);
  const options = used.map(([value, name]) => option(value, name, counts.get(value) ?? 0, unsure.has(value)));
  select.replaceChildren(option('', '全部', total, unsure.size > 0), ...options);
  select.value = chosen;
}
