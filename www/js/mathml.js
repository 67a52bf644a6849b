// Formulas as MathML, which every current browser sets and every screen reader reads. How names are written is told
// by whoever asks: as names, or as numbers in their places.

const SPACE = 'http://www.w3.org/1998/Math/MathML';

/** @typedef {import('apiary').Formula} Formula */
/** @typedef {import('apiary').Operation} Operation */
/** What stands for a name, and whether it needs brackets beside an operator, as −3 does.
 * @typedef {{ element: Element, signed?: boolean }} Written */
/** @typedef {(name: string, now: boolean) => Written} Write */
/**
 * @typedef {object} Words
 * @property {string} timestep what a timestep is: `month`
 * @property {Write} write
 * @property {(name: string) => Element} column a state variable in all rows before
 */

/** How strongly what stands between two formulas binds. */
const BINDS = { or: 1, and: 2, less: 3, greater: 3, equal: 3, add: 4, subtract: 4, multiply: 5 };
const SIGNS = { less: '<', greater: '>', equal: '=', add: '+', subtract: '−', multiply: '·' };
const NEGATE = 6;
const ATOM = 9;

/**
 * An element of MathML.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** An operator that keeps its size. @param {string} text */
export const sign = (text) => el('mo', { stretchy: 'false' }, text);
/** @param {string} text */
const word = (text) => el('mtext', {}, text);

/**
 * A number as people write it: six digits, a true minus, powers of ten where it is very large or small.
 * @param {number} value
 */
export function number(value) {
  if (!Number.isFinite(value)) return el('mn', {}, Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : '−∞');
  const [digits, power] = String(Number(value.toPrecision(6))).split('e');
  const [whole, rest] = digits.replace('-', '−').split('.');
  const text = [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), rest].filter((part) => part !== undefined).join('.');
  if (power === undefined) return el('mn', {}, text);
  const ten = el('msup', {}, el('mn', {}, '10'), el('mn', {}, String(Number(power)).replace('-', '−')));
  return el('mrow', {}, el('mn', {}, text), sign('·'), ten);
}

/**
 * A formula, in brackets where what stands around it binds more strongly than `least`.
 * @param {Formula} formula
 * @param {Words} words
 * @param {number} [least]
 * @returns {Element}
 */
export const typeset = (formula, words, least = 0) => el('mrow', {}, ...pieces(formula, words, least).flat());

/**
 * The same in pieces between which a line may be broken: before what stands between two formulas.
 * @param {Formula} formula
 * @param {Words} words
 * @param {number} [least]
 * @returns {Element[][]}
 */
export function pieces(formula, words, least = 0) {
  if ('number' in formula) return [[number(formula.number)]];
  if ('name' in formula) return named(words.write(formula.name, false), least);
  if ('now' in formula) return named(words.write(formula.now, true), least);
  const [operation, of] = formula.call;
  const binds = bindingOf(operation);
  const set = called(operation, of, words);
  return binds < ATOM && binds <= least ? bracketed(set) : set;
}

/** @param {Written} written @param {number} least */
const named = ({ element, signed }, least) => (signed && least > 0 ? bracketed([[element]]) : [[element]]);

/**
 * Pieces with something before the first and behind the last.
 * @param {Element[]} before
 * @param {Element[][]} inside
 * @param {Element[]} [behind]
 */
function around(before, inside, behind = []) {
  inside[0].unshift(...before);
  inside[inside.length - 1].push(...behind);
  return inside;
}

/** @param {Element[][]} inside @param {...Element} last what stands before the closing one */
const bracketed = (inside, ...last) => around([sign('(')], inside, [...last, sign(')')]);

/** @param {Operation} operation @returns {number} */
function bindingOf(operation) {
  if (operation === 'negate') return NEGATE;
  return BINDS[/** @type {keyof BINDS} */ (operation)] ?? ATOM;
}

