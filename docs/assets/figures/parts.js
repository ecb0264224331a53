// The parts of the page, which docs/figures/index.md declares.

/**
 * @template {HTMLElement} Kind
 * @param {string} name
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(name, kind) {
  const found = document.getElementById(`gk-figures-${name}`);
  if (!(found instanceof kind)) throw new Error(`The page lacks gk-figures-${name}.`);
  return found;
}
