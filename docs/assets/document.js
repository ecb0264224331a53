// What every page of the site does: frames that scroll can be focused, code and tables can be copied, and a printed page
// says where and when it was printed.

import { copyText } from './clipboard.js';
import { copyWithEdges } from './copied-tables.js';

/** Frames of official tables, and those in which the theme has wrapped the others by the time the page is loaded. */
const FRAMES = '.gk-sheet, .md-typeset__scrollwrap';

/**
 * Make a frame a stop of the tab key with a name of its own while it scrolls, and only then.
 * @param {HTMLElement} frame
 * @param {string} name
 */
function update(frame, name) {
  const scrolls = frame.scrollWidth > frame.clientWidth;
  const attributes = { tabindex: '0', role: 'region', 'aria-label': name };
  for (const [key, value] of Object.entries(attributes)) {
    if (scrolls) frame.setAttribute(key, value);
    else frame.removeAttribute(key);
  }
}

/** Name each frame by its table's caption, or by the heading above and, from the second below that, by a number. */
function nameFrames() {
  /** @type {NodeListOf<HTMLElement>} */
  const frames = document.querySelectorAll(FRAMES);
  const headings = [...document.querySelectorAll('.gk-page h1, .gk-page h2, .gk-page h3')];
  /** @type {Map<Element, string>} */
  const names = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const frame of frames) {
    const above = headings.filter((each) => each.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING);
    const name = (frame.querySelector('caption') ?? above.pop())?.textContent.trim() ?? '表格';
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(frame, count === 1 ? name : `${name}，表${count}`);
  }
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const frame = /** @type {HTMLElement | null} */ (target.closest(FRAMES));
      if (frame) update(frame, names.get(frame) ?? '');
    }
  });
  for (const frame of frames) {
    observer.observe(frame);
    for (const inside of frame.children) observer.observe(inside);
  }
}

/** @param {HTMLElement} block */
function addCopyButton(block) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'gk-copy';
  button.append('复制');
  button.addEventListener('click', async () => {
    await copyText(block.querySelector('code')?.textContent ?? '');
    button.replaceChildren('已复制');
  });
  block.append(button);
}

/** Write the address and the day at the end of the page; only paper shows them. */
function signForPrint() {
  const line = document.querySelector('.gk-printed');
  const day = new Date();
  const date = `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`;
  if (line) line.textContent = `网址：${decodeURI(location.href)}　打印日期：${date}`;
}

for (const block of document.querySelectorAll('.md-typeset pre > code')) {
  addCopyButton(/** @type {HTMLElement} */ (block.parentElement));
}
document.addEventListener('copy', copyWithEdges);
addEventListener('beforeprint', signForPrint);
if (document.readyState === 'complete') nameFrames();
else addEventListener('load', nameFrames);
