// The comparison with the pinned scenario: both in one picture, in place of that of the runs; below it what differs and
// what that does, run by run.
import { byId, make } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { Asked, tie } from './asked.js';
import { Numbers, tablesOf } from './numbers.js';
import { Readable } from './readable.js';

const section = /** @type {HTMLDetailsElement} */ (byId('compare-section'));
const canvases = ['compare', 'differences'].map((id) => /** @type {HTMLCanvasElement} */ (byId(id)));
const [alone, swapped] = ['pinned-alone', 'pinned-swapped'].map((id) => /** @type {HTMLAnchorElement} */ (byId(id)));

/** The height of a picture as a file, which can have any. @type {Record<import('apiary').ComparisonPicture, number>} */
const PICTURE_HEIGHTS = { overlay: 460, 'side-by-side': 460, differences: 380 };

/** What stands above a comparison's sentence. */
const KICKER = 'Two scenarios that meet the same luck, run by run';

/** The same where it may change: other values are compared, or more runs. */
const FIRST_LOOK = 'Still comparing: these numbers may change';

/** Most changes that A and B are named by. */
const MOST_NAMED = 2;

/** The name of a timestep. */ let timestep = '';
/** @type {Array<[string, import('./readable.js').Source]>} */
const SOURCES = [['A and B', {
  timestep: () => timestep,
  at: (time) => comparison?.shown?.at(time, isSideBySide()),
  bar: ({ y: [low, high] }, which, bar) => comparison?.shown?.bar(which, low, high, bar),
  bars: ['where A ends', 'where B ends'],
}], ['B minus A', {
  timestep: () => timestep,
  bar: ({ x: [low, high] }, _, bar) => comparison?.shown?.bar(2, low, high, bar),
  bars: ['how much the same run differs'],
}]];
const charts = canvases.map((canvas, which) => {
  const chart = new Readable(canvas, ...SOURCES[which]);
  return { canvas, chart, numbers: new Numbers(SOURCES[which][0], () => (comparison?.shown ? tablesOf(chart) : [])) };
});
const [both, differences] = charts;
both.chart.plate.classList.add('of-both');
both.numbers.element.classList.add('of-both');
byId('outcome').append(both.numbers.element);
const box = make('div', { className: 'plated' });
differences.chart.plate.replaceWith(box);
box.append(differences.chart.plate, differences.numbers.element);

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../store.js').Store} */ let store;
/** @type {Asked<import('apiary').Comparison> | undefined} */ let comparison;
/** @type {import('apiary').ComparisonTold | null} What is said of the comparison that is shown. */ let told = null;
/** Whether two scenarios are compared. */
let differs = false;
/** Whether what is shown was moved away from, so that the runs, which follow at once, are to be seen. */
let isLeft = false;

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../engine.js').Engine} engine
 * @param {import('../store.js').Store} itsStore
 * @param {() => void} renew tells whoever says what is concluded
 */
export function makeCompare(itsApiary, engine, itsStore, renew) {
  apiary = itsApiary;
  store = itsStore;
  comparison = new Asked(engine, {
    progress: byId('compare-progress'),
    answer: byId('compare-answer'),
    make: (link) => new apiary.Comparison(link),
    show(analysis) {
      show(analysis);
      renew();
    },
    without() {
      place();
      renew();
    },
  });
  tie(section, store, 'pinned', () => 'here', () => store.reading.view.pinned);
  byId('pinned-here').addEventListener('click', () => {
    store.edit('pinned', '');
    store.edit('pinned', 'here');
  });
  new ResizeObserver(draw).observe(canvases[0]);
  onScreenChange(draw);
}

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function updateCompare(reading, { about }) {
  timestep = about.timestep;
  const pinned = apiary.pinned(reading.link);
  section.open = pinned !== undefined;
  differs = pinned?.differs ?? false;
  comparison?.settle(false);
  const asked = pinned?.differs ? `${reading.scenario} ${pinned.alone} ${reading.view.output} ${reading.view.goal} ${reading.view.subset}` : null;
  comparison?.ask(asked, reading.link);
  isLeft ||= store.moving;
  place();
  if (!pinned) return;
  alone.href = `#${pinned.alone}`;
  swapped.href = `#${pinned.swapped}`;
  for (const element of [alone, swapped, byId('pinned-here')]) element.hidden = !pinned.differs;
  byId('pinned-told').textContent = pinned.differs
    ? 'A is pinned, B is this scenario: what you change here changes B. Run 1 of A meets exactly the luck of run 1 of B.'
    : 'This scenario is pinned as A. Now change a value: the changed scenario is B, and both stand here side by side.';
}

/** What the two canvases show. @returns {import('apiary').ComparisonPicture[]} */
const shownPictures = () => [isSideBySide() ? 'side-by-side' : 'overlay', 'differences'];

const isSideBySide = () => store.reading.view.form === 'facets';

