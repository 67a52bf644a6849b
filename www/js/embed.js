// The page in a small frame on another site: the sentence, the picture, two sliders and a foot. What the
// page shows besides is neither fetched nor computed. See README.md, "Embedding".
import { onScreenChange, paint } from './canvas.js';
import { byId, make } from './dom.js';
import { makeEngine } from './engine.js';
import { Store } from './store.js';
import { Runner } from './study.js';
import { makeFoot, settleFoot, updateFoot } from './views/embed-foot.js';
import { fit, makeFit } from './views/embed-fit.js';
import { handleIn, makeHeadline, showSentence, showWithout } from './views/headline.js';
import { makeNote, showAside, showNote } from './views/embed-note.js';
import { AxisRow } from './views/embed-axis.js';
import { shorten } from './views/embed-notices.js';
import { showFailure, showNotices, told } from './views/notices.js';
import { Readable } from './views/readable.js';
import { Row } from './views/row.js';

/** How many sliders there are. */
const SLIDERS = 2;

const root = document.documentElement;
const canvas = /** @type {HTMLCanvasElement} */ (byId('main'));
const controls = make('section', { className: 'embed-controls', 'aria-label': 'Policy and world' });
const hasSliders = root.dataset.embed === 'sliders';

/** @type {Array<Row | AxisRow>} */ let rows = [];
/** @type {string | null} The model and the axes that the rows are of. */ let made = null;
/** @type {import('apiary').Study | null} */ let study = null;

/** The name of a timestep. */ let timestep = '';
let subset = 0;
const chart = new Readable(canvas, 'the runs', {
  timestep: () => timestep,
  // Of facets the one that is looked at.
  at: (time) => study?.main_at(time).filter((_, index, all) => all.length === 1 || index === subset),
  bar: ({ y: [low, high] }, _, bar) => study?.main_bar(low, high, bar),
  bars: ['where the runs end'],
});

/** @param {typeof import('apiary')} apiary */
export function start(apiary) {
  const specs = apiary.specs();
  const store = new Store(apiary, { enters: false });
  const spec = () => specs.find(({ about }) => about.name === store.reading.model) ?? specs[0];

  const engine = makeEngine(apiary);
  const runner = new Runner(apiary, engine, {
    tell(progress) {
      study = progress.study;
      showSentence(progress.sentence);
      const { axes } = store.reading;
      const isCovered = rows.filter((row) => row instanceof AxisRow).length >= (store.reading.sweep === 'product' ? axes.length : 1);
      showNote(spec(), progress.study.subset_labels(), !hasSliders, isCovered);
      showAside(shownKeys(progress.sentence, store.reading));
      settleFoot(progress);
      fit();
      draw();
      if (progress.settled) setTimeout(describe);
      root.dataset.ready = String(progress.settled);
    },
    refuse(message) {
      showFailure(`${message.charAt(0).toUpperCase()}${message.slice(1)}.`);
      without('This scenario cannot be computed here.');
    },
    fail(error) {
      showFailure(`${told(error)}.`);
      without('The simulation has stopped.');
      root.dataset.ready = 'failed';
      console.error(error);
    },
  });

  /** There is no result, or an older one, which stays. @param {string} text */
  const without = (text) => {
    if (!runner.showing) showWithout(text);
    fit();
    root.dataset.ready = runner.showing ? 'true' : 'failed';
  };

  makeNote(apiary, store, byId('stage'));
  if (hasSliders) document.querySelector('main')?.append(controls);
  makeFoot(apiary, engine, store, runner);
  makeHeadline(store, (key) => (hasSliders ? handleIn(key, store.reading, spec()) : null), () => '');
  makeFit();
  new ResizeObserver(draw).observe(canvas);
  onScreenChange(draw);
  store.listenToRest(() => runner.rest());
  store.listen((reading) => {
    root.dataset.ready = 'false';
    [timestep, subset] = [spec().about.timestep, reading.view.subset];
    showNotices(reading, spec());
    shorten();
    if (hasSliders) updateRows(reading, spec(), store);
    updateFoot(reading, spec());
    runner.show(reading.link, store.moving);
  });
  store.tell();
}

function draw() {
  chart.drawn(paint(canvas, (context, frame, theme) => study?.draw_bare(context, frame, theme)));
}

// In a task of its own: for large studies it takes as long as drawing.
function describe() {
  if (study) canvas.setAttribute('aria-label', study.describe_main());
}

/**
 * The keys of what the sentence, the sliders or the subsets tell.
 * @param {import('apiary').Sentence} sentence
 * @param {import('apiary').Reading} reading
 */
function shownKeys({ headline }, { axes }) {
  const told = headline.flatMap(({ key }) => key ?? []);
  return [...told, ...axes, ...rows.map(({ parameter }) => parameter.key)];
}

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 * @param {Store} store
 */
function updateRows(reading, spec, store) {
  const now = `${reading.model} ${reading.axes}`;
  if (made !== now) {
    made = now;
    const isAxis = (/** @type {string} */ key) => reading.axes.includes(key);
    rows = chosen(reading, spec).map((parameter) =>
      (isAxis(parameter.key) ? new AxisRow(parameter, store) : new Row(parameter, store, spec.about.year)));
    controls.replaceChildren(...rows.map((row) => row.element));
  }
  for (const row of rows) {
    const setting = reading.settings.find(({ key }) => key === row.parameter.key);
    // What is wrong with the link is told above; over the picture it would stay.
    if (!setting) continue;
    if (row instanceof AxisRow) row.update(setting, reading);
    else row.update(setting);
  }
}

/**
 * The parameters that matter most: the axes that the sentence tells of, then what the link changes, then what the sentence speaks of, then policy.
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
function chosen({ axes, settings, sweep }, { about, parameters }) {
  const settingOf = (/** @type {string} */ key) => settings.find((setting) => setting.key === key);
  /** @param {import('apiary').Parameter} parameter */
  const rank = ({ key, role }) => {
    if (settingOf(key)?.axis) return -1;
    if (settingOf(key)?.changed) return 0;
    if (about.goal.headline.includes(`{${key}}`)) return 1;
    return role === 'policy' ? 2 : 3;
  };
  // Axes that move together are one.
  const own = parameters.filter(({ key }) => sweep === 'product' || !axes.includes(key) || key === axes[0]);
  return [...own].sort((a, b) => rank(a) - rank(b)).slice(0, SLIDERS);
}
