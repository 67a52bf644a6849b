// Keys that do what the page's controls do, and the dialog that lists them. They can be switched off, since
// single letters come in the way of those who speak to their computer.
import { byId, make } from '../dom.js';
import { Dialog } from './dialog.js';

/** @typedef {{ key: string, does: string, act: () => void }} Shortcut */

const STORED = 'keys';
const isOn = make('input', { type: 'checkbox', id: 'keys-on' });

/** @param {import('../store.js').Store} store */
export function makeKeys(store) {
  const shortcuts = shortcutsOf(store);
  const list = make('dl', { className: 'keys' }, ...shortcuts.map(({ key, does }) =>
    make('div', {}, make('dt', {}, make('kbd', {}, key)), make('dd', {}, does))));
  const values = make('p', { className: 'caption' }, 'Arrow keys move sliders, the values in the headline, tabs and the maps’ cells; Page Up and Page Down take ten steps at once. On a value in the headline a digit or Enter opens a field for it. Undo is the browser’s way back.');
  const dialog = new Dialog('keys', 'Keyboard shortcuts', list, values, make('label', { className: 'keys-on' }, isOn, ' Use these keys'));
  isOn.checked = read() !== 'off';
  isOn.addEventListener('change', () => write(isOn.checked ? 'on' : 'off'));
  byId('keys').addEventListener('click', () => dialog.open());
  addEventListener('keydown', (event) => {
    if (!isOn.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
    const shortcut = shortcuts.find(({ key }) => key === event.key);
    if (!shortcut) return;
    event.preventDefault();
    shortcut.act();
  });
}

/** @param {import('../store.js').Store} store @returns {Shortcut[]} */
function shortcutsOf(store) {
  const click = (/** @type {string} */ id) => () => byId(id).click();
  return [
    { key: '?', does: 'This list', act: click('keys') },
    { key: 'v', does: 'To the values of the headline', act: () => focus('#headline [role="slider"]') },
    { key: 'q', does: 'To the questions to start from', act: () => focus('#questions a:not(.before)') },
    { key: 'p', does: 'To the parameters', act: () => focus('#policy .field input') },
    { key: '[', does: 'The output before', act: () => step(store, -1) },
    { key: ']', does: 'The next output', act: () => step(store, 1) },
    { key: 'r', does: 'Every value back to its default', act: () => store.open(store.reading.link.split('?')[0]) },
    { key: 's', does: 'Share', act: click('share') },
    { key: 'm', does: 'Embed', act: click('embed') },
    { key: 'e', does: 'Export', act: click('export-open') },
  ];
}

/** Whether a key is meant for what has the focus, or a dialog is open. @param {EventTarget | null} target */
function isTaken(target) {
  if (document.querySelector('dialog[open]')) return true;
  // A field of a dialog that has just been closed keeps the focus until the next frame.
  return target instanceof HTMLElement && target.closest('dialog') === null && target.matches('input:not([type="range"]), textarea, select, [contenteditable]');
}

/** @param {string} selector */
function focus(selector) {
  /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus();
}

/** @param {import('../store.js').Store} store @param {number} by */
function step(store, by) {
  const outputs = [...document.querySelectorAll('#tabs button, #more option:not([disabled])')].map((place) => /** @type {HTMLButtonElement} */ (place).value);
  const next = outputs[outputs.indexOf(store.reading.view.output) + by];
  if (next) store.edit('view', next);
}

function read() {
  try { return localStorage.getItem(STORED); } catch { return null; }
}

/** @param {string} value */
function write(value) {
  try { localStorage.setItem(STORED, value); } catch { /* It then lasts as long as the page. */ }
}
