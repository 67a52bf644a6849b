// The sweep as two maps, side by side as the notebook's plan asks: what each cell's runs come to. The
// pointer reads a cell, a click looks at it; the arrow keys do both from the keyboard.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { counted, counts, shown, typed } from '../text.js';
import { PERCENT, SHARES, STATISTICS, takesLevel, usualLevel } from '../measures.js';
import { Field } from './field.js';

const section = byId('maps-section');
const place = byId('maps');
const tip = byId('map-tip');
const KEYS = ['map', 'map-2'];
const LINES = ['map-lines', 'map-2-lines'];
/** @typedef {import('apiary').Reading} Reading */
/**
 * @typedef {object} Panel
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLSelectElement} output
 * @property {HTMLSelectElement} what
 * @property {HTMLInputElement} level
 * @property {HTMLInputElement} lines the levels of its contours
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
  if (other) makePanels(itsSpec);
  unpoint();
  // With more than two axes a map is made of small ones, which need the whole width.
  place.classList.toggle('wide', now.sweep === 'product' && now.axes.length > 2);
  panels.forEach(({ output, what, level, lines }, which) => {
    const [key, word, ...rest] = now.view.maps[which].split('.');
    output.value = key;
    what.value = word;
    level.hidden = rest.length === 0;
    level.value = rest.length ? shown(rest.join('.'), unitOf(key)) : '';
    lines.value = shown(now.view.lines[which], valueUnit(which));
  });
  at?.show(String(now.timesteps));
}

/**
 * @param {import('../study.js').Progress} progress
 * @param {Reading} now
 */
export function showMaps({ study: current, settled }, now) {
  study = current;
  byId('maps-note').textContent = `${counted(now.subsets)} subsets${settled ? '' : ', getting finer'}`;
  const told = byId('maps-told');
  // What holds of a part of the runs need not hold of all, and of another sweep not at all.
  told.classList.toggle('old', !settled);
  if (settled && now.axes.length > 0) told.textContent = current.sweep_told();
  draw();
}

/** @param {string} key */
const unitOf = (key) => spec?.outputs.find((output) => output.key === key)?.unit ?? { symbol: '', power: 0, decimals: 0 };

/** The unit of a map's own values: shares are told in per cent. @param {number} which */
function valueUnit(which) {
  const [key, word] = reading?.view.maps[which].split('.') ?? [];
  return SHARES.includes(word) ? PERCENT : unitOf(key);
}

/** @param {import('apiary').Spec} itsSpec */
function makePanels(itsSpec) {
  study = null;
  at = new Field('timesteps', `${itsSpec.about.timestep} that the maps show`, counts(''), store);
  byId('maps-at').replaceChildren(make('label', { for: at.id }, `At ${itsSpec.about.timestep}`), at.element, at.error);
  panels = KEYS.map((_, which) => makePanel(which, itsSpec));
  place.replaceChildren(...panels.map(({ canvas, output, what, level, lines, cell }) => make('div', { className: 'map' },
    make('div', { className: 'map-pick' }, wrapped(what), wrapped(output), level, make('label', { className: 'map-lines' }, 'lines at ', lines)),
    make('div', { className: 'map-frame' }, canvas, cell))));
}

/** @param {HTMLSelectElement} select */
const wrapped = (select) => make('span', { className: 'select' }, select);

/**
 * @param {number} which
 * @param {import('apiary').Spec} itsSpec
 * @returns {Panel}
 */
function makePanel(which, itsSpec) {
  const name = which === 0 ? 'first map' : 'second map';
  const canvas = make('canvas', { role: 'img', tabIndex: 0, 'aria-label': name });
  const output = make('select', { 'aria-label': `Output of the ${name}` },
    ...itsSpec.outputs.map(({ key, label }) => make('option', { value: key }, label)));
  const what = make('select', { 'aria-label': `Statistic of the ${name}` },
    ...STATISTICS.map(([word, label]) => make('option', { value: word }, label)));
  const level = make('input', { type: 'text', className: 'plain-field', 'aria-label': `Level of the ${name}` });
  const lines = make('input', { type: 'text', className: 'plain-field', placeholder: 'round values', 'aria-label': `Levels of the contours of the ${name}` });
  const cell = make('div', { className: 'map-cell', hidden: true });
  const panel = { canvas, output, what, level, lines, cell };
  for (const control of [output, what]) control.addEventListener('change', () => change(which, true));
  level.addEventListener('change', () => change(which, false));
  canvas.addEventListener('pointermove', (event) => point(which, event));
  lines.addEventListener('change', () => {
    const problem = store.edit(LINES[which], typed(lines.value, valueUnit(which)));
    lines.setAttribute('aria-invalid', String(problem !== null));
  });
  canvas.addEventListener('pointerleave', unpoint);
  canvas.addEventListener('click', (event) => look(subsetAt(canvas, event)));
  canvas.addEventListener('keydown', (event) => step(event));
  return panel;
}

/**
 * @param {number} which
 * @param {boolean} afresh whether a level is to be chosen for a new output or statistic
 */
function change(which, afresh) {
  const { output, what, level } = panels[which];
  if (!spec || !reading) return;
  const text = afresh ? String(usualLevel(output.value, spec, reading)) : typed(level.value, unitOf(output.value));
  const problem = store.edit(KEYS[which], `${output.value}.${what.value}${takesLevel(what.value) ? `.${text}` : ''}`);
  level.setAttribute('aria-invalid', String(problem !== null));
}

function draw() {
  if (!study || section.hidden) return;
  const current = study;
  panels.forEach(({ canvas }, which) => {
    canvas.style.height = `${current.map_height(canvas.getBoundingClientRect().width)}px`;
    paint(canvas, (context, frame, theme) => current.draw_map(which, context, frame, theme));
    const looked = reading?.view.subset ?? 0;
    canvas.setAttribute('aria-label', `${current.map_label(which)}, by subset. Looked at: ${current.map_told(which, looked)}. Arrow keys move to other cells.`);
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
  tip.hidden = false;
  for (const { canvas, cell } of panels) outline(cell, canvas, subset);
  tip.textContent = `${study.map_told(which, subset)}. Click to look at it.`;
  const right = event.clientX + 300 > innerWidth ? event.clientX - 296 : event.clientX + 16;
  tip.style.left = `${Math.max(8, right)}px`;
  tip.style.top = `${event.clientY + 16}px`;
}

function unpoint() {
  tip.hidden = true;
  for (const { cell } of panels) cell.hidden = true;
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
