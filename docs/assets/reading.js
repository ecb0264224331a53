// Two buttons in the header of an official site: larger text, which the browser remembers, and printing.
// It runs before the page is drawn, so that the text does not jump. Without it, the page only lacks the buttons.
(() => {
  const KEY = 'gongkai-text';
  const root = document.documentElement;

  /** @returns {string} 'large', or empty, also where the browser keeps nothing */
  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? '';
    } catch {
      return '';
    }
  };

  /** @param {boolean} isLarge */
  const keep = (isLarge) => {
    try {
      if (isLarge) localStorage.setItem(KEY, 'large');
      else localStorage.removeItem(KEY);
    } catch {
      // The size then lasts as long as the page.
    }
  };

  /**
   * @param {string} name
   * @param {(button: HTMLButtonElement) => void} act
   */
  const button = (name, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = name;
    made.addEventListener('click', () => act(made));
    return made;
  };

  /** @param {boolean} isLarge */
  const show = (isLarge) => root.classList.toggle('gk-large', isLarge);

  show(kept() === 'large');

  document.addEventListener('DOMContentLoaded', () => {
    const group = document.createElement('div');
    group.className = 'gk-reading';
    const size = button('大字', (pressed) => {
      const isLarge = show(!root.classList.contains('gk-large'));
      pressed.setAttribute('aria-pressed', String(isLarge));
      keep(isLarge);
    });
    size.setAttribute('aria-pressed', String(root.classList.contains('gk-large')));
    group.append(
      size,
      button('打印', () => print()),
    );
    document.querySelector('.gk-bar')?.append(group);
  });
})();
