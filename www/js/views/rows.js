// All that a scenario sets, by meaning: policy, world, counts, initial state.
import { byId, make } from '../dom.js';
import { Field } from './field.js';
import { Row } from './row.js';
import { counts, numbers, plain } from '../text.js';

/** @typedef {import('apiary').Spec} Spec */
/** @typedef {import('apiary').Reading} Reading */

/** @type {Row[]} */ let rows = [];
/** @type {Field[]} */ let fields = [];
/** @type {string | null} */ let model = null;

/**
 * @param {Reading} reading
 * @param {Spec} spec
 * @param {import('../store.js').Store} store
 * @param {() => number} newSeed
 */
export function updateRows(reading, spec, store, newSeed) {
  if (model !== reading.model) makeRows(spec, store, newSeed);
  model = reading.model;
  const problemOf = (/** @type {string} */ key) => reading.problems.find((problem) => problem.key === key && !problem.harmless);
  for (const row of rows) {
    const setting = reading.settings.find(({ key }) => key === row.parameter.key);
    if (setting) row.update(setting, problemOf(setting.key));
  }
  for (const field of fields) field.show(textOf(reading, field.key), problemOf(field.key));
}

/** @param {string} start the initial state in a sentence */
export function showStart(start) {
  const place = document.getElementById('start');
  if (place && place.textContent !== start) place.textContent = start;
}

/**
 * @param {Reading} reading
 * @param {string} key
 */
function textOf(reading, key) {
  if (key === 'runs' || key === 'timesteps' || key === 'seed') return String(reading[key]);
  return reading.settings.find((setting) => setting.key === key)?.text ?? '';
}

/**
 * @param {Spec} spec
 * @param {import('../store.js').Store} store
 * @param {() => number} newSeed
 */
function makeRows(spec, store, newSeed) {
  rows = spec.parameters.map((parameter) => new Row(parameter, store, spec.about.year));
  // First what the sentence speaks of, as it does.
  const { headline } = spec.about.goal;
  const place = (/** @type {Row} */ { parameter }) => (headline.includes(`{${parameter.key}}`) ? headline.indexOf(`{${parameter.key}}`) : headline.length);
  for (const role of ['policy', 'world']) {
    const own = rows.filter((row) => row.parameter.role === role).sort((a, b) => place(a) - place(b));
    byId(role).replaceChildren(...own.map((row) => row.element));
  }
  fields = [];
  makeCounts(spec, store, newSeed);
  makeInitial(spec, store);
}

/**
 * @param {Spec} spec
 * @param {import('../store.js').Store} store
 * @param {() => number} newSeed
 */
function makeCounts({ about }, store, newSeed) {
  const draw = make('button', { type: 'button', className: 'link', onclick: () => store.edit('seed', String(newSeed())) }, 'New seed');
  byId('counts').replaceChildren(
    makeCount(new Field('runs', 'Runs', counts(''), store)),
    makeCount(new Field('timesteps', 'Timesteps', counts(`${about.timestep}s`), store)),
    makeCount(new Field('seed', 'Seed', plain, store), 'Seed', draw),
    make('p', { className: 'caption' }, 'All luck is drawn from the seed: the same one gives the same runs to everybody.'),
  );
}

/**
 * @param {Field} field
 * @param {string} [label] where the field's own name says more than its place needs
 * @param {...Node} beside what else stands on the label's line
 */
function makeCount(field, label = field.name, ...beside) {
  fields.push(field);
  return make('div', { className: 'count' },
    make('div', { className: 'count-head' }, make('label', { for: field.id }, label), ...beside), field.element, field.error);
}

/**
 * @param {Spec} spec
 * @param {import('../store.js').Store} store
 */
function makeInitial({ initial, outputs }, store) {
  const boxes = initial.map((_, index) => {
    const { key, label, unit } = outputs[index];
    return makeCount(new Field(`initial-${key}`, `Initial ${label.toLowerCase()}`, numbers(unit), store), label);
  });
  byId('initial').replaceChildren(make('details', {},
    make('summary', {}, make('span', { id: 'start' }), ' ', make('u', {}, 'Edit')),
    make('div', { className: 'initial-fields' }, ...boxes)));
}