/**
 * @param {Operation} operation
 * @param {Formula[]} of
 * @param {Words} words
 * @returns {Element[][]}
 */
function called(operation, of, words) {
  const [a, b] = of;
  const set = (/** @type {Formula} */ formula, least = 0) => typeset(formula, words, least);
  const inside = (/** @type {Formula} */ formula, least = 0) => pieces(formula, words, least);
  switch (operation) {
    case 'or': case 'and': return [...inside(a, BINDS[operation] - 1), ...around([word(`\u00a0${operation}\u00a0`)], inside(b, BINDS[operation]))];
    case 'less': case 'greater': case 'equal': case 'add': case 'subtract': case 'multiply':
      return [...inside(a, BINDS[operation] - 1), ...around([between(operation)], inside(b, BINDS[operation]))];
    case 'negate': return around([el('mo', { form: 'prefix' }, '−')], inside(a, NEGATE));
    case 'divide': return [[el('mfrac', {}, full(set(a)), full(set(b)))]];
    case 'power': return [[el('msup', {}, set(a, ATOM - 1), set(b))]];
    case 'exp': return [[el('msup', {}, el('mi', {}, 'e'), set(a))]];
    case 'abs': return around([sign('|')], inside(a), [sign('|')]);
    case 'max': case 'min': return around([el('mi', {}, operation)], bracketed([...around([], inside(a), [sign(',')]), ...inside(b)]));
    case 'round': return around([el('mi', {}, 'round')], bracketed(inside(a), ...places(b)));
    case 'mean': return [[el('munder', {}, el('mi', {}, 'mean'), word(`all ${words.timestep}s before`)), column(a, words)]];
    case 'latest': return [[el('munder', {}, el('mo', { movablelimits: 'false', largeop: 'true' }, '∑'), el('mrow', {}, word('the latest\u00a0'), set(b), word('\u00a0above zero'))), column(a, words)]];
    case 'if': return [[cases(casesOf({ call: [operation, of] }), words)]];
  }
}

/** A sign between two formulas, as wide at the beginning of a line. @param {keyof typeof SIGNS} operation */
const between = (operation) => el('mo', operation === 'multiply' ? { form: 'infix', lspace: '0.3em', rspace: '0.3em' } : { form: 'infix' }, SIGNS[operation]);

/** @param {Formula} formula @param {Words} words */
const column = (formula, words) => ('name' in formula ? words.column(formula.name) : typeset(formula, words));

/** As large in a fraction as outside. @param {Element} set */
const full = (set) => el('mstyle', { displaystyle: 'true', scriptlevel: '0' }, set);

/** To how many digits is rounded. @param {Formula} digits */
const places = (digits) => ('number' in digits && digits.number > 0 ? [sign(','), word(`${digits.number} decimals`)] : []);

/** @typedef {{ value: Formula, when: Formula | null }} Case A value, and when it is that; else where there is no such formula. */

/**
 * The cases of a formula; those within the last one are cases of its own.
 * @param {Formula} formula
 * @returns {Case[]}
 */
export function casesOf(formula) {
  if (!('call' in formula) || formula.call[0] !== 'if') return [{ value: formula, when: null }];
  const [when, value, otherwise] = formula.call[1];
  return [{ value, when }, ...casesOf(otherwise)];
}

/** When a case is the one. @param {Case} one @param {Words} words */
export const condition = ({ when }, words) => (when ? around([word('if\u00a0')], pieces(when, words)) : [[word('otherwise')]]);

/**
 * One line for each case behind a brace.
 * @param {Case[]} all
 * @param {Words} words
 */
function cases(all, words) {
  const cell = (/** @type {Element[][]} */ inside) => el('mtd', {}, ...inside.flat());
  const rows = all.map((one) => el('mtr', {}, cell(pieces(one.value, words)), cell(condition(one, words))));
  return el('mrow', { class: 'cases' }, el('mtable', {}, ...rows));
}
