// The form: shows a question, and tells of each change of it.

import { element, part } from '../element.js';
import { attachChooser } from './chooser.js';
import { removeButton, showChosen } from './chosen.js';
import { allFigures, basesOf, figureOf, ROLES } from './figure.js';

/** @typedef {import('./choices.js').Choices} Choices */
/** @typedef {import('./question.js').Question} Question */

/** The width in pixels from which all fields are shown; on narrower screens the results come sooner. */
const WIDE = 720;

/** How many of the newest years a button chooses. */
const SOME_YEARS = 5;

const agencyList = part('gk-figures-agencies', HTMLElement);
const yearList = part('gk-figures-years', HTMLElement);
const selects = {
  region: part('gk-figures-region', HTMLSelectElement),
  kind: part('gk-figures-kind', HTMLSelectElement),
  base: part('gk-figures-base', HTMLSelectElement),
  view: part('gk-figures-view', HTMLSelectElement),
};

/**
 * Make the form tell of changes.
 * @param {Choices} choices
 * @param {() => Question} current
 * @param {(question: Question) => void} change
 */
export function connectForm(choices, current, change) {
  const figures = allFigures(choices.forms).map(({ group, figures }) => ({
    group,
    options: figures.map(({ key, label, place }) => ({ value: key, text: label, hint: group === ROLES ? place : '' })),
  }));
  const agencies = [...choices.agencies].map(([id, { agency, names, demo }]) => {
    const hint = [demo ? '示例数据' : '', choices.kinds.get(agency.kind)].filter(Boolean).join(' · ');
    return { value: id, text: agency.name, hint, also: [id, ...names].join(' ') };
  });
  const without = (/** @type {import('./chooser.js').Group[]} */ groups, /** @type {string[]} */ chosen) =>
    groups.map(({ group, options }) => ({ group, options: options.filter(({ value }) => !chosen.includes(value)) }));
  attachChooser(
    part('gk-figures-cell', HTMLInputElement),
    () =>
      without(
        figures,
        current().figures.map(({ key }) => key),
      ),
    (key) => change({ ...current(), figures: [...current().figures, { key, test: '', numbers: [] }] }),
  );
  attachChooser(
    part('gk-figures-agency', HTMLInputElement),
    () => without([{ group: '', options: agencies }], current().agencies),
    (id) => change({ ...current(), agencies: [...current().agencies, id] }),
  );
  for (const [name, select] of Object.entries(selects)) {
    select.addEventListener('change', () => change({ ...current(), [name]: select.value }));
  }
  yearList.append(...choices.years.map((year) => yearBox(year, () => change({ ...current(), years: tickedYears() }))));
  part('gk-figures-recent', HTMLElement).addEventListener('click', () => {
    change({ ...current(), years: choices.years.slice(0, SOME_YEARS) });
  });
  part('gk-figures-all-years', HTMLElement).addEventListener('click', () => change({ ...current(), years: [] }));
}

/**
 * @param {number} year
 * @param {() => void} change
 */
function yearBox(year, change) {
  const box = element('input', { type: 'checkbox', value: String(year) });
  box.addEventListener('change', change);
  return element('label', {}, box, ` ${year}`);
}

/** @returns {NodeListOf<HTMLInputElement>} */
function yearBoxes() {
  return yearList.querySelectorAll('input');
}

function tickedYears() {
  return [...yearBoxes()].filter((box) => box.checked).map(({ value }) => Number(value));
}

/**
 * Show a question.
 * @param {Question} question
 * @param {Choices} choices
 * @param {(question: Question) => void} change
 */
export function showQuestion(question, choices, change) {
  showChosen(question, choices.forms, change);
  const chips = question.agencies.map((id) => {
    const name = choices.agencies.get(id)?.agency.name ?? `${id}（没有收录报告）`;
    const others = question.agencies.filter((each) => each !== id);
    return element(
      'li',
      {},
      name,
      ' ',
      removeButton(name, () => change({ ...question, agencies: others }), 'gk-figures-agency'),
    );
  });
  agencyList.replaceChildren(...chips);
  for (const box of yearBoxes()) box.checked = question.years.includes(Number(box.value));
  const figures = question.figures.map(({ key }) => figureOf(key, choices.forms)).filter((each) => each !== null);
  fill(selects.region, '全部地区', [...choices.places], question.region);
  fill(selects.kind, '全部类别', [...choices.kinds], question.kind);
  const bases = basesOf(figures, choices.forms).map(({ key, label, place }) => [key, `${label}（${place}）`]);
  fill(selects.base, '不算占比', bases, question.base);
  part('gk-figures-bases', HTMLElement).hidden = !bases.length && !question.base;
  selects.view.value = question.view;
  const isNarrowed =
    question.agencies.length || question.region || question.kind || question.base || question.view !== 'reports';
  if (isNarrowed || innerWidth >= WIDE) part('gk-figures-narrow', HTMLDetailsElement).open = true;
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} none
 * @param {string[][]} options values and texts
 * @param {string} chosen one that is not among the options is shown as it is
 */
function fill(select, none, options, chosen) {
  const known = options.some(([value]) => value === chosen) || !chosen;
  const all = [['', none], ...options, ...(known ? [] : [[chosen, chosen]])];
  select.replaceChildren(...all.map(([value, text]) => element('option', { value }, text)));
  select.value = chosen;
}
