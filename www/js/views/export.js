// What can be taken away of a scenario: tables, pictures, a notebook that recomputes it, the scenario itself.
import { nextTask } from '../task.js';
import { csvOf, pngOf, save, svgOf, tableOfRows, tableSize } from '../files.js';
import { byId, make } from '../dom.js';
import { picturesOf } from '../pictures.js';
import { counted } from '../text.js';
import { comparePictures } from './compare.js';
import { Dialog } from './dialog.js';
import { openFile } from './open.js';
import { plannedPictures } from './planned.js';
import { fingerprinted } from './proof.js';
import { sensitivityPictures } from './sensitivity.js';
import { thresholdPictures } from './threshold.js';
import { trendsPictures } from './trends.js';

/** Characters of a table beyond which a browser is not the place to make it. */
const MOST = 1e9;
/** Widths of pictures, in CSS pixels. */
const WIDTHS = { least: 320, usual: 1200, most: 4000 };

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../store.js').Store} */ let store;
/** @type {import('apiary').Study | null} A study whose runs are all made. */ let study = null;
/** @type {import('apiary').Spec} */ let spec;
/** The table under way. */
let work = new AbortController();

const said = make('p', { className: 'export-said', role: 'status' });
const rows = button('CSV', 'All rows as CSV', saveRows);
const rowsTold = make('span', {});
const choice = make('select', { 'aria-label': 'Picture' });
const width = make('input', {
  type: 'number', value: String(WIDTHS.usual), min: String(WIDTHS.least), max: String(WIDTHS.most), 'aria-label': 'Width in pixels',
});
const ratio = make('select', { 'aria-label': 'Pixels to each' }, ...['1', '2', '3'].map((times) =>
  make('option', { value: times, selected: times === '2' }, `${times}×`)));
const png = button('PNG', 'Picture as PNG', savePng);
const svg = button('SVG', 'Picture as SVG', saveSvg);
const table = button('CSV', 'Table of the picture as CSV', saveTable);
const picturesTold = make('span', {});
const file = make('input', { type: 'file', accept: '.json,application/json', className: 'hidden', tabIndex: -1, 'aria-hidden': 'true' });
const dialog = new Dialog('export', 'Export',
  make('p', { className: 'caption' }, 'Every file says which link it was made from.'),
  row('All rows', rowsTold, rows),
  row('A picture', picturesTold, png, svg, table),
  make('div', { className: 'export-picture' },
    make('span', { className: 'select' }, choice),
    make('label', { className: 'field' }, width, make('span', { className: 'field-unit' }, 'pixels wide')),
    make('label', {}, make('span', { className: 'select' }, ratio), ' as PNG')),
  row('A Python notebook', 'It recomputes all rows with numpy alone.', button('ipynb', 'Python notebook as ipynb', saveNotebook)),
  row('The scenario', 'Drop it on this page, or paste its text, to open it again.',
    button('JSON', 'Scenario as JSON', saveScenario), button('Open …', 'Open … a scenario from a file', () => file.click()), file),
  said);

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../store.js').Store} itsStore
 */
export function makeExport(itsApiary, itsStore) {
  [apiary, store] = [itsApiary, itsStore];
  byId('export-open').addEventListener('click', () => {
    say('');
    dialog.open();
    update();
  });
  dialog.onClose(() => work.abort());
  document.addEventListener('answered', () => { if (dialog.isOpen) update(); });
  file.addEventListener('change', () => {
    if (file.files?.[0]) openFile(file.files[0]);
    file.value = '';
  });
}

/** @param {import('apiary').Spec} itsSpec */
export function updateExport(itsSpec) {
  spec = itsSpec;
  study = null;
  work.abort();
}

/** @param {import('../study.js').Progress} progress */
export function showExport({ study: current, done, total }) {
  // Where a scenario is refused the page still shows another, of which no file may say that it is this one.
  study = done >= total && current.fits(store.reading.link) ? current : null;
  if (dialog.isOpen) update();
}

/** Says something in the dialog where it is open; whether it is. @param {string} message */
export function sayInExport(message) {
  if (dialog.isOpen) say(message);
  return dialog.isOpen;
}

export const closeExport = () => dialog.close();

/** @param {string} message */
function say(message) {
  said.textContent = message;
}

/**
 * @param {string} title
 * @param {string | Node} told
 * @param {...HTMLElement} buttons
 */
function row(title, told, ...buttons) {
  return make('div', { className: 'export-row' },
    make('div', {}, make('b', {}, title), make('span', { className: 'caption' }, told)),
    make('div', { className: 'export-buttons' }, ...buttons));
}

/**
 * @param {string} text
 * @param {string} label
 * @param {() => unknown} act
 */
