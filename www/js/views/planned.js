// The analysis that the notebook planned: three steps, each an ordinary link, each set by the one before.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { shown, typed } from '../text.js';
import { Asked, tie } from './asked.js';
import { toHeadline } from './headline.js';
import { Numbers, tableOfCells, tableOfLines, tablesOf } from './numbers.js';
import { Readable } from './readable.js';
import { hideTip, showTip } from './tip.js';

const KEY = 'planned';
const section = /** @type {HTMLDetailsElement} */ (byId('planned-section'));
const place = byId('planned-answer');
const refused = make('p', { className: 'field-error', hidden: true });

const TITLES = ['1. Where is the outcome open?', '2. Which policy does best there?', '3. Does it hold in other worlds?'];
/** @type {Array<[import('apiary').Deciding, string]>} */
const DECIDING = [['trend', 'the notebook’s LOWESS trend'], ['mean', 'the mean over runs'], ['median', 'the median over runs']];

/** @typedef {import('apiary').Planned} Planned */
/** @typedef {import('apiary').Spec} Spec */
/** @typedef {Parameters<import('../canvas.js').Draw>} Paper */
/** @typedef {{ title: string, canvas: HTMLCanvasElement, table: (answer: Planned) => string, height: (answer: Planned, width: number) => number, draw: (answer: Planned, ...paper: Paper) => Float64Array | void, describe: (answer: Planned) => string, tables: (answer: Planned, picture: Picture) => import('./numbers.js').Table[], chart?: Readable, numbers: Numbers, className?: string }} Picture */
/** @typedef {{ told: HTMLElement, link: HTMLAnchorElement, pictures: Picture[] }} Step */

/** @type {typeof import('apiary')} */ let apiary;
/** @type {Asked<Planned>} */ let asked;
/** @type {import('../store.js').Store} */ let store;
/** @type {Spec | undefined} */ let spec;
/** @type {import('apiary').Choice | null} */ let choice = null;
/** @type {Step[]} */ let steps = [];
/** @type {Record<string, HTMLInputElement | HTMLSelectElement>} */ let controls = {};

onScreenChange(draw);
new ResizeObserver(draw).observe(section);

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../engine.js').Engine} engine
 * @param {import('../store.js').Store} itsStore
 */
export function makePlanned(itsApiary, engine, itsStore) {
  [apiary, store] = [itsApiary, itsStore];
  asked = new Asked(engine, {
    progress: byId('planned-progress'),
    answer: place,
    // Where the range is the same, only the steps behind it are made anew.
    make: (link) => (asked.shown?.follow(link) ? asked.shown : new apiary.Planned(link)),
    show,
  });
  tie(section, store, KEY, () => 'trend', () => choice !== null);
}

/**
 * @param {import('apiary').Reading} reading
 * @param {Spec} itsSpec
 */
export function updatePlanned(reading, itsSpec) {
  asked.settle(false);
  const other = spec !== itsSpec;
  [spec, choice] = [itsSpec, reading.view.planned];
  section.hidden = !itsSpec.about.plan;
  if (other && itsSpec.about.plan) makeSteps(itsSpec.about.plan);
  section.open = choice !== null;
  refused.hidden = true;
  asked.ask(choice && (apiary.Planned.key_of(reading.link) ?? null), reading.link);
}

/** @param {boolean} settled */
export const settlePlanned = (settled) => asked.settle(settled);

/** What the first step of the complete answer says, which sets the others; an empty text while there is none. */
export const plannedTold = () => asked.answer?.told().steps[0]?.told ?? '';

/** What there is to save. @returns {import('../pictures.js').Picture[]} */
export function plannedPictures() {
  const answer = asked.answer;
  if (!answer) return [];
  const told = answer.told().steps.map((step) => step.told ?? '');
  const pictures = steps.flatMap((step, index) => step.pictures.map((picture) => ({
    title: `Planned analysis, step ${index + 1}: ${picture.title}`,
    height: (/** @type {number} */ width) => picture.height(answer, width),
    draw: (/** @type {Paper} */ ...paper) => picture.draw(answer, ...paper),
    table: () => picture.table(answer),
    told: [told[index]],
  })));
  // A step that the one before leaves nothing to do has no pictures.
  return pictures.filter(({ height }) => height(1000) > 0);
}

