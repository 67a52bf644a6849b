// The page: a link in, a study, pictures. Data flows one way; see crates/README.md.
import './print.js';
import { byId } from './dom.js';
import { makeEngine } from './engine.js';
import { keep } from './offline.js';
import { Store } from './store.js';
import { Runner } from './study.js';
import { nextTask } from './task.js';
import { arriving } from './views/arrive.js';
import { showBefore } from './views/before.js';
import { makeHeader, updateHeader } from './views/header.js';
import { handleIn, makeHeadline } from './views/headline.js';
import { makeHeadlineField } from './views/headline-field.js';
import { makeSpoken, speak } from './views/spoken.js';
import { keepRoom } from './views/room.js';
import { makeStage, showStage, updateStage } from './views/stage.js';
import { makeSticky, showSticky } from './views/sticky.js';
import { showStart, updateRows } from './views/rows.js';
import { showCharts, updateCharts } from './views/charts.js';
import { keepMapsRoom, showMaps, updateMaps } from './views/maps.js';
import { makeTrends, showTrends } from './views/trends.js';
import { showPreview } from './views/preview.js';
import { renew, showConclusion, updateConclusion } from './views/conclusion.js';
import { makeThreshold, settleThreshold, updateThreshold } from './views/threshold.js';
import { makeSensitivity, settleSensitivity, updateSensitivity } from './views/sensitivity.js';
import { makePlanned, settlePlanned, updatePlanned } from './views/planned.js';
import { makeCompare, settleCompare, updateCompare } from './views/compare.js';
import { makeCheck, updateCheck } from './views/check.js';
import { makeWorks, settleWorks, updateWorks } from './views/works.js';
import { makeProof, settleProof, updateProof } from './views/proof.js';
import { makeEmbedding, settleEmbedding, updateEmbedding } from './views/embedding.js';
import { makeShare, settleShare, updateShare } from './views/share.js';
import { makeExport, showExport, updateExport } from './views/export.js';
import { makeOpening } from './views/open.js';
import { makeKeys } from './views/keys.js';
import { showFailure, showNotices, told } from './views/notices.js';
import { updateQuestions } from './views/questions.js';
import { updateWords } from './views/words.js';
import { showCloser } from './views/closer.js';
import { fade } from './views/beyond.js';

/** @param {typeof import('apiary')} apiary */
export async function start(apiary) {
  const root = document.documentElement;
  const specs = apiary.specs();
  const store = new Store(apiary);
  let isKept = false;
  const keepOnce = () => {
    // A host or window that refuses leaves a page that needs the network, as it was.
    if (!isKept) keep(byId('offline')).catch(() => {});
    isKept = true;
  };
  const specOf = (/** @type {string} */ model) => specs.find(({ about }) => about.name === model) ?? specs[0];

  const engine = makeEngine(apiary);
  const runner = new Runner(apiary, engine, {
    tell(progress) {
      showConclusion(progress.sentence);
      showCloser(progress.sentence);
      speak(progress);
      showPreview(progress, store.reading);
      showBefore(progress, store, apiary);
      showStart(progress.sentence.start);
      showStage(progress, store.reading);
      showSticky(progress, store.reading, specOf(store.reading.model));
      showMaps(progress, store.reading);
      showTrends(progress, store.reading, specOf(store.reading.model));
      showCharts(progress);
      showExport(progress);
      settleWorks(progress);
      settleThreshold(progress.settled);
      settleSensitivity(progress.settled);
      settlePlanned(progress.settled);
      settleCompare(progress.settled);
      settleProof(progress.settled);
      settleShare(progress);
      settleEmbedding(progress);
      root.dataset.ready = String(progress.settled);
      if (progress.settled) keepOnce();
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
  makeEmbedding(apiary, store);
  makeThreshold(apiary, engine, store);
  makeSensitivity(apiary, engine, store);
  makeTrends(apiary, engine);
  makePlanned(apiary, engine, store);
  makeCompare(apiary, engine, store, renew);
  makeCheck(apiary);
  makeWorks(apiary);
  makeProof(apiary, engine);
  for (const id of ['headline', 'lede']) keepRoom(byId(id), () => store.moving);
  makeHeadline(store, (key) => handleIn(key, store.reading, specOf(store.reading.model)), ({ output, run }) => apiary.showing(store.reading.link, output, run));
  makeHeadlineField(store, specOf);
  makeSpoken(store);
  makeStage(apiary, store, runner);
  makeSticky(store);
  makeExport(apiary, store);
  makeOpening(apiary, store);
  makeKeys(store);
  for (const table of document.querySelectorAll('.table')) fade(/** @type {HTMLElement} */ (table));
  store.listenToRest(() => runner.rest());
  store.listen((reading) => {
    const spec = specOf(reading.model);
    root.dataset.ready = 'false';
    const arrive = arriving(reading);
    showNotices(reading, spec);
    updateHeader(reading, spec);
    updateQuestions(reading, spec, store);
    updateWords(reading, spec);
    updateConclusion(reading, apiary.pinned(reading.link)?.differs ?? false);
    updateStage(reading, spec);
    updateRows(reading, spec, store, apiary.new_seed);
    updateMaps(reading, spec, store);
    // Asking for widths takes a layout, and what moves in between does not change the sweep.
    if (!store.moving) keepMapsRoom(apiary);
    updateCharts(reading, spec, store);
    updateThreshold(reading, spec);
    updateSensitivity(reading, spec);
    updatePlanned(reading, spec);
    updateCompare(reading, spec);
    updateCheck(spec);
    updateExport(spec);
    updateWorks(reading, spec);
    updateProof(reading, spec);
    updateShare(spec);
    updateEmbedding(spec);
    runner.show(reading.link, store.moving);
    arrive();
  });
  // What has been set up so far has taken as long as a frame may.
  await nextTask();
  store.tell();
}
