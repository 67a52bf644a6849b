// The dialog that hands the page's link on: as text for other places, with its length, and as a QR code.
import { byId, icon, make } from '../dom.js';
import { FORMATS, lengthOf } from '../formats.js';
import { counted } from '../text.js';
import { copyText, Dialog } from './dialog.js';
import { comparisonTold } from './compare.js';
import { concluded } from './conclusion.js';
import { presetOf } from './preset.js';
import { fingerprint, isDisproved } from './proof.js';

/** What a QR code holds of text that mixes small letters and digits. */
const MOST = 2953;
/** How wide a QR code is drawn at least, in CSS pixels, and each of its modules. */
const WIDTH = 196;
const MODULE = 3;

const text = make('textarea', { className: 'share-text', readOnly: true, autofocus: true, rows: 5, spellcheck: false });
const length = make('span', { className: 'caption' });
const said = make('span', { className: 'share-said', role: 'status' });
const copy = make('button', { type: 'button', className: 'tool edged' }, 'Copy');
const picture = make('button', { type: 'button', className: 'tool edged', hidden: true, onclick: copyPicture }, 'Copy picture');
const pictured = make('input', { type: 'checkbox' });
const preset = make('label', { className: 'share-preset', hidden: true }, pictured, ' With a preview picture: the address of this preset’s page, which leads here');
const warnings = make('div', { role: 'status' });
const note = make('p', { className: 'caption' });
const code = make('div', { className: 'share-code' });
const buttons = FORMATS.map(({ label }) => make('button', { type: 'button' }, label));
const dialog = new Dialog('share', 'Share',
  make('div', { className: 'switch', role: 'group', 'aria-label': 'Write it as' }, ...buttons),
  preset, text, make('div', { className: 'share-row' }, copy, picture, length, said), warnings, note, code);

/** @type {import('../store.js').Store} */ let store;
/** @type {typeof import('apiary')} */ let apiary;
let format = FORMATS[0];
/** @type {{ sentence: import('apiary').Sentence, settled: boolean } | null} What the page says of its scenario, once it does. */
let result = null;
/** The page's model, for want of a result. */
let model = '';
/** The question that the page's link asks, and its answer in words, where there are such. */
let asked = '';

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../store.js').Store} itsStore
 */
export function makeShare(itsApiary, itsStore) {
  apiary = itsApiary;
  store = itsStore;
  buttons.forEach((button, index) => button.addEventListener('click', () => choose(FORMATS[index])));
  copy.addEventListener('click', () => copyText(text, said));
  pictured.addEventListener('change', show);
  text.addEventListener('focus', () => text.select());
  byId('share').addEventListener('click', () => {
    dialog.open();
    show();
    text.select();
    text.scrollTop = 0;
  });
  document.addEventListener('answered', () => { if (dialog.isOpen) show(); });
}

/** The link to hand on: a claim that was found false goes with the right fingerprint in its place. */
export const handedOn = () => (isDisproved() ? apiary.claiming(store.reading.link, fingerprint()) : store.reading.link);

/** The link has changed: nothing is known of its scenario yet. @param {import('apiary').Spec} spec */
export function updateShare({ about }) {
  result = null;
  const question = presetOf(store.reading.link, about.presets.filter(({ group }) => group === 'Questions'));
  asked = question ? `${[question.title, question.answer].filter((text) => text !== null).join(' ')} ` : '';
  model = about.label;
  if (dialog.isOpen) show();
}

/** @param {import('../study.js').Progress} progress */
export function settleShare({ study, sentence, settled }) {
  // While a slider moves, or where a scenario is refused, the page still shows another.
  if (!study.fits(store.reading.link)) return;
  result = { sentence, settled };
  if (dialog.isOpen) show();
}

/** @param {import('../formats.js').Format} chosen */
function choose(chosen) {
  format = chosen;
  show();
}

