// The page: a link in, a study, pictures. Data flows one way; see crates/README.md.
import { lettered } from './canvas.js';
import { byId } from './dom.js';
import './print.js';
import { load } from './wasm.js';
import { makeEngine } from './engine.js';
import { Store } from './store.js';
import { Runner } from './study.js';
import { makeHeader, updateHeader } from './views/header.js';
import { makeHeadline, showSentence } from './views/headline.js';
import { makeStage, showStage, updateStage } from './views/stage.js';
import { showStart, updateRows } from './views/rows.js';
import { showCharts, updateCharts } from './views/charts.js';
import { showMaps, updateMaps } from './views/maps.js';
import { makeTrends, showTrends } from './views/trends.js';
import { makeThreshold, settleThreshold, updateThreshold } from './views/threshold.js';
import { makeSensitivity, settleSensitivity, updateSensitivity } from './views/sensitivity.js';
import { makePlanned, settlePlanned, updatePlanned } from './views/planned.js';
import { makeCompare, settleCompare, updateCompare } from './views/compare.js';
import { makeCheck, updateCheck } from './views/check.js';
import { updateCloser } from './views/closer.js';
import { makeProof, settleProof, updateProof } from './views/proof.js';
import { makeShare, settleShare, updateShare } from './views/share.js';
import { makeExport, showExport, updateExport } from './views/export.js';
import { makeOpening } from './views/open.js';
import { showFailure, showNotices } from './views/notices.js';

try {
  const [apiary] = await Promise.all([load(), lettered()]);
  start(apiary);
} catch (error) {
  document.documentElement.dataset.ready = 'failed';
  byId('headline').textContent = 'The simulation could not be loaded.';
  showFailure(`${told(error)}. Reloading may help; the page needs a browser with WebAssembly.`);
  throw error;
}

/** @param {typeof import('apiary')} apiary */
function start(apiary) {
  const root = document.documentElement;
  const specs = apiary.specs();
  const store = new Store(apiary);
  const specOf = (/** @type {string} */ model) => specs.find(({ about }) => about.name === model) ?? specs[0];

  const engine = makeEngine(apiary);
  const runner = new Runner(apiary, engine, {
    tell(progress) {
      showSentence(progress.sentence);
      showStart(progress.sentence.start);
      showStage(progress, store.reading);
      showMaps(progress, store.reading);
      showTrends(progress, store.reading);
      showCharts(progress);
      showExport(progress);
      settleThreshold(progress.settled);
      settleSensitivity(progress.settled);
      settlePlanned(progress.settled);
      settleCompare(progress.settled);
      settleProof(progress.settled);
      settleShare(progress);
      root.dataset.ready = String(progress.settled);
    },
    refuse(message) {
      const { about } = specOf(store.reading.model);
      const instead = runner.showing ? 'still show the one before' : `show ${about.label} at its defaults`;
      showFailure(`This scenario cannot be computed here: ${message}. The charts ${instead}.`);
      if (runner.showing) root.dataset.ready = 'true';
      else runner.show(`${about.name}/${about.version}`);
    },
    fail(error) {
      showFailure(`The simulation has stopped: ${told(error)}. Reloading the page starts it again.`);
      root.dataset.ready = 'failed';
      console.error(error);
    },
  });

  makeHeader(specs, store);
  makeShare(apiary, store);
  makeThreshold(apiary, engine, store);
  makeSensitivity(apiary, engine, store);
  makeTrends(apiary, engine);
  makePlanned(apiary, engine, store);
  makeCompare(apiary, engine, store);
  makeCheck(apiary);
  makeProof(apiary, engine);
  makeHeadline(store, (key) => handleOf(key, store.reading, specOf(store.reading.model)));
  makeStage(apiary, store, runner);
  makeExport(apiary, store);
  makeOpening(apiary, store);
  store.listen((reading) => {
    const spec = specOf(reading.model);
    root.dataset.ready = 'false';
    showNotices(reading, spec);
    updateHeader(reading, spec);
    updateStage(reading, spec);
    updateRows(reading, spec, store, apiary.new_seed);
    updateMaps(reading, spec, store);
    updateCharts(reading, spec, store);
    updateThreshold(reading, spec);
    updateSensitivity(reading, spec);
    updatePlanned(reading, spec);
    updateCompare(reading);
    updateCheck(spec);
    updateExport(spec);
    updateCloser(spec);
    updateProof(reading, spec);
    updateShare(spec);
    runner.show(reading.link);
  });
  store.tell();
}

/** @param {unknown} error */
function told(error) {
  return error instanceof Error ? error.message : String(error);
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
    const { from, to, step } = parameter.slider;
    return { value: setting.points[0], from, to, step, label: parameter.label };
  }
  const goal = spec.outputs.find((output) => output.key === spec.about.goal.output);
  if (key === 'goal' && goal?.span) {
    const [from, to] = goal.span;
    return { value: reading.view.goal, from, to, step: (to - from) / 20, label: `Level of ${goal.label.toLowerCase()} to reach` };
  }
  return null;
}
