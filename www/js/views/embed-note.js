// Between an embedded sentence and its picture: what the picture shows, which subset of a sweep, and what
// the result depends on that this small view has no room for.
import { make } from '../dom.js';
import { counted } from '../text.js';

/** Labels of outputs whose axis says their unit. */
const SAYS_ITS_UNIT = ['%', ''];

const text = make('span');
const subsets = make('select', { 'aria-label': 'Subset shown' });
const axesNamed = make('span');
const pick = make('label', { hidden: true }, axesNamed, make('span', { className: 'select' }, subsets));
const note = make('div', { className: 'embed-note' }, text, pick);

const told = make('span');
const full = make('a', { target: '_blank', rel: 'noopener' }, 'In full');
const aside = make('p', { className: 'embed-aside', hidden: true }, told, ' ', full);

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../store.js').Store} */ let store;

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../store.js').Store} itsStore
 * @param {HTMLElement} stage what they stand before
 */
export function makeNote(itsApiary, itsStore, stage) {
  [apiary, store] = [itsApiary, itsStore];
  subsets.addEventListener('change', () => store.edit('view-subset', subsets.value));
  stage.before(note);
  stage.parentElement?.before(aside);
}

/**
 * What the picture shows, where that is not what the sentence is about or its axis does not say its unit.
 * @param {import('apiary').Spec} spec
 * @param {string[]} labels of the subsets
 * @param {boolean} isStill whether nothing is to be chosen
 * @param {boolean} isCovered whether sliders choose the subset
 */
export function showNote({ about, outputs }, labels, isStill, isCovered) {
  const { view, axes, scenario } = store.reading;
  const output = outputs.find(({ key }) => key === view.output);
  const unit = output?.unit.symbol ?? '';
  const named = view.output !== about.goal.output || !SAYS_ITS_UNIT.includes(unit);
  const shown = named && output ? [output.label, unit].filter((word) => word !== '').join(', ') : '';
  const isSweep = axes.length > 0;
  text.textContent = [shown, isSweep && (isStill || isCovered) ? `Runs with ${labels[view.subset]}` : ''].filter((word) => word !== '').join('. ');
  pick.hidden = !isSweep || isStill || isCovered;
  note.hidden = pick.hidden && text.textContent === '';
  if (pick.hidden) return;
  if (subsets.dataset.scenario !== scenario) {
    subsets.dataset.scenario = scenario;
    const parts = labels.map((label) => label.split(', ').map(parted));
    const names = (parts[0] ?? []).map(({ name }) => name).join(', ');
    axesNamed.textContent = names.replace(/^./, (letter) => letter.toUpperCase());
    subsets.ariaLabel = `Subset shown, by ${names}`;
    // What tells them apart, which a small frame would else cut off.
    subsets.replaceChildren(...parts.map((axes, index) => make('option', { value: String(index) }, axes.map(({ value }) => value).join(', '))));
  }
  subsets.value = String(view.subset);
}

/** The name of an axis and its value, as a subset's label has them. @param {string} axis */
function parted(axis) {
  const end = axis.lastIndexOf(' ');
  return { name: axis.slice(0, end), value: axis.slice(end + 1) };
}

/**
 * What the result depends on besides, and what the link asks that is not shown here.
 * @param {string[]} shown keys of inputs that are shown
 */
export function showAside(shown) {
  const besides = apiary.besides(store.reading.link, shown);
  const said = inWords(besides);
  aside.hidden = said === '';
  told.textContent = said;
  told.title = `With ${besides.changes.join(', ')}`;
  full.hidden = !besides.compared && besides.asks.length === 0 && besides.changes.length < 3;
  full.href = store.address();
}

/**
 * What a small view leaves out, in a line.
 * @param {import('apiary').Besides} besides
 */
function inWords({ changes, compared, asks }) {
  const [first, ...more] = changes;
  const rest = more.length > 1 ? ` and ${counted(more.length)} more changes` : more.map((one) => ` and ${one}`).join('');
  return [
    first ? `With ${first}${rest}.` : '',
    compared ? `Compared with ${compared}.` : '',
    ...asks,
  ].filter((sentence) => sentence !== '').join(' ');
}
