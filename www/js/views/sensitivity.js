// What moves the outcome: one parameter at a time, then all at once. Every bar is a scenario of its own
// and can be opened, from the picture or from the table.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { Asked, tie } from './asked.js';
import { toHeadline } from './headline.js';
import { ENDS } from '../measures.js';
import { OutcomePick } from './outcome.js';
import { Readable } from './readable.js';

const KEY = 'sensitivity';
const section = /** @type {HTMLDetailsElement} */ (byId('sensitivity-section'));
const tornado = /** @type {HTMLCanvasElement} */ (byId('tornado'));
const sobol = /** @type {HTMLCanvasElement} */ (byId('sobol'));

/** @typedef {import('apiary').Sensitivity} Sensitivity */
/** @typedef {import('apiary').MovedTo} MovedTo */

/** @type {Asked<Sensitivity>} */ let asked;
/** @type {import('apiary').Reading} */ let reading;
/** @type {OutcomePick} */ let outcome;

const source = { timestep: () => '', hint: matchMedia('(hover: hover)').matches ? 'Click on a bar to look at it' : '' };
const chart = new Readable(tornado, 'the tornado', { ...source, bar: (_, __, row) => asked.shown?.tornado_row(row), bars: ['the tornado, by parameter'] });
const sharesChart = new Readable(sobol, 'the shares', { timestep: source.timestep, bar: (_, __, row) => asked.shown?.sobol_row(row), bars: ['the shares of the variance, by factor'] });

onScreenChange(draw);
new ResizeObserver(draw).observe(section);

/**
 * @param {typeof import('apiary')} apiary
 * @param {import('../engine.js').Engine} engine
 * @param {import('../store.js').Store} store
 */
export function makeSensitivity(apiary, engine, store) {
  outcome = new OutcomePick('sensitivity', ENDS, (text) => store.edit(KEY, text));
  byId('sensitivity-ask').append(outcome.element);
  asked = new Asked(engine, {
    progress: byId('sensitivity-progress'),
    answer: byId('sensitivity-answer'),
    make: (link) => new apiary.Sensitivity(link),
    show,
  });
  tie(section, store, KEY, () => 'goal', () => reading.view.sensitivity !== null);
  // A finger reads, and opens by the table.
  tornado.addEventListener('click', (event) => open(byMouse(event) ? linkAt(event) : undefined, store));
  tornado.addEventListener('pointermove', (event) => { tornado.style.cursor = linkAt(event) ? 'pointer' : ''; });
}

/**
 * @param {import('apiary').Reading} now
 * @param {import('apiary').Spec} spec
 */
export function updateSensitivity(now, spec) {
  asked.settle(false);
  reading = now;
  const { sensitivity, subset } = now.view;
  section.open = sensitivity !== null;
  if (sensitivity) outcome.update(sensitivity, now, spec);
  asked.ask(sensitivity && JSON.stringify([now.scenario, subset, sensitivity]), now.link);
  const { shown } = asked;
  if (shown?.look(now.link)) show(shown);
}

/** @param {boolean} settled */
export const settleSensitivity = (settled) => asked.settle(settled);

/** What the complete answer says; an empty text while there is none. */
export const sensitivityTold = () => asked.answer?.told().conclusion ?? '';

/** What there is to save. @returns {import('../pictures.js').Picture[]} */
export function sensitivityPictures() {
  const analysis = asked.answer;
  if (!analysis) return [];
  const { conclusion, sobol: shares } = analysis.told();
  /** @type {import('../pictures.js').Picture} */
  const alone = {
    title: 'Tornado: one parameter at a time',
    part: 'tornado',
    height: (width) => analysis.tornado_height(width),
    draw: (...paper) => analysis.draw_tornado(...paper),
    table: () => analysis.tornado_table(),
    told: [conclusion],
  };
  return shares?.told ? [alone, {
    title: 'Sobol’s indices: all parameters at once',
    part: 'sobol',
    height: (width) => analysis.sobol_height(width),
    draw: (...paper) => analysis.draw_sobol(...paper),
    table: () => analysis.sobol_table(),
    told: [shares.conclusion, shares.meaning],
  }] : [alone];
}

/** @param {MouseEvent} event */
const byMouse = (event) => !(event instanceof PointerEvent) || event.pointerType !== 'touch';

/** @param {Sensitivity} analysis */
function show(analysis) {
  const { conclusion, description, rows, sobol: shares } = analysis.told();
  byId('sensitivity-conclusion').textContent = conclusion;
  tornado.setAttribute('aria-label', `${description} The table below has links to each.`);
  fill('tornado-table', ['Parameter', 'Set by', 'Lowered to', 'gives', 'Raised to', 'gives'], rows.map(({ label, role, lowered, raised }) =>
    [label, role, linked(lowered), lowered.gives, linked(raised), raised.gives]));
  byId('shares').hidden = !shares;
  if (shares) {
    byId('shares-conclusion').textContent = shares.conclusion;
    byId('shares-meaning').textContent = shares.meaning;
    for (const name of ['sobol', 'shares-meaning', 'shares-details']) byId(name).hidden = !shares.told;
    sobol.setAttribute('aria-label', shares.description);
    fill('shares-table', ['Factor', 'Set by', 'Alone', 'Together'], shares.rows.map(({ label, role, alone, together }) => [label, role, alone, together]));
  }
  draw();
}

/** @param {MovedTo} side */
const linked = ({ value, link }) => (link ? make('a', { href: `#${link}`, onclick: toHeadline }, value) : value);

/**
 * @param {string} id
 * @param {string[]} head
 * @param {Array<Array<Node | string>>} rows
 */
function fill(id, head, rows) {
  byId(id).replaceChildren(
    make('thead', {}, make('tr', {}, ...head.map((name) => make('th', { scope: 'col' }, name)))),
    make('tbody', {}, ...rows.map(([first, ...cells]) =>
      make('tr', {}, make('th', { scope: 'row' }, first), ...cells.map((cell) => make('td', {}, cell))))),
  );
}

/** @param {MouseEvent} event */
function linkAt({ clientX, clientY }) {
  const { left, top, width, height } = tornado.getBoundingClientRect();
  return asked.shown?.link_at({ width, height, ratio: 1 }, clientX - left, clientY - top);
}

/**
 * @param {string | undefined} link
 * @param {import('../store.js').Store} store
 */
function open(link, store) {
  if (link) store.open(link);
}

function draw() {
  const analysis = asked?.shown;
  if (!analysis || !section.open) return;
  tornado.style.height = `${analysis.tornado_height(tornado.getBoundingClientRect().width)}px`;
  chart.drawn(paint(tornado, (context, frame, theme) => analysis.draw_tornado(context, frame, theme)));
  if (!analysis.shows_sobol) return;
  sobol.style.height = `${analysis.sobol_height(sobol.getBoundingClientRect().width)}px`;
  sharesChart.drawn(paint(sobol, (context, frame, theme) => analysis.draw_sobol(context, frame, theme)));
}
