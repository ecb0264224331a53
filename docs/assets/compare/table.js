// The table of a comparison: a row for each official label, a column for each report, grouped by series.

import { element } from '../element.js';
import { addressOf } from '../figures/files.js';
import { chart, sample } from './chart.js';
import { changeOf, changeText, SEPARATOR } from './rows.js';
import { agencyNames } from './series.js';

/** @typedef {import('./series.js').Series} Series */
/** @typedef {import('./rows.js').Row} Row */

/**
 * How cells say why they have no figure: words between which a line may break.
 * @type {Map<string, string[]>}
 */
const STATES = new Map([
  ['form', ['无此项']],
  ['meaning', ['含义', '不同']],
  ['unit', ['单位', '不同']],
]);

/**
 * @param {Series[]} series
 * @param {Row[]} rows
 */
export function comparisonTable(series, rows) {
  const width = 2 + series.reduce((sum, { found }) => sum + widthOf(found), 0);
  const bodies = [];
  for (const [i, { section, groups }] of rows.entries()) {
    const [before, path] = [rows[i - 1], groups.join(SEPARATOR)];
    const isNew = section !== before?.section;
    if (isNew || path !== before?.groups.join(SEPARATOR)) bodies.push(element('tbody'));
    const body = bodies[bodies.length - 1];
    if (isNew) body.append(heading(section, width, 'section'));
    if (path && !body.children[isNew ? 1 : 0]) body.append(heading(path, width, 'group'));
    body.append(tableRow(series, rows[i]));
  }
  const caption = `${agencyNames(series).join('、')}：逐项比较`;
  return element('table', { class: 'gk-compare-table' }, element('caption', {}, caption), head(series), ...bodies);
}

/**
 * @param {string} text
 * @param {number} width
 * @param {string} kind
 */
function heading(text, width, kind) {
  return element('tr', { class: kind }, element('th', { scope: 'rowgroup', colspan: String(width) }, text));
}

/** @param {unknown[]} found the reports of a series: a change follows them if there are two */
function widthOf(found) {
  return found.length + (found.length > 1 ? 1 : 0);
}

/** @param {Series[]} series */
function head(series) {
  const agencies = series.map(({ agency, found }, i) =>
    element(
      'th',
      { scope: 'colgroup', colspan: String(widthOf(found)), class: `start s${i}` },
      sample(i),
      element('a', { href: addressOf(`${agency.id}/`) }, agency.name),
    ),
  );
  const years = series.flatMap(({ agency, found }) => {
    const heads = found.map(({ report, owner }, i) => {
      const link = element('a', { href: addressOf(`${report.agency.id}/${report.year}/`) }, `${report.year}年`);
      const name = owner === agency && report.name === agency.name ? [] : [element('small', {}, report.name)];
      return element('th', { scope: 'col', class: i ? '' : 'start' }, link, ...name);
    });
    return found.length > 1 ? [...heads, element('th', { scope: 'col' }, '首末增减')] : heads;
  });
  return element(
    'thead',
    {},
    element(
      'tr',
      {},
      element('th', { scope: 'col', rowspan: '2' }, '项目'),
      element('th', { scope: 'col', rowspan: '2' }, '图'),
      ...agencies,
    ),
    element('tr', {}, ...years),
  );
}

/**
 * @param {Series[]} series
 * @param {Row} row
 */
function tableRow(series, row) {
  const { label, column, unit, values, anchor } = row;
  const cells = [];
  const lines = [];
  let place = 0;
  for (const { agency, found } of series) {
    const own = values.slice(place, place + found.length);
    place += found.length;
    for (const [i, value] of own.entries()) cells.push(cell(value, found[i].report, anchor, i === 0));
    if (found.length > 1) cells.push(element('td', { class: 'change' }, changeText(changeOf(own))));
    const points = own.map((value, i) => ({
      year: found[i].report.year,
      value: 'printed' in value ? value.value : null,
    }));
    lines.push({ name: agency.name, points });
  }
  const name = element('th', { scope: 'row', class: row.groups.length ? 'within' : '' }, label);
  name.append(' ', element('small', {}, `${column}（${unit}）`));
  return element('tr', {}, name, element('td', {}, chart(`${label} ${column}`.trim(), lines)), ...cells);
}

/**
 * @param {Row['values'][number]} value
 * @param {import('./site.js').Report} report
 * @param {string} anchor
 * @param {boolean} isFirst
 */
function cell(value, report, anchor, isFirst) {
  if ('code' in value) {
    const text = STATES.get(value.code) ?? ['—'];
    const words = text.flatMap((word) => [element('wbr'), word]);
    return element('td', { class: isFirst ? 'state start' : 'state', title: value.reason }, ...words);
  }
  const link = element(
    'a',
    { href: addressOf(`${report.agency.id}/${report.year}/#${anchor}`) },
    value.printed || '空白',
  );
  return element('td', { class: isFirst ? 'start' : '' }, link);
}
