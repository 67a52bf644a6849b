// A parameter's row: name, sentence, slider, field, sweep.
import { HEXAGON, icon, make } from '../dom.js';
import { onStep, shown, spoken } from '../text.js';
import { Field } from './field.js';

const SWEEP = 'M2 10h16M2 6v8M18 6v8M7 8v4M12.5 8v4';
/** Points that the sweep button makes of a slider's range. */
const POINTS = 5;

/** @typedef {import('apiary').Setting} Setting */

export class Row {
  /**
   * @param {import('apiary').Parameter} parameter
   * @param {import('../store.js').Store} store
   */
  constructor(parameter, store) {
    this.parameter = parameter;
    this.store = store;
    const { key, label, unit, help, slider } = parameter;
    this.field = new Field({ key, label, unit }, store);
    this.range = make('input', {
      type: 'range', min: String(slider.from), max: String(slider.to), step: String(slider.step), 'aria-label': label,
    });
    this.range.addEventListener('input', () => this.#slide(true));
    this.range.addEventListener('change', () => this.#slide(false));
    this.help = make('p', { className: 'row-help', title: `${slider.why} ${parameter.source}` }, help);
    this.reset = make('button', { type: 'button', className: 'link row-reset', hidden: true });
    this.reset.addEventListener('click', () => store.edit(key, ''));
    this.sweep = make('button', { type: 'button', className: 'sweep', 'aria-label': `Sweep ${label}`, title: 'Sweep it' }, icon(SWEEP));
    this.sweep.addEventListener('click', () => this.#toggleSweep());
    const ends = [slider.from, slider.to].map((end) => make('span', {}, shown(String(end), unit)));
    this.track = make('div', { className: 'track' },
      make('span', { className: 'track-line' }), make('span', { className: 'track-fill' }),
      make('span', { className: 'track-tick' }), this.range);
    this.element = make('div', { className: 'row' },
      make('div', { className: 'row-text' }, make('label', { className: 'row-name', for: this.field.id }, label), this.help, this.reset),
      this.track, make('div', { className: 'track-ends', 'aria-hidden': 'true' }, ...ends),
      this.field.element, this.sweep, this.field.error);
    this.track.style.setProperty('--default', String(this.#place(parameter.default)));
  }

  /**
   * @param {Setting} setting
   * @param {import('apiary').NotUsed | undefined} problem
   */
  update(setting, problem) {
    const { unit } = this.parameter;
    this.setting = setting;
    this.field.show(setting.text, problem);
    this.range.value = String(setting.points[0]);
    this.range.disabled = setting.axis;
    this.range.setAttribute('aria-valuetext', spoken(setting.text, unit));
    this.element.classList.toggle('changed', setting.changed);
    this.sweep.setAttribute('aria-pressed', String(setting.axis));
    this.reset.hidden = !setting.changed;
    const usual = spoken(String(setting.default), unit);
    this.reset.textContent = setting.axis ? 'Use one value' : `Reset to ${usual}`;
    this.help.textContent = setting.axis ? `${setting.points.length} points, an axis of the sweep.` : this.parameter.help;
    this.#draw(setting);
  }

  /** @param {Setting} setting */
  #draw({ points, axis, default: usual }) {
    this.track.querySelectorAll('svg').forEach((mark) => mark.remove());
    const places = axis ? [...new Set(points.map((point) => this.#place(point)))] : [this.#place(points[0])];
    for (const place of places.slice(0, 60)) {
      const mark = icon(HEXAGON, axis ? 'track-cell' : 'track-thumb');
      mark.style.setProperty('--at', String(place));
      this.range.before(mark);
    }
    const at = axis ? this.#place(usual) : places[0];
    this.track.style.setProperty('--at', String(at));
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
    const { step } = this.parameter.slider;
    const problem = this.store.edit(this.parameter.key, onStep(this.range.valueAsNumber, step), { moving });
    if (problem) this.field.show('', problem);
  }

  #toggleSweep() {
    const { key, slider } = this.parameter;
    if (this.setting?.axis) {
      this.store.edit(key, '');
      return;
    }
    const steps = Math.max(1, Math.round((slider.to - slider.from) / slider.step / (POINTS - 1)));
    const gap = onStep(steps * slider.step, slider.step);
    this.store.edit(key, `${slider.from}..${slider.to}..${gap}`);
  }
}
