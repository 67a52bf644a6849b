// Canvases as sharp as the screen: the device's pixel ratio is handled here and nowhere else.

/** @typedef {import('apiary').Theme} Theme */
/** @typedef {import('apiary').Frame} Frame */
/**
 * @template T
 * @typedef {(context: CanvasRenderingContext2D, frame: Frame, theme: Theme) => T} Drawing
 */
/** @typedef {Drawing<unknown>} Draw */

const COLOURS = /** @type {const} */ ([
  'paper', 'rule', 'rule2', 'ink', 'ink2', 'ink3', 'honey', 'honeyink',
  'blue', 'band50', 'band90', 'brick', 'grey1', 'grey2',
]);
const FONT = 'Inter';
/** How long the first picture waits for its font, in milliseconds. */
const PATIENCE = 400;

/** The colours of the style sheet, as they are now. @returns {Theme} */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const tokens = COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return { ...Object.fromEntries(tokens), font: FONT };
}

/**
 * Gives a canvas the pixels that its box has on this screen, and draws it.
 * @template T
 * @param {HTMLCanvasElement} canvas
 * @param {Drawing<T>} draw
 * @returns {T | undefined} what drawing it gives
 */
export function paint(canvas, draw) {
  const { width, height } = canvas.getBoundingClientRect();
  if (width < 1 || height < 1) return undefined;
  const ratio = devicePixelRatio || 1;
  const size = [Math.round(width * ratio), Math.round(height * ratio)];
  // Setting a size clears the canvas, so only where it changes.
  if (canvas.width !== size[0]) canvas.width = size[0];
  if (canvas.height !== size[1]) canvas.height = size[1];
  const context = canvas.getContext('2d');
  return context ? draw(context, { width, height, ratio }, colours()) : undefined;
}

/** @type {Array<() => void>} */
const listeners = [];

/**
 * Calls back when the screen's pixel ratio, the colours or the fonts change.
 * @param {() => void} listener
 */
export function onScreenChange(listener) {
  listeners.push(listener);
}

/** Has all charts drawn anew, at once. */
export function screenChanged() {
  for (const listener of listeners) listener();
}

function watchRatio() {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener('change', () => { screenChanged(); watchRatio(); }, { once: true });
}

watchRatio();
new MutationObserver(screenChanged).observe(document.documentElement, { attributeFilter: ['data-theme'] });

/** Resolves when charts can be lettered: with the page's font, or after a moment without it. */
export async function lettered() {
  const loaded = document.fonts.load(`13px ${FONT}`).then(() => true, () => true);
  const waited = new Promise((resolve) => { setTimeout(resolve, PATIENCE, false); });
  if (!(await Promise.race([loaded, waited]))) loaded.then(screenChanged);
}