/**
 * Shows what the analysis says so far, and draws it.
 * @param {Planned} answer
 */
function show(answer) {
  const told = answer.told();
  told.steps.forEach((step, index) => {
    const { told: sentence, link } = steps[index];
    if (sentence.textContent !== (step.told ?? '')) sentence.textContent = step.told ?? '';
    link.hidden = !step.link;
    if (step.link) link.href = `#${step.link}`;
  });
  fill(told);
  draw();
}

/** @param {import('apiary').PlannedTold} told */
function fill({ middle, bounds }) {
  const plan = spec?.about.plan;
  if (!choice || !plan) return;
  controls.deciding.value = choice.deciding;
  write('middle', plan.unsure, middle, choice.middle !== null);
  const isOwn = choice.bounds !== null;
  plan.axes.forEach(([axis], index) => ENDS.forEach((end, side) => {
    write(`${end}-${index}`, axis, bounds ? bounds[index][side] : null, isOwn);
  }));
}

const ENDS = ['from', 'to'];

/**
 * @param {string} name
 * @param {string} parameter
 * @param {number | null} value
 * @param {boolean} isOwn whether the reader has chosen it
 */
function write(name, parameter, value, isOwn) {
  const control = controls[name];
  const text = value === null ? '' : shown(String(value), unitOf(parameter));
  // What a reader is just typing stays.
  if (document.activeElement !== control || control.value === control.dataset.written) control.value = text;
  control.dataset.written = text;
  control.closest('.field')?.classList.toggle('changed', isOwn);
}

/** @param {string} parameter */
const rowOf = (parameter) => spec?.parameters.find((row) => row.key === parameter);
/** @param {string} parameter */
const unitOf = (parameter) => rowOf(parameter)?.unit ?? { symbol: '', power: 0, decimals: 2 };

/**
 * Writes the reader's choices into the link; what they leave open follows from the results.
 * @param {{ middle?: boolean, bounds?: boolean }} own what has just been chosen, or left open
 */
function choose(own = {}) {
  const plan = spec?.about.plan;
  if (!plan) return;
  const wrong = misused(plan, own);
  refused.hidden = wrong === '';
  refused.textContent = wrong;
  if (wrong) return;
  const text = (/** @type {string} */ name, /** @type {string} */ parameter) => typed(controls[name].value, unitOf(parameter));
  const parts = [controls.deciding.value];
  if (own.middle ?? choice?.middle != null) parts.push(text('middle', plan.unsure));
  const ends = plan.axes.map(([axis], index) => ENDS.map((end) => text(`${end}-${index}`, axis)).join('..'));
  if (own.bounds ?? choice?.bounds != null) parts.push(...ends);
  const problem = store.edit(KEY, parts.filter((part) => part !== '').join(','));
  refused.hidden = problem === null;
  refused.textContent = problem ? `${problem.message}.` : '';
}

/**
 * What is wrong with the fields, in their own words; nothing where they can be used.
 * @param {import('apiary').Plan} plan
 * @param {{ middle?: boolean, bounds?: boolean }} own
 */
function misused(plan, own) {
  const wrong = (/** @type {string} */ name, /** @type {string} */ parameter) => {
    const { value } = controls[name];
    const [unit, label] = [unitOf(parameter), controls[name].ariaLabel];
    if (value.trim() !== '' && Number.isNaN(Number(typed(value, unit)))) {
      return `${label} cannot be “${value}”: it is not one number; write one like ${unit.power === 2 ? '20 or 20\u202f%' : '0.2 or 1e-3'}. The steps still show the answer before.`;
    }
    return '';
  };
  const middle = own.middle ? wrong('middle', plan.unsure) : '';
  if (middle || !(own.bounds ?? choice?.bounds != null)) return middle;
  for (const [index, [axis]] of plan.axes.entries()) {
    const either = ENDS.map((end) => wrong(`${end}-${index}`, axis)).find(Boolean);
    if (either) return either;
    const [least, greatest] = ENDS.map((end) => Number(typed(controls[`${end}-${index}`].value, unitOf(axis))));
    if (least > greatest) return `${controls[`from-${index}`].ariaLabel} lies above the greatest. The steps still show the answer before.`;
  }
  return '';
}

