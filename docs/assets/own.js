// Look up a key in an object that came as JSON or holds settings; what all objects inherit does not count.

/**
 * What the object itself holds under the key; undefined if nothing.
 * @template Value
 * @param {Record<string, Value>} object
 * @param {string} key
 * @returns {Value | undefined}
 */
export function own(object, key) {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}
