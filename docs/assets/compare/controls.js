// The controls of the page of comparisons that show what is chosen.

import { element } from '../element.js';
import { sample } from './chart.js';
import { isRefusal } from './refusals.js';
import { readName } from './series.js';
import { agencyOf } from './site.js';

/**
 * What was asked for, each with a button that removes it; what may not be compared with its reason.
 * @param {import('./site.js').Site} site
 * @param {import('./series.js').Comparison} comparison
 * @param {string[]} names
 * @param {(name: string) => void} drop
 */
export function chosenItems(site, { series, refused }, names, drop) {
  return names.map((name) => {
    const agency = agencyOf(site, readName(name).id);
    const label = isRefusal(agency) ? name : agency.name;
    const years = /\/(\d{4}\S*)$/.exec(name)?.[1];
    const place = series.findIndex((each) => each.name === name);
    const refusal = refused.find((each) => each.name === name)?.refusal;
    const remove = element('button', { type: 'button', 'aria-label': `去掉${label}` }, '去掉');
    remove.addEventListener('click', () => drop(name));
    const text = element('span', {}, `${label}${years ? `（${years}）` : ''}`);
    const reason = refusal ? [element('p', {}, `不能比较：${refusal.reason}`)] : [];
    return element('li', {}, ...(refusal ? [] : [sample(place)]), text, ' ', remove, ...reason);
  });
}

/**
 * @param {HTMLSelectElement} select
 * @param {number[]} years
 * @param {number | null} chosen
 * @param {string} none
 */
export function fillYears(select, years, chosen, none) {
  const all = [...new Set(chosen ? [...years, chosen] : years)].sort((a, b) => a - b);
  select.replaceChildren(new Option(none, ''), ...all.map((year) => new Option(`${year}年`, String(year))));
  select.value = String(chosen ?? '');
}

/**
 * @param {import('./site.js').Agency[]} agencies
 * @param {boolean} isMarked whether demonstration data are marked
 * @param {(id: string) => void} add
 */
export function foundItems(agencies, isMarked, add) {
  return agencies.map((agency) => {
    const button = element(
      'button',
      { type: 'button' },
      agency.name,
      ...(isMarked && agency.demo ? ['（示例数据）'] : []),
    );
    button.addEventListener('click', () => add(agency.id));
    return element('li', {}, button);
  });
}