function button(text, label, act) {
  return make('button', {
    type: 'button', className: 'file', 'aria-label': label,
    onclick: async () => {
      try { await act(); } catch (error) { say(`This cannot be saved here: ${error instanceof Error ? error.message : error}.`); }
    },
  }, text);
}

function update() {
  const { lines, characters } = tableSize(apiary, store.reading);
  const size = `${counted(lines)} rows, about ${megabytes(characters)}, as apiary run writes them.`;
  rowsTold.textContent = characters > MOST ? `${size} That is too much for a browser.` : size;
  rows.disabled = characters > MOST;
  for (const each of [table, png, svg]) each.disabled = study === null;
  picturesTold.textContent = study ? 'In the page’s colours; its numbers as CSV.' : 'Once all runs are made.';
  const chosen = choice.selectedOptions[0]?.textContent;
  choice.replaceChildren(...pictures().map(({ title }, index) => make('option', { value: String(index), selected: title === chosen }, title)));
}

/** All pictures that stand complete on the page. */
const pictures = () => (study ? [
  ...picturesOf(study, spec, store.reading), ...trendsPictures(), ...comparePictures(),
  ...thresholdPictures(), ...sensitivityPictures(), ...plannedPictures(),
] : []);

/** @param {number} characters */
function megabytes(characters) {
  const millions = characters / 1e6;
  return millions < 1 ? `${Math.max(1, Math.round(characters / 1000))} kB` : `${counted(Math.round(millions))} MB`;
}

/** @param {object} value */
const json = (value) => new Blob([`${JSON.stringify(value, null, 1)}\n`]);
const page = () => store.page();
const made = (/** @type {string} */ link) => apiary.made(link, page());

/** The link that files carry: with the scenario's fingerprint, where it is known. */
async function carried() {
  const { link, scenario } = store.reading;
  const fingerprint = await fingerprinted();
  // Where another scenario has come meanwhile, the fingerprint is that one's.
  return apiary.claiming(link, scenario === store.reading.scenario ? fingerprint : '');
}

/**
 * @param {Blob} content
 * @param {string} link
 * @param {string} title
 * @param {string} extension
 */
function keep(content, link, title, extension) {
  const name = apiary.file_name(link, title, extension);
  save(content, name);
  say(`${name} is saved.`);
}

async function saveRows() {
  if (rows.dataset.busy) return work.abort();
  work = new AbortController();
  const { signal } = work;
  Object.assign(rows, { textContent: 'Cancel', ariaLabel: 'Cancel the table of all rows' });
  rows.dataset.busy = 'true';
  const percent = (/** @type {number} */ share) => say(`${Math.floor(100 * share)} % of all rows are made.`);
  try {
    const { reading } = store;
    const link = await carried();
    keep(await tableOfRows(apiary, reading, made(link), signal, percent), link, 'runs', 'csv');
  } catch (error) {
    if (!signal.aborted) throw error;
    say('The table was not made.');
  } finally {
    delete rows.dataset.busy;
    Object.assign(rows, { textContent: 'CSV', ariaLabel: 'All rows as CSV' });
  }
}

async function saveTable() {
  await savePicture('csv', (picture, origin) => csvOf(picture, origin));
}

async function savePng() {
  const wide = chosenWidth();
  if (wide) await savePicture('png', (picture, origin) => pngOf(picture, { width: wide, ratio: Number(ratio.value) }, origin));
}

async function saveSvg() {
  const wide = chosenWidth();
  if (wide) await savePicture('svg', (picture, origin) => svgOf(apiary, picture, wide, origin));
}

/** The width of the picture to save; none where it is none, which is said. */
function chosenWidth() {
  const { least, most } = WIDTHS;
  const wide = Number(width.value);
  const fits = wide >= least && wide <= most;
  width.setAttribute('aria-invalid', String(!fits));
  if (!fits) say(`A picture is ${least} to ${counted(most)} pixels wide.`);
  return fits ? wide : null;
}

/**
 * Saves the chosen picture, once it can be drawn at once.
 * @param {string} extension
 * @param {(picture: import('../pictures.js').Picture, made: string) => Blob | Promise<Blob>} content
 */
async function savePicture(extension, content) {
  const [asked, picture] = [store.reading, pictures()[Math.max(0, choice.selectedIndex)]];
  // Another link may come meanwhile, and what draws the picture be gone.
  const isThere = () => study !== null && asked === store.reading;
  const link = await carried();
  while (isThere() && picture?.prepare?.()) await nextTask();
  if (isThere() && picture) keep(await content(picture, made(link)), link, picture.part ?? picture.title, extension);
}

async function saveNotebook() {
  const link = await carried();
  keep(json(apiary.notebook(link, page())), link, 'notebook', 'ipynb');
}

async function saveScenario() {
  const link = await carried();
  keep(json(apiary.document(link, page())), link, 'scenario', 'json');
}
