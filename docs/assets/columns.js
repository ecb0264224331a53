// The columns of one series in a chart that the page brings along, as pages/charts.py draws them.

/** The number of steps of the scale. */
const STEPS = 4;

/** The share of the width of a year that its column takes, and its largest width and its gap in the chart's units. */
const SHARE = 0.7;
const MAX_WIDTH = 36;
const GAP = 2;

/**
 * Where a chart draws: the middle and the width of the place of each column, and the ends of the scale.
 * @typedef {{middles: number[], slot: number, bottom: number, top: number}} Frame
 */

/** @typedef {{x: number, y: number, width: number, height: number}} Column */

/**
 * The smallest number, not below `value`, with whole, round quarters: 4, 8, 12, 16, 20, 40, 60, 80…
 * @param {number} value
 */
export function roundUp(value) {
  let unit = STEPS;
  while (value > unit * 5) unit *= 10;
  const multiples = [1, 2, 3, 4, 5].map((factor) => unit * factor);
  const halves = [unit / 2, unit * 1.5].filter((end) => Number.isInteger(end / STEPS));
  return Math.min(...[...multiples, ...halves].filter((end) => end >= value));
}

/**
 * The numbers at the steps of a scale, from its bottom.
 * @param {(number | null)[]} values
 */
export function scaleOf(values) {
  const end = roundUp(Math.max(1, ...values.map((value) => value ?? 0)));
  return Array.from({ length: STEPS + 1 }, (_, step) => (end * step) / STEPS);
}

/**
 * The column of each value that is a number.
 * @param {(number | null)[]} values
 * @param {Frame} frame
 * @returns {(Column | null)[]}
 */
export function columnsOf(values, { middles, slot, bottom, top }) {
  const end = scaleOf(values)[STEPS];
  const width = Math.min(slot * SHARE, MAX_WIDTH);
  return values.map((value, at) => {
    if (value === null || value < 0) return null;
    const height = ((bottom - top) * value) / end;
    return { x: middles[at] - width / 2 + GAP / 2, y: bottom - height, width: width - GAP, height };
  });
}
