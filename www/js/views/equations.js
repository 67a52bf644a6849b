// The model's equations, typeset: with names, with the scenario's numbers, or worked out for a timestep of a run.
import { make } from '../dom.js';
import { casesOf, condition, el, number, pieces, sign } from '../mathml.js';
import { cited, counted } from '../text.js';
import { fade } from './beyond.js';

/** @typedef {import('./works.js').Shown} Shown */
/** @typedef {import('../mathml.js').Words} Words */
/** @typedef {import('../mathml.js').Written} Written */
/** @typedef {'names' | 'numbers' | 'worked'} Mode */

/** @type {Mode} */ let mode = 'names';
/** What is worked out: a run, and a timestep of it. */
let run = 1;
let timestep = 0;
/** @type {Shown} */ let shown;
/** @type {HTMLElement} */ let list;
/** @type {HTMLElement | undefined} */ let head;
/** Whether the section is of the model that is shown. */
let model = '';

/**
 * @param {HTMLElement} place
 * @param {Shown} what
 */
export function show(place, what) {
  const { about } = what.spec;
  shown = what;
  if (model !== about.name) {
    model = about.name;
    [run, timestep] = [what.reading.view.run, about.tick];
    list = make('div', { className: 'equations' });
    head = make('div', { className: 'equations-head' });
    place.replaceChildren(make('p', {}, lead()), head, list);
  }
  timestep = Math.min(timestep, what.reading.timesteps);
  run = Math.min(run, what.reading.runs);
  fillHead();
  fillList();
}

function lead() {
  const { timestep: word } = shown.spec.about;
  return `A small t stands for a ${word}, t − 1 for the ${word} before. They are worked out from the top, each ${word} anew; what is underlined is set by the scenario.`;
}

function fillHead() {
  const { timestep: word } = shown.spec.about;
  /** @type {Array<[Mode, string]>} */
  const modes = [['names', 'Names'], ['numbers', 'This scenario’s numbers'], ['worked', `One ${word} worked out`]];
  const buttons = modes.map(([key, label]) => make('button', { type: 'button', 'aria-pressed': String(key === mode), onclick: () => choose(key) }, label));
  const fields = [
    count(`${word[0].toUpperCase()}${word.slice(1)}`, timestep, shown.reading.timesteps, (value) => { timestep = value; }),
    count('Run', run, shown.reading.runs, (value) => { run = value; }),
  ];
  const at = [...(head?.querySelectorAll('button, input') ?? [])].indexOf(document.activeElement ?? document.body);
  head?.replaceChildren(make('div', { className: 'switch', role: 'group', 'aria-label': 'Write the equations with' }, ...buttons), ...(mode === 'worked' ? fields : []));
  const same = head?.querySelectorAll('button, input')[at];
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
}

/** @param {Mode} key */
function choose(key) {
  mode = key;
  fillHead();
  fillList();
}

/**
 * A field for a whole number from 1.
 * @param {string} label
 * @param {number} value
 * @param {number} most
 * @param {(value: number) => void} take
 */
function count(label, value, most, take) {
  const input = make('input', { type: 'number', min: '1', max: String(most), value: String(value), 'aria-label': label });
  input.addEventListener('change', () => {
    // What cannot be is put right where it is seen at once: below 1, beyond the last, between two.
    take(Math.min(most, Math.max(1, Math.round(Number(input.value)) || 1)));
    input.value = String(label === 'Run' ? run : timestep);
    fillList();
  });
  return make('label', { className: 'ask-item equations-count' }, make('span', { className: 'ask-label' }, `${label} of ${counted(most)}`), make('span', { className: 'field' }, input));
}

function fillList() {
  const { explained, spec } = shown;
  const values = valuesOf();
  const labels = new Map([...spec.parameters, ...spec.outputs].map(({ key, label }) => [key.replaceAll('-', '_'), label]));
  for (const { name, label } of explained.draws) labels.set(name, label);
  const equations = explained.passages.flatMap((passage) => passage.equations);
  for (const { of, label } of equations) if (label) labels.set(of, label);

  const labelOf = (/** @type {string} */ name) => labels.get(name) ?? name;
  const draws = make('section', {}, make('h4', {}, 'Luck'), ...explained.draws.map(({ name, label, text }) => row(label, text,
    mode === 'worked' ? [flow([[variable(labelOf(name), 't')], [equals(), value(values.now.get(name) ?? NaN, 'drawn').element]])] : [])));
  const passages = explained.passages.map(({ title, source, equations: own }) => make('section', {},
    make('h4', {}, title, make('small', {}, cited(source))),
    ...own.map((equation) => row(labelOf(equation.of), equation.text, lines(equation, values, labelOf)))));
  list.replaceChildren(...(explained.draws.length ? [draws] : []), ...passages);
  for (const box of list.querySelectorAll('.equation-box')) reach(/** @type {HTMLElement} */ (box));
}

/** An equation that is wider than its place can be scrolled by keys, too. @param {HTMLElement} box */
function reach(box) {
  fade(box, ({ isLong }) => {
    if (isLong) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  });
}

/**
 * @param {string} label
 * @param {string} text
 * @param {Node[][]} contents
 */
function row(label, text, contents) {
  const boxes = contents.map((inside) => make('div', { className: 'equation-box', role: 'group', 'aria-label': label }, ...inside));
  return make('div', { className: 'equation' }, make('p', {}, make('b', {}, label), ` ${text}`), make('div', {}, ...boxes));
}

