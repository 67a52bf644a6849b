// The dialog that hands the page on as a frame for other sites: its HTML at a chosen size, and what a forum
// must allow.
import { byId, make } from '../dom.js';
import { copyText, Dialog } from './dialog.js';
import { handedOn } from './share.js';

/** Heights that embedded views are drawn for. */
const HEIGHTS = [360, 480];
/** What a frame may be, in CSS pixels: smaller ones have no room for sentence, picture and sliders. */
const SIZES = { width: [320, 2000], height: [360, 2000] };
/**
 * What an embedded view is allowed: scripts to simulate, a window for the whole page, and its own origin,
 * which is not that of the site around it: without one there are no workers, and WebKit refuses the page its
 * own scripts, since there 'self' in its policy then means nobody.
 */
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

const CONTROLS = [{ label: 'Two sliders', embed: '1' }, { label: 'None', embed: 'still' }];
/** @type {Array<{ label: string, query: Record<string, string> }>} */
const COLOURS = [{ label: 'The reader’s', query: {} }, { label: 'Light', query: { theme: 'light' } }, { label: 'Dark', query: { theme: 'dark' } }];

const text = make('textarea', { className: 'share-text', readOnly: true, autofocus: true, rows: 5, spellcheck: false, ariaLabel: 'HTML to copy' });
const copy = make('button', { type: 'button', className: 'tool edged' }, 'Copy');
const said = make('span', { className: 'share-said', role: 'status' });
const wrong = make('p', { className: 'field-error', role: 'status' });
const sizes = [...HEIGHTS.map((height) => `100 % × ${height}`), 'Other'].map((label) => make('button', { type: 'button' }, label));
const controls = CONTROLS.map(({ label }) => make('button', { type: 'button' }, label));
const colours = COLOURS.map(({ label }) => make('button', { type: 'button' }, label));
const [widthBox, heightBox] = ['Width', 'Height'].map((label) => make('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', ariaLabel: label }));
const own = make('div', { className: 'embed-own', hidden: true },
  ...[widthBox, heightBox].map((box) => make('label', {}, box.ariaLabel ?? '', ' ', make('span', { className: 'field' }, box, make('span', { className: 'field-unit', 'aria-hidden': 'true' }, box === widthBox ? 'px or %' : 'px')))), wrong);
const preview = make('div', { className: 'embed-preview' });
const look = make('details', {}, make('summary', {}, 'Preview'), preview);
const prefix = make('code');
const lacks = make('p', { className: 'notice', role: 'status', hidden: true });

const dialog = new Dialog('embed', 'Embed',
  group('Size', sizes), own, group('Controls', controls), group('Colours', colours),
  lacks, text, make('div', { className: 'share-row' }, copy, said), look,
  make('p', { className: 'caption' }, 'In Discourse an administrator adds ', prefix,
    ' to the site setting “allowed iframes” (', make('code', {}, 'allowed_iframes'),
    ') once; then the HTML works in posts. A forum may drop the title, loading or sandbox: the view works without them, too. A sandbox of its own must have allow-same-origin: without it some browsers show a link to the page and no more.'));

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../store.js').Store} */ let store;
/** The height chosen; none where the boxes say it. @type {number | undefined} */
let height = HEIGHTS[0];
let shown = CONTROLS[0];
let coloured = COLOURS[0];
/** What the view is about: the sentence, and before there is one the model. */
let title = '';

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../store.js').Store} itsStore
 */
export function makeEmbedding(itsApiary, itsStore) {
  [apiary, store] = [itsApiary, itsStore];
  [widthBox.value, heightBox.value] = ['100 %', String(HEIGHTS[0])];
  sizes.forEach((button, index) => button.addEventListener('click', () => { height = HEIGHTS[index]; show(); }));
  controls.forEach((button, index) => button.addEventListener('click', () => { shown = CONTROLS[index]; show(); }));
  colours.forEach((button, index) => button.addEventListener('click', () => { coloured = COLOURS[index]; show(); }));
  for (const box of [widthBox, heightBox]) box.addEventListener('input', show);
  look.addEventListener('toggle', show);
  text.addEventListener('focus', () => text.select());
  copy.addEventListener('click', () => copyText(text, said));
  byId('embed').addEventListener('click', () => {
    dialog.open();
    show();
    text.select();
    text.scrollTop = 0;
  });
}

