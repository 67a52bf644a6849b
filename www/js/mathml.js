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
export function typeset(formula, words, least = 0) {
  if ('number' in formula) return number(formula.number);
  if ('name' in formula) return named(words.write(formula.name, false), least);
  if ('now' in formula) return named(words.write(formula.now, true), least);
  const [operation, of] = formula.call;
  const binds = bindingOf(operation);
  const set = called(operation, of, words);
  return binds < ATOM && binds <= least ? bracketed(set) : set;
}

/** @param {Written} written @param {number} least */
const named = ({ element, signed }, least) => (signed && least > 0 ? bracketed(element) : element);

/** @param {...Node} inside */
const bracketed = (...inside) => el('mrow', {}, sign('('), ...inside, sign(')'));

/** @param {Operation} operation @returns {number} */
function bindingOf(operation) {
  if (operation === 'negate') return NEGATE;
  return BINDS[/** @type {keyof BINDS} */ (operation)] ?? ATOM;
}

/**
 * @param {Operation} operation
 * @param {Formula[]} of
 * @param {Words} words
 * @returns {Element}
 */
function called(operation, of, words) {
  const [a, b] = of;
  const set = (/** @type {Formula} */ formula, least = 0) => typeset(formula, words, least);
  switch (operation) {
    case 'or': case 'and': return el('mrow', {}, set(a, BINDS[operation] - 1), word(`\u00a0${operation}\u00a0`), set(b, BINDS[operation]));
    case 'less': case 'greater': case 'equal': case 'add': case 'subtract': case 'multiply':
      return el('mrow', {}, set(a, BINDS[operation] - 1), el('mo', operation === 'multiply' ? { lspace: '0.3em', rspace: '0.3em' } : {}, SIGNS[operation]), set(b, BINDS[operation]));
    case 'negate': return el('mrow', {}, el('mo', { form: 'prefix' }, '−'), set(a, NEGATE));
    case 'divide': return el('mfrac', {}, full(set(a)), full(set(b)));
    case 'power': return el('msup', {}, set(a, ATOM - 1), set(b));
    case 'exp': return el('msup', {}, el('mi', {}, 'e'), set(a));
    case 'abs': return el('mrow', {}, sign('|'), set(a), sign('|'));
    case 'max': case 'min': return el('mrow', {}, el('mi', {}, operation), bracketed(set(a), sign(','), set(b)));
    case 'round': return rounded(a, b, words);
    case 'mean': return el('mrow', {}, el('munder', {}, el('mi', {}, 'mean'), word(`all ${words.timestep}s before`)), column(a, words));
    case 'latest': return el('mrow', {}, el('munder', {}, el('mo', { movablelimits: 'false', largeop: 'true' }, '∑'), el('mrow', {}, word('the latest\u00a0'), set(b), word('\u00a0above zero'))), column(a, words));
    case 'if': return cases(a, b, of[2], words);
  }
}

/** @param {Formula} formula @param {Words} words */
const column = (formula, words) => ('name' in formula ? words.column(formula.name) : typeset(formula, words));

/** As large in a fraction as outside. @param {Element} set */
const full = (set) => el('mstyle', { displaystyle: 'true', scriptlevel: '0' }, set);

/** @param {Formula} inside @param {Formula} digits @param {Words} words */
function rounded(inside, digits, words) {
  const places = 'number' in digits && digits.number > 0 ? [sign(','), word(`${digits.number} decimals`)] : [];
  return el('mrow', {}, el('mi', {}, 'round'), bracketed(typeset(inside, words), ...places));
}

/**
 * One line for each case behind a brace; a case within the last one is a line of its own.
 * @param {Formula} condition
 * @param {Formula} then
 * @param {Formula} otherwise
 * @param {Words} words
 */
function cases(condition, then, otherwise, words) {
  const rows = [line(then, words, word('if\u00a0'), typeset(condition, words))];
  let rest = otherwise;
  while ('call' in rest && rest.call[0] === 'if') {
    const [next, its, last] = rest.call[1];
    rows.push(line(its, words, word('if\u00a0'), typeset(next, words)));
    rest = last;
  }
  rows.push(line(rest, words, word('otherwise')));
  return el('mrow', { class: 'cases' }, el('mtable', {}, ...rows));
}

/** @param {Formula} value @param {Words} words @param {...Element} when */
const line = (value, words, ...when) => el('mtr', {}, el('mtd', {}, typeset(value, words)), el('mtd', {}, ...when));
