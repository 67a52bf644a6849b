// The analysis that the notebook planned: three steps, each an ordinary link, each set by the one before.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { complete } from '../engine.js';
import { leftInWords, Pace } from '../pace.js';
import { shown, typed } from '../text.js';
import { toHeadline } from './headline.js';

const section = byId('planned-section');
const details = /** @type {HTMLDetailsElement} */ (byId('planned'));
const progress = byId('planned-progress');
const progressText = byId('planned-text');
const stop = byId('planned-stop');
const problemPlace = byId('planned-problem');
const place = byId('planned-steps');

const TITLES = ['1. Where is the outcome open?', '2. Which policy does best there?', '3. Does it hold in other worlds?'];
/** @type {Array<[import('apiary').Deciding, string]>} */
const DECIDING = [['trend', 'the notebook’s LOWESS trend'], ['mean', 'the mean over runs'], ['median', 'the median over runs']];
/** How often pictures are drawn while they are made. */
const REST = 150;

/** @typedef {import('apiary').Reading} Reading */
/** @typedef {import('apiary').Spec} Spec */
/** @typedef {{ canvas: HTMLCanvasElement, height: (width: number) => number, draw: (...to: Parameters<import('../canvas.js').Draw>) => void, describe: () => string }} Picture */
/** @typedef {{ told: HTMLElement, link: HTMLAnchorElement, pictures: Picture[] }} Step */

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../engine.js').Engine} */ let engine;
/** @type {import('../store.js').Store} */ let store;
/** @type {Spec | undefined} */ let spec;
/** @type {Reading | undefined} */ let reading;
/** @type {import('apiary').Planned | null} */ let analysis = null;
/** What the analysis belongs to, and whether it is complete. */
let key = '';
let isComplete = false;
let work = new AbortController();
/** @type {Step[]} */ let steps = [];
/** @type {Record<string, HTMLInputElement | HTMLSelectElement>} */ let controls = {};

onScreenChange(() => drawAll());
new ResizeObserver(() => drawAll()).observe(place);

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../engine.js').Engine} itsEngine
 * @param {import('../store.js').Store} itsStore
 */
export function makePlanned(itsApiary, itsEngine, itsStore) {
  [apiary, engine, store] = [itsApiary, itsEngine, itsStore];
  details.addEventListener('toggle', () => {
    if (details.open !== isAsked()) store.edit('planned', details.open ? 'trend' : '');
  });
  stop.addEventListener('click', () => (work.signal.aborted ? start() : halt()));
}

const isAsked = () => Boolean(reading?.view.planned);

/**
 * @param {Reading} now
 * @param {Spec} itsSpec
 */
export function updatePlanned(now, itsSpec) {
  const other = spec !== itsSpec;
  [reading, spec] = [now, itsSpec];
  section.hidden = !itsSpec.about.plan;
  if (other && itsSpec.about.plan) makeSteps(itsSpec, itsSpec.about.plan);
  details.open = isAsked();
  const problem = now.problems.find((candidate) => candidate.key === 'planned');
  say(problem?.message ?? '');
  if (!isAsked()) halt();
}

/**
 * Makes the analysis, once the page's own study is complete.
 * @param {import('../study.js').Progress} progress
 */
export function showPlanned({ settled }) {
  if (!isAsked()) return;
  const wanted = apiary.Planned.key_of(reading?.link ?? '') ?? '';
  if (wanted !== key) work.abort();
  if (settled && (wanted !== key || (!isComplete && !isHalted))) start();
}

/** Whether the reader has stopped it. */
let isHalted = false;

function halt() {
  work.abort();
  isHalted = true;
  stop.textContent = 'Go on';
}

async function start() {
  work.abort();
  work = new AbortController();
  const { signal } = work;
  [isHalted, isComplete] = [false, false];
  stop.textContent = 'Stop';
  progress.hidden = false;
  try {
    const now = begin();
    await complete(engine, now, signal, teller(now));
    isComplete = true;
    progress.hidden = true;
    show();
  } catch (error) {
    if (!signal.aborted) {
      progress.hidden = true;
      say(`${error instanceof Error ? error.message : error}.`);
    }
  }
}

