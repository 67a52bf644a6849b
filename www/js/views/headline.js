// The answer in words. Values of the scenario in it can be dragged or moved with the arrow keys.
import { byId, make, put } from '../dom.js';
import { fillLogo } from './header.js';
import { onStep } from '../text.js';
import { giveBackRoom } from './room.js';
import { direction } from './touch.js';

const headline = byId('headline');
const lede = byId('lede');
/** What the lede says, with its links. */ let explained = '';
/** What is said of impossible states, and where it leads. */ let noticed = '';
/** Pixels that a value must be dragged for one step of its slider. */
const PIXELS = 6;

/** @typedef {{ value: number, from: number, to: number, step: number, label: string }} Handle */

/** @type {import('../store.js').Store | undefined} None before the page is there. */ let store;
/** @type {(key: string) => Handle | null} Nothing can be moved before the page is there. */ let handleOf = () => null;
/** @type {(evidence: import('apiary').Evidence) => string} The link that shows a run; none before the page is there. */ let linkOf = () => '';

/**
 * @param {import('../store.js').Store} itsStore
 * @param {(key: string) => Handle | null} itsHandleOf
 * @param {(evidence: import('apiary').Evidence) => string} itsLinkOf
 */
export function makeHeadline(itsStore, itsHandleOf, itsLinkOf) {
  store = itsStore;
  handleOf = itsHandleOf;
  linkOf = itsLinkOf;
  headline.addEventListener('keydown', onKey);
  headline.addEventListener('pointerdown', onPointer);
  // Its target must not become the link.
  byId('skip').addEventListener('click', (event) => { event.preventDefault(); toHeadline(); });
}

