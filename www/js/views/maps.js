// The sweep as two maps, side by side as the notebook's plan asks, or along its one axis: what each cell's runs come to. The
// pointer reads a cell, a click looks at it; the arrow keys do both from the keyboard.
import { byId, make, put } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { counted, counts, misread, shown, spoken, typed } from '../text.js';
import { readOutcome, STATISTICS, unitOfValues } from '../measures.js';
import { Field } from './field.js';
import { Numbers, tableOfCells } from './numbers.js';
import { OutcomePick } from './outcome.js';
import { hideTip, showTip } from './tip.js';
import { keepTrends } from './trends.js';

const section = byId('maps-section');
const place = byId('maps');
const KEYS = ['map', 'map-2'];
const LINES = ['map-lines', 'map-2-lines'];
const NAMES = ['first map', 'second map'];
/** @typedef {import('apiary').Reading} Reading */
/**
 * @typedef {object} Panel
 * @property {HTMLCanvasElement} canvas
 * @property {OutcomePick} outcome
 * @property {HTMLInputElement} lines the levels of its contours
 * @property {HTMLElement} error what is wrong with these
 * @property {Numbers} numbers its cells as a table
 * @property {HTMLElement} cell outlines the cell that is pointed at
 */

/** @type {Panel[]} */ let panels = [];
/** @type {Field | undefined} The timestep whose values the maps show: the last. */ let at;
/** @type {import('apiary').Study | null} */ let study = null;
/** @type {Reading | undefined} */ let reading;
/** @type {import('apiary').Spec | undefined} */ let spec;
/** @type {import('../store.js').Store} */ let store;

const boxes = new ResizeObserver(() => draw());
boxes.observe(place);
onScreenChange(() => draw());

/**
 * @param {Reading} now
 * @param {import('apiary').Spec} itsSpec
 * @param {import('../store.js').Store} itsStore
 */
export function updateMaps(now, itsSpec, itsStore) {
  const other = spec !== itsSpec;
  [reading, spec, store] = [now, itsSpec, itsStore];
  section.hidden = now.axes.length === 0;
  const isMap = now.sweep === 'product' && now.axes.length > 1;
  put(byId('maps-as'), { textContent: isMap ? 'The sweep as a map' : 'The sweep, value by value' });
  if (other) makePanels(itsSpec);
  put(byId('maps-held'), { textContent: heldFixed(now, itsSpec) });
  unpoint();
  // With more than two axes a map is made of small ones, which need the whole width.
  place.classList.toggle('wide', now.sweep === 'product' && now.axes.length > 2);
  panels.forEach(({ outcome, lines, error }, which) => {
    outcome.update(now.view.maps[which], now, itsSpec);
    put(error, { hidden: true });
    lines.setAttribute('aria-invalid', 'false');
    put(lines, { value: shown(now.view.lines[which], valueUnit(which)), placeholder: isMap ? 'round values' : 'none' });
  });
  at?.show(String(now.timesteps));
}

/** What all cells have in common; of initial values what is not usual. @param {Reading} now @param {import('apiary').Spec} itsSpec */
function heldFixed({ settings }, { parameters, outputs }) {
  const fixed = settings.filter(({ axis }) => !axis).flatMap(({ key, text, changed }) => {
    const row = parameters.find((parameter) => parameter.key === key);
    if (row) return [`${row.label.toLowerCase()} ${spoken(text, row.unit)}`];
    const start = outputs.find((output) => `initial-${output.key}` === key);
    return start && changed ? [`initial ${start.label.toLowerCase()} ${spoken(text, start.unit)}`] : [];
  });
  return fixed.length > 0 ? `Held fixed: ${fixed.join(', ')}.` : '';
}

/** Keeps the room that the maps and the trends below them will take. @param {typeof import('apiary')} apiary */
export function keepMapsRoom(apiary) {
  if (!reading || section.hidden) return;
  const [map, below] = apiary.sweep_heights(reading.link, panels[0].canvas.clientWidth, section.clientWidth);
  for (const { canvas } of panels) canvas.style.height = `${map}px`;
  keepTrends(below);
}

/**
 * @param {import('../study.js').Progress} progress
 * @param {Reading} now
 */
export function showMaps({ study: current, settled, done, total, preview }, now) {
  study = current;
  const state = settled ? ', stopped' : preview ? ', a preview' : ', getting finer';
  put(byId('maps-note'), { textContent: `${counted(now.subsets)} subsets${done < total ? state : ''}` });
  draw();
}

/** @param {string} key */
const unitOf = (key) => spec?.outputs.find((output) => output.key === key)?.unit ?? { symbol: '', power: 0, decimals: 0 };

/** The unit of a map's own values: shares are told in per cent. @param {number} which */
function valueUnit(which) {
  const { output, word } = readOutcome(reading?.view.maps[which] ?? '');
  return unitOfValues(word, unitOf(output));
}

