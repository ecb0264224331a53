// The field above a list in which readers type what to keep.

/** @param {string} placeholder */
export function filterField(placeholder) {
  const input = document.createElement('input');
  input.type = 'search';
  input.className = 'gk-filter';
  input.autocomplete = 'off';
  input.placeholder = placeholder;
  const label = document.createElement('label');
  label.append('筛选机关 ', input);
  return { label, input };
}
