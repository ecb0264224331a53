import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

const FOLDERS = ['../../docs/assets/', '../../templates/'].map((path) => new URL(path, import.meta.url));

/** What Chromium 86 lacks although the compiler, whose `lib` is es2021, knows it. */
const NEWER_SCRIPT =
  /:has\(|:is\(|:where\(|structuredClone|randomUUID|scheduler\.|showPicker|showPopover|checkVisibility|\.(sanitiz|setHTML)|AbortSignal\.(timeout|any)|\bstatic \{|^await |^const .* = await |\bimport\.meta\.resolve/m;

/** Of the styles of filing and of official tables; a rule with such a selector is dropped whole. */
const NEWER_STYLE = /:has\(|:where\(|&|\binset:|aspect-ratio|@layer|@container/;

/** @param {string} ending */
async function texts(ending) {
  const found = await Promise.all(FOLDERS.map((folder) => readdir(folder, { recursive: true })));
  const paths = found.flatMap((names, at) => names.map((name) => new URL(name, FOLDERS[at])));
  const wanted = paths.filter(({ pathname }) => pathname.endsWith(ending));
  return Promise.all(wanted.map(async (path) => ({ path: path.pathname, text: await readFile(path, 'utf8') })));
}

test('no script uses what the oldest browser of the manual lacks', async () => {
  const scripts = await texts('.js');
  assert.ok(scripts.length > 60);
  for (const { path, text } of scripts) assert.doesNotMatch(text, NEWER_SCRIPT, path);
});

test('no style of the filing page or the official tables is dropped by the oldest browser', async () => {
  const styles = [...(await texts('filing.css')), ...(await texts('/table.css'))];
  assert.equal(styles.length, 2);
  for (const { path, text } of styles) assert.doesNotMatch(text, NEWER_STYLE, path);
  assert.doesNotMatch(styles[0].text, /:is\(/);
});
