// The frame of every dialog. The browser keeps the focus within, closes it on Escape and gives the focus
// back; a click beside it closes it, too.
import { icon, make } from '../dom.js';

const CROSS = 'M5 5l10 10M15 5L5 15';

export class Dialog {
  #element;

  /**
   * @param {string} name what its elements' ids begin with
   * @param {string} title
   * @param {...Node} content
   */
  constructor(name, title, ...content) {
    const heading = make('h2', { id: `${name}-title` }, title);
    const close = make('button', { type: 'button', className: 'tool', 'aria-label': 'Close' }, icon(CROSS));
    const head = make('div', { className: 'dialog-head' }, heading, close);
    const element = make('dialog', { id: `${name}-dialog`, className: 'dialog', 'aria-labelledby': heading.id },
      make('div', { className: 'dialog-frame' }, head, ...content));
    close.addEventListener('click', () => element.close());
    // What is pressed within and let go beside it, as when text is marked, is no click beside it.
    let isBeside = false;
    element.addEventListener('pointerdown', ({ target }) => { isBeside = target === element; });
    element.addEventListener('click', ({ target }) => { if (isBeside && target === element) element.close(); });
    document.body.append(element);
    this.#element = element;
  }

  /** Opens it over the page, which stays where it is though its scroll bar goes. */
  open() {
    const root = document.documentElement;
    root.style.setProperty('--scroll-bar', `${innerWidth - root.clientWidth}px`);
    this.#element.showModal();
  }

  close() {
    this.#element.close();
  }

  /** @param {() => void} act what is done once it is closed, however */
  onClose(act) {
    this.#element.addEventListener('close', act);
  }

  get isOpen() {
    return this.#element.open;
  }
}

/**
 * Copies a text, or marks it where the browser does not let the page copy.
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} said where it is told
 */
export async function copyText(text, said) {
  const copied = await navigator.clipboard?.writeText(text.value).then(() => true, () => false);
  text.select();
  if (!copied) text.focus();
  said.dataset.copied = String(copied ?? false);
  said.textContent = copied ? 'Copied' : 'The browser does not let the page copy. The text is marked: copy it with the keyboard or its menu.';
}
