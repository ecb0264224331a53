// Parts of the filing page, and its buttons.

import { element } from '../search/element.js';

/**
 * @param {string} label
 * @param {() => unknown} act
 */
export function button(label, act) {
  const made = element('button', { type: 'button' }, label);
  made.addEventListener('click', act);
  return made;
}

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(id, kind) {
  const found = document.getElementById(`gk-file-${id}`);
  if (!(found instanceof kind)) throw new Error(`The page lacks gk-file-${id}.`);
  return found;
}
