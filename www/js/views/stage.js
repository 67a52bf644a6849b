// The picture: which output, which form, which subset, and the canvas itself.
import { byId, make, put } from '../dom.js';
import { onScreenChange, paint } from '../canvas.js';
import { leftInWords } from '../pace.js';
import { counted } from '../text.js';
import { fade } from './beyond.js';
import { GoalHandle } from './goal.js';
import { toHiddenHeadline } from './headline.js';
import { Numbers, tablesOf } from './numbers.js';
import { Readable } from './readable.js';
import { previewed } from './preview.js';

/** How far from its ends the line of tabs fades, in pixels. */
const FADE = 40;
const tabs = byId('tabs');
const more = /** @type {HTMLSelectElement} */ (byId('more'));
const forms = byId('forms');
const canvas = /** @type {HTMLCanvasElement} */ (byId('main'));
const progress = byId('progress');
const stop = byId('stop');
const foot = byId('stage-foot');
const pick = byId('subset-pick');
const subsets = /** @type {HTMLSelectElement} */ (byId('subsets'));

/** @type {Array<[import('apiary').ViewForm, string, string]>} */
const FORMS = [
  ['fan', 'Fan', 'The bands in which half and nine tenths of the runs lie, and the median'],
  ['facets', 'Facets', 'A fan of every subset, side by side'],
  ['runs', 'Runs', 'Every run as a line of its own'],
  ['trend', 'Trend', 'The notebook’s smooth line through all runs, called LOWESS'],
];
/** The same forms of two scenarios, the first two of both. @type {typeof FORMS} */
const FORMS_OF_BOTH = [
  ['fan', 'Overlay', 'The medians and middle halves of A and B in one frame'],
  ['facets', 'Side by side', 'A fan of A and one of B, on the same axes'],
  ['runs', 'Runs of B', FORMS[2][2]],
  ['trend', 'Trend of B', FORMS[3][2]],
];
/** How long, in milliseconds, the picture is computed before the browser may breathe. */
const PORTION = 8;

const alone = /** @type {HTMLAnchorElement} */ (byId('alone'));

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('apiary').Study | null} */ let study = null;
/** The name of a timestep. */ let timestep = '';
/** Whether the picture is on the screen, or nearly. */ let isSeen = true;
/** @type {GoalHandle | undefined} */ let goal;
/** What is looked at. @type {{ reading: import('apiary').Reading, spec: import('apiary').Spec } | undefined} */ let now;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;

const chart = new Readable(canvas, 'the runs', {
  timestep: () => timestep,
  at: (time) => study?.main_at(time),
  bar: ({ y: [low, high] }, _, bar) => study?.main_bar(low, high, bar),
  bars: ['where the runs end'],
});
const numbers = new Numbers('The picture', () => (study ? tablesOf(chart) : []));
chart.plate.classList.add('of-one');
numbers.element.classList.add('of-one');
foot.after(numbers.element);

function draw() {
  drawPart();
  if (now) goal?.place(now.reading, now.spec);
}

// What takes long to compute is computed a part at a time.
function drawPart() {
  clearTimeout(timer);
  const until = performance.now() + PORTION;
  while (study?.prepare_main()) {
    if (performance.now() > until) {
      timer = setTimeout(draw);
      return;
    }
  }
  const stage = byId('stage');
  // A comparison has one height in every form.
  const height = now && apiary.pinned(now.reading.link)?.differs ? undefined : study?.main_height(stage.clientWidth);
  stage.style.height = height ? `${height}px` : '';
  chart.drawn(paint(canvas, (context, frame, theme) => study?.draw_main(context, frame, theme)));
}

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../store.js').Store} store
 * @param {import('../study.js').Runner} runner
 */
export function makeStage(itsApiary, store, runner) {
  apiary = itsApiary;
  goal = new GoalHandle(chart, store);
  new ResizeObserver(draw).observe(canvas);
  fade(byId('outputs'));
  // Where the forms of a comparison come beside them, tabs lose room; where their typeface comes late, they need more.
  const sizes = new ResizeObserver(() => {
    const selected = tabs.querySelector('[aria-selected="true"]');
    if (selected instanceof HTMLElement) reveal(selected);
  });
  for (const part of [tabs, byId('outputs')]) sizes.observe(part);
  new IntersectionObserver((entries) => {
    isSeen = entries.at(-1)?.isIntersecting ?? true;
    if (isSeen) draw();
  }, { rootMargin: '200px' }).observe(canvas);
  onScreenChange(draw);
  tabs.addEventListener('keydown', onArrow);
  tabs.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLButtonElement) store.edit('view', target.value);
  });
  more.addEventListener('change', () => store.edit('view', more.value));
  forms.replaceChildren(...FORMS.map(([form]) => make('button', { type: 'button', value: form, onclick: () => store.edit('view-as', form) })));
  subsets.addEventListener('change', () => store.edit('view-subset', subsets.value));
  stop.addEventListener('click', () => (stop.dataset.stopped ? runner.goOn() : runner.stop()));
}

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function updateStage(reading, spec) {
  now = { reading, spec };
  timestep = spec.about.timestep;
  put(pick, { hidden: reading.subsets < 2 });
  if (tabs.dataset.model !== reading.model) makeTabs(reading.model, spec);
  for (const tab of tabs.querySelectorAll('button')) {
    const selected = tab.value === reading.view.output;
    if (selected && tab.ariaSelected !== 'true') reveal(tab);
    tab.setAttribute('aria-selected', String(selected));
    tab.tabIndex = selected ? 0 : -1;
  }
  const chosen = [...more.options].some((option) => option.value === reading.view.output);
  more.value = chosen ? reading.view.output : '';
  more.classList.toggle('chosen', chosen);
  // A tab list must have a tab that can be reached.
  if (chosen) tabs.querySelector('button')?.setAttribute('tabindex', '0');
  byId('stage').setAttribute('aria-labelledby', chosen ? more.id : `tab-${reading.view.output}`);
}

