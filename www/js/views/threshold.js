// Where the outcome crosses levels as a parameter moves: what is asked, and the answer.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { numbers } from '../text.js';
import { Asked, tie } from './asked.js';
import { Numbers, tableOfLines } from './numbers.js';
import { Field } from './field.js';
import { Readable } from './readable.js';
import { ENDS, writeOutcome } from '../measures.js';
import { OutcomePick } from './outcome.js';

const KEY = 'threshold';
const section = /** @type {HTMLDetailsElement} */ (byId('threshold-section'));
const place = byId('threshold-ask');
const canvas = /** @type {HTMLCanvasElement} */ (byId('threshold'));
const sentences = byId('threshold-told');
const ENDS_OF_RANGE = ['Range from', 'Range to'];
const LEVELS = 'Levels';
const WORDS = [['', 'trend, read three ways'], ['trend', 'LOWESS trend'], ...ENDS];

/** @typedef {import('apiary').Search} Search */

/** @type {import('../store.js').Store} */ let store;
/** @type {Asked<import('apiary').Threshold>} */ let asked;
/** @type {import('apiary').Reading} */ let reading;
/** @type {import('apiary').Spec} */ let spec;
/** @type {{ parameter: HTMLSelectElement, from: Field, to: Field, outcome: OutcomePick, levels: Field } | undefined} */ let controls;
/** The units that the fields were made for. */
let units = '';

const table = new Numbers('The curves', () => (asked.shown ? tableOfLines('Every point computed', asked.shown.list()) : []));
const chart = new Readable(canvas, 'the curves', {
  timestep: () => '',
  bar: (_, __, point) => asked.shown?.at(point),
  bars: ['the curves, along the parameter'],
});
chart.plate.after(table.element);

onScreenChange(draw);
new ResizeObserver(draw).observe(section);

/**
 * @param {typeof import('apiary')} apiary
 * @param {import('../engine.js').Engine} engine
 * @param {import('../store.js').Store} itsStore
 */
export function makeThreshold(apiary, engine, itsStore) {
  store = itsStore;
  asked = new Asked(engine, {
    progress: byId('threshold-progress'),
    answer: byId('threshold-answer'),
    make: (link) => new apiary.Threshold(link),
    show(search) {
      sentences.replaceChildren(...search.sentences().map((sentence) => make('li', {}, sentence)));
      draw();
    },
  });
  tie(section, store, KEY, first, () => reading.view.threshold !== null);
}

/** What its summary asks: from where on half of the runs end as the headline counts them. */
function first() {
  const { goal, unsure } = spec.about;
  const outcome = { output: goal.output, word: goal.above ? 'above' : 'below', at: String(reading.view.goal) };
  return `${unsure},${writeOutcome(outcome)}`;
}

/**
 * @param {import('apiary').Reading} now
 * @param {import('apiary').Spec} itsSpec
 */
export function updateThreshold(now, itsSpec) {
  asked.settle(false);
  [reading, spec] = [now, itsSpec];
  const { threshold, subset } = now.view;
  section.open = threshold !== null;
  if (threshold) showQuestion(threshold);
  asked.ask(threshold && JSON.stringify([now.scenario, subset, threshold]), now.link);
}

/** @param {boolean} settled */
export const settleThreshold = (settled) => asked.settle(settled);

/** What the complete answer says; an empty text while there is none. */
export const thresholdTold = () => asked.answer?.sentences().join(' ') ?? '';

/** What there is to save. @returns {import('../pictures.js').Picture[]} */
export function thresholdPictures() {
  const search = asked.answer;
  return search ? [{
    title: 'Threshold',
    height: (width) => search.height(width),
    draw: (...paper) => search.draw(...paper),
    table: () => search.table(),
    told: search.sentences(),
  }] : [];
}

/** @param {Search} search */
function showQuestion(search) {
  const parameter = spec.parameters.find(({ key }) => key === search.parameter) ?? spec.parameters[0];
  const made = JSON.stringify([spec.about.name, parameter.unit, search.unit]);
  if (made !== units) {
    // Whoever chooses another parameter from the keyboard stays where they are.
    const focused = place.contains(document.activeElement) && document.activeElement?.getAttribute('aria-label');
    makeControls(parameter, search);
    if (focused) /** @type {HTMLElement | null} */ (place.querySelector(`[aria-label="${focused}"]`))?.focus();
  }
  units = made;
  if (!controls) return;
  controls.parameter.value = search.parameter;
  controls.from.show(String(search.from));
  controls.to.show(String(search.to));
  controls.outcome.update(search.outcome, reading, spec);
  controls.levels.show(search.levels.join(','));
}

