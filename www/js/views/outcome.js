// What of which output: two lists and, for a share of runs, a level.
import { make } from '../dom.js';
import { takesLevel, usualLevel } from '../measures.js';
import { shown, typed } from '../text.js';

/** @typedef {{ output: string, reading: string, at: string }} Outcome */

export class OutcomePick {
  /** @type {import('apiary').Spec | undefined} */ #spec;
  /** @type {import('apiary').Reading | undefined} */ #reading;

  /**
   * @param {string} name what it is for, for those who listen
   * @param {string[][]} words what can be asked of an output
   * @param {(text: string) => import('apiary').NotUsed | null} edit takes the text of links
   */
  constructor(name, words, edit) {
    this.edit = edit;
    this.what = make('select', { 'aria-label': `Statistic of the ${name}` }, ...words.map(([word, label]) => make('option', { value: word }, label)));
    this.output = make('select', { 'aria-label': `Output of the ${name}` });
    this.level = make('input', { type: 'text', autocomplete: 'off', 'aria-label': `Level of the ${name}` });
    this.symbol = make('span', { className: 'field-unit', 'aria-hidden': 'true' });
    this.field = make('label', { className: 'field' }, this.level, this.symbol);
    for (const control of [this.what, this.output]) control.addEventListener('change', () => this.#change(this.#usual()));
    this.level.addEventListener('change', () => this.#change(typed(this.level.value, this.#unit())));
    const wrapped = (/** @type {Node} */ select) => make('span', { className: 'select' }, select);
    this.element = make('div', { className: 'outcome-pick' }, wrapped(this.what), wrapped(this.output), this.field);
  }

  /**
   * @param {Outcome} outcome
   * @param {import('apiary').Reading} reading
   * @param {import('apiary').Spec} spec
   */
  update({ output, reading: word, at }, reading, spec) {
    if (this.#spec !== spec) this.output.replaceChildren(...spec.outputs.map(({ key, label }) => make('option', { value: key }, label)));
    [this.#spec, this.#reading] = [spec, reading];
    this.output.value = output;
    this.what.value = word;
    this.field.hidden = at === '';
    this.symbol.textContent = this.#unit().symbol;
    this.level.value = shown(at, this.#unit());
    this.level.setAttribute('aria-invalid', 'false');
  }

  /** @param {string} level */
  #change(level) {
    const word = this.what.value;
    const problem = this.edit([this.output.value, word, takesLevel(word) ? level : ''].filter((part) => part !== '').join('.'));
    this.level.setAttribute('aria-invalid', String(problem !== null));
  }

  #usual() {
    return this.#spec && this.#reading ? String(usualLevel(this.output.value, this.#spec, this.#reading)) : '';
  }

  #unit() {
    const row = this.#spec?.outputs.find(({ key }) => key === this.output.value);
    return row?.unit ?? { symbol: '', power: 0, decimals: 0 };
  }
}
