// Find parts of the search page.

/**
 * A part of the page.
 * @template {HTMLElement} Kind
 * @param {string} name
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(name, kind) {
  const found = document.getElementById(`gk-search-${name}`);
  if (!(found instanceof kind)) throw new Error(`The page lacks gk-search-${name}.`);
  return found;
}