/**
 * @param {import('../study.js').Progress} told
 * @param {import('apiary').Reading} reading
 */
export function showStage(told, reading) {
  const { done, total, left, settled, preview } = told;
  study = told.study;
  showForms(reading);
  // Below a sweep's maps it follows them once it is seen, or all has come to rest.
  if (isSeen || settled) draw();
  numbers.update();
  const stopped = settled && done < total;
  put(progress, { hidden: done >= total });
  foot.classList.toggle('busy', !progress.hidden);
  stop.dataset.stopped = stopped ? 'true' : '';
  put(stop, { hidden: preview, textContent: stopped ? 'Go on' : 'Stop' });
  if (settled) setTimeout(describe);
  if (!progress.hidden) {
    const runs = `${counted(done)} of ${counted(total)} runs`;
    byId('progress-text').textContent = stopped ? `Stopped at ${runs}; the charts show these.`
      : preview ? `${previewed(told, reading)}. All of them once the slider rests.`
        : `${runs}${leftInWords(left)}. The charts already show these.`;
    progress.querySelector('i')?.style.setProperty('width', `${(100 * done) / total}%`);
  }
  showSubsets(told.study.subset_labels(), reading);
  put(byId('subset-told'), { textContent: told.sentence.looked ?? '' });
}

/** Facets take the runs of every subset. @param {import('apiary').Reading} reading */
function showForms({ link, view, subsets: count }) {
  const isOfBoth = apiary.pinned(link)?.differs ?? false;
  const facets = isOfBoth || (study?.has_facets ?? false);
  const form = view.form === 'facets' && !facets ? 'fan' : view.form;
  for (const [place, button] of [...forms.querySelectorAll('button')].entries()) {
    const [value, textContent, help] = (isOfBoth ? FORMS_OF_BOTH : FORMS)[place];
    const lacks = value === 'facets' && !facets;
    button.setAttribute('aria-pressed', String(value === form));
    put(button, { textContent, title: lacks ? 'With fewer runs or subsets, each subset can be drawn' : help, hidden: lacks && count < 2, disabled: lacks });
  }
}

// In a task of its own: for large studies it takes as long as drawing.
function describe() {
  if (study) canvas.setAttribute('aria-label', study.describe_main());
}

/**
 * @param {string[]} labels
 * @param {import('apiary').Reading} reading
 */
function showSubsets(labels, reading) {
  if (labels.length < 2) return;
  const listed = labels.join('\n');
  if (subsets.dataset.listed !== listed) {
    subsets.dataset.listed = listed;
    subsets.replaceChildren(...labels.map((label, index) => make('option', { value: String(index) }, label)));
  }
  put(subsets, { value: String(reading.view.subset) });
  put(alone, { href: `#${apiary.alone(reading.link)}`, onclick: toHiddenHeadline });
}

/**
 * Scrolls the tabs, and nothing else, until one can be seen.
 * @param {HTMLElement} tab
 */
function reveal(tab) {
  const scroller = byId('outputs');
  // Clear of where it fades on either side.
  const [from, to] = [tab.offsetLeft - FADE, tab.offsetLeft + tab.offsetWidth + FADE];
  scroller.scrollLeft = Math.min(from, Math.max(scroller.scrollLeft, to - scroller.clientWidth));
}

/**
 * @param {string} model
 * @param {import('apiary').Spec} spec
 */
function makeTabs(model, spec) {
  tabs.dataset.model = model;
  const { tabs: first } = spec.about;
  const rest = spec.outputs.filter((output) => !first.includes(output.key));
  tabs.replaceChildren(...first.map((key) => {
    const output = spec.outputs.find((candidate) => candidate.key === key);
    return make('button', { type: 'button', role: 'tab', id: `tab-${key}`, value: key, title: output?.help ?? '', 'aria-controls': 'stage' }, output?.label ?? key);
  }));
  more.hidden = rest.length === 0;
  more.replaceChildren(
    make('option', { value: '', disabled: true, hidden: true }, 'More'),
    ...rest.map((output) => make('option', { value: output.key }, output.label)),
  );
}

/** @param {KeyboardEvent} event */
function onArrow(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || !(event.target instanceof HTMLButtonElement)) return;
  const all = [...tabs.querySelectorAll('button')];
  const next = all[(all.indexOf(event.target) + step + all.length) % all.length];
  event.preventDefault();
  next.focus();
  next.click();
}
