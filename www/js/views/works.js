// How the model works: sections that are made when a reader opens them, of modules that are fetched then.
import { byId } from '../dom.js';
import { updateCloser } from './closer.js';

/** @typedef {import('apiary').Spec} Spec */
/** @typedef {import('apiary').Reading} Reading */
/**
 * What a section shows.
 * @typedef {object} Shown
 * @property {Spec} spec
 * @property {Reading} reading
 * @property {import('apiary').Explained} explained
 * @property {import('apiary').Study | null} study with all of its runs; null while there is none
 * @property {typeof import('apiary')} apiary
 */

/** @type {Array<[string, () => Promise<{ show: (place: HTMLElement, shown: Shown) => void }>]>} */
const SECTIONS = [
  ['about', () => import('./about.js')],
  ['quirks', () => import('./quirks.js')],
  ['diagram', () => import('./diagram.js')],
  ['equations', () => import('./equations.js')],
];

/** @type {Shown | undefined} */ let latest;
/** @type {typeof import('apiary')} */ let apiary;

/** @param {typeof import('apiary')} itsApiary */
export function makeWorks(itsApiary) {
  apiary = itsApiary;
  for (const section of SECTIONS) details(section[0]).addEventListener('toggle', () => show(section));
}

/** @param {string} name */
const details = (name) => /** @type {HTMLDetailsElement} */ (byId(`${name}-section`));

/**
 * @param {Reading} reading
 * @param {Spec} spec
 */
export function updateWorks(reading, spec) {
  const same = latest?.spec === spec ? latest : null;
  const explained = same?.explained ?? apiary.explained(spec.about.name);
  latest = { spec, reading, explained, study: null, apiary };
  updateCloser(reading, spec, explained);
  // A model may say nothing of itself yet.
  for (const name of ['diagram', 'equations']) details(name).hidden = explained.passages.length === 0;
  SECTIONS.forEach(show);
}

/** @param {import('../study.js').Progress} progress */
export function settleWorks({ study, settled }) {
  if (!latest || !settled) return;
  // Nothing of them holds up the first picture, and then none of them needs the network. What cannot be fetched
  // now is fetched when it is opened.
  for (const [, load] of SECTIONS) load().catch(() => {});
  latest = { ...latest, study };
  show(SECTIONS[2]);
}

/** @param {typeof SECTIONS[number]} section */
async function show([name, load]) {
  if (!details(name).open) return;
  const module = await load().catch(() => null);
  if (!module) byId(name).textContent = 'This part could not be fetched. Opening it again tries once more.';
  else if (latest && details(name).open) module.show(byId(name), latest);
}
