// Suggestions of the finder while typing: an accessible combobox around a search form's input.

import { element } from '../element.js';
import { addressOf, loadCatalog, pageOf } from './data.js';
import { find, yearsAsked } from './finder.js';

const MOST = 7;

/** @typedef {{text: string, hint: string, address: string | null}} Suggestion without an address it submits the form */

/**
 * @typedef {object} Combobox
 * @property {HTMLFormElement} form
 * @property {HTMLInputElement} input
 * @property {HTMLElement} list
 * @property {HTMLElement} status
 * @property {Suggestion[]} suggestions
 * @property {number} active the place of the chosen suggestion, or -1
 */

/**
 * Suggest the agencies and years that the query names, and last a full-text search.
 * @param {string} query
 */
export async function suggest(query) {
  const catalog = await loadCatalog();
  const finding = await find(catalog, query);
  /** @type {Suggestion[]} */
  const found = finding.rest.length
    ? []
    : finding.agencies.slice(0, MOST).map((agency) => suggestAgency(agency, finding));
  const years = finding.words.length ? [] : finding.years.filter((year) => catalog.years.includes(year));
  for (const year of years.slice(0, MOST)) {
    found.push({ text: `${year}年全部报告`, hint: '年度', address: addressOf(`years/${year}/`) });
  }
  if (found.length) found.push({ text: `检索“${query.trim()}”`, hint: '全文', address: null });
  return found;
}

/**
 * @param {import('./catalog.js').NamedAgency} agency
 * @param {import('./finder.js').Finding} finding
 * @returns {Suggestion}
 */
function suggestAgency(agency, finding) {
  const hint = (/** @type {string} */ usual) => (agency.demo ? '示例数据' : usual);
  const [year, ...others] = yearsAsked(finding, agency);
  if (year && !others.length) {
    return { text: `${agency.name} ${year}年`, hint: hint('报告'), address: pageOf(agency, year) };
  }
  const isMissing = finding.years.length === 1;
  const usual = isMissing ? `未收录${finding.years[0]}年` : hint(finding.isNear ? '名称相近' : '机关');
  return { text: agency.name, hint: usual, address: pageOf(agency) };
}

/**
 * Add a list of suggestions below the input of a form, and connect the two.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 */
export function attachCombobox(form, input) {
  loadCatalog().catch(() => {});
  const list = element('ul', {
    id: `${input.id}-suggestions`,
    role: 'listbox',
    class: 'gk-suggestions',
    'aria-label': '建议',
  });
  list.hidden = true;
  const status = element('span', { role: 'status', class: 'gk-unseen' });
  /** @type {Combobox} */
  const state = { form, input, list, status, suggestions: [], active: -1 };
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.parentElement?.classList.add('gk-suggesting');
  input.after(list, status);
  input.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) refresh(state);
  });
  input.addEventListener('compositionend', () => refresh(state));
  input.addEventListener('keydown', (event) => onKey(event, state));
  input.addEventListener('blur', () => close(state));
  form.addEventListener('submit', () => close(state));
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option) choose(state, [...list.children].indexOf(option));
  });
}

/** @param {Combobox} state */
async function refresh(state) {
  const query = state.input.value;
  const suggestions = query.trim() ? await suggest(query).catch(() => []) : [];
  if (query !== state.input.value || document.activeElement !== state.input) return;
  state.suggestions = suggestions;
  state.list.replaceChildren(...suggestions.map((each, i) => optionFor(each, `${state.list.id}-${i}`)));
  open(state, suggestions.length > 0);
  state.status.textContent = suggestions.length ? `${suggestions.length} 条建议，按上下键选择` : '';
}

/**
 * @param {Suggestion} suggestion
 * @param {string} id
 */
function optionFor({ text, hint }, id) {
  const option = element('li', { id, role: 'option', 'aria-selected': 'false' });
  option.append(element('span', {}, text), element('small', {}, hint));
  return option;
}

/**
 * @param {Combobox} state
 * @param {boolean} isOpen
 */
function open(state, isOpen) {
  state.list.hidden = !isOpen;
  state.input.setAttribute('aria-expanded', String(isOpen));
  activate(state, -1);
}

/** @param {Combobox} state */
function close(state) {
  open(state, false);
  state.status.textContent = '';
}

/**
 * @param {Combobox} state
 * @param {number} index
 */
function activate(state, index) {
  state.active = index;
  for (const [i, option] of [...state.list.children].entries())
    option.setAttribute('aria-selected', String(i === index));
  const option = state.list.children[index];
  if (!option) return state.input.removeAttribute('aria-activedescendant');
  state.input.setAttribute('aria-activedescendant', option.id);
  return option.scrollIntoView({ block: 'nearest' });
}

/**
 * @param {KeyboardEvent} event
 * @param {Combobox} state
 */
function onKey(event, state) {
  if (event.isComposing || state.list.hidden) return;
  const count = state.suggestions.length;
  if (event.key === 'ArrowDown') activate(state, state.active + 1 < count ? state.active + 1 : -1);
  else if (event.key === 'ArrowUp') activate(state, state.active < 0 ? count - 1 : state.active - 1);
  else if (event.key === 'Escape') close(state);
  else if (event.key === 'Enter' && state.active >= 0) choose(state, state.active);
  else return;
  event.preventDefault();
}

/**
 * @param {Combobox} state
 * @param {number} index
 */
function choose(state, index) {
  const { address } = state.suggestions[index];
  close(state);
  if (address) location.assign(address);
  else state.form.requestSubmit();
}
