// What the theme's scripts expect to be defined: the site's address, and what the browser remembers of the site.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const scope = new URL('../..', script.src);
  Object.assign(window, {
    __md_scope: scope,
    /** @param {string} text */
    __md_hash: (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0),
    /** @param {string} key */
    __md_get: (key, storage = localStorage, base = scope) =>
      JSON.parse(/** @type {string} */ (storage.getItem(`${base.pathname}.${key}`))),
    /** @param {string} key @param {unknown} value */
    __md_set: (key, value, storage = localStorage, base = scope) => {
      try {
        storage.setItem(`${base.pathname}.${key}`, JSON.stringify(value));
      } catch {
        // The storage is full or not allowed: nothing is remembered.
      }
    },
  });
}
