// A parameter's row: name, sentence, slider, field, sweep; why its range, and what a value means that the
// world does not have.
import { HEXAGON, icon, make, put } from '../dom.js';
import { cited, numbers, onStep, shown, spoken, spread, yearly } from '../text.js';
import { Field } from './field.js';
import { follow } from './touch.js';

const ABOUT = 'M10 9v5M10 5.6v.2M10 2a8 8 0 1 0 0 16a8 8 0 0 0 0-16z';
const SWEEP = 'M2 10h16M2 6v8M18 6v8M7 8v4M12.5 8v4';
/** More cells than this cannot be told apart on a track. */
const CELLS = 60;

/** What may be one number with a decimal comma, and is read as two. */
const DECIMAL_COMMA = /^\d+,\d+$/;

/** @typedef {import('apiary').Setting} Setting */

/** What is said of values that the world does not have. @param {import('apiary').Sense} sense */
export const beyond = (sense) => `${sense.beyond} The charts show what the model makes of it.`;

export class Row {
  /** What the parameter was before it was swept from here. */ #single = '';
  /** What the track shows. */ #marked = '';
  /** What has been typed last, and the text of the link that it has become. */ #typed = { typed: '', text: '' };
  #year;

  /**
   * @param {import('apiary').Parameter} parameter
   * @param {import('../store.js').Store} store
   * @param {number} year how many timesteps it has
   */
  constructor(parameter, store, year) {
    this.parameter = parameter;
    this.store = store;
    this.#year = year;
    const { key, label, unit, slider, source, zero } = parameter;
    this.field = new Field(key, label, numbers(unit), store);
    // Before the field itself reads it.
    this.field.element.addEventListener('change', () => { this.#typed = { typed: this.field.input.value.trim(), text: '' }; }, { capture: true });
    this.range = make('input', {
      type: 'range', min: String(slider.from), max: String(slider.to), step: String(slider.step), 'aria-label': label,
    });
    follow(this.range, (moving) => this.#slide(moving));
    this.help = make('p', { className: 'row-help' });
    this.reset = make('button', { type: 'button', className: 'link row-reset' });
    this.reset.addEventListener('click', () => this.#reset());
    this.sweep = make('button', { type: 'button', className: 'sweep', 'aria-label': `Sweep ${label}`, title: 'Sweep it: try several values' }, icon(SWEEP));
    this.sweep.addEventListener('click', () => (this.setting?.axis ? this.#reset() : this.#edit(spread(slider, { without: zero !== null, through: this.setting?.points[0] }))));
    const [from, to] = [slider.from, slider.to].map((end) => make('span', {}, shown(String(end), unit)));
    this.between = make('span', { className: 'row-between' });
    this.track = make('div', { className: 'track' },
      make('span', { className: 'track-line' }), make('span', { className: 'track-fill' }), make('span', { className: 'track-tick' }), this.range);
    this.note = make('p', { className: 'row-note', role: 'status', hidden: true });
    this.why = make('p', { className: 'row-why', id: `${this.field.id}-why`, hidden: true },
      `The slider runs from ${shown(String(slider.from), unit)} to ${spoken(String(slider.to), unit)}. ${slider.why} The default: ${cited(source)}`);
    this.about = make('button', { type: 'button', className: 'row-about', title: 'Why this range?', 'aria-label': `Why this range of ${label}?`, 'aria-expanded': 'false', 'aria-controls': this.why.id }, icon(ABOUT));
    this.about.addEventListener('click', () => this.about.setAttribute('aria-expanded', String(!(this.why.hidden = !this.why.hidden))));
    this.element = make('div', { className: 'row' },
      make('div', { className: 'row-name' }, make('label', { for: this.field.id }, label), this.about),
      make('div', { className: 'row-text' }, this.help, this.reset),
      make('div', { className: 'row-slider' }, this.track, make('div', { className: 'track-ends', 'aria-hidden': 'true' }, from, this.between, to)),
      this.field.element, this.sweep, this.field.error, this.note, this.why);
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
    put(this.range, { disabled: axis });
    const said = this.#said(setting);
    this.range.setAttribute('aria-valuetext', [spoken(text, unit), said].filter(Boolean).join(', '));
    put(this.between, { textContent: said });
    this.element.classList.toggle('changed', changed);
    this.element.classList.toggle('swept', axis);
    this.sweep.setAttribute('aria-pressed', String(axis));
    const back = spoken(axis && this.#single ? this.#single : String(setting.default), unit);
    put(this.help, { textContent: help });
    put(this.reset, { hidden: !changed, textContent: axis ? `Use ${back} alone` : `Reset to ${back}` });
    this.#tell(setting);
    const marked = `${axis} ${points}`;
    if (marked !== this.#marked) this.#mark(setting);
    this.#marked = marked;
  }

  /** What the value comes to, in a few words. @param {Setting} setting */
  #said({ axis, points }) {
    const { zero, yearly: kind, slider } = this.parameter;
    const beyond = points.filter((point) => point < slider.from || point > slider.to).length;
    if (axis) return `${points.length} points${beyond ? `, ${beyond} beyond` : ''}${zero && points.includes(0) ? `, 0: ${zero}` : ''}`;
    if (zero && points[0] === 0) return zero;
    return kind ? `= ${yearly(points[0], kind, this.#year)}` : '';
  }

  /** Says what the world does not have, and asks whether a share was meant. @param {Setting} setting */
  #tell({ axis, points, text }) {
    const { sense, slider, unit } = this.parameter;
    const isBeyond = points.some((point) => point < sense.from || point > sense.to);
    const [point] = points;
    // Any other value that comes later is not what was typed.
    if (this.#typed.text === '') this.#typed.text = text;
    const typed = this.#typed.text === text ? this.#typed.typed : '';
    const isFine = (/** @type {number} */ value) => value >= slider.from && value <= slider.to;
    const meant = unit.power === 2 && typed && !typed.includes('%') && !axis && point !== 0 && isFine(point * 100)
      && Math.abs(point) < Math.max(slider.step, slider.from) ? onStep(point * 100, point) : '';
    const decimal = axis && points.length === 2 && DECIMAL_COMMA.test(typed) ? numbers(unit).read(typed.replace(',', '.')) : '';
    put(this.note, { hidden: !isBeyond && !meant && !decimal });
    if (decimal) {
      const use = make('button', { type: 'button', className: 'link', onclick: () => this.#edit(decimal) }, `Use ${spoken(decimal, unit)}`);
      this.note.replaceChildren(`${typed} is read as two values. `, use);
    } else if (isBeyond) this.note.replaceChildren(beyond(sense));
    else if (meant) {
      const use = make('button', { type: 'button', className: 'link', onclick: () => this.#edit(meant) }, `Use ${spoken(meant, unit)}`);
      this.note.replaceChildren(`This field is in per cent: ${typed} is ${spoken(String(point), unit)}. `, use);
    }
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