/** @param {import('apiary').Spec} itsSpec */
function makePanels(itsSpec) {
  study = null;
  at = new Field('timesteps', `${itsSpec.about.timestep} that the maps show`, counts(''), store);
  byId('maps-at').replaceChildren(make('label', { for: at.id }, `At ${itsSpec.about.timestep}`), at.element, at.error);
  panels = KEYS.map((_, which) => makePanel(which));
  place.replaceChildren(...panels.map(({ canvas, outcome, lines, cell, error, numbers }, which) => make('div', { className: 'map' },
    make('div', { className: 'map-frame' }, canvas, cell),
    make('div', { className: 'map-more' }, change(which, outcome.element, make('label', { className: 'map-lines' }, 'Lines at ', lines), error), numbers.element))));
}

/** Few readers change what a map shows: they need not see how. @param {number} which @param {...Node} controls */
const change = (which, ...controls) => make('details', { className: 'opens' },
  make('summary', { 'aria-label': `Change what the ${NAMES[which]} shows` }, 'Change'), make('div', { className: 'map-pick' }, ...controls));

/** @param {number} which @returns {Panel} */
function makePanel(which) {
  const name = NAMES[which];
  const canvas = make('canvas', { role: 'img', tabIndex: 0, 'aria-label': name });
  const outcome = new OutcomePick(name, STATISTICS, (text) => store.edit(KEYS[which], text));
  const lines = make('input', { type: 'text', className: 'plain-field', 'aria-label': `Levels of the contours of the ${name}` });
  const cell = make('div', { className: 'map-cell', hidden: true });
  const error = make('p', { className: 'field-error', role: 'status', hidden: true });
  canvas.addEventListener('pointermove', (event) => point(which, event));
  lines.addEventListener('change', () => {
    const wrong = misread(lines.value, valueUnit(which));
    const problem = wrong ? null : store.edit(LINES[which], typed(lines.value, valueUnit(which)));
    say(wrong || problem ? `Lines cannot stand at “${lines.value}”: ${wrong || 'up to eight levels can be told, like 0.1, 0.5'}. The map still shows the ones before.` : '');
  });
  const say = (/** @type {string} */ reason) => {
    error.textContent = reason;
    error.hidden = reason === '';
    lines.setAttribute('aria-invalid', String(reason !== ''));
  };
  canvas.addEventListener('pointerleave', unpoint);
  canvas.addEventListener('click', (event) => look(subsetAt(canvas, event)));
  canvas.addEventListener('keydown', (event) => step(event));
  const numbers = new Numbers(`The ${name}`, () => (study ? tableOfCells(study.map_label(which), study.map_list(which)) : []));
  return { canvas, outcome, lines, cell, error, numbers };
}

function draw() {
  if (!study || section.hidden) return;
  const current = study;
  panels.forEach(({ canvas, numbers }, which) => {
    numbers.update();
    canvas.style.height = `${current.map_height(canvas.getBoundingClientRect().width)}px`;
    paint(canvas, (context, frame, theme) => current.draw_map(which, context, frame, theme));
    const looked = reading?.view.subset ?? 0;
    canvas.setAttribute('aria-label', `${current.map_label(which)}, by subset. Shown below: ${current.map_told(which, looked)}. Arrow keys move to other cells.`);
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {MouseEvent} event
 */
function subsetAt(canvas, { clientX, clientY }) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return study?.map_at({ width, height, ratio: 1 }, clientX - left, clientY - top);
}

/**
 * @param {number} which
 * @param {PointerEvent} event
 */
function point(which, event) {
  const subset = subsetAt(panels[which].canvas, event);
  if (subset === undefined || !study) return unpoint();
  for (const { canvas, cell } of panels) outline(cell, canvas, subset);
  showTip(`${study.map_told(which, subset)}. Click to show it below.`, event);
}

function unpoint() {
  hideTip();
  for (const { cell } of panels) put(cell, { hidden: true });
}

/**
 * @param {HTMLElement} cell
 * @param {HTMLCanvasElement} canvas
 * @param {number} subset
 */
function outline(cell, canvas, subset) {
  const { width, height } = canvas.getBoundingClientRect();
  const box = study?.map_cell({ width, height, ratio: 1 }, subset);
  cell.hidden = !box;
  if (!box) return;
  ['left', 'top', 'width', 'height'].forEach((side, index) => cell.style.setProperty(side, `${box[index]}px`));
}

/** @param {number | undefined} subset */
function look(subset) {
  if (subset !== undefined) store.edit('view-subset', String(subset));
}

/** @param {KeyboardEvent} event */
function step(event) {
  if (!reading) return;
  const { axes, settings, subsets, view } = reading;
  const columns = settings.find(({ key }) => key === axes[0])?.points.length ?? 1;
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: columns, ArrowDown: -columns }[event.key];
  if (!by) return;
  event.preventDefault();
  const next = view.subset + by;
  if (next >= 0 && next < subsets) look(next);
}
