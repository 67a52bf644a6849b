// The notebook's own charts, and those of one run, drawn once the study rests: those in view at once, the others one
// after the other.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { cited } from '../text.js';
import { Fold } from './fold.js';
import { Numbers, tablesOf } from './numbers.js';
import { isOfOne, OneRun } from './one-run.js';
import { Readable } from './readable.js';

const place = byId('charts');
const note = byId('charts-note');
// Ahead of what is drawn again with the screen.
const fold = new Fold('charts-fold');
/** How long a study must rest, in milliseconds: while a slider moves, they settle in quick succession. */
const REST = 120;
/** How long the browser breathes, in milliseconds, before each chart that is not in view. */
const BREATH = 200;
/** How long, in milliseconds, a chart is computed before the browser may breathe. */
const PORTION = 8;
/** The forms of chart with a run a frame, which a press picks. */
const PICKED = ['members', 'runs'];
/** So many facets can be listened to; the table has the others. */
const MOST_SPOKEN = 3;

/** @typedef {{ canvas: HTMLCanvasElement, chart: Readable, numbers: Numbers, index: number, visible: boolean, stale: boolean, width: number,
 * told: import('apiary').Study | null }} Shown `told` is the study whose values its description tells */

/** @type {Shown[]} */ let charts = [];
/** @type {import('apiary').Study | null} A study that is settled. */ let study = null;
/** @type {string | null} */ let model = null;
/** @type {OneRun | undefined} */ let one;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;

const view = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    for (const shown of charts) if (shown.canvas === target) shown.visible = isIntersecting;
  }
  later(0);
}, { rootMargin: '200px' });

const boxes = new ResizeObserver(() => {
  if (charts.some(({ canvas, width }) => canvas.clientWidth !== width)) redraw(REST);
});

boxes.observe(place);
// Paper does not wait.
onScreenChange(() => (document.documentElement.dataset.paper === undefined ? redraw(0) : drawCharts()));

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 * @param {import('../store.js').Store} store
 */
export function updateCharts(reading, spec, store) {
  const { about } = spec;
  const many = about.charts.filter((chart) => !isOfOne(chart)).length;
  fold.update(`${many} charts, with frames for ${reading.subsets} subsets`, reading.subsets);
  one ??= newOne(store);
  one.update(reading, spec);
  if (model === about.name) return;
  model = about.name;
  study = null;
  view.disconnect();
  for (const { chart } of charts) chart.drop();
  charts = about.charts.map((chart, index) => makeChart(chart, index, about.timestep, store));
  const figures = charts.map(({ chart, numbers, index }) =>
    make('figure', { className: 'chart', 'data-title': about.charts[index].title }, chart.plate, make('figcaption', {}, captionOf(about.charts[index])), numbers.element));
  const ofOne = about.charts.map(isOfOne);
  one.charts.replaceChildren(...figures.filter((_, index) => ofOne[index]));
  place.replaceChildren(...figures.filter((_, index) => !ofOne[index]));
  for (const { canvas } of charts) view.observe(canvas);
}

/** @param {import('../store.js').Store} store */
function newOne(store) {
  const made = new OneRun(store);
  boxes.observe(made.charts);
  return made;
}

/** Where a chart is from, and what a press on it does. @param {import('apiary').Chart} chart */
const captionOf = ({ source, form }) => `${cited(source)}${PICKED.includes(form) ? ' Press a run to look at it.' : ''}`;

/**
 * @param {import('apiary').Chart} of
 * @param {number} index
 * @param {string} timestep
 * @param {import('../store.js').Store} store
 * @returns {Shown}
 */
