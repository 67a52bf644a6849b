// The page in a small frame on another site: the sentence, the picture, two sliders and a foot. What the
// page shows besides is neither fetched nor computed. See README.md, "Embedding".
import { onScreenChange, paint } from './canvas.js';
import { byId, make } from './dom.js';
import { makeEngine } from './engine.js';
import { Store } from './store.js';
import { Runner } from './study.js';
import { makeFoot, settleFoot, updateFoot } from './views/embed-foot.js';
import { fit, makeFit } from './views/embed-fit.js';
import { handleIn, makeHeadline, showSentence } from './views/headline.js';
import { showFailure, showNotices, told } from './views/notices.js';
import { Readable } from './views/readable.js';
import { Row } from './views/row.js';

/** How many sliders there are. */
const SLIDERS = 2;

const root = document.documentElement;
const canvas = /** @type {HTMLCanvasElement} */ (byId('main'));
const controls = make('section', { className: 'embed-controls', 'aria-label': 'Policy and world' });
const note = make('p', { className: 'embed-note' });
const hasSliders = root.dataset.embed === 'sliders';

/** @type {Row[]} */ let rows = [];
/** @type {string | null} The model that the rows are of. */ let model = null;
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
      showNote(store.reading, spec());
      settleFoot(progress);
      fit();
      draw();
      if (progress.settled) setTimeout(describe);
      root.dataset.ready = String(progress.settled);
    },
    refuse(message) {
      showFailure(`This scenario cannot be computed here: ${message}.`);
      fit();
      root.dataset.ready = runner.showing ? 'true' : 'failed';
    },
    fail(error) {
      showFailure(`The simulation has stopped: ${told(error)}.`);
      root.dataset.ready = 'failed';
      console.error(error);
    },
  });

  byId('stage').before(note);
  if (hasSliders) document.querySelector('main')?.append(controls);
  makeFoot(apiary, engine, store);
  makeHeadline(store, (key) => (hasSliders ? handleIn(key, store.reading, spec()) : null));
  makeFit();
  new ResizeObserver(draw).observe(canvas);
  onScreenChange(draw);
  store.listen((reading) => {
    root.dataset.ready = 'false';
    [timestep, subset] = [spec().about.timestep, reading.view.subset];
    showNotices(reading, spec());
    if (hasSliders) updateRows(reading, spec(), store);
    updateFoot(reading, spec());
    runner.show(reading.link);
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
 * What the picture shows, where that is not what the sentence is about.
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
function showNote({ view }, { about, outputs }) {
  const output = outputs.find(({ key }) => key === view.output);
  const labels = study?.subset_labels() ?? [];
  const told = [
    view.output === about.goal.output ? '' : output?.label ?? '',
    labels.length > 1 ? `Subset ${view.subset}: ${labels[view.subset]}` : '',
  ];
  note.textContent = told.filter((text) => text !== '').join('. ');
}

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 * @param {Store} store
 */
function updateRows(reading, spec, store) {
  if (model !== reading.model) {
    model = reading.model;
    rows = chosen(reading, spec).map((parameter) => new Row(parameter, store, spec.about.year));
    controls.replaceChildren(...rows.map((row) => row.element));
  }
  for (const row of rows) {
    const setting = reading.settings.find(({ key }) => key === row.parameter.key);
    const problem = reading.problems.find(({ key, harmless }) => key === row.parameter.key && !harmless);
    if (setting) row.update(setting, problem);
  }
}

/**
 * The parameters that matter most: what the link changes, then what the sentence speaks of, then policy.
 * They stand in the order of the model's table.
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
function chosen({ settings }, { about, parameters }) {
  const settingOf = (/** @type {string} */ key) => settings.find((setting) => setting.key === key);
  /** @param {import('apiary').Parameter} parameter */
  const rank = ({ key, role }) => {
    if (settingOf(key)?.changed) return 0;
    if (about.goal.headline.includes(`{${key}}`)) return 1;
    return role === 'policy' ? 2 : 3;
  };
  const single = parameters.filter(({ key }) => !settingOf(key)?.axis);
  const first = [...single].sort((a, b) => rank(a) - rank(b)).slice(0, SLIDERS);
  return single.filter((parameter) => first.includes(parameter));
}