/** Puts the picture of both in the place of that of this one's runs, unless these are asked for. */
function place() {
  const { form } = store.reading.view;
  const isShown = differs && !isLeft && Boolean(comparison?.shown) && (form === 'fan' || form === 'facets');
  byId('outcome').classList.toggle('both', isShown);
  if (isShown) draw();
}

/** @param {boolean} settled */
export function settleCompare(settled) {
  comparison?.settle(settled);
}

/**
 * What the page says where two scenarios are compared: that they are, before the first comparison is made, and the older
 * one's words while the next is. Nothing where none is on its way.
 */
export function compared() {
  const now = told;
  if (!differs || !comparison) return null;
  if (!now || !comparison.shown) return comparison.isComing ? { isOld: true, say: comparing, pinned: '' } : null;
  /** @param {import('apiary').Sentence} own what is said of this scenario alone @returns {import('apiary').Sentence} */
  const say = (own) => ({
    ...own,
    kicker: comparison?.answer ? KICKER : FIRST_LOOK,
    headline: now.parts,
    lede: [{ kind: 'text', text: now.lede, key: null }],
    good: own.good || !now.of_goal,
  });
  return { isOld: !comparison.answer, say, pinned: `A: ${now.pinned}` };
}

/** @param {import('apiary').Sentence} own @returns {import('apiary').Sentence} */
const comparing = (own) => ({ ...own, kicker: KICKER, headline: [{ kind: 'text', text: 'Comparing A and B, run by run …', key: null }], lede: [], good: true });

/** What the comparison says, once it is made; an empty text before. */
export function comparisonTold() {
  return comparison?.answer && told ? `${told.headline} ${told.lede}` : '';
}

/** What there is to save. @returns {import('../pictures.js').Picture[]} */
export function comparePictures() {
  const analysis = comparison?.answer;
  if (!analysis) return [];
  const { changes, outcomes } = analysis.told();
  const rows = [...changes, ...outcomes].map(({ label, a, b, change }) => `${label}: A ${a}, B ${b}${change && `, B − A ${change}`}`);
  return shownPictures().map((picture, place) => ({
    title: ['A and B compared', 'The same run, B minus A'][place],
    height: () => PICTURE_HEIGHTS[picture],
    draw: (...paper) => analysis.draw(picture, ...paper),
    table: () => analysis.table(picture),
    told: [comparisonTold(), ...rows],
  }));
}

/** @param {import('apiary').Comparison} analysis */
function show(analysis) {
  told = analysis.told();
  const [a, b] = namesOf(told);
  const row = (/** @type {string[]} */ [label, ...cells]) =>
    make('tr', {}, make('th', { scope: 'row' }, label), ...cells.map((cell) => make('td', {}, ...withError(cell))));
  const head = (/** @type {Array<string | HTMLElement>} */ ...cells) => make('thead', {}, make('tr', {}, ...cells.map((cell) => make('th', { scope: 'col' }, cell))));
  const equal = told.equal === 1 ? '1 other is equal' : `${told.equal} others are equal`;
  byId('compare-table').replaceChildren(
    head(make('span', {}, make('b', {}, 'What differs'), ` ${equal}`), 'A, pinned', 'B, here', 'change'),
    make('tbody', {}, ...told.changes.map(({ label, a, b, change }) => row([label, a, b, change]))),
    head('What that does', a, b, 'B − A'),
    make('tbody', {}, ...told.outcomes.map(({ label, a, b, change }) => row([label, a, b, change]))),
  );
  canvases[1].setAttribute('aria-label', `How much higher or lower each run ends in B. ${told.outcomes.map(({ label, a, b, change }) => `${label}: A ${a}, B ${b}, ${change}`).join('; ')}.`);
  isLeft = false;
  place();
  draw();
}

/** A figure, and its error apart: a narrow column has a line for each. @param {string} cell */
function withError(cell) {
  const [, figure, error] = cell.match(/^(.*\u00a0)(±.*)$/) ?? [];
  return error ? [figure, make('small', {}, error)] : [cell];
}

/** What A and B are called: by what differs, as long as that is little. @param {import('apiary').ComparisonTold} told */
function namesOf({ changes }) {
  if (changes.length > MOST_NAMED) return ['A', 'B'];
  // A name in place of a value is none to be at.
  const at = (/** @type {string[]} */ values) => `${/^\p{L}/u.test(values[0]) ? '' : 'at '}${values.join(' and ')}`;
  return [`A, ${at(changes.map(({ a }) => a))}`, `B, ${at(changes.map(({ b }) => b))}`];
}

function draw() {
  const shown = comparison?.shown;
  if (!shown || !told) return;
  const what = isSideBySide() ? 'Bands of the runs of A and, beside them, of B, on the same axes' : 'Medians and middle halves of A and B over time';
  canvases[0].setAttribute('aria-label', `${what}. ${told.headline} ${told.lede}`);
  const pictures = shownPictures();
  charts.forEach(({ canvas, chart, numbers }, place) => {
    chart.drawn(paint(canvas, (context, frame, theme) => shown.draw(pictures[place], context, frame, theme)));
    numbers.update();
  });
}