function makeChart({ title, form }, index, timestep, store) {
  const canvas = make('canvas', { role: 'img', 'aria-label': `${title}. It follows once all runs are made.` });
  const choose = (/** @type {number} */ frame) => {
    const run = study?.run_of_frame(index, frame);
    if (!run) return;
    store.edit('view-run', String(run));
    one?.bring();
  };
  canvas.classList.add('undrawn');
  canvas.classList.toggle('pressed', PICKED.includes(form));
  const chart = new Readable(canvas, title, { timestep: () => timestep, at: (time) => study?.chart_at(index, time), ...(PICKED.includes(form) && { choose }) });
  const numbers = new Numbers(title, () => (study ? tablesOf(chart) : []));
  return { canvas, chart, numbers, index, visible: false, stale: true, width: 0, told: null };
}

/** @param {import('../study.js').Progress} progress */
export function showCharts({ study: current, settled }) {
  // The study before may be gone by now.
  study = null;
  one?.show(settled ? current : null);
  if (!settled) return;
  place.hidden = !current.charts;
  note.textContent = current.charts ? '' : 'These charts need every run of every output, which is too much here; with fewer runs or subsets they appear.';
  if (!current.charts) return;
  study = current;
  redraw(REST);
  // What is not drawn yet says so to those who listen, and what it will be of.
  for (const shown of charts) {
    shown.told = null;
    shown.canvas.setAttribute('aria-label', `${current.describe_chart(shown.index)} It is being drawn.`);
  }
}

/** @param {number} rest */
function redraw(rest) {
  for (const shown of charts) shown.stale = true;
  reserve();
  later(rest);
}

/** Gives all charts their height before they are drawn, so that nothing below them moves. */
function reserve() {
  if (!study) return;
  const widths = charts.map(({ canvas }) => canvas.clientWidth);
  for (const { canvas, index } of charts) if (widths[index] > 0) canvas.style.height = `${study.chart_height(index, widths[index])}px`;
}

/** @param {number} rest */
function later(rest) {
  clearTimeout(timer);
  timer = setTimeout(drawNext, rest);
}

/** Draws one chart, of those in view first, then lets the browser breathe; before that, where it takes long to compute. */
function drawNext() {
  const stale = charts.filter((shown) => shown.stale && shown.canvas.clientWidth > 0);
  const shown = stale.find(({ visible }) => visible) ?? stale[0];
  if (!study || !shown) return;
  const until = performance.now() + PORTION;
  while (study.prepare_chart(shown.index)) {
    if (performance.now() > until) {
      later(0);
      return;
    }
  }
  draw(shown);
  later(charts.some(({ visible, stale: isStale }) => visible && isStale) ? 0 : BREATH);
}

/**
 * Draws charts at once, seen or not: on paper all of them are.
 * @param {(canvas: HTMLCanvasElement) => boolean} [which]
 */
export function drawCharts(which = () => true) {
  reserve();
  for (const shown of charts) if (which(shown.canvas)) draw(shown);
}

/** @param {Shown} shown */
function draw(shown) {
  if (!study) return;
  const { canvas, chart, numbers, index } = shown;
  shown.stale = false;
  canvas.classList.remove('undrawn');
  shown.width = canvas.clientWidth;
  chart.drawn(paint(canvas, (context, frame, theme) => study?.draw_chart(index, context, frame, theme)));
  if (shown.told !== study) canvas.setAttribute('aria-label', told(study, shown));
  shown.told = study;
  numbers.update();
}

/** What a chart shows, and what it comes to at its last timestep. @param {import('apiary').Study} from @param {Shown} shown */
function told(from, { chart, index }) {
  const what = from.describe_chart(index);
  const [frame] = chart.frames;
  if (!frame || chart.frames.length > MOST_SPOKEN) return what;
  const last = from.chart_at(index, frame.count) ?? [];
  if (last.length === 0 || last.length > MOST_SPOKEN) return what;
  const values = last.map(({ title, lines }) => [title, lines.map(({ label, text }) => `${label} ${text}`).join('; ')].filter(Boolean).join(': '));
  return `${what} At ${chart.heading(frame.count).toLowerCase()}: ${values.join('. ')}.`;
}
