// What is asked of an output's final values: the words of links, and of people.
import { shown, spoken } from './text.js';

/** @type {Array<[string, string]>} */
export const STATISTICS = [
  ['above', 'runs that end above'], ['below', 'runs that end below'], ['mean', 'mean'], ['median', 'median'],
  ['p', 'quantile'], ['spread', 'spread of the middle half'], ['impossible', 'impossible runs'],
];

/** Those that a run's own final value gives. */
export const ENDS = STATISTICS.filter(([word]) => word !== 'impossible');

/** Statistics that are shares of the runs, told in per cent. */
const SHARES = ['above', 'below', 'impossible'];
/** @type {import('apiary').Unit} */
const PERCENT = { symbol: '%', power: 2, decimals: 0 };
/** A quantile is named by per cents as they are. @type {import('apiary').Unit} */
const OF_RUNS = { symbol: '%', power: 0, decimals: 0 };
/** The quantile that is asked for first. */
const LOW = '5';

/** @typedef {{ output: string, word: string, at: string }} Outcome `at` is the level of a share, or the per cents of a quantile */

/** @param {string} text as links say it @returns {Outcome} */
export function readOutcome(text) {
  const [output, what = '', ...rest] = text.split('.');
  const isQuantile = /^p\d/.test(what);
  const at = isQuantile ? [what.slice(1), ...rest] : rest;
  return { output, word: isQuantile ? 'p' : what, at: at.join('.') };
}

/** @param {Outcome} outcome */
export function writeOutcome({ output, word, at }) {
  const parts = word === 'p' ? [output, `p${at}`] : [output, word, at];
  return parts.filter((part) => part !== '').join('.');
}

/**
 * The unit of what is written beside a statistic; none where it takes no number.
 * @param {string} word
 * @param {import('apiary').Unit} own the output's
 */
export function unitBeside(word, own) {
  if (word === 'p') return OF_RUNS;
  return word === 'above' || word === 'below' ? own : null;
}

/** The unit of a statistic's values. @param {string} word @param {import('apiary').Unit} own the output's */
export const unitOfValues = (word, own) => (SHARES.includes(word) ? PERCENT : own);

/**
 * What to ask first beside a statistic: the goal's level, or where the output starts.
 * @param {string} word
 * @param {string} output
 * @param {import('apiary').Spec} spec
 * @param {import('apiary').Reading} reading
 */
export function usual(word, output, spec, reading) {
  if (word === 'p') return LOW;
  if (word !== 'above' && word !== 'below') return '';
  if (spec.about.goal.output === output) return String(reading.view.goal);
  const index = spec.outputs.findIndex(({ key }) => key === output);
  return String(spec.initial[index] ?? 0);
}

/**
 * What the runs do that the headline counts.
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function countedIn({ view }, { about: { goal }, outputs }) {
  const unit = outputs.find(({ key }) => key === goal.output)?.unit;
  const words = view.goal === goal.level ? goal.counted : goal.counted_elsewhere ?? goal.counted;
  return words.replace('{goal}', unit?.power ? spoken(String(view.goal), unit) : shown(String(view.goal), { symbol: '', power: 0, decimals: 0 }));
}
