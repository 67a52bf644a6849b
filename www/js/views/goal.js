// The goal's hexagon on the main picture: it lies over the one that is drawn, is dragged up and down or moved
// by keys, and rewrites the sentence.
import { HEXAGON, icon, make } from '../dom.js';
import { onStep, spoken } from '../text.js';
import { goalIn, moveTo, stepsOf } from './headline.js';

/** How far from the axis the hexagon stands, as in charts/src/fan.rs. */
const ASIDE = 8;
/** Steps of a pointer in one of the keys. */
const FINER = 5;
/** Steps on an axis whose output has no span of its own, at least. */
const STEPS = 20;

/** @typedef {import('./readable.js').Area} Area */

export class GoalHandle {
  /** @type {Area | null} */ #area = null;
  /** @type {import('./headline.js').Handle | null} */ #goal = null;
  #chart;
  #store;

  /**
   * @param {import('./readable.js').Readable} chart
   * @param {import('../store.js').Store} store
   */
  constructor(chart, store) {
    this.#chart = chart;
    this.#store = store;
    this.element = make('div', {
      className: 'goal', role: 'slider', tabIndex: 0, hidden: true, title: 'Drag it: another goal', 'aria-orientation': 'vertical',
    }, icon(HEXAGON));
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('pointerdown', (event) => this.#onPointer(event));
    chart.plate.append(this.element);
  }

  /**
   * The picture has been drawn: the handle goes where its goal is, if it shows one.
   * @param {import('apiary').Reading} reading
   * @param {import('apiary').Spec} spec
   */
  place(reading, spec) {
    const { frames } = this.#chart;
    // Where nothing is drawn for a moment, whoever holds it keeps it.
    if (frames.length === 0) return;
    const isShown = frames.length === 1 && reading.view.output === spec.about.goal.output;
    this.#area = isShown ? frames[0] : null;
    this.#goal = this.#area && this.#handle(reading, spec, this.#area);
    const { value = NaN, from = NaN, to = NaN, label = '' } = this.#goal ?? {};
    const [low, high] = this.#area?.y ?? [NaN, NaN];
    this.element.hidden = !(value >= low && value <= high);
    if (this.element.hidden || !this.#area) return;
    const { left, top, bottom } = this.#area;
    const y = bottom - ((value - low) / (high - low)) * (bottom - top);
    // No layout: it goes along with what is drawn.
    this.element.style.transform = `translate(${left + ASIDE}px, ${y}px)`;
    const unit = spec.outputs.find(({ key }) => key === spec.about.goal.output)?.unit;
    this.element.setAttribute('aria-label', `${label}, on the picture`);
    this.element.setAttribute('aria-valuemin', String(Math.min(from, value)));
    this.element.setAttribute('aria-valuemax', String(Math.max(to, value)));
    this.element.setAttribute('aria-valuenow', String(value));
    this.element.setAttribute('aria-valuetext', unit ? spoken(String(value), unit) : String(value));
  }

  /**
   * What the goal can be moved by: the span of its output, else the axis that it is drawn on.
   * @param {import('apiary').Reading} reading
   * @param {import('apiary').Spec} spec
   * @param {Area} area
   */
  #handle(reading, spec, { y: [from, to] }) {
    const known = goalIn(reading, spec);
    if (known.to > known.from) return known;
    const step = 10 ** Math.floor(Math.log10((to - from) / STEPS));
    return { ...known, from: Math.ceil(from / step) * step, to: Math.floor(to / step) * step, step };
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    const steps = stepsOf(event);
    if (!steps || !this.#goal) return;
    event.preventDefault();
    moveTo('goal', this.#goal, this.#goal.value + steps * this.#goal.step, false);
  }

  /** @param {PointerEvent} event */
  #onPointer(event) {
    const [goal, area, { element }] = [this.#goal, this.#area, this];
    if (!goal || !area || event.button !== 0) return;
    event.preventDefault();
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    const worth = (area.y[1] - area.y[0]) / (area.bottom - area.top);
    const finer = { ...goal, step: Number(onStep(goal.step / FINER, goal.step / FINER)) };
    const follow = (/** @type {PointerEvent} */ moved) => {
      const value = goal.value + (event.clientY - moved.clientY) * worth;
      moveTo('goal', finer, Math.round(value / finer.step) * finer.step, true);
    };
    // Who only presses it changes nothing; who brings it back does.
    let isMeant = false;
    const onMove = (/** @type {PointerEvent} */ moved) => {
      isMeant ||= moved.clientY !== event.clientY;
      if (isMeant) follow(moved);
    };
    const onUp = () => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      if (isMeant) this.#store.settle();
    };
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
  }
}
