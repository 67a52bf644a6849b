// Whether a finger on a slider means the slider or the page: a swipe up or down that begins on a slider
// scrolls, and must change nothing.

/** Pixels before a direction can be told. */
const SURE = 8;

/**
 * Which way a finger has gone from where it came down; nothing while that cannot be told.
 * @param {number} dx
 * @param {number} dy
 * @returns {'along' | 'across' | null}
 */
export function direction(dx, dy) {
  if (Math.max(Math.abs(dx), Math.abs(dy)) < SURE) return null;
  return Math.abs(dx) > Math.abs(dy) ? 'along' : 'across';
}

/**
 * Follows a slider. Browsers move its thumb to where a finger comes down, before anybody knows where it
 * goes: what they tell is held back until it goes along the slider or is lifted, and dropped where the page
 * is scrolled instead.
 * @param {HTMLInputElement} range
 * @param {(moving: boolean) => void} slide the value has changed, and whether more may follow
 */
export function follow(range, slide) {
  /** @type {{ x: number, y: number, value: string } | null} Where a finger came down that has no direction yet. */
  let held = null;
  /** The value that a scroll has left behind. @type {string | null} */
  let kept = null;
  range.addEventListener('pointerdown', ({ pointerType, clientX: x, clientY: y }) => {
    kept = null;
    held = pointerType === 'touch' ? { x, y, value: range.value } : null;
  });
  range.addEventListener('pointermove', ({ clientX, clientY }) => {
    const way = held && direction(clientX - held.x, clientY - held.y);
    if (way === 'along') {
      held = null;
      slide(true);
    } else if (way === 'across') drop();
  });
  range.addEventListener('pointercancel', () => (held ? drop() : undefined));
  range.addEventListener('pointerup', () => {
    if (!held) return;
    // A tap on the track; the change is told only after this.
    held = null;
    slide(true);
  });
  const drop = () => {
    kept = held?.value ?? range.value;
    held = null;
    range.value = kept;
  };
  const told = (/** @type {boolean} */ moving) => {
    if (kept !== null) range.value = kept;
    else if (!held) slide(moving);
  };
  range.addEventListener('input', () => told(true));
  range.addEventListener('change', () => told(false));
  // The keyboard means the slider.
  range.addEventListener('keydown', () => { kept = null; });
}
