// Where an outcome crosses a level as a parameter moves, by three readings of "the trend" or by one
// statistic.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { Asked } from '../asked.js';
import { STATISTICS, takesLevel, usualLevel } from '../measures.js';
import { shown, typed } from '../text.js';

const canvas = /** @type {HTMLCanvasElement} */ (byId('threshold'));
const told = byId('threshold-told');
/** @type {Array<[string, string]>} */
const READINGS = [['trend', 'trend, read in three ways'], ...STATISTICS.filter(([word]) => word !== 'impossible')];

/** @type {Asked<import('apiary').Threshold>} */ let asked;
/** @type {import('../store.js').Store} */ let store;
/** @type {import('apiary').Reading} */ let reading;
/** @type {import('apiary').Spec} */ let spec;
/** The model whose controls stand there. */
let model = '';

const parameter = make('select', { 'aria-label': 'Parameter' });
const from = makeInput('From');
const to = makeInput('To');
const output = make('select', { 'aria-label': 'Output' });
const statistic = make('select', { 'aria-label': 'Statistic' }, ...READINGS.map(([word, label]) => make('option', { value: word }, label)));
const level = makeInput('Level of the runs');
const levels = makeInput('Levels to cross');

onScreenChange(draw);
new ResizeObserver(draw).observe(canvas);

/**
 * @param {typeof import('apiary')} apiary
 * @param {import('../engine.js').Engine} engine
 * @param {import('../store.js').Store} itsStore
 */
export function makeThreshold(apiary, engine, itsStore) {
  store = itsStore;
  byId('threshold-ask').replaceChildren(
    what('As', inSelect(parameter)), what('goes from', from.box), what('to', to.box), what('where does the', inSelect(statistic)),
    level.box, what('of final', inSelect(output)), what('cross', levels.box));
  parameter.addEventListener('change', () => ask({ range: '' }));
  for (const { control } of [from, to]) control.addEventListener('change', () => ask({ range: `${read(from, rangeUnit())}..${read(to, rangeUnit())}` }));
  output.addEventListener('change', () => ask({ levels: '', level: String(usualLevel(output.value, spec, reading)) }));
  statistic.addEventListener('change', () => ask({ levels: '', level: String(usualLevel(output.value, spec, reading)) }));
  level.control.addEventListener('change', () => ask({ level: read(level, outputUnit()) }));
  levels.control.addEventListener('change', () => ask({ levels: read(levels, reading.view.threshold.unit) }));
  asked = new Asked(/** @type {HTMLDetailsElement} */ (byId('threshold-part')), engine, store, {
    key: 'threshold',
    isAsked: ({ view }) => view.threshold.is_asked,
    opening: () => spec.about.unsure,
    dependsOn: (link) => apiary.Threshold.key_of(link),
    begin: (link) => new apiary.Threshold(link),
    show: draw,
  });
}

/**
 * @param {import('apiary').Reading} now
 * @param {import('apiary').Spec} itsSpec
 */
export function updateThreshold(now, itsSpec) {
  [reading, spec] = [now, itsSpec];
  if (model !== now.model) makeChoices();
  model = now.model;
  const question = now.view.threshold;
  const [word, ...rest] = question.statistic.split('.');
  [parameter.value, output.value, statistic.value] = [question.parameter, question.output, word];
  level.box.hidden = !takesLevel(word);
  write(level, rest.join('.'), outputUnit());
  write(from, String(question.range[0]), rangeUnit());
  write(to, String(question.range[1]), rangeUnit());
  write(levels, question.levels.join(','), question.unit);
  asked.update(now);
}

/** @param {import('../study.js').Progress} progress */
export function showThreshold({ settled }) {
  asked.settle(settled);
}

function makeChoices() {
  const option = (/** @type {{ key: string, label: string }} */ { key, label }) => make('option', { value: key }, label);
  parameter.replaceChildren(...spec.parameters.map(option));
  output.replaceChildren(...spec.outputs.map(option));
}

const NO_UNIT = { symbol: '', power: 0, decimals: 2 };
const rangeUnit = () => spec.parameters.find(({ key }) => key === parameter.value)?.unit ?? NO_UNIT;
const outputUnit = () => spec.outputs.find(({ key }) => key === output.value)?.unit ?? NO_UNIT;

/**
 * Asks again with something changed; what was usual stays usual.
 * @param {{ range?: string, level?: string, levels?: string }} changed
 */
function ask(changed) {
  const question = reading.view.threshold;
  const isUsual = output.value === spec.about.goal.output && statistic.value === 'trend';
  const own = question.statistic.split('.').slice(1).join('.');
  const word = takesLevel(statistic.value) ? `${statistic.value}.${changed.level ?? own}` : statistic.value;
  const measure = word === 'trend' ? output.value : `${output.value}.${word}`;
  const parts = [
    parameter.value,
    changed.range ?? (question.is_own_range ? question.range.join('..') : ''),
    isUsual ? '' : measure,
    changed.levels ?? (question.is_own_levels ? question.levels.join(',') : ''),
  ];
  const problem = store.edit('threshold', parts.filter((part) => part !== '').join(','));
  if (problem) asked.say(`${problem.message}.`);
}

function draw() {
  const answer = asked?.answer;
  if (!answer) return;
  canvas.style.height = `${answer.height()}px`;
  paint(canvas, (...paper) => answer.draw(...paper));
  const words = answer.describe();
  canvas.setAttribute('aria-label', words);
  told.textContent = words;
}

/** @typedef {{ control: HTMLInputElement, box: HTMLElement, unit: HTMLElement }} Input */

/** @param {string} label @returns {Input} */
function makeInput(label) {
  const control = make('input', { type: 'text', autocomplete: 'off', spellcheck: false, 'aria-label': label });
  const unit = make('span', { className: 'field-unit', 'aria-hidden': 'true' });
  return { control, unit, box: make('label', { className: 'field' }, control, unit) };
}

/** @param {Input} input @param {import('apiary').Unit} unit */
const read = ({ control }, unit) => typed(control.value, unit);

/** @param {Input} input @param {string} text @param {import('apiary').Unit} unit */
function write(input, text, unit) {
  input.control.value = shown(text, unit);
  input.unit.textContent = unit.symbol;
}

/** @param {string} text @param {Node} control */
const what = (text, control) => make('span', { className: 'ask-what' }, text, control);
/** @param {HTMLSelectElement} select */
const inSelect = (select) => make('span', { className: 'select' }, select);
