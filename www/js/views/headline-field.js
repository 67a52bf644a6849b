// A value of the headline that is typed: a field in its place, opened by a digit or Enter, a tap or a double click.
import { byId, make } from '../dom.js';
import { numbers } from '../text.js';
import { Field } from './field.js';

/** What a number can begin with. */
const NUMERIC = /^[-−+.,\d]$/;
/** The room that a digit takes, what stands around them, a per-cent sign, and what stays free beside the field. */
const [DIGIT, AROUND, SIGN, MARGIN] = [10.5, 18, 18, 12];

/** @typedef {{ field: Field, key: string, text: string, element: HTMLElement }} Open */

const headline = byId('headline');

/** @type {import('../store.js').Store} */ let store;
/** @type {(model: string) => import('apiary').Spec} */ let specOf;
/** @type {Open | null} */ let open = null;
/** What the pointer is that has come down last; nothing for who clicks by other means. */
let pointer = '';

/**
 * @param {import('../store.js').Store} itsStore
 * @param {(model: string) => import('apiary').Spec} itsSpecOf
 */
export function makeHeadlineField(itsStore, itsSpecOf) {
  [store, specOf] = [itsStore, itsSpecOf];
  headline.addEventListener('keydown', onKey);
  headline.addEventListener('pointerdown', ({ pointerType }) => { pointer = pointerType; });
  // A mouse drags and takes the focus by one click; a finger that drags is told of without any.
  headline.addEventListener('click', (event) => {
    if (pointer !== 'mouse') begin(event.target);
    pointer = '';
  });
  headline.addEventListener('dblclick', ({ target }) => begin(target));
  new ResizeObserver(place).observe(headline);
  store.listen(finish);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key !== 'Enter' && !NUMERIC.test(event.key)) return;
  // The digit itself goes to the field, which has the focus by then and all its text selected.
  if (begin(event.target) && event.key === 'Enter') event.preventDefault();
}

/** Opens the field of a value. @param {EventTarget | null} target @returns {boolean} whether there is one */
function begin(target) {
  const key = target instanceof Element ? target.closest('[data-key]')?.getAttribute('data-key') : null;
  const value = key ? valueOf(key) : null;
  if (!key || !value) return false;
  close();
  // The sentence says the unit, but for a per-cent sign: it belongs to the number.
  const field = new Field(key, value.label, { ...numbers(value.unit), symbol: value.unit.power === 2 ? '%' : '' }, store);
  const element = make('div', { className: 'headline-field' }, field.element, field.error);
  open = { field, key, text: value.text, element };
  field.show(value.text);
  field.input.addEventListener('keydown', onFieldKey);
  field.input.addEventListener('input', place);
  // After the field itself has read it.
  field.input.addEventListener('change', () => { if (open?.field === field && !isRefused(open)) finish(); });
  field.input.addEventListener('blur', () => { if (open?.field === field && !isEdited(open) && !isRefused(open)) close(); });
  headline.after(element);
  place();
  field.input.focus({ preventScroll: true });
  return true;
}

/** @param {KeyboardEvent} event */
function onFieldKey(event) {
  if (!open) return;
  // From there the browser goes on to the next value, and what was typed is read on the way.
  if (event.key === 'Tab') handle(open.key)?.focus({ preventScroll: true });
  // What was changed is told of as a change.
  else if (event.key === 'Escape' || (event.key === 'Enter' && !isEdited(open) && !isRefused(open))) finish();
}

/** The way back to the value, for who has not gone elsewhere. */
function finish() {
  if (!open) return;
  const { key, element } = open;
  const isHere = element.contains(document.activeElement);
  close();
  // What has become an axis is no value any more.
  if (isHere) (valueOf(key) ? handle(key) ?? headline : headline).focus({ preventScroll: true });
}

function close() {
  const element = open?.element;
  open = null;
  element?.remove();
}

/** @param {Open} which */
const isRefused = ({ field }) => field.input.getAttribute('aria-invalid') === 'true';
/** @param {Open} which */
const isEdited = ({ field, text }) => field.input.value !== field.writing.show(text);
/** @param {string} key @returns {HTMLElement | null} */
const handle = (key) => headline.querySelector(`[data-key="${key}"]`);

/** Lays the field over its value, or where it last was. */
function place() {
  const box = open && handle(open.key)?.getBoundingClientRect();
  if (!open || !box) return;
  const { style, offsetHeight } = /** @type {HTMLElement} */ (open.field.element);
  const { clientWidth } = document.documentElement;
  // As wide as the value and its sign, and as what is typed in its place: the letters beside it stay in sight.
  const { input, writing } = open.field;
  const width = Math.max(box.width + 2, AROUND + DIGIT * input.value.length + (writing.symbol ? SIGN : 0));
  const middle = box.left + box.width / 2;
  const left = Math.max(MARGIN, Math.min(clientWidth - width - MARGIN, middle - width / 2));
  const right = clientWidth - left - width;
  // A reason, which is longer, reaches to where there is more room.
  const isLeftwards = middle > clientWidth / 2;
  style.width = `${width}px`;
  const widest = `min(420px, ${clientWidth - MARGIN - (isLeftwards ? right : left)}px)`;
  // Its place, too: Firefox 140 counts the padding twice.
  for (const part of [open.field.error, open.element]) part.style.maxWidth = widest;
  open.element.classList.toggle('leftwards', isLeftwards);
  Object.assign(open.element.style, { left: isLeftwards ? '' : `${left}px`, right: isLeftwards ? `${right}px` : '', top: `${scrollY + box.top + box.height / 2 - offsetHeight / 2}px` });
}

/**
 * What a value in the headline is called, its unit and its text in the link; nothing for what is swept.
 * @param {string} key
 * @returns {{ label: string, unit: import('apiary').Unit, text: string } | null}
 */
function valueOf(key) {
  const { model, settings, view } = store.reading;
  const { about, outputs, parameters } = specOf(model);
  const setting = settings.find((candidate) => candidate.key === key);
  const parameter = parameters.find((candidate) => candidate.key === key);
  if (parameter && setting) return setting.axis ? null : { label: parameter.label, unit: parameter.unit, text: setting.text };
  const goal = outputs.find((output) => output.key === about.goal.output);
  return key === 'goal' && goal ? { label: `Level of ${goal.label.toLowerCase()} to reach`, unit: goal.unit, text: String(view.goal) } : null;
}