/** The analysis of the link: the one there is, where its range is the same. */
function begin() {
  const link = reading?.link ?? '';
  key = apiary.Planned.key_of(link) ?? '';
  if (!analysis?.follow(link)) {
    analysis?.free();
    analysis = null;
    analysis = new apiary.Planned(link);
  }
  show();
  return analysis;
}

/**
 * Tells how far the step under way is, and shows it from time to time.
 * @param {import('apiary').Planned} now
 */
function teller(now) {
  let [pace, total, next] = [new Pace(), now.total, 0];
  return () => {
    if (now.total !== total) [pace, total] = [new Pace(), now.total];
    const time = performance.now();
    if (time < next) return;
    const share = Math.floor((100 * now.done) / now.total);
    progressText.textContent = `Step ${now.told().step} of 3: ${share} %${leftInWords(pace.left(now.done, now.total))}`;
    progress.querySelector('i')?.style.setProperty('width', `${share}%`);
    show();
    next = performance.now() + Math.max(REST, 3 * (performance.now() - time));
  };
}

/** Shows what the analysis says so far, and draws it. */
function show() {
  if (!analysis) return;
  const told = analysis.told();
  told.steps.forEach((step, index) => {
    const { told: sentence, link } = steps[index];
    if (sentence.textContent !== (step.told ?? '')) sentence.textContent = step.told ?? '';
    link.hidden = !step.link;
    if (step.link) link.href = `#${step.link}`;
  });
  fill(told);
  drawAll();
}

/** @param {import('apiary').PlannedTold} told */
function fill({ middle, bounds }) {
  const choice = reading?.view.planned;
  if (!choice || !spec?.about.plan) return;
  controls.deciding.value = choice.deciding;
  write('middle', spec.about.plan.unsure, middle, choice.middle !== null);
  spec.about.plan.axes.forEach(([axis], place) => ['from', 'to'].forEach((end, side) => {
    write(`${end}-${place}`, axis, bounds ? bounds[place][side] : null, choice.bounds !== null);
  }));
}

/**
 * @param {string} name
 * @param {string} parameter
 * @param {number | null} value
 * @param {boolean} own whether the reader has chosen it
 */
function write(name, parameter, value, own) {
  const input = controls[name];
  if (document.activeElement === input) return;
  input.value = value === null ? '' : shown(String(value), unitOf(parameter));
  input.closest('.field')?.classList.toggle('changed', own);
}

/** @param {string} parameter */
const rowOf = (parameter) => spec?.parameters.find((row) => row.key === parameter);
/** @param {string} parameter */
const unitOf = (parameter) => rowOf(parameter)?.unit ?? { symbol: '', power: 0, decimals: 2 };

/** Writes what the reader chooses into the link: what is empty follows from the results. */
function choose() {
  const plan = spec?.about.plan;
  if (!plan) return;
  const text = (/** @type {string} */ name, /** @type {string} */ parameter) => typed(controls[name].value, unitOf(parameter));
  const wasOwn = reading?.view.planned;
  const parts = [controls.deciding.value];
  const middle = controls.middle.dataset.edited || wasOwn?.middle !== null ? text('middle', plan.unsure) : '';
  if (middle) parts.push(middle);
  const ends = plan.axes.map(([axis], place) => [text(`from-${place}`, axis), text(`to-${place}`, axis)]);
  const isOwn = controls['from-0'].dataset.edited || wasOwn?.bounds;
  if (isOwn && ends.flat().every((end) => end !== '')) parts.push(...ends.map(([from, to]) => `${from}..${to}`));
  for (const control of Object.values(controls)) delete control.dataset.edited;
  const problem = store.edit('planned', parts.join(','));
  say(problem?.message ?? '');
}

/** @param {string} message */
function say(message) {
  problemPlace.textContent = message;
  problemPlace.hidden = message === '';
}

/**
 * @param {Spec} itsSpec
 * @param {import('apiary').Plan} plan
 */
