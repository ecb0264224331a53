// Search forms offer suggestions once they are used; until then nothing is fetched for them.

/** @typedef {() => Promise<{attachCombobox: (form: HTMLFormElement, input: HTMLInputElement) => void}>} Load */

/** @param {Load} load what suggestions need */
export function offerSuggestions(load) {
  /** @type {NodeListOf<HTMLFormElement>} */
  const forms = document.querySelectorAll('form[role="search"]');
  for (const form of forms) {
    form.addEventListener('focusin', () => enhance(form, load), { once: true });
    if (form.contains(document.activeElement)) enhance(form, load);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Load} load
 */
async function enhance(form, load) {
  /** @type {HTMLInputElement | null} */
  const input = form.querySelector('input[name="q"]');
  if (!input || form.dataset.gkEnhanced) return;
  form.dataset.gkEnhanced = 'yes';
  const before = input.value;
  const { attachCombobox } = await load();
  attachCombobox(form, input);
  if (input.value !== before) input.dispatchEvent(new Event('input'));
}
