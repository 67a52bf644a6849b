// All that a scenario sets, by meaning: policy, world, counts, initial state.
import { byId, make } from '../dom.js';
import { Field } from './field.js';
import { Row } from './row.js';

/** @typedef {import('apiary').Spec} Spec */
/** @typedef {import('apiary').Reading} Reading */

/** @type {Row[]} */ let rows = [];
/** @type {Field[]} */ let fields = [];
/** @type {string | null} */ let model = null;

const PLAIN = { symbol: '', power: 0, decimals: 0 };

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
  rows = spec.parameters.map((parameter) => new Row(parameter, store));
  for (const role of ['policy', 'world']) {
    const own = rows.filter((row) => row.parameter.role === role);
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
function makeCounts(spec, store, newSeed) {
  const steps = { ...PLAIN, symbol: `${spec.about.timestep}s` };
  const counts = /** @type {const} */ ([['runs', 'Runs', PLAIN], ['timesteps', 'Timesteps', steps], ['seed', 'Seed', PLAIN]]);
  const boxes = counts.map(([key, label, unit]) => makeCount(new Field({ key, label, unit }, store), label));
  const draw = make('button', { type: 'button', className: 'link', onclick: () => store.edit('seed', String(newSeed())) }, 'New seed');
  boxes[2].append(draw);
  byId('counts').replaceChildren(...boxes);
}

/**
 * @param {Field} field
 * @param {string} label
 */
function makeCount(field, label) {
  fields.push(field);
  return make('div', { className: 'count' }, make('label', { for: field.id }, label), field.element, field.error);
}

/**
 * @param {Spec} spec
 * @param {import('../store.js').Store} store
 */
function makeInitial(spec, store) {
  const boxes = spec.initial.map((_, index) => {
    const { key, label, unit } = spec.outputs[index];
    return makeCount(new Field({ key: `initial-${key}`, label: `Initial ${label.toLowerCase()}`, unit }, store), label);
  });
  byId('initial').replaceChildren(make('details', {},
    make('summary', {}, make('span', { id: 'start' }), ' ', make('u', {}, 'Edit')),
    make('div', { className: 'initial-fields' }, ...boxes)));
}