/** Nothing is known of the link's scenario yet. @param {import('apiary').Spec} spec */
export function updateEmbedding({ about }) {
  title = `Apiary: ${about.label}`;
}

/** @param {import('../study.js').Progress} progress */
export function settleEmbedding({ study, sentence, settled }) {
  if (settled && study.fits(store.reading.link)) title = sentence.headline.map((part) => part.text).join('');
}

/**
 * @param {string} label
 * @param {HTMLButtonElement[]} buttons
 */
function group(label, buttons) {
  return make('div', { className: 'embed-pick' }, make('span', { className: 'caption' }, label),
    make('div', { className: 'switch', role: 'group', 'aria-label': label }, ...buttons));
}

function show() {
  sizes.forEach((button, index) => button.setAttribute('aria-pressed', String(HEIGHTS[index] === height)));
  controls.forEach((button, index) => button.setAttribute('aria-pressed', String(CONTROLS[index] === shown)));
  colours.forEach((button, index) => button.setAttribute('aria-pressed', String(COLOURS[index] === coloured)));
  lacks.textContent = lacking();
  lacks.hidden = lacks.textContent === '';
  own.hidden = height !== undefined;
  said.textContent = '';
  prefix.textContent = store.address().split('#')[0];
  const size = chosen();
  const problem = typeof size === 'string' ? size : '';
  if (wrong.textContent !== problem) wrong.textContent = problem;
  copy.disabled = typeof size === 'string';
  if (typeof size === 'string') return;
  const attributes = { src: store.address({ embed: shown.embed, ...coloured.query }, handedOn()), title, width: size.width, height: size.height };
  const quoted = Object.entries(attributes).map(([name, value]) => `${name}="${inAttribute(value)}"`);
  text.value = `<iframe ${quoted.join(' ')} loading="lazy" sandbox="${SANDBOX}" frameborder="0"></iframe>`;
  showPreview(attributes);
}

/** What of the link a small view names and does not show. */
function lacking() {
  const { compared, asks } = apiary.besides(store.reading.link, []);
  const named = [compared ? `that it is compared with ${compared}` : '', ...asks.map((question) => `that it asks “${question}”`)].filter((what) => what !== '');
  return named.length === 0 ? '' : `The frame shows this scenario and says ${named.join(' and ')}, with a link to the whole page, which alone shows that.`;
}

/** The size, or what is wrong with it. @returns {{ width: string, height: string } | string} */
function chosen() {
  if (height !== undefined) return { width: '100%', height: String(height) };
  const wide = widthBox.value.replace(/\s|px/g, '');
  const high = heightBox.value.replace(/\s|px/g, '');
  const share = /^(\d{1,3})%$/.exec(wide);
  const isShare = share !== null && Number(share[1]) >= 10 && Number(share[1]) <= 100;
  if (!isShare && !isWithin(wide, SIZES.width)) return `The width is a number of pixels from ${SIZES.width.join(' to ')}, or 10 to 100 %, not “${widthBox.value}”.`;
  if (!isWithin(high, SIZES.height)) return `The height is a number of pixels from ${SIZES.height.join(' to ')}, not “${heightBox.value}”.`;
  return { width: wide, height: high };
}

/**
 * @param {string} number
 * @param {number[]} limits
 */
function isWithin(number, [least, most]) {
  return /^\d+$/.test(number) && Number(number) >= least && Number(number) <= most;
}

/** @param {string} value */
const inAttribute = (value) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// One frame at most, and none that nobody looks at.
/** @param {{ src: string, title: string, width: string, height: string }} attributes */
function showPreview(attributes) {
  if (!look.open) {
    preview.replaceChildren();
    return;
  }
  const now = JSON.stringify(attributes);
  if (preview.dataset.shows === now && preview.firstChild) return;
  preview.dataset.shows = now;
  preview.replaceChildren(make('iframe', attributes));
}
