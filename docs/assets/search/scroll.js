// Where a visitor was in the results, kept in the history entry, so that going back leads there.

/** @typedef {{shown: number, top: number}} Position how many results were shown, and how far the page was scrolled */

/** The browser would scroll before there are any results. */
export function restoreByHand() {
  history.scrollRestoration = 'manual';
}

/** @param {number} shown */
export function rememberPosition(shown) {
  history.replaceState({ shown, top: window.scrollY }, '');
}

/** @returns {Position} */
export function rememberedPosition() {
  const { shown = 0, top = 0 } = history.state ?? {};
  return { shown, top };
}
