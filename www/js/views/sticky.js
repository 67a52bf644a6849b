// On a phone the picture stays in sight while a slider moves: small, at the edge of the screen that the finger
// is not at, over what stands there.

/** How high it is then, as in css/stage.css, and how much of the picture must be seen to do without. */
const HEIGHT = 160;
/** How long it stays once the slider rests, and at most without another move, in milliseconds. */
const [AFTER, LEAST] = [1500, 6000];

const narrow = matchMedia('(max-width: 699px)');

/**
 * @param {HTMLElement} stage where the picture stands
 * @param {HTMLElement} plate what is moved
 */
export function makeSticky(stage, plate) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  const release = () => plate.classList.remove('stuck', 'low');
  const releaseIn = (/** @type {number} */ wait) => {
    clearTimeout(timer);
    timer = setTimeout(release, wait);
  };
  const isSlider = (/** @type {EventTarget | null} */ target) => target instanceof HTMLInputElement && target.type === 'range' && target.closest('.row') !== null;
  document.addEventListener('input', ({ target }) => {
    if (!narrow.matches || !isSlider(target)) return;
    if (!plate.classList.contains('stuck') && !isSeen(stage)) {
      const { top } = /** @type {Element} */ (target).getBoundingClientRect();
      plate.classList.add('stuck');
      plate.classList.toggle('low', top < HEIGHT + 40);
    }
    releaseIn(LEAST);
  });
  document.addEventListener('change', ({ target }) => { if (isSlider(target)) releaseIn(AFTER); });
}

/** @param {HTMLElement} stage */
function isSeen(stage) {
  const { top, bottom } = stage.getBoundingClientRect();
  return Math.min(bottom, innerHeight) - Math.max(top, 0) >= HEIGHT;
}
