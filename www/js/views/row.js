// A parameter's row: name, sentence, slider, field, sweep.
import { HEXAGON, icon, make } from '../dom.js';
import { numbers, onStep, shown, spoken, spread } from '../text.js';
import { Field } from './field.js';

const SWEEP = 'M2 10h16M2 6v8M18 6v8M7 8v4M12.5 8v4';
/** More cells than this cannot be told apart on a track. */
const CELLS = 60;

/** @typedef {import('apiary').Setting} Setting */

export class Row {
  /** What the parameter was before it was swept from here. */ #single = '';

  /**
   * @param {import('apiary').Parameter} parameter
   * @param {import('../store.js').Store} store
   */
  constructor(parameter, store) {
    this.parameter = parameter;
    this.store = store;
    const { key, label, unit, slider, source } = parameter;
    this.field = new Field(key, label, numbers(unit), store);
    this.range = make('input', {
      type: 'range', min: String(slider.from), max: String(slider.to), step: String(slider.step), 'aria-label': label,
    });
    this.range.addEventListener('input', () => this.#slide(true));
    this.range.addEventListener('change', () => this.#slide(false));
    this.help = make('p', { className: 'row-help', title: `${slider.why} ${source}` });
    this.reset = make('button', { type: 'button', className: 'link row-reset' });
    this.reset.addEventListener('click', () => this.#reset());
    this.sweep = make('button', { type: 'button', className: 'sweep', 'aria-label': `Sweep ${label}`, title: 'Sweep it: try several values' }, icon(SWEEP));
    this.sweep.addEventListener('click', () => (this.setting?.axis ? this.#reset() : this.#edit(spread(slider))));
    const ends = [slider.from, slider.to].map((end) => make('span', {}, shown(String(end), unit)));
    this.track = make('div', { className: 'track' },
      make('span', { className: 'track-line' }), make('span', { className: 'track-fill' }), make('span', { className: 'track-tick' }), this.range);
    this.element = make('div', { className: 'row' },
      make('label', { className: 'row-name', for: this.field.id }, label),
      make('div', { className: 'row-text' }, this.help, this.reset),
      make('div', { className: 'row-slider' }, this.track, make('div', { className: 'track-ends', 'aria-hidden': 'true' }, ...ends)),
      this.field.element, this.sweep, this.field.error);
    this.track.style.setProperty('--default', String(this.#place(parameter.default)));
  }

  /**
   * @param {Setting} setting
   * @param {import('apiary').NotUsed} [problem]
   */
  update(setting, problem) {
    const { unit, help } = this.parameter;
    const { axis, changed, points, text } = setting;
    this.setting = setting;
    if (!axis) this.#single = text;
    this.field.show(text, problem);
    this.range.value = String(points[0]);
    this.range.disabled = axis;
    this.range.setAttribute('aria-valuetext', spoken(text, unit));
    this.element.classList.toggle('changed', changed);
    this.element.classList.toggle('swept', axis);
    this.sweep.setAttribute('aria-pressed', String(axis));
    this.help.textContent = axis ? `${points.length} points, an axis of the sweep.` : help;
    this.reset.hidden = !changed;
    this.reset.textContent = axis ? 'Use one value' : `Reset to ${spoken(String(setting.default), unit)}`;
    this.#mark(setting);
  }

  /** @param {Setting} setting */
  #mark({ points, axis, default: usual }) {
    for (const mark of this.track.querySelectorAll('svg')) mark.remove();
    const places = new Set(points.slice(0, axis ? undefined : 1).map((point) => this.#place(point)));
    for (const place of [...places].slice(0, CELLS)) {
      const mark = icon(HEXAGON, axis ? 'track-cell' : 'track-thumb');
      mark.style.setProperty('--at', String(place));
      this.range.before(mark);
    }
    this.track.style.setProperty('--at', String(this.#place(axis ? usual : points[0])));
  }

  /**
   * Where a value lies on the track, from 0 to 1; beyond its ends at the end.
   * @param {number} value
   */
  #place(value) {
    const { from, to } = this.parameter.slider;
    return Math.min(1, Math.max(0, (value - from) / (to - from)));
  }

  /** @param {boolean} moving */
  #slide(moving) {
    const { from, step } = this.parameter.slider;
    this.#edit(onStep(this.range.valueAsNumber, step, from), moving);
  }

  /** Back to the default; an axis, back to the one value it was made of here. */
  #reset() {
    this.#edit(this.setting?.axis ? this.#single : '');
  }

  /**
   * @param {string} text
   * @param {boolean} [moving]
   */
  #edit(text, moving = false) {
    const problem = this.store.edit(this.parameter.key, text, { moving });
    if (problem) this.field.refuse(problem);
  }
}
