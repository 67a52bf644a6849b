// What of which output: two lists and, for a share of runs or a quantile, a number.
import { make, put } from '../dom.js';
import { readOutcome, unitBeside, usual, writeOutcome } from '../measures.js';
import { misread, shown, typed } from '../text.js';

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
    for (const control of [this.what, this.output]) control.addEventListener('change', () => this.#change(null));
    this.level.addEventListener('change', () => this.#change(this.level.value));
    const wrapped = (/** @type {Node} */ select) => make('span', { className: 'select' }, select);
    this.error = make('p', { className: 'field-error', role: 'status', hidden: true });
    this.element = make('div', { className: 'outcome-pick' }, wrapped(this.what), wrapped(this.output), this.field, this.error);
  }

  /**
   * @param {string} text the outcome as links say it
   * @param {import('apiary').Reading} reading
   * @param {import('apiary').Spec} spec
   */
  update(text, reading, spec) {
    if (this.#spec !== spec) this.output.replaceChildren(...spec.outputs.map(({ key, label }) => make('option', { value: key }, label)));
    [this.#spec, this.#reading] = [spec, reading];
    const { output, word, at } = readOutcome(text);
    this.output.value = output;
    this.what.value = word;
    const unit = this.#unit();
    put(this.field, { hidden: unit === null });
    put(this.symbol, { textContent: unit?.symbol ?? '' });
    put(this.level, { value: unit ? shown(at, unit) : '' });
    this.#say('');
  }

  /** @param {string | null} level what is written beside the statistic; null for what is usual with it */
  #change(level) {
    const [spec, reading, unit] = [this.#spec, this.#reading, this.#unit()];
    if (!spec || !reading) return;
    const [output, word] = [this.output.value, this.what.value];
    const at = level === null || !unit ? usual(word, output, spec, reading) : typed(level, unit);
    const wrong = level !== null && unit ? misread(level, unit) : '';
    const problem = wrong ? null : this.edit(writeOutcome({ output, word, at }));
    if (wrong || problem) this.#say(`The level cannot be “${level ?? ''}”: ${wrong || 'it is not one number'}. The charts still show the one before.`);
  }

  /** @param {string} wrong */
  #say(wrong) {
    put(this.error, { textContent: wrong, hidden: wrong === '' });
    this.level.setAttribute('aria-invalid', String(wrong !== ''));
  }

  /** The unit of the number beside the statistic; null where there is none. */
  #unit() {
    const row = this.#spec?.outputs.find(({ key }) => key === this.output.value);
    return row ? unitBeside(this.what.value, row.unit) : null;
  }
}
