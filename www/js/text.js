// Numbers between links and people: a link says 0.008, the page shows 0.8 % a month.

const NUMBER = /[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi;

/**
 * A text of numbers (one, a list, a range) with each number's decimal point moved. The digits stay
 * as they are, so nothing is rounded.
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
 * @param {import('apiary').Unit} unit
 */
export const shown = (text, unit) => shifted(text, unit.power).replace(/^-|(?<=[,.])-/g, '−');

/**
 * The text of a link for what people type: without spaces and units.
 * @param {string} text
 * @param {import('apiary').Unit} unit
 */
export function typed(text, unit) {
  const bare = text.replace(/\s/g, '').replaceAll('−', '-').replaceAll(unit.symbol.replace(/\s/g, '') || '%', '').replaceAll('%', '');
  return shifted(bare, -unit.power);
}

/**
 * A count as people write it.
 * @param {number} count
 */
export const counted = (count) => count.toLocaleString('en');

/**
 * A number in its unit, for those who listen.
 * @param {string} text
 * @param {import('apiary').Unit} unit
 */
export const spoken = (text, unit) => `${shown(text, unit)} ${unit.symbol}`.trim();

/**
 * A number of a slider as the shortest decimal: 0.1 + 0.2 is 0.3 here.
 * @param {number} value
 * @param {number} step
 */
export function onStep(value, step) {
  const places = (String(step).split('.')[1] ?? '').length;
  return String(Number(value.toFixed(places)));
}