function show() {
  const page = apiary.preset_page(store.reading.link);
  preset.hidden = page === undefined || format.label === 'Proposal';
  const address = page !== undefined && pictured.checked && !preset.hidden ? new URL(page, store.page()).href : store.address({}, handedOn());
  const written = format.write(`${conclusion().headline}${besides()}`, address, proposal);
  picture.hidden = format.label !== 'Proposal';
  buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(FORMATS[index] === format)));
  // What is said of copying is true of the same text whatever else is drawn anew.
  if (text.value !== written) {
    said.textContent = '';
    text.value = written;
  }
  text.ariaLabel = `${format.label} to copy`;
  length.textContent = `${counted(lengthOf(written))} characters`;
  const told = format.limits.map((limit) => limit(written, address)).filter((warning) => warning !== null);
  warnings.replaceChildren(...told.map((warning) => make('p', { className: 'notice' }, warning)));
  const corrected = isDisproved() ? `The link that was opened claims ${store.reading.view.fingerprint}, which its numbers do not have. This one has the right fingerprint, ${fingerprint()}.` : '';
  note.textContent = [corrected, written === address ? '' : unfinished()].filter((sentence) => sentence !== '').join(' ');
  showCode(address);
}

/** What is handed on with the link: what answers it first. */
function conclusion() {
  if (!result) return { headline: `Apiary: ${model}`, names: [], lede: '', itself: '' };
  const told = concluded(result.sentence);
  // Who reads it elsewhere has not seen the question.
  return { ...told, headline: `${asked}${told.headline}` };
}

/** What of the scenario is not usual and not in its headline: who reads that elsewhere sees no controls. */
function besides() {
  const { link, view: { threshold } } = store.reading;
  const compared = [...link.matchAll(/[?&]pinned-([^=&]+)=/g)].map(([, key]) => key);
  const { changes } = apiary.besides(link, [...conclusion().names, ...compared, ...(threshold ? [threshold.parameter] : [])]);
  return changes.length > 0 ? ` With ${changes.join(', ')}.` : '';
}

/** The block for a forum. */
function proposal() {
  // Without its own fingerprint it claims none: what the link claims has not been computed.
  const link = apiary.claiming(store.reading.link, fingerprint());
  const { headline, lede, itself } = conclusion();
  return apiary.proposal(link, headline, lede, itself, store.page());
}

/** Puts the picture on the clipboard: a forum takes it where it is pasted. */
async function copyPicture() {
  const canvas = /** @type {HTMLCanvasElement} */ (byId(comparisonTold() === '' ? 'main' : 'compare'));
  const blob = /** @type {Promise<Blob>} */ (new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('no picture'))), 'image/png');
  }));
  const copied = await navigator.clipboard?.write([new ClipboardItem({ 'image/png': blob })]).then(() => true, () => false);
  said.dataset.copied = String(copied ?? false);
  said.textContent = copied ? 'The picture is copied: paste it where it shall stand.' : 'The browser does not let the page copy a picture. “Export” saves it as a file.';
}

/** Whether this scenario is compared with another. */
const isCompared = () => apiary.pinned(store.reading.link)?.differs ?? false;

/** What the sentence lacks. */
function unfinished() {
  if (!result) return 'There is no result of this scenario yet, so its model’s name stands for the sentence.';
  if (format.label === 'Proposal' && isCompared() && comparisonTold() === '') return 'The comparison is not made yet, and stands here once it is.';
  if (format.label === 'Proposal' && !fingerprint()) return 'The fingerprint is not known yet; the page’s foot computes it.';
  return result.settled ? '' : 'Runs are still being made; the sentence tells of those there are.';
}

/** @param {string} address */
function showCode(address) {
  if (code.dataset.of !== address) drawCode(address);
  const drawn = code.querySelector('svg');
  if (!drawn) return;
  // A scroll bar that comes or goes changes its room, not what it is.
  const side = drawn.viewBox.baseVal.width;
  drawn.setAttribute('width', String(side * moduleWithin(code.clientWidth, side)));
}

/** @param {string} address */
function drawCode(address) {
  code.dataset.of = address;
  const drawing = apiary.qr(address);
  if (!drawing) {
    code.replaceChildren(make('p', { className: 'caption' }, `The link is too long for a QR code, which holds ${counted(MOST)} characters.`));
    return;
  }
  const { side, path } = drawing;
  const picture = icon(path, '', `0 0 ${side} ${side}`);
  picture.removeAttribute('aria-hidden');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', 'QR code of the link');
  code.replaceChildren(picture, make('p', { className: 'caption' }, 'Opens this scenario where it is scanned.'));
}

/**
 * How wide a module is drawn, in CSS pixels: whole pixels of the screen, without which it cannot be read.
 * @param {number} room
 * @param {number} side how many modules there are side by side
 */
function moduleWithin(room, side) {
  const wanted = Math.min(Math.max(MODULE, WIDTH / side), room / side);
  return Math.max(1, Math.floor(wanted * devicePixelRatio)) / devicePixelRatio;
}
