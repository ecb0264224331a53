import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execPath } from 'node:process';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bundled } from '../../docs/assets/filing/bundle.js';

const FOLDER = new URL('../../docs/assets/filing/', import.meta.url);
const START = new URL('page.js', FOLDER).href;
const LARGEST_BYTES = 60_000;

test('the modules of the filing page can be joined into one, which is small', async () => {
  /** @type {string[]} */
  const read = [];
  const code = await bundled(START, (address) => {
    read.push(address.slice(FOLDER.href.length));
    return readFile(new URL(address), 'utf8');
  });
  const modules = readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
  assert.deepEqual(read.sort(), modules.sort());
  assert.doesNotMatch(code, /^(import|export) /m);
  const { status, stderr } = spawnSync(execPath, ['--input-type=module', '--check', '-'], { input: code });
  assert.equal(status, 0, String(stderr));
  assert.ok(gzipSync(code).length < LARGEST_BYTES);
});

test('no module of the filing page uses what browsers of 2021 lack', async () => {
  const newer =
    /\.at\(|Object\.hasOwn|structuredClone|\.findLast|\.toSorted|\.toReversed|randomUUID|Array\.fromAsync|\bstatic \{/;
  for (const name of readdirSync(FOLDER)) {
    assert.doesNotMatch(await readFile(new URL(name, FOLDER), 'utf8'), newer, name);
  }
});
