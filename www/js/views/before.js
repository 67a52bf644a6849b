// What the scenario that was opened came to, in sight once it is edited, and the comparison with it, run by run.
import { make, put } from '../dom.js';

/** @typedef {import('../store.js').Store} Store */

const link = make('a', { className: 'before' });
/** @type {HTMLElement | undefined} Where it stands first. */ let line;
/** What was opened last, and the result of its headline. */
let [opened, figure] = ['', ''];

/** @param {HTMLElement} itsLine where it stands first */
export function makeBefore(itsLine) {
  line = itsLine;
}

/**
 * @param {import('../study.js').Progress} progress
 * @param {Store} store
 * @param {typeof import('apiary')} apiary
 */
export function showBefore({ settled, sentence }, store, apiary) {
  const { arrived, reading } = store;
  if (!settled) return;
  if (arrived !== opened) [opened, figure] = [arrived, ''];
  // Of the same scenario, however it is looked at.
  if (apiary.read(opened).scenario === reading.scenario && reading.axes.length === 0) figure = resultOf(sentence);
  const beside = reading.view.pinned || !figure ? undefined : apiary.beside(reading.link, opened);
  if (beside === undefined) return link.remove();
  put(link, { href: `#${beside}`, textContent: `Before: ${figure}. Compare run by run` });
  if (!link.isConnected) line?.prepend(link);
}

/** @param {import('apiary').Sentence} sentence */
function resultOf({ headline }) {
  return headline.filter(({ kind }) => kind === 'result' || kind === 'error').map(({ text }) => text).join('\u00a0');
}
