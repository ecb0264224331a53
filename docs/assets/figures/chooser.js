// A field that offers options in groups while typing; choosing one adds it. An accessible combobox.

import { element } from '../element.js';
import { normalise, wordsOf } from '../search/text.js';

/** The most options that are listed at once. */
const MOST_SHOWN = 300;

/** @typedef {{value: string, text: string, hint: string, also?: string}} Option `also` is searched, but not shown */
/** @typedef {{group: string, options: Option[]}} Group */

/**
 * The options that contain all words of the query, in their order; those whose text begins with it come first.
 * @param {Group[]} groups
 * @param {string} query
 * @returns {Group[]}
 */
export function matching(groups, query) {
  const words = wordsOf(query);
  const whole = normalise(query.trim());
  const passes = (/** @type {Option} */ option, /** @type {string} */ group) => {
    const text = normalise(`${option.text} ${option.hint} ${group} ${option.also ?? ''}`);
    return words.every((word) => text.includes(word));
  };
  const found = groups.map(({ group, options }) => ({ group, options: options.filter((each) => passes(each, group)) }));
  const isFirst = (/** @type {Option} */ { text }) => whole !== '' && normalise(text).startsWith(whole);
  return found
    .filter(({ options }) => options.length)
    .sort((a, b) => Number(b.options.some(isFirst)) - Number(a.options.some(isFirst)))
    .map(({ group, options }) => ({
      group,
      options: [...options].sort((a, b) => Number(isFirst(b)) - Number(isFirst(a))),
    }));
}

/**
 * Make the field offer options, and call `choose` with the value of the one chosen.
 * @param {HTMLInputElement} input
 * @param {() => Group[]} groups those that may be chosen now
 * @param {(value: string) => void} choose
 */
export function attachChooser(input, groups, choose) {
  const list = element('div', { id: `${input.id}-list`, role: 'listbox', class: 'gk-options' });
  list.setAttribute('aria-label', input.labels?.[0]?.textContent ?? '');
  const status = element('span', { role: 'status', class: 'gk-unseen' });
  list.hidden = true;
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  })) {
    input.setAttribute(name, value);
  }
  input.after(list, status);

  const options = () => [...list.querySelectorAll('[role="option"]')];
  let active = -1;

  const activate = (/** @type {number} */ index) => {
    active = index;
    for (const [i, option] of options().entries()) option.setAttribute('aria-selected', String(i === index));
    const option = options()[index];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    return option.scrollIntoView({ block: 'nearest' });
  };

  const open = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) status.textContent = '';
    activate(-1);
  };

  const refresh = () => {
    const found = matching(groups(), input.value);
    const count = found.reduce((sum, { options }) => sum + options.length, 0);
    list.replaceChildren(...groupElements(found, list.id));
    if (count > MOST_SHOWN) list.append(element('p', {}, `共 ${count} 条，再写几个字可以缩小范围`));
    if (!count) list.append(element('p', {}, '没有相符的'));
    open(true);
    status.textContent = count ? `${count} 条，按上下键选择` : '没有相符的';
    if (input.value.trim() && count) activate(0);
  };

  const take = (/** @type {Element | undefined} */ option) => {
    const value = option?.getAttribute('data-value');
    if (!value) return;
    input.value = '';
    open(false);
    choose(value);
  };

  input.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) refresh();
  });
  input.addEventListener('compositionend', refresh);
  input.addEventListener('click', refresh);
  input.addEventListener('blur', () => open(false));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const isDown = event.key === 'ArrowDown';
    if (isDown && list.hidden) refresh();
    else if (isDown) activate(Math.min(active + 1, options().length - 1));
    else if (event.key === 'ArrowUp') activate(Math.max(active - 1, -1));
    else if (event.key === 'Escape' && !list.hidden) open(false);
    else if (event.key === 'Enter') take(list.hidden ? undefined : options()[active]);
    else return;
    event.preventDefault();
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    take((target instanceof Element && target.closest('[role="option"]')) || undefined);
  });
}

/**
 * @param {Group[]} groups
 * @param {string} id of the list
 */
function groupElements(groups, id) {
  let left = MOST_SHOWN;
  return groups.flatMap(({ group, options }, place) => {
    const shown = options.slice(0, left);
    left -= shown.length;
    if (!shown.length) return [];
    const items = shown.map(({ value, text, hint }, i) => {
      const attributes = { id: `${id}-${place}-${i}`, role: 'option', 'aria-selected': 'false', 'data-value': value };
      return element('div', attributes, element('span', {}, text), ' ', element('small', {}, hint));
    });
    if (!group) return items;
    const heading = element('div', { class: 'gk-options-group', 'aria-hidden': 'true' }, group);
    return [element('div', { role: 'group', 'aria-label': group }, heading, ...items)];
  });
}
