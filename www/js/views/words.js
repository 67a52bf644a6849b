// What the words mean that the page uses before it explains them: those of the model in the headline and over the
// picture, then those of simulations.
import { byId, make } from '../dom.js';

const open = byId('words-open');
const place = byId('words');

/** @typedef {import('apiary').Spec} Spec */
/** @typedef {import('apiary').Reading} Reading */

/** @type {{ reading: Reading, spec: Spec } | undefined} */ let now;
/** Of what scenario the words are that stand there. */
let shown = '';

open.addEventListener('click', () => {
  place.hidden = !place.hidden;
  open.setAttribute('aria-expanded', String(!place.hidden));
  show();
});

/**
 * @param {Reading} reading
 * @param {Spec} spec
 */
export function updateWords(reading, spec) {
  now = { reading, spec };
  show();
}

function show() {
  if (place.hidden || !now) return;
  const words = [...ofModel(now.reading, now.spec), ...ofRuns(now.reading, now.spec)];
  const are = JSON.stringify(words);
  if (are === shown) return;
  shown = are;
  place.replaceChildren(make('dl', {}, ...words.map(([word, meaning]) => make('div', {}, make('dt', {}, word), make('dd', {}, meaning)))));
}

/**
 * What the headline and the picture speak of.
 * @param {Reading} reading
 * @param {Spec} spec
 * @returns {Array<[string, string]>}
 */
function ofModel({ view, axes }, { about, outputs, parameters }) {
  const said = (/** @type {string} */ key) => about.goal.headline.includes(`{${key}}`) || axes.includes(key);
  const named = parameters.filter(({ key }) => said(key));
  const looked = outputs.filter(({ key }) => key === about.goal.output || key === view.output);
  return [...looked, ...named].map(({ label, help }) => [label, sentence(help)]);
}

/**
 * What any model's runs are told by.
 * @param {Reading} reading
 * @param {Spec} spec
 * @returns {Array<[string, string]>}
 */
function ofRuns({ subsets, view }, { about: { timestep } }) {
  /** @type {Array<[string, string]>} */
  const words = [
    ['Run', `The model played through once, ${timestep} by ${timestep}, with its own luck. Many runs show what luck alone changes.`],
    ['±', 'How far a figure may be off because there are only so many runs: one standard error, which two in three such figures keep within.'],
    ['Bands', view.pinned
      ? `At each ${timestep} the middle half of A’s runs lies in the grey band, that of B’s in the blue one.`
      : `At each ${timestep} the middle half of all runs lies in the dark band, nine in ten in the light one. Their edges are quantiles: 75\u202f% of the runs lie below the one called 75\u202f%.`],
    ['Median', 'The run in the middle: half of all runs lie above, half below.'],
    ['Mean', 'The values of all runs added up and shared out equally. A few runs far away can move it to where hardly any run is.'],
    ['Trend', 'The notebook’s line through all runs, smoothed by a method called LOWESS. Where the runs part into two groups it runs between them, where hardly any run is.'],
    ['Seed', 'The number from which all luck is drawn. The same seed draws the same luck again, on every computer.'],
    ['Fingerprint', 'A short code of every number of a scenario. Two readers who get the same one have the same numbers.'],
  ];
  /** @type {Array<[string, string]>} */
  const ofSweeps = [
    ['Sweep', 'The model with several values of one or more parameters, each with every other.'],
    ['Subset', 'All runs at one combination of these values. Every subset meets the same luck.'],
  ];
  /** @type {Array<[string, string]>} */
  const ofComparisons = [
    ['A and B', 'A is the scenario that was pinned, B the one that is open. Run 1 of A meets the same luck as run 1 of B, and so on.'],
    ['Points', 'What lies between two shares: from 16\u202f% to 23\u202f% are 7 points.'],
  ];
  return [...(view.pinned ? ofComparisons : []), ...(subsets > 1 ? ofSweeps : []), ...words];
}

/** @param {string} help @returns {string} with a capital and a full stop */
const sentence = (help) => `${help[0].toUpperCase()}${help.slice(1)}`.replace(/[^.]$/, '$&.');
