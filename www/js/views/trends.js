// The trends of a sweep's subsets, below its maps: made once the maps are complete.
import { byId } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { complete } from '../engine.js';
import { Fold } from './fold.js';
import { Numbers, tablesOf } from './numbers.js';
import { Readable } from './readable.js';

const canvas = /** @type {HTMLCanvasElement} */ (byId('trends'));

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../engine.js').Engine} */ let engine;
/** @type {import('apiary').Trends | null} */ let trends = null;
/** Whether the sweep has any. */
let areThere = false;
/** What the trends belong to that are made, or have been. */
let wanted = '';
/** What the trends there are belong to. */
let drawn = '';
let work = new AbortController();

/** The name of a timestep. */ let timestep = '';
const chart = new Readable(canvas, 'the trends', { timestep: () => timestep, at: (time) => trends?.at(time) });
const numbers = new Numbers('The trends', () => (trends ? tablesOf(chart) : []));
chart.plate.after(numbers.element);
// Ahead of what is drawn again with the screen.
const fold = new Fold('trends-fold');

onScreenChange(draw);
new ResizeObserver(draw).observe(canvas);

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../engine.js').Engine} itsEngine
 */
export function makeTrends(itsApiary, itsEngine) {
  [apiary, engine] = [itsApiary, itsEngine];
}

/**
 * @param {import('../study.js').Progress} progress
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function showTrends({ settled }, reading, { about }) {
  timestep = about.timestep;
  const { view, scenario, axes } = reading;
  canvas.hidden = axes.length === 0 || !areThere;
  fold.update(`The trends of ${reading.subsets} subsets`, reading.subsets);
  numbers.element.hidden = canvas.hidden;
  if (!settled || canvas.hidden) {
    work.abort();
    return;
  }
  const now = [scenario, view.output, view.subset].join(' ');
  if (now !== wanted || work.signal.aborted) start(now, reading.link);
}

/** Keeps the room of a sweep's trends before they are made. @param {number} height none where there are none to make */
export function keepTrends(height) {
  areThere = height > 0;
  canvas.hidden = !areThere;
  numbers.element.hidden = !areThere;
  canvas.style.height = `${height}px`;
}

/** What there is to save. @returns {import('../pictures.js').Picture[]} */
export function trendsPictures() {
  const current = trends;
  if (!current || canvas.hidden || drawn !== wanted || work.signal.aborted || current.total === 0) return [];
  return [{
    title: 'Trends of the subsets',
    height: (width) => current.height(width),
    draw: (...paper) => current.draw(...paper),
    table: () => current.table(),
  }];
}

/**
 * @param {string} now
 * @param {string} link
 */
async function start(now, link) {
  work.abort();
  work = new AbortController();
  const { signal } = work;
  wanted = now;
  const next = new apiary.Trends(link);
  try {
    await complete(engine, next, signal, () => {});
    trends?.free();
    trends = next;
    drawn = now;
    draw();
    canvas.dispatchEvent(new Event('answered', { bubbles: true }));
  } catch (error) {
    next.free();
    if (!signal.aborted) throw error;
  }
}

function draw() {
  if (!trends || canvas.hidden || canvas.clientWidth === 0) return;
  const current = trends;
  canvas.style.height = `${current.height(canvas.getBoundingClientRect().width)}px`;
  chart.drawn(paint(canvas, (context, frame, theme) => current.draw(context, frame, theme)));
  numbers.update();
  canvas.setAttribute('aria-label', current.describe());
}
