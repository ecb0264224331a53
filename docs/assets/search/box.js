// Every search form of the site offers suggestions once it is used; until then nothing else is fetched.

/** What suggestions import, directly or not: fetched at once rather than as each script names the next. */
const MODULES = [
  './bigrams.js',
  './catalog.js',
  './combobox.js',
  './data.js',
  './element.js',
  './explain.js',
  './finder.js',
  './levels.js',
  './likely.js',
  './likeness.js',
  './lookup.js',
  './places.js',
  './reading.js',
  './spelling.js',
  './text.js',
  './traditional.js',
  './vocabulary.js',
];

/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll('form[role="search"]');
for (const form of forms) {
  form.addEventListener('focusin', () => enhance(form), { once: true });
  if (form.contains(document.activeElement)) enhance(form);
}

/** @param {HTMLFormElement} form */
async function enhance(form) {
  /** @type {HTMLInputElement | null} */
  const input = form.querySelector('input[name="q"]');
  if (!input || form.dataset.gkEnhanced) return;
  form.dataset.gkEnhanced = 'yes';
  const before = input.value;
  const [{ attachCombobox }, { loadCatalog }] = await Promise.all([
    import('./combobox.js'),
    import('./data.js'),
    ...MODULES.map((name) => import(name)),
  ]);
  attachCombobox(form, input);
  loadCatalog().catch(() => {});
  if (input.value !== before) input.dispatchEvent(new Event('input'));
}
