// Canvases as sharp as the screen: the device's pixel ratio is handled here and nowhere else.

/** @typedef {import('apiary').Theme} Theme */
/** @typedef {import('apiary').Frame} Frame */

const COLOURS = /** @type {const} */ ([
  'paper', 'rule', 'rule2', 'ink', 'ink2', 'ink3', 'honey', 'honeyink',
  'blue', 'band50', 'band90', 'brick', 'grey1', 'grey2',
]);

/** The colours of the style sheet, as they are now. @returns {Theme} */
export function theme() {
  const style = getComputedStyle(document.documentElement);
  const colours = COLOURS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return { ...Object.fromEntries(colours), font: 'Inter' };
}

/** A canvas that keeps the size of its box and is drawn again when that changes. */
export class Chart {
  #draw;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {(context: CanvasRenderingContext2D, frame: Frame, theme: Theme) => void} draw
   */
  constructor(canvas, draw) {
    this.canvas = canvas;
    this.#draw = draw;
    new ResizeObserver(() => this.redraw()).observe(canvas);
    onScreenChange(() => this.redraw());
  }

  redraw() {
    const { canvas } = this;
    const { width, height } = canvas.getBoundingClientRect();
    if (width < 1 || height < 1) return;
    const ratio = devicePixelRatio || 1;
    const size = [Math.round(width * ratio), Math.round(height * ratio)];
    // Setting a size clears the canvas, so only where it changes.
    if (canvas.width !== size[0]) canvas.width = size[0];
    if (canvas.height !== size[1]) canvas.height = size[1];
    const context = canvas.getContext('2d');
    if (context) this.#draw(context, { width, height, ratio }, theme());
  }
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

/** Tells every chart to draw again. */
export function screenChanged() {
  for (const listener of listeners) listener();
}

function watchRatio() {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener('change', () => { screenChanged(); watchRatio(); }, { once: true });
}
watchRatio();
document.fonts.ready.then(screenChanged);