/**
 * @param {import('apiary').Parameter} parameter
 * @param {Search} search
 */
function makeControls({ unit }, search) {
  const options = spec.parameters.map(({ key, label }) => make('option', { value: key }, label));
  const parameter = make('select', { 'aria-label': 'Parameter that moves' }, ...options);
  parameter.addEventListener('change', () => ask({ parameter: parameter.value, range: '' }));
  const ends = ['from', 'to'].map((end, side) => field(ENDS_OF_RANGE[side], unit, (text) => ask({ [end]: text })));
  const outcome = new OutcomePick('threshold', WORDS, (text) => ask({ outcome: text, levels: '' }));
  const levels = field(LEVELS, search.unit, (text) => ask({ levels: text }));
  controls = { parameter, from: ends[0], to: ends[1], outcome, levels };
  place.replaceChildren(
    item('Parameter', make('span', { className: 'select' }, parameter)),
    item('Range', make('div', { className: 'ask-range' }, ends[0].element, make('span', {}, 'to'), ends[1].element)),
    item('Outcome', outcome.element),
    item('Levels', levels.element),
    ends[0].error, ends[1].error, levels.error,
  );
}

/**
 * A field that asks anew.
 * @param {string} label
 * @param {import('apiary').Unit} unit
 * @param {(text: string) => import('apiary').NotUsed | null} edit
 */
function field(label, unit, edit) {
  // What is refused is this field's text, not the whole question.
  const part = { edit: (/** @type {string} */ _, /** @type {string} */ text) => { const problem = edit(text); return problem && { ...problem, text }; } };
  return new Field(KEY, label, { ...numbers(unit), wrong: (typed) => wrong(label, typed, unit) }, /** @type {any} */ (part));
}

/**
 * What is wrong with a part of the question, in the words of its field and not of links.
 * @param {string} label
 * @param {string} typed
 * @param {import('apiary').Unit} unit
 */
function wrong(label, typed, unit) {
  const { read, wrong: misread, show } = numbers(unit);
  const text = read(typed);
  const values = text.split(',').map(Number);
  const search = reading.view.threshold;
  if (label === LEVELS) {
    if (text.includes('..')) return 'it is a range; write each level, like ' + (unit.power === 2 ? '10, 80' : '0.1, 0.8');
    return misread?.(typed) ?? '';
  }
  if (text === '' || !search) return '';
  if (values.length > 1 || values.some(Number.isNaN)) return `it is not one number; write one like ${unit.power === 2 ? '20 or 20\u202f%' : '0.2 or 1e-3'}`;
  const [from, to] = label === ENDS_OF_RANGE[0] ? [values[0], search.to] : [search.from, values[0]];
  const other = label === ENDS_OF_RANGE[0] ? `below its other end, ${show(String(to))}` : `above its other end, ${show(String(from))}`;
  return from < to ? '' : `a range rises, so this end must lie ${other}`;
}

/** @param {string} label @param {Node} control */
const item = (label, control) => make('div', { className: 'ask-item' }, make('span', { className: 'ask-label', 'aria-hidden': 'true' }, label), control);

/**
 * Asks the question with some parts changed; an empty part stands for its default.
 * @param {{ parameter?: string, from?: string, to?: string, range?: string, outcome?: string, levels?: string }} change
 */
function ask(change) {
  const search = reading.view.threshold;
  if (!search) return null;
  const now = {
    parameter: search.parameter,
    range: `${change.from ?? search.from}..${change.to ?? search.to}`,
    outcome: search.outcome,
    levels: search.levels.join(','),
    ...change,
  };
  return store.edit(KEY, [now.parameter, now.range, now.outcome, now.levels].join(','));
}

function draw() {
  const search = asked?.shown;
  if (!search || !section.open) return;
  canvas.style.height = `${search.height(canvas.getBoundingClientRect().width)}px`;
  chart.drawn(paint(canvas, (context, frame, theme) => search.draw(context, frame, theme)));
  canvas.setAttribute('aria-label', search.describe());
  table.update();
}
