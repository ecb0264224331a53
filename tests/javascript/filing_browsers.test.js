import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const PAGE = new URL('../../docs/assets/filing/page.js', import.meta.url).href;
const NEWER =
  /\.at\(|Object\.hasOwn|structuredClone|\.findLast|\.toSorted|\.toReversed|randomUUID|Array\.fromAsync|\bstatic \{/;

test('no module of the filing page uses what browsers of 2021 lack', async () => {
  const modules = new Set([PAGE]);
  for (const address of modules) {
    const code = await readFile(new URL(address), 'utf8');
    assert.doesNotMatch(code, NEWER, address);
    for (const [, path] of code.matchAll(/^import .*'(\..*)';$/gm)) modules.add(new URL(path, address).href);
  }
  assert.ok(modules.size > 20);
});
