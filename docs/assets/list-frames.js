// The frames in which wide tables scroll sideways: the heads of their tables stay in view.

/** As in gongkai.css: where heads stay in view. On phones and in zoomed views they would cover what they head. */
const ROOMY = matchMedia('(min-width: 45em) and (min-height: 30em)');

/** Track the frames that the theme has put around wide tables when the page is loaded. */
export function trackFrames() {
  /** @type {HTMLElement[]} */
  const frames = [...document.querySelectorAll('.gk-lists .md-typeset__scrollwrap')].filter(
    (frame) => frame instanceof HTMLElement,
  );
  const update = () => {
    for (const frame of frames) frame.classList.toggle('gk-fits', frame.scrollWidth <= frame.clientWidth);
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
