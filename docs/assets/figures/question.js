// The question that the page answers, and its address: the query string holds all of it.

import { own } from '../own.js';
import { typedNumber } from './numbers.js';

/**
 * The tests of a figure, in the order in which they are offered: name, how many numbers they need, and whether a value passes.
 * @type {Record<string, {label: string, count: number, passes: (value: number, a: number, b: number) => boolean}>}
 */
export const TESTS = {
  gt: { label: '大于', count: 1, passes: (value, a) => value > a },
  ge: { label: '不少于', count: 1, passes: (value, a) => value >= a },
  eq: { label: '等于', count: 1, passes: (value, a) => value === a },
  le: { label: '不多于', count: 1, passes: (value, a) => value <= a },
  lt: { label: '小于', count: 1, passes: (value, a) => value < a },
  between: { label: '介于', count: 2, passes: (value, a, b) => a <= value && value <= b },
  blank: { label: '空白', count: 0, passes: () => false },
  text: { label: '不是数', count: 0, passes: () => false },
};

/** The most figures side by side: each is a column, and at least one file to fetch. */
export const MOST_FIGURES = 8;

/** @typedef {{key: string, test: string, numbers: string[]}} Asked a cell or a role; `test` is empty if there is none */
/** @typedef {'reports' | 'sums'} View */

/**
 * @typedef {object} Question
 * @property {Asked[]} figures
 * @property {number[]} years empty for all
 * @property {string} region the id of a government, or empty
 * @property {string} kind
 * @property {string[]} agencies empty for all
 * @property {string} base the key of the figure that shares are formed of, or empty
 * @property {View} view
 * @property {string} sort the column, and after a colon the direction; empty for the usual order
 */

/**
 * @param {string} search the query string of an address
 * @returns {Question}
 */
export function readQuestion(search) {
  const address = new URLSearchParams(search);
  const one = (/** @type {string} */ name) => address.get(name) ?? '';
  const years = address.getAll('year').filter((year) => /^\d{4}$/.test(year));
  const asked = address.getAll('cell').filter(Boolean).map(readAsked);
  return {
    figures: asked.filter(({ key }, i) => asked.findIndex((each) => each.key === key) === i),
    years: [...new Set(years.map(Number))],
    region: one('region'),
    kind: one('kind'),
    agencies: [...new Set(address.getAll('agency').filter(Boolean))],
    base: one('base'),
    view: one('view') === 'sums' ? 'sums' : 'reports',
    sort: one('sort'),
  };
}

/** @param {string} text */
function readAsked(text) {
  const [key, test = '', ...numbers] = text.split(':');
  return { key, test, numbers };
}

/**
 * The query string of the address at which the page gives the same answer again, or empty.
 * @param {Question} question
 */
export function writeQuestion({ figures, years, region, kind, agencies, base, view, sort }) {
  const pairs = [
    ...figures.map(({ key, test, numbers }) => ['cell', [key, ...(test ? [test, ...numbers] : [])].join(':')]),
    ...[...years].sort((a, b) => b - a).map((year) => ['year', String(year)]),
    ['region', region],
    ['kind', kind],
    ...agencies.map((id) => ['agency', id]),
    ['base', base],
    ['view', view === 'sums' ? view : ''],
    ['sort', sort],
  ].filter(([, value]) => value);
  const legible = (/** @type {string} */ value) =>
    encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2F', '/');
  return pairs.length ? `?${pairs.map(([name, value]) => `${name}=${legible(value)}`).join('&')}` : '';
}

/**
 * What is wrong with the test of a figure; empty if nothing is.
 * @param {Asked} asked
 */
export function faultOf({ test, numbers }) {
  if (!test) return '';
  if (!own(TESTS, test)) return `不认识的条件“${test}”。`;
  const values = numbers.map(typedNumber);
  if (values.length !== TESTS[test].count || values.includes(null)) {
    return `条件“${TESTS[test].label}”要写${TESTS[test].count === 2 ? '两个数' : '一个数'}，例如 0 或 12.5。`;
  }
  return values.length === 2 && Number(values[0]) > Number(values[1]) ? '条件“介于”的第一个数比第二个大。' : '';
}
