// Opens a scenario that comes as a file or as text, JSON or a link: dropped on the page, chosen, or pasted where
// nobody types.
import { byId } from '../dom.js';
import { closeExport, sayInExport } from './export.js';
import { addNotices, showFailure } from './notices.js';

/** Bytes that a scenario's file has at most: one with the most points there may be. */
const MOST = 4_000_000;

/** Brackets within brackets in what is read: a scenario has three, a notebook five. */
const DEEPEST = 50;

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('../store.js').Store} */ let store;

/**
 * @param {typeof import('apiary')} itsApiary
 * @param {import('../store.js').Store} itsStore
 */
export function makeOpening(itsApiary, itsStore) {
  [apiary, store] = [itsApiary, itsStore];
  addEventListener('dragover', (event) => { if (takes(event)) event.preventDefault(); });
  addEventListener('drop', (event) => {
    const dropped = event.dataTransfer?.files[0];
    if (!takes(event) || !dropped) return;
    event.preventDefault();
    openFile(dropped);
  });
  addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (text !== '' && !isTyping(event.target)) openText(text, 'What was pasted');
  });
}

/** @param {File} file */
export async function openFile(file) {
  if (file.size > MOST) return refuse(`${file.name} is too large to be a scenario.`);
  openText(await file.text(), file.name);
}

/**
 * @param {string} text
 * @param {string} name
 */
function openText(text, name) {
  if (text.length > MOST) return refuse(`${name} is too large to be a scenario.`);
  try {
    const { link, unused } = apiary.open_document(parsed(text));
    store.open(link);
    closeExport();
    addNotices(unused.map((sentence) => `${name}: ${sentence}.`));
    if (unused.length > 0) toNotices();
  } catch (error) {
    refuse(`${name} opens no scenario: ${error instanceof Error ? error.message : error}.`);
  }
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  if (isWord(text)) return { link: text };
  // What is nested without end would overflow the stack of whoever walks through it.
  if (depth(text) > DEEPEST) throw new Error('it is nested deeper than a scenario');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`it is neither a link nor JSON (${error instanceof Error ? error.message : error})`);
  }
}

/** Whether a text is one word and no JSON, as a link is. @param {string} text */
const isWord = (text) => /^[^\s{["]\S*$/.test(text.trim());

/** How many brackets are open at once, at most. @param {string} text */
function depth(text) {
  let [open, most, quoted] = [0, 0, false];
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    if (quoted && sign === '\\') place += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '[' || sign === '{')) open += 1;
    else if (!quoted && (sign === ']' || sign === '}')) open -= 1;
    most = Math.max(most, open);
  }
  return most;
}

/** @param {string} message */
function refuse(message) {
  if (sayInExport(message)) return;
  showFailure(message);
  toNotices();
}

const toNotices = () => byId('notices').scrollIntoView({ block: 'center' });

/** @param {DragEvent} event */
const takes = ({ dataTransfer }) => dataTransfer?.types.includes('Files') ?? false;

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
