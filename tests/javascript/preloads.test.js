import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const DOCS = new URL('../../docs/', import.meta.url);

for (const page of globSync('*/index.md', { cwd: DOCS })) {
  const text = readFileSync(new URL(page, DOCS), 'utf8');
  const [, script] = text.match(/<script type="module" src="\.\.\/assets\/(.*)"><\/script>/) ?? [];
  if (script) {
    test(`${page} preloads its script, which the build joins with what it imports`, () => {
      assert.equal(text.match(/^preload: \[(.*)\]$/m)?.[1], script);
    });
  }
}
