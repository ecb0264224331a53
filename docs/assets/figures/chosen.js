// The list of the figures asked for, each with its test.

import { element, part } from '../element.js';
import { own } from '../own.js';
import { figureOf } from './figure.js';
import { TESTS } from './question.js';

/** @typedef {import('./question.js').Asked} Asked */
/** @typedef {import('./question.js').Question} Question */

/** What the list shows, apart from the numbers typed: while it stays the same, no field loses the focus. */
let shape = '';

/**
 * @param {Question} question
 * @param {Map<string, import('./index.js').Form>} forms
 * @param {(question: Question) => void} change
 */
export function showChosen(question, forms, change) {
  const list = part('gk-figures-chosen', HTMLElement);
  const next = JSON.stringify(question.figures.map(({ key, test, numbers }) => [key, test, numbers.length]));
  latest = { question, change };
  if (next !== shape) {
    const focused = document.activeElement?.id ?? '';
    list.replaceChildren(...question.figures.map((asked, place) => itemOf(asked, place, forms)));
    if (focused.startsWith('gk-figures-test')) document.getElementById(focused)?.focus();
  }
  shape = next;
  for (const [i, input] of list.querySelectorAll('input').entries()) {
    input.value = question.figures.flatMap(({ numbers }) => numbers)[i];
  }
}

/** @type {{question: Question, change: (question: Question) => void}} the question shown, which the fields change */
let latest;

/**
 * @param {Asked} asked
 * @param {number} place
 * @param {Map<string, import('./index.js').Form>} forms
 */
function itemOf({ key, test, numbers }, place, forms) {
  const figure = figureOf(key, forms);
  const label = figure?.label ?? key;
  const name = element('span', {}, element('strong', {}, label), ' ', element('small', {}, figure?.place ?? ''));
  const remove = removeButton(
    label,
    () => {
      const { question, change } = latest;
      change({ ...question, figures: question.figures.filter((_, i) => i !== place) });
    },
    'gk-figures-cell',
  );
  return element('li', {}, name, testControls(test, numbers.length, place, label), remove);
}

/**
 * @param {string} test
 * @param {number} count of numbers
 * @param {number} place
 * @param {string} label
 */
function testControls(test, count, place, label) {
  const select = document.createElement('select');
  select.id = `gk-figures-test-${place}`;
  select.setAttribute('aria-label', `${label}：条件`);
  const known = Object.entries(TESTS).map(([name, each]) => [name, each.label]);
  const unknown = test && !own(TESTS, test) ? [[test, test]] : [];
  const options = [['', '不限'], ...known, ...unknown];
  select.append(...options.map(([value, text]) => element('option', { value }, text)));
  select.value = test;
  select.addEventListener('change', () => {
    const numbers = latest.question.figures[place].numbers;
    const needed = TESTS[select.value]?.count ?? 0;
    replace(place, {
      test: select.value,
      numbers: Array.from({ length: needed }, (_, i) => numbers[i] ?? (i ? '' : '0')),
    });
  });
  const inputs = Array.from({ length: count }, (_, i) => {
    const input = document.createElement('input');
    Object.assign(input, { id: `gk-figures-number-${place}-${i}`, inputMode: 'decimal', size: 6, autocomplete: 'off' });
    input.setAttribute('aria-label', `${label}：${i ? '到' : '数'}`);
    input.addEventListener('change', () => {
      const numbers = latest.question.figures[place].numbers;
      replace(place, { numbers: numbers.map((each, at) => (at === i ? input.value.trim() : each)) });
    });
    return input;
  });
  return element('span', { class: 'gk-figures-test' }, select, ...inputs);
}

/**
 * @param {number} place
 * @param {Partial<Asked>} other
 */
function replace(place, other) {
  const { question, change } = latest;
  const figures = question.figures.map((each, i) => (i === place ? { ...each, ...other } : each));
  change({ ...question, figures });
}

/**
 * @param {string} name
 * @param {() => void} remove
 * @param {string} next the id of the field that gets the focus
 */
export function removeButton(name, remove, next) {
  const button = element('button', { type: 'button', class: 'gk-figures-remove', 'aria-label': `去掉：${name}` }, '×');
  button.addEventListener('click', () => {
    remove();
    part(next, HTMLInputElement).focus();
  });
  return button;
}
