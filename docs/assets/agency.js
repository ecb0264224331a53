// Let readers choose which column of an agency's table its chart shows; the choice stands in the address.

import { columnsOf, scaleOf } from './columns.js';
import { sortKey } from './list-rows.js';
import { labelOf } from './list-view.js';

const CHOICE = 'chart';

/** @typedef {{label: string, unit: string, texts: string[], values: (number | null)[]}} Series */

/**
 * The columns of figures of the table, whose rows are the years of the chart.
 * @param {HTMLTableElement} table
 * @returns {Series[]}
 */
function seriesOf(table) {
  const rows = [...table.tBodies[0].rows];
  const headings = [...(table.tHead?.rows[0].cells ?? [])];
  return headings.slice(1, -1).map((heading) => {
    const texts = rows.map((row) => row.cells[heading.cellIndex].textContent.trim());
    const values = texts.map((text) => {
      const key = text ? sortKey(text) : null;
      return typeof key === 'number' && Number.isFinite(key) ? key : null;
    });
    const name = heading.textContent.trim();
    const label = labelOf(name);
    return { label, unit: name.slice(label.length + 1, -1), texts, values };
  });
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function svgElement(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/**
 * Draw a series in the chart, in the place of what it shows.
 * @param {SVGSVGElement} chart
 * @param {Series} series
 * @param {string} title
 */
function draw(chart, { label, unit, texts, values }, title) {
  const lines = [...chart.querySelectorAll('.grid')].map((line) => line.getAttribute('d') ?? '');
  const ends = lines.map((line) => Number(line.match(/ ([\d.]+)H/)?.[1]));
  const labels = [...chart.querySelectorAll('.x')];
  const middles = labels.map((each) => Number(each.getAttribute('x')));
  const left = Number(lines[0].match(/M([\d.]+) /)?.[1]);
  const frame = { middles, slot: (middles[0] - left) * 2, bottom: ends[0], top: ends[ends.length - 1] };
  for (const old of chart.querySelectorAll('rect, .v')) old.remove();
  const steps = scaleOf(values);
  for (const [at, mark] of chart.querySelectorAll('.y').entries()) mark.textContent = steps[at].toLocaleString('en');
  for (const [at, column] of columnsOf(values, frame).entries()) {
    if (!column) continue;
    chart.append(svgElement('rect', { class: 'c0', ...column }));
    chart.append(svgElement('text', { class: 'v', x: middles[at], y: column.y - 4 }, texts[at]));
  }
  const described = values.map((value, at) => `${labels[at].textContent}年${value === null ? '无数据' : texts[at]}`);
  const [heading, description] = chart.querySelectorAll('title, desc');
  heading.textContent = `${title}${label}（单位：${unit}）`;
  description.textContent = `${label}：${described.join('，')}。`;
}

/**
 * Add the choice above the chart, and show the one in the address.
 * @param {HTMLElement} figure
 * @param {SVGSVGElement} chart
 * @param {HTMLTableElement} table
 */
function addChoice(figure, chart, table) {
  const caption = figure.querySelector('figcaption');
  const drawn = [...chart.childNodes];
  const captioned = [...(caption?.childNodes ?? [])];
  const years = [...chart.querySelectorAll('.x')].map((each) => each.textContent);
  const title = `${document.querySelector('h1')?.textContent.trim()}${years[0]}—${years[years.length - 1]}年`;
  const initial = [...figure.querySelectorAll('.key')].map((key) => key.textContent).join('、');
  const series = seriesOf(table).filter(({ label }) => label !== initial);
  const select = document.createElement('select');
  select.append(new Option(initial, ''), ...series.map(({ label }) => new Option(label)));
  const name = document.createElement('label');
  name.append('图中的项目 ', select);
  const tools = document.createElement('div');
  tools.className = 'gk-tools';
  tools.append(name);
  figure.before(tools);

  const update = () => {
    const chosen = series.find(({ label }) => label === new URLSearchParams(location.search).get(CHOICE));
    select.value = chosen?.label ?? '';
    chart.replaceChildren(...(chosen ? drawn.map((each) => each.cloneNode(true)) : drawn));
    caption?.replaceChildren(...captioned);
    if (!chosen) return;
    draw(chart, chosen, title);
    const key = document.createElement('span');
    key.className = 'key c0';
    key.append(chosen.label);
    caption?.replaceChildren(`单位：${chosen.unit}　`, key);
  };
  select.addEventListener('change', () => {
    const params = new URLSearchParams(location.search);
    if (select.value) params.set(CHOICE, select.value);
    else params.delete(CHOICE);
    const query = params.toString();
    history.pushState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
    update();
  });
  addEventListener('popstate', update);
  update();
}

/** @type {SVGSVGElement | null} */
const chart = document.querySelector('.gk-chart:not(.gk-bars)');
/** @type {HTMLElement | null} */
const figure = chart?.closest('figure') ?? null;
/** @type {HTMLTableElement | null} */
const table = document.querySelector('#reports ~ table, #reports ~ .md-typeset__scrollwrap table');
if (chart && figure && table) addChoice(figure, chart, table);
