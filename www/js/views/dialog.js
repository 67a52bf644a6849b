// The frame of every dialog. The browser keeps the focus within, closes it on Escape and gives the focus
// back; a click beside it closes it, too.
import { icon, make } from '../dom.js';

const CROSS = 'M5 5l10 10M15 5L5 15';

/**
 * A dialog that is opened with `showModal`.
 * @param {string} name what its elements' ids begin with
 * @param {string} title
 * @param {...Node} content
 */
export function makeDialog(name, title, ...content) {
  const heading = make('h2', { id: `${name}-title` }, title);
  const close = make('button', { type: 'button', className: 'tool', 'aria-label': 'Close' }, icon(CROSS));
  const dialog = make('dialog', { id: `${name}-dialog`, className: 'dialog', 'aria-labelledby': heading.id },
    make('div', { className: 'dialog-frame' }, make('div', { className: 'dialog-head' }, heading, close), ...content));
  close.addEventListener('click', () => dialog.close());
  // What is pressed within and let go beside it, as when text is marked, is no click beside it.
  let isBeside = false;
  dialog.addEventListener('pointerdown', ({ target }) => { isBeside = target === dialog; });
  dialog.addEventListener('click', ({ target }) => { if (isBeside && target === dialog) dialog.close(); });
  document.body.append(dialog);
  return dialog;
}
