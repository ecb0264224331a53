// A small chart of a row: a line for each series over the years, or bars if there is only one year.

/** @typedef {{name: string, points: {year: number, value: number | null}[]}} Line */

const NAMESPACE = 'http://www.w3.org/2000/svg';
const WIDTH = 132;
const HEIGHT = 40;
const MARGIN = 5;

/** How lines are told apart without colour: dashes, by the place of the series; the marks differ as well. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '1 3', '10 4'];

/**
 * @param {string} label of the row
 * @param {Line[]} lines one for each series, with a point for each of its reports
 */
export function chart(label, lines) {
  const values = lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
  const years = lines.flatMap(({ points }) => points.map(({ year }) => year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const svg = shape('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'gk-compare-chart', role: 'img' });
  svg.setAttribute('aria-label', `${label}。${lines.map(describe).join('；')}`);
  const y = (/** @type {number} */ value) =>
    HEIGHT - MARGIN - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * MARGIN);
  const x = (/** @type {number} */ year) => MARGIN + ((year - first) / (last - first)) * (WIDTH - 2 * MARGIN);
  svg.append(shape('path', { class: 'zero', d: `M0 ${y(0).toFixed(1)}H${WIDTH}` }));
  for (const [i, line] of lines.entries()) {
    if (first === last) svg.append(...bars(line, i, lines.length, y));
    else svg.append(...strokes(line, i, x, y));
  }
  return svg;
}

/**
 * The line and mark of a series, to stand beside its name.
 * @param {number} place
 */
export function sample(place) {
  const svg = shape('svg', { viewBox: '0 0 32 10', class: 'gk-compare-sample', 'aria-hidden': 'true' });
  svg.append(shape('path', { class: `line s${place}`, d: 'M0 5H32', 'stroke-dasharray': DASHES[place] }));
  svg.append(shape('path', { class: `mark s${place}`, d: mark(place, 16, 5) }));
  return svg;
}

/**
 * The line in words: where it begins and ends.
 * @param {Line} line
 */
function describe({ name, points }) {
  const known = points.filter(({ value }) => value !== null);
  if (!known.length) return `${name}没有可比的数`;
  const [start, end] = [known[0], known[known.length - 1]];
  const from = `${name}${start.year}年${start.value}`;
  return start === end ? from : `${from}，${end.year}年${end.value}`;
}

/**
 * @param {Line} line
 * @param {number} place
 * @param {(year: number) => number} x
 * @param {(value: number) => number} y
 */
function strokes({ points }, place, x, y) {
  let path = '';
  let isDrawn = false;
  const marks = [];
  for (const { year, value } of points) {
    if (value !== null) {
      const at = `${x(year).toFixed(1)} ${y(value).toFixed(1)}`;
      path += `${isDrawn ? 'L' : 'M'}${at}`;
      marks.push(shape('path', { class: `mark s${place}`, d: mark(place, x(year), y(value)) }));
    }
    isDrawn = value !== null;
  }
  return [shape('path', { class: `line s${place}`, d: path || 'M0 0', 'stroke-dasharray': DASHES[place] }), ...marks];
}

/**
 * A square, diamond, triangle, cross bar, upright bar or small square around a point.
 * @param {number} place
 * @param {number} x
 * @param {number} y
 */
function mark(place, x, y) {
  const shapes = [
    'm-2 -2h4v4h-4z',
    'm0 -3l3 3l-3 3l-3 -3z',
    'm0 -3l3 5h-6z',
    'm-3 -1h6v2h-6z',
    'm-1 -3h2v6h-2z',
    'm-1 -1h2v2h-2z',
  ];
  return `M${x.toFixed(1)} ${y.toFixed(1)}${shapes[place]}`;
}

/**
 * @param {Line} line
 * @param {number} place
 * @param {number} count
 * @param {(value: number) => number} y
 */
function bars({ points: [{ value }] }, place, count, y) {
  if (value === null) return [];
  const width = (WIDTH - 2 * MARGIN) / count;
  const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
  const box = { x: MARGIN + place * width + 2, y: top, width: width - 4, height: Math.max(bottom - top, 1) };
  const attributes = Object.fromEntries(Object.entries(box).map(([key, number]) => [key, number.toFixed(1)]));
  return [shape('rect', { class: `bar s${place}`, ...attributes })];
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function shape(name, attributes) {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  return made;
}