function makeSteps(itsSpec, plan) {
  const label = (/** @type {string} */ parameter) => itsSpec.parameters.find((row) => row.key === parameter)?.label ?? parameter;
  controls = {};
  const deciding = make('select', { 'aria-label': 'What decides the range' },
    ...DECIDING.map(([value, text]) => make('option', { value }, text)));
  deciding.addEventListener('change', choose);
  controls.deciding = deciding;
  const bounds = plan.axes.map(([axis], axisPlace) => make('span', { className: 'ask-what' }, `${label(axis)} from `,
    input(`from-${axisPlace}`, axis, `Least ${label(axis).toLowerCase()}`, true), ' to ',
    input(`to-${axisPlace}`, axis, `Greatest ${label(axis).toLowerCase()}`, true)));
  const asked = [
    [make('label', { className: 'ask-what' }, 'The range is decided by ', make('span', { className: 'select' }, deciding))],
    [make('label', { className: 'ask-what' }, `${label(plan.unsure)} `, input('middle', plan.unsure, label(plan.unsure), false)),
      make('span', { className: 'caption' }, 'empty: the middle of the range')],
    [...bounds, make('button', { type: 'button', className: 'link', onclick: forgetBounds }, 'Follow from step 2')],
  ];
  steps = plan.steps.map((words, index) => makeStep(index, words, asked[index]));
}

/**
 * A field of the steps, in people's unit.
 * @param {string} name
 * @param {string} parameter
 * @param {string} label
 * @param {boolean} isBound
 */
function input(name, parameter, label, isBound) {
  const control = make('input', { type: 'text', autocomplete: 'off', spellcheck: false, 'aria-label': label });
  control.addEventListener('change', () => {
    (isBound ? controls['from-0'] : control).dataset.edited = 'true';
    choose();
  });
  controls[name] = control;
  return make('span', { className: 'field' }, control, make('span', { className: 'field-unit', 'aria-hidden': 'true' }, unitOf(parameter).symbol));
}

function forgetBounds() {
  const choice = reading?.view.planned;
  if (choice) store.edit('planned', [choice.deciding, ...(choice.middle === null ? [] : [String(choice.middle)])].join(','));
}

/**
 * @param {number} index
 * @param {string} words the notebook's
 * @param {Node[]} asked
 * @returns {Step}
 */
function makeStep(index, words, asked) {
  const told = make('p', { className: 'told' });
  const link = make('a', { className: 'open-step', hidden: true, onclick: toHeadline }, 'Open this step as a scenario');
  const pictures = picturesOf(index);
  const element = make('section', { className: 'step' }, make('h3', {}, TITLES[index]), make('blockquote', {}, words),
    make('div', { className: 'ask' }, ...asked), told,
    make('div', { className: index === 1 ? 'maps' : 'maps wide' }, ...pictures.map(({ canvas }) => canvas)), link);
  if (index === 0) place.replaceChildren(element);
  else place.append(element);
  return { told, link, pictures };
}

/** @param {number} index @returns {Picture[]} */
function picturesOf(index) {
  const canvas = () => make('canvas', { className: 'answer', role: 'img', 'aria-label': 'Not made yet' });
  const map = (/** @type {number} */ which) => ({
    canvas: canvas(),
    height: (/** @type {number} */ width) => analysis?.map_height(index + 1, width) ?? 0,
    draw: (/** @type {Parameters<import('../canvas.js').Draw>} */ ...to) => analysis?.draw_map(index + 1, which, ...to),
    describe: () => analysis?.describe_map(index + 1, which) ?? '',
  });
  if (index === 2) return [map(0), map(1)];
  if (index === 1) {
    const trends = canvas();
    trends.classList.add('across');
    return [map(0), map(1), { canvas: trends, height: (width) => analysis?.trends_height(width) ?? 0, draw: (...to) => analysis?.draw_trends(...to), describe: () => analysis?.describe_trends() ?? '' }];
  }
  return [{ canvas: canvas(), height: () => 560, draw: (...to) => analysis?.draw_range(...to), describe: () => analysis?.describe_range() ?? '' }];
}

function drawAll() {
  if (!analysis || !details.open) return;
  for (const { canvas, height, draw, describe } of steps.flatMap(({ pictures }) => pictures)) {
    canvas.style.height = `${height(canvas.getBoundingClientRect().width)}px`;
    paint(canvas, draw);
    const words = describe();
    if (words) canvas.setAttribute('aria-label', words);
  }
}
