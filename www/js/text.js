// Numbers between links and people: a link says 0.008, the page shows 0.8 % a month.

/** @typedef {import('apiary').Unit} Unit */

// One number of a text: the two points of a range belong to none.
const NUMBER = /[-−]?(?:\d+(?:\.\d+)?|(?<!\.)\.\d+)(?:e[-+]?\d+)?/gi;

/**
 * A text of numbers (one, a list, a range) with each number's decimal point moved. It is moved in
 * the digits, so that 0.07 becomes 7 and not 7.000000000000001.
 * @param {string} text
 * @param {number} power
 */
function shifted(text, power) {
  if (power === 0) return text;
  return text.replace(NUMBER, (number) => {
    const [digits, exponent = '0'] = number.replace('−', '-').toLowerCase().split('e');
    return String(Number(`${digits}e${Number(exponent) + power}`));
  });
}

/**
 * What a field shows for the text of a link.
 * @param {string} text
 * @param {Unit} unit
 */
export const shown = (text, unit) => shifted(text, unit.power).replace(/^-|(?<=[,.])-/g, '−');

/**
 * A single number as people write it: 7,500 is 7500 and 0,9 is 0.9. A list has a point, a space, or
 * more commas than these two forms.
 * @param {string} text
 */
function oneNumber(text) {
  if (/^\s*[-−]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?\s*\S*\s*$/.test(text)) return text.replaceAll(',', '');
  if (/^\s*[-−]?0,\d+\s*%?\s*$/.test(text)) return text.replace(',', '.');
  return text;
}

/**
 * The text of a link for what people type: without spaces and units.
 * @param {string} text
 * @param {Unit} unit
 */
export function typed(text, unit) {
  const signs = [unit.symbol.replace(/\s/g, ''), '%'].filter((sign) => sign !== '');
  const bare = signs.reduce((rest, sign) => rest.replaceAll(sign, ''), oneNumber(text).replace(/\s/g, '').replaceAll('−', '-'));
  return shifted(bare, -unit.power);
}

/**
 * A count as people write it: 1,000. Asking the browser for it would hold up the first picture while it
 * loads its languages.
 * @param {number} count
 */
export const counted = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/**
 * How a field writes and reads the text of a link.
 * @typedef {{ symbol: string, show: (text: string) => string, read: (text: string) => string }} Writing
 */

/** Numbers in a unit. @param {Unit} unit @returns {Writing} */
export const numbers = (unit) => ({
  symbol: unit.symbol, show: (text) => shown(text, unit), read: (text) => typed(text, unit),
});

/** Counts: 1,000 and 1 000 are 1000. @param {string} symbol @returns {Writing} */
export const counts = (symbol) => ({
  symbol,
  show: (text) => (/^\d+$/.test(text) ? counted(Number(text)) : text),
  read: (text) => text.replace(/(?<=\d)[,\s’'](?=\d{3}(?:\D|$))/g, '').replace(symbol, '').trim(),
});

/** The text of the link as it is. @type {Writing} */
export const plain = { symbol: '', show: (text) => text, read: (text) => text.trim() };

/**
 * A number in its unit, in a sentence or for those who listen.
 * @param {string} text
 * @param {Unit} unit
 */
export const spoken = (text, unit) => `${shown(text, unit)}\u202f${unit.symbol}`.trim();

/**
 * A slider's number as the shortest decimal on its steps: 0.1 + 0.2 is 0.3 here.
 * @param {number} value
 * @param {...number} steps the numbers whose decimals it may have
 */
export function onStep(value, ...steps) {
  const places = steps.map((step) => (String(step).split('.')[1] ?? '').length);
  return String(Number(value.toFixed(Math.max(...places))));
}

/**
 * A range of about five to nine round points over a slider, as links write it.
 * @param {{ from: number, to: number, step: number }} slider
 */
export function spread({ from, to }) {
  const length = to - from;
  const power = Math.floor(Math.log10(length)) - 1;
  const gaps = [1, 2, 2.5, 4, 5, 8, 10, 20, 25].map((lead) => Number(`${lead}e${power}`));
  const points = (/** @type {number} */ gap) => length / gap + 1e-9;
  const whole = (/** @type {number} */ gap) => points(gap) % 1 < 1e-6;
  const few = gaps.filter((gap) => points(gap) >= 4 && points(gap) <= 10).reverse();
  const gap = few.find(whole) ?? few[0];
  const first = whole(gap) ? from : Number((Math.ceil(from / gap) * gap).toPrecision(12));
  return `${first}..${to}..${gap}`;
}
