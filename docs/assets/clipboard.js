// Put text on the clipboard.

/**
 * Copy the text; return whether the browser did.
 * @param {string} text
 */
export async function copyText(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const field = document.createElement('textarea'); // without TLS, browsers offer nothing better
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}

/**
 * Select an element and copy it as if the reader had done so.
 * @param {Element} element
 */
export function copyElement(element) {
  const selection = getSelection();
  selection?.selectAllChildren(element);
  document.execCommand('copy');
  selection?.removeAllRanges();
}
