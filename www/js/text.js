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
export const shown = (text, unit) => shifted(text, unit.power).replaceAll(',', ', ').replace(/^-|(?<=[ .])-/g, '−');

const PLAIN = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/;
/** 1,000 and 1 000 and 1'000. */
const GROUPED = /^[-+]?[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+|(?:['’]\d{3})+)(?:\.\d+)?$/;
/** 1.000,5 */
const GROUPED_BY_POINTS = /^[-+]?[1-9]\d{0,2}(?:\.\d{3})+,\d+$/;
const BY_COMMA = /^[-+]?\d*,\d+(?:e[-+]?\d+)?$/;
/** Where a comma cannot stand between two numbers of a list. */
const SURELY_BY_COMMA = /^[-+]?0?,\d+(?:e[-+]?\d+)?$/;

/**
 * A number as people write it, as links do; null where it is none.
 * @param {string} text
 * @param {boolean} [comma] whether a comma is a decimal one, not the next number's
 */
function number(text, comma = false) {
  const bare = text.trim();
  if (PLAIN.test(bare)) return bare.replace(/^\+|\.(?=e|$)/g, '');
  if (GROUPED.test(bare)) return bare.replace(/[,\s'’+]/g, '');
  if (GROUPED_BY_POINTS.test(bare)) return bare.replace(/[.+]/g, '').replace(',', '.');
  return (comma ? BY_COMMA : SURELY_BY_COMMA).test(bare) ? bare.replace('+', '').replace(',', '.') : null;
}

/** @param {string[]} parts @param {boolean} comma */
function numbersOf(parts, comma) {
  const read = parts.map((part) => number(part, comma));
  return read.includes(null) ? null : /** @type {string[]} */ (read);
}

/** What people write after a number, and between two. @param {string} text @param {string} symbol */
function bare(text, symbol) {
  const words = symbol.toLowerCase().match(/[a-z]+/g) ?? [];
  const unit = [...words.map((word) => `${word.replace(/s$/, '')}s?`), 'per ?cents?', 'per', 'a'].join('|');
  return text.normalize('NFKC').toLowerCase().replace(/[−–—]/g, '-').replace(new RegExp(`[%×]|/(?=\\s*[a-z])|(?<![a-z])(?:${unit})(?![a-z])`, 'g'), ' ')
    .replace(/\s+(?:to|until)\s+/, '..').replace(/\s+(?:by|step|in steps of)\s+/, '..')
    // 5-40 is a range; 1e-3 is not.
    .replace(/(?<=\d)(\s*)-\1(?=[.\d])/, '..').trim();
}

/**
 * The text of a link for a number, a list or a range as people write it; null for anything else.
 * @param {string} text
 * @param {string} symbol
 */
function canonical(text, symbol) {
  const rest = bare(text, symbol);
  const percent = (text.match(/%/g) ?? []).length === 1 && rest.split(',').length === 2;
  const one = number(rest, percent);
  if (rest === '' || one !== null) return one ?? '';
  if (rest.includes('..')) {
    const parts = numbersOf(rest.split(/\.{2,}/), true);
    return parts && (parts.length === 2 ? between(parts) : forwards(parts));
  }
  // Beside any other separator a comma is a decimal one.
  const separator = [/\s*;\s*/, /,\s+/, /\s+(?:and\s+)?/, ','].find((candidate) => rest.split(candidate).length > 1);
  return (separator && numbersOf(rest.split(separator), separator !== ',')?.join(',')) ?? null;
}

/** A range whose step is left to the page. @param {string[]} ends */
function between(ends) {
  const [from, to] = ends.map(Number).sort((a, b) => a - b);
  return from < to ? spread({ from, to }) : ends.join('..');
}

/** A range whose step leads to its end, as is meant. @param {string[]} parts */
function forwards([from, to, step, ...rest]) {
  const leads = (Number(to) - Number(from)) * Number(step) >= 0;
  return [from, to, leads ? step : String(-Number(step)), ...rest].join('..');
}

/**
 * The text of a link for what people type; what is no number stays as it is, so that it can be named.
 * @param {string} text
 * @param {Unit} unit
 */
export function typed(text, unit) {
  const found = canonical(text, unit.symbol);
  // 88 % of a number that is no share is 0.88, too.
  const power = unit.power === 0 && text.includes('%') && !unit.symbol.includes('%') ? 2 : unit.power;
  return found === null ? text.trim() : shifted(found, -power);
}

/**
 * What is wrong with what people type, before anybody asks what it would mean; nothing where it is numbers.
 * @param {string} text
 * @param {Unit} unit
 */
export function misread(text, unit) {
  if (canonical(text, unit.symbol) !== null) return '';
  const [one, several, range] = unit.power === 2
    ? ['20 or 20\u202f%', '10, 20, 30', '10..30..5']
    : ['0.2 or 1e-3', '0.1, 0.2, 0.3', '0.1..0.3..0.05'];
  return `it is no number; write one like ${one}, several like ${several} or a range like ${range}`;
}

/**
 * A count as people write it: 1,000. Asking the browser for it would hold up the first picture while it
 * loads its languages.
 * @param {number} count
 */
export const counted = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');

/**
 * How a field writes and reads the text of a link.
 * @typedef {{ symbol: string, show: (text: string) => string, read: (text: string) => string, wrong?: (text: string) => string }} Writing
 */

/** Numbers in a unit. @param {Unit} unit @returns {Writing} */
export const numbers = (unit) => ({
  symbol: unit.symbol, show: (text) => shown(text, unit), read: (text) => typed(text, unit), wrong: (text) => misread(text, unit),
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
 * What a rate comes to in a year, in a sentence: `9.6 % a year`.
 * @param {number} rate for each timestep
 * @param {'sum' | 'compound' | 'decay'} kind
 * @param {number} steps how many timesteps a year has
 */
export function yearly(rate, kind, steps) {
  const sums = { sum: rate * steps, compound: (1 + rate) ** steps - 1, decay: 1 - (1 - rate) ** steps };
  const percent = Number((100 * sums[kind]).toPrecision(Math.abs(sums[kind]) < 0.1 ? 2 : 3));
  const whole = kind === 'sum' ? percent : Math.abs(percent) < 10 ? Number(percent.toFixed(1)) : Math.round(percent);
  return `${(whole < 1000 ? String(whole) : counted(whole)).replace('-', '−')}\u202f% a year`;
}

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
 * About five to eleven round points over a slider and the value it stands at, as links write them: a range, or a list
 * where that value is on no round step.
 * @param {{ from: number, to: number }} slider
 * @param {{ without?: boolean, through?: number }} [how] `without` leaves out 0, where that is more than a small value
 */
export function spread({ from, to }, { without = false, through = from } = {}) {
  const length = to - from;
  const power = Math.floor(Math.log10(length)) - 1;
  const gaps = [1, 2, 2.5, 4, 5, 8, 10, 20, 25].map((lead) => Number(`${lead}e${power}`));
  const points = (/** @type {number} */ gap) => length / gap + 1e-9;
  const whole = (/** @type {number} */ gap) => points(gap) % 1 < 1e-6;
  const few = gaps.filter((gap) => points(gap) >= 4 && points(gap) < 10.5).reverse();
  const tidy = (/** @type {number} */ value) => Number(value.toPrecision(12));
  const holds = (/** @type {number} */ gap) => whole(gap) && Math.abs((through - from) / gap - Math.round((through - from) / gap)) < 1e-6;
  // Something lies on either side of a value above 0 that has none of its own.
  const isInner = (/** @type {number} */ gap) => !without || through > 1.5 * gap || through === 0;
  const gap = few.find((gap) => holds(gap) && isInner(gap)) ?? few.find(holds) ?? few.find(whole) ?? few[0];
  const start = whole(gap) ? from : tidy(Math.ceil(from / gap) * gap);
  const first = without && start === 0 ? gap : start;
  if (holds(gap) || through <= first || through >= to) return `${first}..${to}..${gap}`;
  const steps = Array.from({ length: Math.round((to - first) / gap) + 1 }, (_, step) => tidy(first + step * gap));
  return [...steps, through].sort((a, b) => a - b).join(',');
}

/** Where something stands, for whoever does not know whose cells these are. @param {string} source */
export const cited = (source) => (source.includes('notebook') ? source : source.replace(/^Cell \d+/, '$& of the notebook'));