/**
 * An equation, and below it its numbers where it is worked out.
 * @param {import('apiary').Equation} equation
 * @param {ReturnType<typeof valuesOf>} values
 * @param {(name: string) => string} labelOf
 * @returns {Node[][]}
 */
function lines({ of, formula }, values, labelOf) {
  const { timestep: word } = shown.spec.about;
  const left = variable(labelOf(of), 't');
  const column = (/** @type {string} */ name) => el('mi', {}, inside(labelOf(name)));
  const words = (/** @type {boolean} */ asNumbers) => ({ timestep: word, column, write: writing(values, labelOf, asNumbers) });
  const first = equated([left], formula, words(mode === 'numbers'));
  if (mode !== 'worked') return [first];
  const isHistory = 'call' in formula && ['mean', 'latest'].includes(formula.call[0]);
  const result = make('span', {}, ...flow([[equals(), value(values.now.get(of) ?? NaN, 'result').element]]));
  return [first, [...(isHistory ? [] : equated([], formula, words(true))), result]];
}

/**
 * What something is equal to. Cases stand behind a brace, each value with its condition beside or below it.
 * @param {Element[]} left
 * @param {import('apiary').Formula} formula
 * @param {Words} words
 * @returns {Node[]}
 */
function equated(left, formula, words) {
  const all = casesOf(formula);
  const before = left.length > 0 ? [left] : [];
  if (all.length === 1) {
    const [first, ...others] = pieces(formula, words);
    return flow([...before, [equals(), ...first], ...others]);
  }
  const cells = all.flatMap((one) => [make('div', { className: 'case' }, ...flow(pieces(one.value, words))), make('div', { className: 'case-when' }, ...flow(condition(one, words)))]);
  return [make('span', {}, ...flow([[...left, equals()]])), make('div', { className: 'cases' }, ...cells)];
}

const equals = () => el('mo', { form: 'infix' }, '=');

/** Pieces of a formula, one behind the other: MathML itself breaks no lines. @param {Element[][]} all @returns {Node[]} */
const flow = (all) => all.flatMap((piece) => [el('math', { displaystyle: 'true' }, el('mrow', {}, ...piece)), document.createElement('wbr')]);

/**
 * How names are written: as they are, or as the numbers that are known.
 * @param {ReturnType<typeof valuesOf>} values
 * @param {(name: string) => string} labelOf
 * @param {boolean} asNumbers
 * @returns {Words['write']}
 */
function writing({ set, before, now }, labelOf, asNumbers) {
  const isOutput = (/** @type {string} */ name) => shown.spec.outputs.some(({ key }) => key === name.replaceAll('_', '-'));
  return (name, same) => {
    const isSet = set.has(name);
    const known = isSet ? set.get(name) : (isOutput(name) && !same ? before : now).get(name);
    if (asNumbers && known !== undefined) return value(known, isSet ? 'set' : '');
    if (isSet) return { element: el('mi', { class: 'set' }, inside(labelOf(name))) };
    return { element: variable(labelOf(name), isOutput(name) && !same ? 't−1' : 't') };
  };
}

/** @param {number} amount @param {string} className @returns {Written} */
function value(amount, className) {
  if (className === 'drawn' && Number.isNaN(amount)) return { element: el('mtext', {}, 'not drawn') };
  return { element: el('mrow', { class: `value ${className}` }, number(amount)), signed: amount < 0 };
}

/** @param {string} label @param {string} time */
function variable(label, time) {
  const when = time === 't' ? el('mi', {}, 't') : el('mrow', {}, el('mi', {}, 't'), sign('−'), el('mn', {}, '1'));
  // Without its depth, or letters that reach below the line would push their index down.
  // With a height of its own, or Firefox would leave an index as low as these on the line.
  return el('msub', {}, el('mpadded', { depth: '0' }, el('mi', {}, inside(label))), el('mpadded', { height: '1em' }, when));
}

/** A name among others: without its capital, its words kept together. @param {string} label */
const inside = (label) => `${label[0].toLowerCase()}${label.slice(1)}`.replaceAll(' ', '\u00a0');

/** The numbers that there are for names: set by the scenario, and, where a timestep is worked out, all others. */
function valuesOf() {
  const { apiary, reading, spec } = shown;
  const settings = apiary.read(apiary.alone(reading.link)).settings;
  const set = new Map(spec.parameters.map(({ key }) => [key.replaceAll('-', '_'), settings.find((one) => one.key === key)?.points[0] ?? NaN]));
  const all = mode === 'worked' ? [...apiary.worked(reading.link, run, timestep)] : [];
  const names = namesInOrder();
  const tied = (/** @type {number[]} */ values) => new Map(values.map((one, index) => [names[index], one]));
  return { set, before: tied(all.slice(0, names.length)), now: tied(all.slice(names.length)) };
}

/** The names of all quantities, in the order in which their numbers come. */
function namesInOrder() {
  const { explained, spec } = shown;
  const known = [...explained.draws.map(({ name }) => name), ...[...spec.parameters, ...spec.outputs].map(({ key }) => key.replaceAll('-', '_'))];
  const ways = explained.passages.flatMap((passage) => passage.equations).map(({ of }) => of);
  return [...known, ...ways.filter((name) => !known.includes(name))];
}
