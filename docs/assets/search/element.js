// Find parts of the search page, and create elements; text is never parsed as markup.

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

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
