// Below an embedded picture: what it takes to get these numbers again, whether they are the ones that the
// link claims, and the way to the whole page.
import { byId, make } from '../dom.js';
import { counted } from '../text.js';
import { fit } from './embed-fit.js';
import { makeProof, settleProof, updateProof } from './proof.js';

const version = make('span');
const seed = make('span');
const hash = make('span');
const verdict = make('span', { className: 'verdict', role: 'status' });
/** Back to the scenario that was embedded, once it is another. */
const back = make('button', { type: 'button', className: 'link', hidden: true });
/** Makes no more runs, or those that are left. */
const stop = make('button', { type: 'button', className: 'link', hidden: true });
const open = make('a', { target: '_blank', rel: 'noopener' }, 'Open in Apiary');

/** @type {import('../store.js').Store} */ let store;
/** The fingerprint of the scenario shown, once there is one. */
let fingerprint = '';
/** The scenario and the claim that it belongs to. */
let of = '';
/** What was embedded. */
let home = { hash: '', link: '' };

/**
 * @param {typeof import('apiary')} apiary
 * @param {import('../engine.js').Engine} engine
 * @param {import('../store.js').Store} itsStore
 * @param {import('../study.js').Runner} runner
 */
export function makeFoot(apiary, engine, itsStore, runner) {
  store = itsStore;
  const settle = () => { home = { hash: location.hash, link: store.reading.link }; };
  settle();
  // Only the page around gives the frame another address.
  addEventListener('hashchange', () => { settle(); back.hidden = true; });
  back.addEventListener('click', () => store.open(home.hash));
  stop.addEventListener('click', () => (stop.dataset.stopped ? runner.goOn() : runner.stop()));
  const brand = document.querySelector('.brand') ?? '';
  const facts = make('span', { className: 'embed-facts' }, brand, version, seed, hash, stop, verdict, back);
  document.body.append(make('footer', { className: 'embed-foot' }, facts, open));
  makeProof(apiary, engine, (told) => {
    fingerprint = told.short;
    hash.textContent = `fingerprint ${fingerprint}`;
    if (told.claimed === null) return;
    verdict.dataset.is = told.reproduced ? 'same' : 'other';
    const partly = store.reading.problems.length > 0 ? 'what can be used is ' : '';
    verdict.textContent = told.reproduced ? `${partly}reproduced exactly` : `not the link’s ${told.claimed}`;
    fit();
  });
}

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function updateFoot(reading, spec) {
  version.textContent = `${spec.about.name}/${spec.about.version}`;
  seed.textContent = `seed ${reading.seed}`;
  open.href = store.address();
  back.hidden = reading.link === home.link;
  back.textContent = /fingerprint=/.test(home.link) ? 'Back to the claim' : 'Reset';
  const now = `${reading.scenario} ${reading.view.fingerprint}`;
  if (now !== of) {
    of = now;
    fingerprint = '';
    verdict.dataset.is = '';
    verdict.textContent = '';
  }
  updateProof(reading, spec);
}

/** @param {import('../study.js').Progress} progress */
export function settleFoot({ done, total, left, settled, preview }) {
  const stopped = settled && done < total;
  // Shorter waits end before anybody has pressed it.
  stop.hidden = !stopped && (settled || left === null);
  stop.dataset.stopped = stopped ? 'true' : '';
  stop.textContent = stopped ? 'Go on' : 'Stop';
  const short = fingerprint || byId('fingerprint-short').textContent;
  hash.textContent = done >= total ? `fingerprint ${short}` : `${preview ? 'preview: ' : ''}${counted(done)} of ${counted(total)} runs`;
  settleProof(settled);
}
