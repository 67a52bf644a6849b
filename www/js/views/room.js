// Room for text that changes while a slider moves: it grows once and stays, so that nothing below it jumps to
// and fro between two lines and three.

/** @type {HTMLElement[]} */ const kept = [];

/** Keeps the most room that a text has taken at its width. @param {HTMLElement} text */
export function keepRoom(text) {
  kept.push(text);
  let width = 0;
  // After a layout, which need not be asked for.
  new ResizeObserver(([{ borderBoxSize: [{ inlineSize, blockSize }] }]) => {
    if (inlineSize === width) text.style.minHeight = `${blockSize}px`;
    else requestAnimationFrame(() => { text.style.minHeight = ''; });
    width = inlineSize;
  }).observe(text);
}

/** Another text, that has its own room. */
export function giveBackRoom() {
  for (const text of kept) text.style.minHeight = '';
}