/** @param {import('apiary').Plan} plan */
function makeSteps(plan) {
  const label = (/** @type {string} */ parameter) => rowOf(parameter)?.label ?? parameter;
  controls = {};
  const deciding = make('select', { 'aria-label': 'What decides the range' }, ...DECIDING.map(([value, text]) => make('option', { value }, text)));
  deciding.addEventListener('change', () => choose());
  controls.deciding = deciding;
  const bounds = plan.axes.map(([axis], index) => item(label(axis), make('div', { className: 'ask-range' },
    input(`from-${index}`, axis, `Least ${label(axis).toLowerCase()}`, () => choose({ bounds: true })), 'to',
    input(`to-${index}`, axis, `Greatest ${label(axis).toLowerCase()}`, () => choose({ bounds: true })))));
  const middle = input('middle', plan.unsure, `${label(plan.unsure)} in the second step`, () => choose({ middle: controls.middle.value.trim() !== '' }));
  const follow = (/** @type {string} */ text, /** @type {{ middle?: boolean, bounds?: boolean }} */ own) =>
    make('button', { type: 'button', className: 'link', onclick: () => choose(own) }, text);
  const questions = [
    [item('The range is decided by', make('span', { className: 'select' }, deciding))],
    [item(label(plan.unsure), middle), follow('Follow from step 1', { middle: false })],
    [...bounds, follow('Follow from step 2', { bounds: false })],
  ];
  for (const { chart } of steps.flatMap(({ pictures }) => pictures)) chart?.drop();
  steps = plan.steps.map((words, index) => makeStep(index, words, questions[index]));
}

/** @param {string} label @param {Node} control */
const item = (label, control) => make('div', { className: 'ask-item' }, make('span', { className: 'ask-label' }, label), control);

/**
 * A field of the steps, in people's unit.
 * @param {string} name
 * @param {string} parameter
 * @param {string} label
 * @param {() => void} changed
 */
function input(name, parameter, label, changed) {
  const control = make('input', { type: 'text', autocomplete: 'off', spellcheck: false, 'aria-label': label });
  control.addEventListener('change', changed);
  controls[name] = control;
  return make('label', { className: 'field' }, control, make('span', { className: 'field-unit', 'aria-hidden': 'true' }, unitOf(parameter).symbol));
}

/**
 * @param {number} index
 * @param {string} words the notebook's
 * @param {Node[]} questions
 * @returns {Step}
 */
function makeStep(index, words, questions) {
  const told = make('p', { className: 'conclusion told' });
  const link = make('a', { hidden: true, onclick: toHeadline }, 'Open this step as a scenario');
  const pictures = PICTURES[index]();
  const element = make('section', { className: 'step' }, make('h4', {}, TITLES[index]), make('blockquote', {}, words),
    make('div', { className: 'ask' }, ...questions), told,
    make('div', { className: index === 1 ? 'maps' : 'maps wide' }, ...pictures.map(boxed)), link);
  if (index === 0) place.replaceChildren(refused, element);
  else place.append(element);
  return { told, link, pictures };
}

/** A picture above its table. @param {Picture} picture */
const boxed = ({ canvas: element, chart, numbers, className }) =>
  make('div', { className: `plated ${className ?? ''}` }, chart?.plate ?? element, numbers.element);

