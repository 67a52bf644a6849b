// Where the outcome crosses a level as a parameter moves, by three readings of "the trend".
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { complete } from '../engine.js';

const select = /** @type {HTMLSelectElement} */ (byId('threshold-parameter'));
const find = byId('threshold-find');
const progress = byId('threshold-progress');
const canvas = /** @type {HTMLCanvasElement} */ (byId('threshold'));

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../engine.js').Engine} */ let engine;
/** @type {import('apiary').Reading | undefined} */ let reading;
/** @type {import('apiary').Threshold | null} */ let search = null;
let work = new AbortController();

onScreenChange(draw);
new ResizeObserver(draw).observe(canvas);

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../engine.js').Engine} itsEngine
 */
export function makeThreshold(itsApiary, itsEngine) {
  [apiary, engine] = [itsApiary, itsEngine];
  find.addEventListener('click', () => (find.dataset.busy ? work.abort() : start()));
  select.addEventListener('change', forget);
}

/**
 * @param {import('apiary').Reading} now
 * @param {import('apiary').Spec} spec
 */
export function updateThreshold(now, spec) {
  if (reading?.model !== now.model) {
    const options = spec.parameters.map(({ key, label }) => make('option', { value: key }, label));
    select.replaceChildren(...options);
    select.value = spec.about.unsure;
  }
  const same = reading?.scenario === now.scenario && reading.view.subset === now.view.subset && reading.view.goal === now.view.goal;
  reading = now;
  if (!same) forget();
}

/** An answer belongs to its scenario: with another one it goes. */
function forget() {
  work.abort();
  search?.free();
  search = null;
  canvas.hidden = true;
  progress.textContent = '';
}

async function start() {
  forget();
  work = new AbortController();
  const { signal } = work;
  busy(true);
  try {
    const now = new apiary.Threshold(reading?.link ?? '', select.value);
    search = now;
    let shown = 0;
    await complete(engine, now, signal, () => {
      const share = Math.floor((100 * now.done) / now.total);
      if (share !== shown) progress.textContent = `${(shown = share)} % of the runs`;
    });
    progress.textContent = '';
    canvas.hidden = false;
    draw();
  } catch (error) {
    progress.textContent = signal.aborted ? '' : `${error instanceof Error ? error.message : error}.`;
  }
  if (!signal.aborted || !search) busy(false);
}

/** @param {boolean} is */
function busy(is) {
  find.textContent = is ? 'Stop' : 'Find the threshold';
  if (is) find.dataset.busy = 'true';
  else delete find.dataset.busy;
}

function draw() {
  if (!search || canvas.hidden) return;
  const current = search;
  paint(canvas, (context, frame, theme) => current.draw(context, frame, theme));
  canvas.setAttribute('aria-label', current.describe());
}