/** Brings the reader to the result. */
export function toHeadline() {
  headline.focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

/** The same from where its beginning is out of sight, as on phones, where questions stand below the picture. */
export function toHiddenHeadline() {
  if (headline.getBoundingClientRect().top < 0) toHeadline();
}

/** There is no result. @param {string} text */
export function showWithout(text) {
  headline.dataset.shape = '';
  headline.textContent = text;
}

/** @param {import('apiary').Sentence} sentence */
export function showSentence(sentence) {
  document.title = `${sentence.headline.map(({ text }) => text).join('')} · Apiary`;
  put(byId('kicker'), { textContent: sentence.kicker });
  headline.classList.toggle('past', !sentence.good);
  fillLogo(sentence.share);
  fill(headline, sentence.headline);
  const written = JSON.stringify(sentence.lede);
  // Whoever selects it or has the focus in it keeps that where it says the same.
  if (written !== explained) {
    explained = written;
    lede.replaceChildren(...sentence.lede.map(({ kind, text, key }) =>
      (kind === 'strong' ? make('b', {}, text) : kind === 'link' ? make('a', { href: `#${key}` }, text) : text)));
  }
  showImpossible(sentence);
}

/** @param {import('apiary').Sentence} sentence */
function showImpossible({ notice, evidence }) {
  const href = evidence ? `#${linkOf(evidence)}` : '';
  const told = `${notice} ${href} ${location.hash}`;
  if (told === noticed) return;
  noticed = told;
  const place = byId('impossible');
  place.classList.toggle('fine', notice === null);
  const said = notice ?? 'No run passed through an impossible state.';
  // What a small frame has room for, and the rest.
  const end = said.indexOf('. ') + 1 || said.length;
  place.replaceChildren(said.slice(0, end), make('span', {}, said.slice(end)));
  // No link to what is shown already.
  if (evidence && href !== location.hash) place.append(' ', make('a', href === '#' ? {} : { href }, 'Show it'));
}

/**
 * Keeps the elements where the sentence keeps its shape.
 * @param {HTMLElement} place
 * @param {import('apiary').Part[]} parts
 */
function fill(place, parts) {
  const shape = parts.map((part) => `${part.kind} ${part.key} ${Boolean(part.key && handleOf(part.key))}`).join();
  if (place.dataset.shape !== shape) {
    place.dataset.shape = shape;
    reshape(place, parts);
    if (!store?.moving) giveBackRoom();
  }
  parts.forEach((part, index) => {
    const node = /** @type {HTMLElement} */ (place.children[index]);
    if (node.textContent !== part.text) node.textContent = part.text;
    const handle = part.key && handleOf(part.key);
    if (handle) {
      node.setAttribute('aria-valuemin', String(Math.min(handle.from, handle.value)));
      node.setAttribute('aria-valuemax', String(Math.max(handle.to, handle.value)));
      node.setAttribute('aria-valuenow', String(handle.value));
      node.setAttribute('aria-valuetext', part.text);
    }
  });
}

/**
 * Other words, around the values that stay: a finger or the focus is on one of them, and would lose it
 * were it taken out even for a moment.
 * @param {HTMLElement} place
 * @param {import('apiary').Part[]} parts
 */
function reshape(place, parts) {
  /** @type {ChildNode | null} */ let next = place.firstChild;
  for (const part of parts) {
    const kept = part.key && handleOf(part.key) ? place.querySelector(`[data-key="${part.key}"]`) : null;
    const isAhead = kept && next && (kept === next || next.compareDocumentPosition(kept) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!isAhead) {
      place.insertBefore(element(part), next);
      continue;
    }
    while (next && next !== kept) next = passed(next);
    next = kept.nextSibling;
  }
  while (next) next = passed(next);
}

/** Takes a node out. @param {ChildNode} node @returns {ChildNode | null} what came after it */
function passed(node) {
  const { nextSibling } = node;
  node.remove();
  return nextSibling;
}

/** @param {import('apiary').Part} part */
function element(part) {
  const handle = part.key && handleOf(part.key);
  const node = make('span', { className: `part-${part.kind}` });
  if (!handle) return node;
  node.dataset.key = part.key ?? '';
  node.tabIndex = 0;
  node.setAttribute('role', 'slider');
  node.setAttribute('aria-label', handle.label);
  node.title = 'Drag it, or type a number';
  return node;
}

/** @param {EventTarget | null} target */
function keyOf(target) {
  return target instanceof HTMLElement ? target.closest('[data-key]')?.getAttribute('data-key') : null;
}

/**
 * @param {string} key
 * @param {number} steps
 * @param {number} from
 * @param {boolean} moving
 */
function move(key, steps, from, moving) {
  const handle = handleOf(key);
  if (handle) moveTo(key, handle, from + steps * handle.step, moving);
}

/**
 * Sets what a handle moves to the nearest value that it may have.
 * @param {string} key
 * @param {Handle} handle
 * @param {number} wanted
 * @param {boolean} moving
 */
export function moveTo(key, handle, wanted, moving) {
  // A value beyond its slider's ends may come back, and goes no further out.
  const low = Math.min(handle.from, handle.value);
  const high = Math.max(handle.to, handle.value);
  const value = Math.min(high, Math.max(low, wanted));
  store?.edit(key, onStep(value, handle.step, handle.from), { moving });
}

/** How many steps a key moves a handle; nothing for other keys. @param {KeyboardEvent} event */
export function stepsOf({ key, ctrlKey, altKey, metaKey }) {
  if (ctrlKey || altKey || metaKey) return undefined;
  return { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity }[key];
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const steps = stepsOf(event);
  const key = keyOf(event.target);
  const handle = key && handleOf(key);
  if (!key || !handle || !steps) return;
  event.preventDefault();
  move(key, steps, handle.value, false);
}

/** @param {PointerEvent} event */
function onPointer(event) {
  const key = keyOf(event.target);
  const handle = key && handleOf(key);
  if (!key || !handle || event.button !== 0) return;
  event.preventDefault();
  /** @type {HTMLElement | null} */ (headline.querySelector(`[data-key="${key}"]`))?.focus({ preventScroll: true });
  const { clientX: start, clientY: top } = event;
  const { value } = handle;
  let steps = 0;
  // A finger may mean to scroll the page.
  let isMeant = event.pointerType !== 'touch';
  /** @param {PointerEvent} moved */
  const onMove = (moved) => {
    const way = isMeant ? 'along' : direction(moved.clientX - start, moved.clientY - top);
    if (way === 'across') return onUp();
    isMeant = way === 'along';
    const now = isMeant ? Math.round((moved.clientX - start) / PIXELS) : 0;
    if (now !== steps) move(key, (steps = now), value, true);
  };
  const onUp = () => {
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', onUp);
    removeEventListener('pointercancel', onUp);
    if (steps !== 0) move(key, steps, value, false);
  };
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', onUp);
  addEventListener('pointercancel', onUp);
}

/**
 * What a value in the headline can be moved by; nothing for what is swept.
 * @param {string} key
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function handleIn(key, reading, spec) {
  const setting = reading.settings.find((candidate) => candidate.key === key);
  const parameter = spec.parameters.find((candidate) => candidate.key === key);
  if (parameter && setting && !setting.axis) {
    const { from, to, step } = parameter.slider;
    return { value: setting.points[0], from, to, step, label: parameter.label };
  }
  const goal = goalIn(reading, spec);
  return key === 'goal' && goal.to > goal.from ? goal : null;
}

/**
 * The goal, and the span of its output; none where that has no span.
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 * @returns {Handle}
 */
export function goalIn({ view }, { about, outputs }) {
  const output = outputs.find(({ key }) => key === about.goal.output);
  const [from, to] = output?.span ?? [0, 0];
  return { value: view.goal, from, to, step: (to - from) / 20, label: `Level of ${(output?.label ?? '').toLowerCase()} to reach` };
}
