// The answer stays in sight while a reader moves something and what answers is out of sight: the headline's result
// and the runs, small, at the edge of the screen where they hide neither what is moved nor what has the focus.
import { onScreenChange, paint } from '../canvas.js';
import { byId, make, put } from '../dom.js';
import { readOutcome } from '../measures.js';

/** How high the strip is with what hangs from it, as in css/sticky.css, and how far around a control its ring reaches, in CSS pixels. */
const [HEIGHT, RING] = [176 + 22, 6];
/** How long it stays once nothing is moved and nothing new is told, in milliseconds. */
const AFTER = 5000;
/** What of the answer must be seen to do without: so many pixels may be missing above, and so large a part in all. */
const [ABOVE, LEAST] = [40, 0.5];
/** What a reader moves the scenario by. */
const CONTROLS = '.row, .count, #headline, .headline-field';

/** @typedef {import('apiary').Part} Part */
/** @typedef {import('../study.js').Progress} Progress */

/** What answers, by what the page says. */
const ANSWERS = { comparison: 'stage', sweep: 'maps', runs: 'stage' };

const result = make('p', { className: 'sticky-result' });
const before = make('span', { className: 'sticky-note' });
const pictured = make('span', { className: 'sticky-note' });
const canvas = make('canvas');
// What it says is told to screen readers by the headline itself; see spoken.js.
const strip = make('div', { id: 'sticky', className: 'sticky', hidden: true, 'aria-hidden': 'true' },
  make('div', { className: 'page sticky-page' }, result, canvas));

/** @type {Element | null} What was acted on last. */ let moved = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
/** @type {import('apiary').Study | null} */ let study = null;
/** @type {Part[]} What the page says. */ let parts = [];
/** What was computed last, and its figure. */ let [asked, figure] = ['', ''];
/** The figure when the strip came. */ let first = '';
/** What the pinned scenario comes to. */ let beside = '';
let isOut = false;
/** @type {keyof typeof ANSWERS} What the page says first. */ let says = 'runs';

/** @param {import('../store.js').Store} store */
export function makeSticky(store) {
  document.body.append(strip);
  for (const type of ['pointerdown', 'keydown', 'input', 'change', 'click']) {
    document.addEventListener(type, ({ target }) => { moved = target instanceof Element ? target : null; }, { capture: true });
  }
  document.addEventListener('keydown', ({ key }) => { if (key === 'Escape') release(); });
  document.addEventListener('focusin', arrange);
  addEventListener('scroll', onScroll, { passive: true });
  addEventListener('resize', arrange);
  new ResizeObserver(draw).observe(canvas);
  onScreenChange(draw);
  store.listen(({ scenario, view }) => {
    const now = `${scenario} ${view.goal}`;
    if (asked && now !== asked && moved?.closest(CONTROLS)) come();
    asked = now;
  });
}

/**
 * Says on the strip what the page says; of a comparison, what can be said while one of the two is moved.
 * @param {import('apiary').Sentence} sentence
 * @param {keyof typeof ANSWERS} of
 * @param {string} [pinned] what the pinned scenario comes to
 */
export function sayOnStrip({ headline, good }, of, pinned = '') {
  says = of;
  parts = headline;
  beside = pinned;
  figure = says === 'runs' ? figureOf(headline) : '';
  strip.classList.toggle('past', !good);
  if (!isOut) return;
  stay();
  if (!strip.hidden) say();
}

