// The last line: what it takes to get these numbers again.
import { byId, make } from '../dom.js';
import { counted } from '../text.js';

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function updateProof(reading, { about }) {
  const bold = (/** @type {string} */ text) => make('b', {}, text);
  byId('proof').replaceChildren(
    make('span', {}, 'seed ', bold(String(reading.seed))),
    make('span', {}, bold(counted(reading.runs)), ' runs', reading.subsets > 1 ? ` of ${counted(reading.subsets)} subsets` : ''),
    make('span', {}, bold(counted(reading.timesteps)), ` ${about.timestep}s`),
    make('span', {}, bold(`${about.name}/${about.version}`)),
    make('span', {}, '± is one standard error where nothing else is said'),
  );
}
