// What is asked of an output's final values: the words of links, and of people.

/** @type {Array<[string, string]>} */
export const STATISTICS = [
  ['above', 'runs that end above'], ['below', 'runs that end below'], ['mean', 'mean'], ['median', 'median'],
  ['p5', '5 % quantile'], ['p25', '25 % quantile'], ['p75', '75 % quantile'], ['p95', '95 % quantile'],
  ['spread', 'spread of the middle half'], ['impossible', 'impossible runs'],
];

/** Those that a run's own final value gives. */
export const ENDS = STATISTICS.filter(([word]) => word !== 'impossible');

/** Statistics that are shares of the runs, told in per cent. */
export const SHARES = ['above', 'below', 'impossible'];
/** @type {import('apiary').Unit} */
export const PERCENT = { symbol: '%', power: 2, decimals: 0 };

/** @param {string} word */
export const takesLevel = (word) => word === 'above' || word === 'below';

/**
 * A level worth asking about for an output: the goal's, or where it starts.
 * @param {string} output
 * @param {import('apiary').Spec} spec
 * @param {import('apiary').Reading} reading
 */
export function usualLevel(output, spec, reading) {
  if (spec.about.goal.output === output) return reading.view.goal;
  const index = spec.outputs.findIndex(({ key }) => key === output);
  return spec.initial[index] ?? 0;
}