/**
 * Pictures the runs on the strip.
 * @param {Progress} progress
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function showSticky({ study: current }, reading, spec) {
  study = current;
  const { about, outputs } = spec;
  const output = reading.view.output === about.goal.output ? '' : outputs.find(({ key }) => key === reading.view.output)?.label ?? '';
  put(pictured, { textContent: reading.subsets > 1 ? mapped(reading, spec) : output });
  pictured.classList.toggle('of-map', reading.subsets > 1);
  if (isOut) draw();
}

/**
 * What the small map shows, where that is not what the headline counts, and its axes where they have no room in it.
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
function mapped({ axes, view }, { about: { goal }, parameters }) {
  const { output, word, at } = readOutcome(view.maps[0]);
  const isCounted = output === goal.output && word === (goal.above ? 'above' : 'below') && Number(at) === view.goal;
  const what = isCounted ? '' : `${study?.map_label(0)}. `;
  const [across, up] = axes.map((axis) => parameters.find(({ key }) => key === axis)?.label ?? axis.replaceAll('-', ' '));
  return `${what}Across: ${across.toLowerCase()}${up ? `, up: ${up.toLowerCase()}` : ''}`;
}

function come() {
  if (!isOut) first = figure;
  isOut = true;
  stay();
  arrange();
}

function say() {
  result.replaceChildren(...clause(parts).map(({ kind, text }) => make('span', { className: `part-${kind}` }, text)), ' ', before, ' ', pictured);
  put(before, { textContent: beside || (first && figure && first !== figure ? `before: ${first}` : '') });
}

function stay() {
  clearTimeout(timer);
  timer = setTimeout(release, AFTER);
}

function release() {
  isOut = false;
  arrange();
}

function onScroll() {
  if (isLeft()) isOut = false;
  arrange();
}

/** Puts the strip at the edge where it hides nothing that is in use, or away. */
function arrange() {
  if (isOut && isSeen()) isOut = false;
  const isLow = strip.classList.contains('low');
  const edge = isOut ? [isLow, !isLow].find((low) => !hides(low)) : undefined;
  if (strip.hidden && edge !== undefined) say();
  put(strip, { hidden: edge === undefined });
  // The next time it comes from above again, if it can.
  strip.classList.toggle('low', edge ?? false);
}

/** Whether enough of what answers is seen to do without the strip. */
function isSeen() {
  const { top, bottom } = byId(ANSWERS[says]).getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return top >= -ABOVE && seen >= LEAST * Math.min(bottom - top, innerHeight);
}

/** Whether what was moved is out of sight too: the reader has gone on. */
function isLeft() {
  const place = placeOf(moved);
  return place !== null && (place.bottom < 0 || place.top > innerHeight);
}

/** Whether the strip would hide what is moved, or has the focus. @param {boolean} isLow */
function hides(isLow) {
  const [from, to] = isLow ? [innerHeight - HEIGHT, innerHeight] : [0, HEIGHT];
  return [moved, document.activeElement].some((element) => {
    const place = placeOf(element);
    return place && place.bottom + RING > from && place.top - RING < to;
  });
}

/** Where a control is, with the box that is drawn around it; a button that is gone was in its row. @param {Element | null} element */
function placeOf(element) {
  const drawn = element?.closest('.field, .track') ?? element;
  const place = drawn?.checkVisibility() ? drawn : drawn?.closest(CONTROLS);
  return place && place !== document.body && place.isConnected ? place.getBoundingClientRect() : null;
}

function draw() {
  if (strip.hidden) return;
  paint(canvas, (...paper) => (says === 'sweep' ? study?.draw_bare_map(...paper) : study?.draw_bare(...paper)));
}

/** The share that a headline tells, as it is written there. @param {Part[]} parts */
function figureOf(parts) {
  return parts.filter(({ kind }) => kind === 'result' || kind === 'error').map(({ text }) => text).join(' ');
}

/** The part of a headline that holds the result, without what it is the result of; a sweep's has several. @param {Part[]} parts */
function clause(parts) {
  if (says === 'sweep') return parts;
  const at = parts.findIndex(({ kind }) => kind === 'result');
  const lead = parts[at - 1];
  const comma = lead?.kind === 'text' ? lead.text.lastIndexOf(', ') : -1;
  return comma < 0 ? parts : [{ ...lead, text: lead.text.slice(comma + 2) }, ...parts.slice(at)];
}
