// Find parts of the filing page.

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
