// Join modules into one, for a page that is a single file.

/**
 * A module and all that it imports as one module, in the order in which they would run. No two of them may have a name
 * at their top in common.
 * @param {string} start the address of the first
 * @param {(address: string) => Promise<string>} read
 * @param {Set<string>} done
 * @returns {Promise<string>}
 */
export async function bundled(start, read, done = new Set()) {
  done.add(start);
  const code = await read(start);
  let before = '';
  for (const [, , path] of code.matchAll(/^import [^;]*? from (['"])(.+?)\1;$/gm)) {
    const address = new URL(path, start).href;
    if (!done.has(address)) before += await bundled(address, read, done);
  }
  return `${before}${code.replace(/^import [^;]*;$/gm, '').replace(/^export /gm, '')}\n`;
}
