// The page: a link in, a study, pictures. Data flows one way; see crates/README.md.
import { byId } from './dom.js';
import { load } from './wasm.js';
import { Store } from './store.js';
import { Runner } from './study.js';
import { makeHeader, updateHeader } from './views/header.js';
import { makeHeadline, showSentence } from './views/headline.js';
import { makeStage, showStage, updateStage } from './views/stage.js';
import { showStart, updateRows } from './views/rows.js';
import { showCharts, updateCharts } from './views/charts.js';
import { updateCloser } from './views/closer.js';
import { updateProof } from './views/proof.js';
import { showFailure, showNotices } from './views/notices.js';

try {
  start(await load());
} catch (error) {
  byId('headline').textContent = 'The simulation could not be loaded.';
  showFailure(`${error instanceof Error ? error.message : error}. Reloading may help; the page needs a browser with WebAssembly.`);
  throw error;
}

/** @param {typeof import('apiary')} apiary */
function start(apiary) {
  const root = document.documentElement;
  const specs = apiary.specs();
  const store = new Store(apiary);
  const specOf = (/** @type {string} */ model) => specs.find(({ about }) => about.name === model) ?? specs[0];

  const runner = new Runner(apiary, (progress) => {
    showSentence(progress.sentence);
    showStart(progress.sentence.start);
    showStage(progress, store.reading);
    showCharts(progress);
    root.dataset.ready = String(progress.settled);
  }, (message) => {
    showFailure(`This scenario cannot be computed here: ${message}. The charts still show the one before.`);
    root.dataset.ready = 'true';
  });

  makeHeader(specs, store);
  makeHeadline(store, (key) => handleOf(key, store.reading, specOf(store.reading.model)));
  makeStage(store, () => runner.stop());
  store.listen((reading) => {
    const spec = specOf(reading.model);
    root.dataset.ready = 'false';
    showNotices(reading, spec);
    updateHeader(reading, spec);
    updateStage(reading, spec);
    updateRows(reading, spec, store, apiary.new_seed);
    updateCharts(spec);
    updateCloser(spec);
    updateProof(reading, spec);
    runner.show(reading.link);
  });
  store.tell();
}

/**
 * What a value in the headline can be moved by; nothing for what is swept.
 * @param {string} key
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
function handleOf(key, reading, spec) {
  const setting = reading.settings.find((candidate) => candidate.key === key);
  const parameter = spec.parameters.find((candidate) => candidate.key === key);
  if (parameter && setting && !setting.axis) {
    return { value: setting.points[0], step: parameter.slider.step, label: parameter.label };
  }
  const goal = spec.outputs.find((output) => output.key === spec.about.goal.output);
  if (key === 'goal' && goal?.span) {
    return { value: reading.view.goal, step: (goal.span[1] - goal.span[0]) / 20, label: `Level of ${goal.label.toLowerCase()} to reach` };
  }
  return null;
}
