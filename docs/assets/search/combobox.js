// Suggestions of the finder while typing: an accessible combobox around a search form's input.

import { addressOf, loadCatalog, pageOf } from './data.js';
import { element } from './element.js';
import { find } from './finder.js';

const MOST = 7;

/** @typedef {{text: string, hint: string, address: string | null}} Suggestion without an address it submits the form */

/** Suggest the agencies and years that the query names, and last a full-text search. */
export async function suggest(query) {
  const catalog = await loadCatalog();
  const { year, agencies, isYearAlone } = await find(catalog, query);
  /** @type {Suggestion[]} */
  const found = agencies.slice(0, MOST).map((agency) => suggestAgency(agency, year));
  if (isYearAlone && catalog.years.includes(year)) {
    found.push({ text: `${year}年全部报告`, hint: '年度', address: addressOf(`years/${year}/`) });
  }
  if (found.length) found.push({ text: `检索“${query.trim()}”`, hint: '全文', address: null });
  return found;
}

function suggestAgency(agency, year) {
  const hint = (usual) => (agency.demo ? '示例数据' : usual);
  if (year === null) return { text: agency.name, hint: hint('机关'), address: pageOf(agency) };
  if (agency.years.has(year)) {
    return { text: `${agency.name} ${year}年`, hint: hint('报告'), address: pageOf(agency, year) };
  }
  return { text: agency.name, hint: `未收录${year}年`, address: pageOf(agency) };
}

/** Add a list of suggestions below the form's input, and connect the two. */
export function attachCombobox(form) {
  const input = form.querySelector('input[name="q"]');
  const list = element('ul', {
    id: `${input.id}-suggestions`,
    role: 'listbox',
    class: 'gk-suggestions',
    'aria-label': '建议',
  });
  list.hidden = true;
  const status = element('span', { role: 'status', class: 'gk-unseen' });
  const state = { form, input, list, status, suggestions: [], active: -1 };
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.parentElement.classList.add('gk-suggesting');
  input.after(list, status);
  input.addEventListener('input', (event) => event.isComposing || refresh(state));
  input.addEventListener('compositionend', () => refresh(state));
  input.addEventListener('keydown', (event) => onKey(event, state));
  input.addEventListener('blur', () => close(state));
  form.addEventListener('submit', () => close(state));
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) choose(state, [...list.children].indexOf(option));
  });
}

async function refresh(state) {
  const query = state.input.value;
  const suggestions = query.trim() ? await suggest(query).catch(() => []) : [];
  if (query !== state.input.value || document.activeElement !== state.input) return;
  state.suggestions = suggestions;
  state.list.replaceChildren(...suggestions.map((each, i) => optionFor(each, `${state.list.id}-${i}`)));
  open(state, suggestions.length > 0);
  state.status.textContent = suggestions.length ? `${suggestions.length} 条建议，按上下键选择` : '';
}

function optionFor({ text, hint }, id) {
  const option = element('li', { id, role: 'option', 'aria-selected': 'false' });
  option.append(element('span', {}, text), element('small', {}, hint));
  return option;
}

function open(state, isOpen) {
  state.list.hidden = !isOpen;
  state.input.setAttribute('aria-expanded', String(isOpen));
  activate(state, -1);
}

function close(state) {
  open(state, false);
  state.status.textContent = '';
}

function activate(state, index) {
  state.active = index;
  for (const [i, option] of [...state.list.children].entries())
    option.setAttribute('aria-selected', String(i === index));
  const option = state.list.children[index];
  if (!option) return state.input.removeAttribute('aria-activedescendant');
  state.input.setAttribute('aria-activedescendant', option.id);
  return option.scrollIntoView({ block: 'nearest' });
}

function onKey(event, state) {
  if (event.isComposing || state.list.hidden) return;
  const count = state.suggestions.length;
  const steps = { ArrowDown: state.active + 1, ArrowUp: state.active < 0 ? count - 1 : state.active - 1 };
  if (event.key in steps) activate(state, steps[event.key] < count ? steps[event.key] : -1);
  else if (event.key === 'Escape') close(state);
  else if (event.key === 'Enter' && state.active >= 0) choose(state, state.active);
  else return;
  event.preventDefault();
}

function choose(state, index) {
  const { address } = state.suggestions[index];
  close(state);
  if (address) location.assign(address);
  else state.form.requestSubmit();
}