/** A picture with its table. @param {Omit<Picture, 'numbers'>} parts @param {string} name @returns {Picture} */
function listed(parts, name) {
  const numbers = new Numbers(name, () => (asked.shown ? parts.tables(asked.shown, picture) : []));
  /** @type {Picture} */ const picture = { ...parts, numbers };
  return picture;
}

const canvas = (className = '', tabIndex = 0) => make('canvas', { className, tabIndex, role: 'img', 'aria-label': 'Not made yet' });

/** @param {number} step @param {number} which */
const map = (step, which) => listed({
  title: which === 0 ? 'map' : 'second map',
  table: (answer) => answer.map_table(step, which),
  canvas: readable(step, which),
  height: (answer, width) => answer.map_height(step, width),
  draw: (answer, ...paper) => answer.draw_map(step, which, ...paper),
  describe: (answer) => answer.describe_map(step, which),
  tables: (answer) => tableOfCells(`Map ${which + 1} of step ${step}`, answer.map_list(step, which)),
}, `Map ${which + 1} of step ${step}`);

function range() {
  const element = canvas('', -1);
  const chart = new Readable(element, 'the curves of step 1', {
    timestep: () => '',
    bar: (_, __, point) => asked.shown?.range_at(point),
    bars: ['the curves of step 1, along the parameter'],
  });
  return listed({
    title: 'range',
    table: (answer) => answer.range_table(),
    canvas: element,
    chart,
    height: (answer, width) => answer.range_height(width),
    draw: (answer, ...paper) => answer.draw_range(...paper),
    describe: (answer) => answer.describe_range(),
    tables: (answer) => tableOfLines('Every point computed', answer.range_list()),
  }, 'The curves of step 1');
}

function trends() {
  const element = canvas('', -1);
  const chart = new Readable(element, 'the trends of step 2', {
    timestep: () => spec?.about.timestep ?? '',
    at: (time) => asked.shown?.trends_at(time),
  });
  return listed({
    title: 'trends',
    table: (answer) => answer.trends_table(),
    canvas: element,
    chart,
    className: 'across',
    height: (answer, width) => answer.trends_height(width),
    draw: (answer, ...paper) => answer.draw_trends(...paper),
    describe: (answer) => answer.describe_trends(),
    tables: () => tablesOf(chart),
  }, 'The trends of step 2');
}

/** A map whose cells can be read by pointing at them, and opened. @param {number} step @param {number} which */
function readable(step, which) {
  const element = canvas('cells');
  const subsetAt = (/** @type {MouseEvent} */ { clientX, clientY }) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return asked.shown?.map_at(step, { width, height, ratio: 1 }, clientX - left, clientY - top);
  };
  element.addEventListener('pointermove', (event) => {
    const subset = subsetAt(event);
    if (subset === undefined || !asked.shown) return hideTip();
    showTip(`${asked.shown.map_told(step, which, subset)}. Click to open it.`, event);
  });
  element.addEventListener('pointerleave', hideTip);
  element.addEventListener('click', (event) => {
    const subset = subsetAt(event);
    const link = subset === undefined ? undefined : asked.shown?.map_link(step, subset);
    if (link === undefined) return;
    hideTip();
    store.open(link);
    toHeadline();
  });
  return element;
}

/** The pictures of each step. @type {Array<() => Picture[]>} */
const PICTURES = [
  () => [range()],
  () => [map(2, 0), map(2, 1), trends()],
  () => [map(3, 0), map(3, 1)],
];

function draw() {
  const answer = asked?.shown;
  if (!answer || !section.open) return;
  for (const picture of steps.flatMap(({ pictures }) => pictures)) {
    const height = picture.height(answer, picture.canvas.getBoundingClientRect().width);
    picture.canvas.style.height = `${height}px`;
    // No table of what is not there yet.
    picture.numbers.element.hidden = height === 0;
    const areas = paint(picture.canvas, (...paper) => picture.draw(answer, ...paper));
    if (areas) picture.chart?.drawn(areas);
    picture.numbers.update();
    picture.canvas.setAttribute('aria-label', picture.describe(answer) || 'Not made yet');
  }
}
