// Where a visitor was in the results, kept in the history entry, so that going back leads there.

/** @typedef {{shown: number, top: number}} Place how many results were shown, and how far the page was scrolled */

/** The browser would scroll before there are any results. */
export function restoreByHand() {
  history.scrollRestoration = 'manual';
}

/** @param {number} shown */
export function rememberPlace(shown) {
  history.replaceState({ shown, top: window.scrollY }, '');
}

/** @returns {Place} */
export function rememberedPlace() {
  const { shown = 0, top = 0 } = history.state ?? {};
  return { shown, top };
}
