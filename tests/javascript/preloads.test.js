import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const ASSETS = new URL('../../docs/assets/', import.meta.url);
const TYPES = /\/\*.*?\*\//gs;

/**
 * What a script of the site imports, directly or not, without itself: addresses below assets/, sorted.
 * @param {string} script
 */
function importsOf(script) {
  const start = new URL(script, ASSETS).href;
  const found = new Set([start]);
  for (const address of found) {
    const code = readFileSync(new URL(address), 'utf8').replace(TYPES, '');
    for (const [, imported] of code.matchAll(/(?:\bfrom |^import |\bimport\()'([^']+)'/gm)) {
      found.add(new URL(imported, address).href);
    }
  }
  found.delete(start);
  return [...found].map((address) => address.slice(ASSETS.href.length)).sort();
}

/** @param {string} path below the project */
function textOf(path) {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

for (const [page, script] of [
  ['docs/search/index.md', 'search/page.js'],
  ['docs/file/index.md', 'filing/page.js'],
]) {
  test(`${page} preloads what its script imports`, () => {
    const listed = textOf(page)
      .match(/^preload: \[(.*)\]$/m)?.[1]
      .split(', ');
    assert.deepEqual(listed, importsOf(script));
  });
}

test('pages with lists and reports preload what their scripts import', () => {
  const listed = [...textOf('templates/theme/page.html').matchAll(/modulepreload" href="\{\{ 'assets\/(.+?)' \| url/g)];
  assert.deepEqual(
    listed.map(([, path]) => path),
    [...importsOf('lists.js'), ...importsOf('cells.js')],
  );
});

test('search boxes fetch at once what their suggestions import', () => {
  const listed = textOf('docs/assets/search/box.js').match(/^const MODULES = \[(.*?)\];$/ms)?.[1];
  const paths = [...(listed ?? '').matchAll(/'\.\/(.+?)'/g)].map(([, name]) => `search/${name}`);
  assert.deepEqual(paths, importsOf('search/combobox.js').concat('search/combobox.js').sort());
});
