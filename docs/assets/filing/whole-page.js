// The page itself as one file that works from disk.

import { element } from '../element.js';
import { held, loadForm, loadForms } from './sources.js';

/** Styles other than the theme's, which a copy of the page does without. */
const OWN_STYLE = /assets\/(gongkai|table|filing\/filing)\.css/;

/**
 * The page as one HTML file: its markup as delivered, its styles, what it has read of the site, and its script.
 * @param {string} start the address of the script, which the build has joined with what it imports
 */
export async function wholePage(start) {
  for (const { form } of await loadForms()) await loadForm(form);
  const source = new DOMParser().parseFromString(await textAt(location.href), 'text/html');
  const main = source.getElementById('gk-file');
  for (const link of main?.querySelectorAll('a') ?? [])
    link.href = new URL(link.getAttribute('href') ?? '', location.href).href;
  const heading = element('h1', {}, source.querySelector('h1')?.textContent ?? document.title).outerHTML;
  const links = [...source.querySelectorAll('link[rel="stylesheet"]')]
    .map((link) => link.getAttribute('href') ?? '')
    .filter((href) => OWN_STYLE.test(href));
  const styles = await Promise.all(links.map((href) => textAt(new URL(href, location.href).href)));
  const style = element('style', {}, styles.join('\n'));
  const data = element('script', { type: 'application/json', id: 'gk-file-held' });
  data.append(JSON.stringify(Object.fromEntries(held)).replace(/</g, '\\u003c'));
  const code = (await textAt(start)).replace(/<\/(?=script)/gi, '<\\/');
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`;
  const title = element('title', {}, document.title).outerHTML;
  const body = `<main class="md-typeset gk-file-copy">${heading}${main?.outerHTML ?? ''}</main>${data.outerHTML}`;
  return `<!doctype html>\n<html lang="zh"><head>${head}${title}${style.outerHTML}</head>
<body data-md-color-scheme="default">${body}<script type="module">\n${code}</script></body></html>\n`;
}

/** @param {string} address */
async function textAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}
