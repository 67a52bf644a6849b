// What it takes to get these numbers again, and the proof that somebody did: the fingerprint of all of
// them, computed here, and whether it is the one that the link claims.
import { byId, make, put } from '../dom.js';
import { counted } from '../text.js';
import { Asked } from './asked.js';

/** Numbers that are hashed unasked: a fraction of a second. */
const UNASKED = 2e7;
/** How long a study must have rested, in milliseconds: while a slider moves, nobody reads fingerprints. */
const REST = 800;

const section = /** @type {HTMLDetailsElement} */ (byId('fingerprint'));
const short = byId('fingerprint-short');
const verdict = byId('verdict');

/** @type {Asked<import('apiary').Proof> | undefined} */ let proof;
/** @type {import('apiary').Reading | undefined} */ let reading;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
/** @type {Array<(short: string) => void>} Who waits for the fingerprint. */ const waiting = [];
let numbers = 0;
/** The scenario whose fingerprint is asked for. */
let making = '';
/** @type {{ scenario: string, short: string, full: string } | undefined} What was made last. */ let known;

/**
 * @param {typeof import('apiary')} apiary
 * @param {import('../engine.js').Engine} engine
 * @param {(told: import('apiary').ProofTold) => void} [tell] who else wants to know
 */
export function makeProof(apiary, engine, tell = () => {}) {
  proof = new Asked(engine, {
    progress: byId('fingerprint-progress'),
    answer: byId('fingerprint-answer'),
    make: (link) => new apiary.Proof(link),
    show(analysis) {
      const told = analysis.told();
      if (!told) return;
      show(told);
      tell(told);
    },
    without,
  });
  section.addEventListener('toggle', ask);
}

/**
 * @param {import('apiary').Reading} current
 * @param {import('apiary').Spec} spec
 */
export function updateProof(current, { about, outputs }) {
  const same = reading?.scenario === current.scenario && reading.view.fingerprint === current.view.fingerprint;
  reading = current;
  numbers = current.runs * current.subsets * (current.timesteps + 1) * outputs.length;
  const bold = (/** @type {string} */ text) => make('b', {}, text);
  const told = [
    make('span', {}, 'seed ', bold(String(current.seed))),
    make('span', {}, bold(counted(current.runs)), ' runs', current.subsets > 1 ? ` of ${counted(current.subsets)} subsets` : ''),
    make('span', {}, bold(counted(current.timesteps)), ` ${about.timestep}s`),
    make('span', {}, bold(`${about.name}/${about.version}`)),
  ];
  const place = byId('proof');
  if (place.textContent !== told.map(({ textContent }) => textContent).join('')) place.replaceChildren(...told);
  proof?.settle(false);
  clearTimeout(timer);
  if (same) return;
  answer();
  proof?.ask(null, current.link);
  put(short, { textContent: isUnasked() ? '…' : 'open to compute' });
  verdict.dataset.is = '';
  verdict.textContent = claimed() ? `The link says that its numbers have the fingerprint ${claimed()}. They are being computed here to compare.` : '';
}

/** @param {boolean} settled */
export function settleProof(settled) {
  proof?.settle(settled);
  clearTimeout(timer);
  if (settled) timer = setTimeout(ask, REST);
}

/** The fingerprint of the page's scenario in short, once it is known; before that an empty text. */
export const fingerprint = () => (known?.scenario === reading?.scenario ? known?.short ?? '' : '');

/** Whether the link claims a fingerprint that the page has found its numbers not to have. */
export const isDisproved = () => fingerprint() !== '' && claimed() !== null && !known?.full.startsWith(claimed() ?? '');

/** The fingerprint, once it is made; an empty text where it takes longer than anybody waits unasked. */
export function fingerprinted() {
  if (fingerprint() || !isUnasked()) return Promise.resolve(fingerprint());
  ask();
  return new Promise((/** @type {(short: string) => void} */ resolve) => { waiting.push(resolve); });
}

/** Whoever waits for the fingerprint gets what there is. */
function answer() {
  for (const resolve of waiting.splice(0)) resolve(fingerprint());
}

const claimed = () => reading?.view.fingerprint ?? null;

/** Whether the fingerprint is computed without anybody asking. */
const isUnasked = () => claimed() !== null || numbers <= UNASKED;

function ask() {
  if (!reading || !(section.open || isUnasked())) return;
  making = reading.scenario;
  proof?.ask(`${reading.scenario} ${claimed()}`, reading.link);
}

/** No fingerprint comes. @param {string} reason */
function without(reason) {
  short.textContent = 'not computed';
  answer();
  if (claimed() === null) return;
  verdict.dataset.is = '';
  verdict.textContent = reason === 'stopped'
    ? 'Whether the numbers have the link’s fingerprint was not computed to the end. It goes on at the foot of the page.'
    : `Whether the numbers have the link’s fingerprint cannot be computed here: ${reason}.`;
}

/** @param {import('apiary').ProofTold} told */
function show(told) {
  short.textContent = told.short;
  known = { scenario: making, short: told.short, full: told.full };
  answer();
  byId('fingerprint-full').textContent = told.full;
  byId('fingerprint-covers').textContent = `It covers ${told.covered}.`;
  /** @type {HTMLAnchorElement} */ (byId('fingerprint-link')).href = `#${told.link}`;
  if (told.claimed === null) return;
  const partly = (reading?.problems.length ?? 0) > 0;
  verdict.dataset.is = !told.reproduced ? 'other' : partly ? 'partly' : 'same';
  const hash = (/** @type {string} */ text) => make('b', {}, text);
  verdict.replaceChildren(make('span', {}, ...(told.reproduced
    ? [partly ? 'A part of the link cannot be used, see above. Computed anew in this browser, the numbers of the rest have the link’s fingerprint ' : 'Reproduced exactly: computed anew in this browser, the numbers have the link’s fingerprint ', hash(told.claimed), reading?.view.pinned ? '. It is of B; what is pinned has no part in it.' : '.']
    : ['Not reproduced: the link says that its numbers have the fingerprint ', hash(told.claimed), '; computed here they have ', hash(told.full.slice(0, told.claimed.length)),
      '. Either the link was changed after it was made, or its numbers were never these.'])));
}
