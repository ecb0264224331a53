import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @param {string} path below the project */
function textOf(path) {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

test('the search page preloads its script, which the build joins with what it imports', () => {
  const page = textOf('docs/search/index.md');
  const [, listed] = page.match(/^preload: \[(.*)\]$/m) ?? [];
  const [, script] = page.match(/<script type="module" src="\.\.\/assets\/(.*)"><\/script>/) ?? [];
  assert.equal(listed, script);
});
