// A slider over the values of an axis: it moves the subset looked at, and computes nothing anew.
import { HEXAGON, icon, make } from '../dom.js';
import { spoken } from '../text.js';
import { follow } from './touch.js';

/** @typedef {import('apiary').Reading} Reading */

/**
 * How many subsets lie between two values of an axis, and how many values it has.
 * @param {Reading} reading
 * @param {string} key
 */
function steps({ axes, settings, sweep }, key) {
  const count = (/** @type {string} */ axis) => settings.find((setting) => setting.key === axis)?.points.length ?? 1;
  const before = sweep === 'product' ? axes.slice(0, axes.indexOf(key)) : [];
  return { stride: before.reduce((product, axis) => product * count(axis), 1), count: count(key) };
}

export class AxisRow {
  /** @type {Reading | undefined} */ #reading;

  /**
   * @param {import('apiary').Parameter} parameter
   * @param {import('../store.js').Store} store
   */
  constructor(parameter, store) {
    this.parameter = parameter;
    this.range = make('input', { type: 'range', min: '0', step: '1', 'aria-label': parameter.label });
    follow(this.range, (moving) => this.#slide(store, moving));
    this.value = make('output', { className: 'axis-value' });
    this.track = make('div', { className: 'track' }, make('span', { className: 'track-line' }), this.range);
    this.element = make('div', { className: 'row' },
      make('div', { className: 'row-name' }, make('span', { 'aria-hidden': 'true' }, parameter.label)),
      make('div', { className: 'row-slider' }, this.track), this.value);
  }

  /** @param {import('apiary').Setting} setting @param {Reading} reading */
  update({ points }, reading) {
    this.#reading = reading;
    const { unit, zero } = this.parameter;
    const { stride, count } = steps(reading, this.parameter.key);
    const place = Math.floor(reading.view.subset / stride) % count;
    const isNamed = points[place] === 0 && zero !== null;
    this.range.max = String(count - 1);
    this.range.value = String(place);
    this.value.textContent = isNamed ? zero : spoken(String(points[place]), unit);
    this.range.setAttribute('aria-valuetext', this.value.textContent);
    for (const mark of this.track.querySelectorAll('svg')) mark.remove();
    points.forEach((_, index) => this.#mark(index / Math.max(1, count - 1), 'track-cell'));
    this.#mark(place / Math.max(1, count - 1), 'track-thumb');
  }

  /** @param {number} at @param {string} name */
  #mark(at, name) {
    const mark = icon(HEXAGON, name);
    mark.style.setProperty('--at', String(at));
    this.range.before(mark);
  }

  /** @param {import('../store.js').Store} store @param {boolean} moving */
  #slide(store, moving) {
    if (!this.#reading) return;
    const { stride, count } = steps(this.#reading, this.parameter.key);
    const { subset } = this.#reading.view;
    const place = Math.floor(subset / stride) % count;
    store.edit('view-subset', String(subset + (this.range.valueAsNumber - place) * stride), { moving });
  }
}
