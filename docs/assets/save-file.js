// Let the browser save a text as a file.

/** How long the browser may take to begin, in milliseconds; then the text is given up. */
const PATIENCE = 60_000;

/**
 * @param {string} name
 * @param {string} text
 * @param {string} type the media type
 */
export function saveFile(name, text, type) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
}
