// The notebook's own charts, drawn when they come into view and when the study rests.
import { byId, make } from '../dom.js';
import { Chart } from '../canvas.js';

const place = byId('charts');
const note = byId('charts-note');

/** @typedef {{ chart: Chart, canvas: HTMLCanvasElement, visible: boolean, stale: boolean }} Shown */

/** @type {Shown[]} */ let charts = [];
/** @type {import('apiary').Study | null} */ let study = null;
/** @type {string | null} */ let model = null;

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const shown = charts.find((candidate) => candidate.canvas === entry.target);
    if (shown) shown.visible = entry.isIntersecting;
  }
  drawNext();
}, { rootMargin: '200px' });

/** @param {import('apiary').Spec} spec */
export function updateCharts(spec) {
  if (model === spec.about.name) return;
  model = spec.about.name;
  seen.disconnect();
  study = null;
  charts = [];
  place.replaceChildren(...spec.about.charts.map((row, index) => {
    const canvas = make('canvas', { role: 'img', 'aria-label': row.title });
    const shown = {
      canvas, visible: false, stale: true,
      chart: new Chart(canvas, (context, frame, theme) => { if (!shown.stale) study?.draw_chart(index, context, frame, theme); }),
    };
    charts.push(shown);
    seen.observe(canvas);
    return make('figure', { className: 'chart' }, canvas, make('figcaption', {}, row.source));
  }));
}

/** @param {import('../study.js').Progress} progress */
export function showCharts(progress) {
  study = progress.study;
  const { charts: possible } = study;
  note.textContent = possible ? '' : 'These charts hold every run of every output, which is too much here; with fewer runs or subsets they appear.';
  place.hidden = !possible;
  for (const shown of charts) shown.stale = true;
  if (possible && progress.settled) later();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

// While a slider moves, studies settle in quick succession; these charts wait until it rests.
function later() {
  clearTimeout(timer);
  timer = setTimeout(drawNext, 120);
}

/** Draws one chart in view, then lets the browser breathe. */
function drawNext() {
  if (!study || study.done < study.total) return;
  const index = charts.findIndex((shown) => shown.visible && shown.stale);
  if (index < 0) return;
  const shown = charts[index];
  shown.stale = false;
  const width = shown.canvas.getBoundingClientRect().width;
  shown.canvas.style.height = `${study.chart_height(index, width)}px`;
  shown.canvas.setAttribute('aria-label', study.describe_chart(index));
  shown.chart.redraw();
  setTimeout(drawNext);
}
