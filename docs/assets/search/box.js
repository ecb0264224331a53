// Every search form of the site offers suggestions once it is used; until then nothing else is fetched.

for (const form of document.querySelectorAll('form[role="search"]')) {
  form.addEventListener('focusin', () => enhance(form), { once: true });
  if (form.contains(document.activeElement)) enhance(form);
}

async function enhance(form) {
  if (form.dataset.gkEnhanced) return;
  form.dataset.gkEnhanced = 'yes';
  const input = form.querySelector('input[name="q"]');
  const before = input.value;
  const [{ attachCombobox }, { loadCatalog }] = await Promise.all([import('./combobox.js'), import('./data.js')]);
  attachCombobox(form);
  loadCatalog().catch(() => {});
  if (input.value !== before) input.dispatchEvent(new Event('input'));
}
