// Below an embedded picture: what it takes to get these numbers again, whether they are the ones that the
// link claims, and the way to the whole page.
import { byId, make } from '../dom.js';
import { counted } from '../text.js';
import { makeProof, settleProof, updateProof } from './proof.js';

const version = make('span');
const seed = make('span');
const hash = make('span');
const verdict = make('span', { className: 'verdict', role: 'status' });
const open = make('a', { target: '_blank', rel: 'noopener' }, 'Open in Apiary');

/** @type {import('../store.js').Store} */ let store;
/** The fingerprint of the scenario shown, once there is one. */
let fingerprint = '';
/** The scenario and the claim that it belongs to. */
let of = '';

/**
 * @param {typeof import('apiary')} apiary
 * @param {import('../engine.js').Engine} engine
 * @param {import('../store.js').Store} itsStore
 */
export function makeFoot(apiary, engine, itsStore) {
  store = itsStore;
  const brand = document.querySelector('.brand') ?? '';
  const facts = make('span', { className: 'embed-facts' }, brand, version, seed, hash, verdict);
  document.body.append(make('footer', { className: 'embed-foot' }, facts, open));
  makeProof(apiary, engine, (told) => {
    fingerprint = told.short;
    hash.textContent = `fingerprint ${fingerprint}`;
    if (told.claimed === null) return;
    verdict.dataset.is = told.reproduced ? 'same' : 'other';
    verdict.textContent = told.reproduced ? 'reproduced exactly' : `not the link’s ${told.claimed}`;
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
export function settleFoot({ done, total, settled }) {
  const short = fingerprint || byId('fingerprint-short').textContent;
  hash.textContent = settled ? `fingerprint ${short}` : `${counted(done)} of ${counted(total)} runs`;
  settleProof(settled);
}
