// Filter the tree of agencies by name: an agency stays with those above it, and with all below it.

import { filterField } from './filter-field.js';
import { filterWords, normalise } from './list-rows.js';

const tree = document.querySelector('.gk-page > ul');
const items = [...(tree?.querySelectorAll('li') ?? [])].map((item) => ({ item, path: pathOf(item) }));

/**
 * The names of an agency and of those above it.
 * @param {HTMLElement} item
 * @returns {string}
 */
function pathOf(item) {
  const above = item.parentElement?.closest('li');
  return `${above ? pathOf(above) : ''} ${normalise(item.querySelector('a')?.textContent ?? '')}`;
}

/**
 * Whether the text has the characters of the word in order, as a name has those of its short form.
 * @param {string} word
 * @param {string} text
 */
function abbreviates(word, text) {
  let at = 0;
  for (const character of text) if (character === word[at]) at++;
  return at === word.length;
}

/** @param {string} typed */
function show(typed) {
  const words = filterWords(typed);
  const named = items.filter(({ path }) => words.every((word) => path.includes(word)));
  const found = named.length ? named : items.filter(({ path }) => words.every((word) => abbreviates(word, path)));
  const kept = new Set(found.map(({ item }) => item));
  for (const { item } of found) {
    for (let above = item.parentElement?.closest('li'); above; above = above.parentElement?.closest('li'))
      kept.add(above);
  }
  for (const { item } of items) item.hidden = !kept.has(item);
  return words.length ? `显示 ${found.length} / ${items.length} 个机关` : '';
}

if (tree) {
  const { label, input } = filterField('名称或简称');
  const output = document.createElement('output');
  output.setAttribute('aria-live', 'polite');
  const tools = document.createElement('div');
  tools.className = 'gk-tools';
  tools.append(label, output);
  tree.before(tools);
  input.addEventListener('input', () => {
    output.textContent = show(input.value);
  });
}
