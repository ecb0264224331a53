// The frames in which wide tables scroll sideways: their names, and the heads of their tables, which stay in view.

/** As in gongkai.css: where heads stay in view. On phones and in zoomed views they would cover what they head. */
const ROOMY = matchMedia('(min-width: 45em) and (min-height: 30em)');

/**
 * Track the frames that the theme has put around wide tables when the page is loaded.
 * Each is named by the heading above it and, from the second below a heading, by a number.
 */
export function trackFrames() {
  /** @type {HTMLElement[]} */
  const frames = [...document.querySelectorAll('.gk-lists .md-typeset__scrollwrap')].filter(
    (frame) => frame instanceof HTMLElement,
  );
  const names = new Map(frames.map((frame, at) => [frame, nameOf(frame, frames.slice(0, at))]));
  const update = () => {
    for (const [frame, name] of names) fit(frame, name);
    keepHeads(frames);
  };
  const sizes = new ResizeObserver(update);
  for (const frame of frames) {
    sizes.observe(frame);
    for (const table of frame.getElementsByTagName('table')) sizes.observe(table);
  }
  addEventListener('scroll', () => keepHeads(frames), { passive: true });
  update();
}

/**
 * @param {Element} frame
 * @param {Element[]} before the frames before it
 */
function nameOf(frame, before) {
  const heading = headingAbove(frame);
  const number = before.filter((each) => headingAbove(each) === heading).length + 1;
  const name = heading?.textContent.trim() ?? '表格';
  return number === 1 ? name : `${name}，表${number}`;
}

/** @param {Element} frame */
function headingAbove(frame) {
  const headings = [...document.querySelectorAll('.gk-page :is(h1, h2, h3)')];
  return headings.filter((each) => each.compareDocumentPosition(frame) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
}

/**
 * Let a table that is not wider than its frame stick to the window; else make its frame focusable, and name it.
 * @param {HTMLElement} frame
 * @param {string} name
 */
function fit(frame, name) {
  const fits = frame.scrollWidth <= frame.clientWidth;
  frame.classList.toggle('gk-fits', fits);
  if (fits) {
    for (const attribute of ['tabindex', 'role', 'aria-label']) frame.removeAttribute(attribute);
    return;
  }
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', name);
}

/**
 * Move the heads of tables that scroll sideways, which stick to their frames alone, down to below the page's header.
 * @param {HTMLElement[]} frames
 */
function keepHeads(frames) {
  const top = document.querySelector('.gk-header')?.getBoundingClientRect().bottom ?? 0;
  for (const frame of frames) {
    const head = frame.querySelector('thead');
    const body = frame.querySelector('tbody');
    if (!head || !body) continue;
    const moves = ROOMY.matches && !frame.classList.contains('gk-fits');
    const above = Math.max(0, top) - frame.getBoundingClientRect().top;
    const shift = moves ? Math.max(0, Math.min(above, body.offsetHeight - (body.rows[0]?.offsetHeight ?? 0))) : 0;
    head.style.setProperty('--gk-shift', `${shift}px`);
  }
}
