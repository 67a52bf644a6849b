// Room for text that changes while a slider moves: it grows once and stays, so that what is below does not jump to
// and fro between two lines and three, nor away from the hand that moves it.

/** @type {HTMLElement[]} */ const kept = [];

/**
 * Keeps the most room that a text has taken at its width.
 * @param {HTMLElement} text
 * @param {() => boolean} isMoving whether somebody is moving a slider
 */
export function keepRoom(text, isMoving) {
  kept.push(text);
  let [width, height] = [0, 0];
  // After a layout, which need not be asked for, and before it is painted.
  new ResizeObserver(([{ borderBoxSize: [{ inlineSize, blockSize }] }]) => {
    if (inlineSize !== width) requestAnimationFrame(() => { text.style.minHeight = ''; });
    else {
      text.style.minHeight = `${blockSize}px`;
      // Further down the page browsers keep it where it is.
      if (isMoving() && scrollY === 0 && !text.contains(document.activeElement)) scrollBy({ top: blockSize - height, behavior: 'instant' });
    }
    [width, height] = [inlineSize, blockSize];
  }).observe(text);
}

/** Another text, that has its own room. */
export function giveBackRoom() {
  for (const text of kept) text.style.minHeight = '';
}
