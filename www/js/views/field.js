// A field for a text of links, shown in people's unit, with what is wrong with it beside it.
import { make } from '../dom.js';
import { shown, typed } from '../text.js';

let made = 0;

/** A field for one key of the link. */
export class Field {
  /**
   * @param {{ key: string, label: string, unit: import('apiary').Unit, labelled?: boolean }} what
   * @param {import('../store.js').Store} store
   */
  constructor({ key, label, unit }, store) {
    this.key = key;
    this.unit = unit;
    this.id = `field-${(made += 1)}`;
    this.input = make('input', { id: this.id, type: 'text', autocomplete: 'off', spellcheck: false, 'aria-label': label });
    this.input.inputMode = 'text';
    this.error = make('p', { className: 'row-error', id: `${this.id}-error`, hidden: true });
    const sign = make('span', { className: 'field-unit', 'aria-hidden': 'true' }, unit.symbol);
    this.element = make('span', { className: unit.symbol ? 'field has-unit' : 'field' }, this.input, sign);
    this.element.style.setProperty('--unit', String(unit.symbol.length));
    this.input.addEventListener('change', () => this.#commit(store));
    this.input.addEventListener('focus', () => this.input.select());
  }

  /**
   * @param {import('../store.js').Store} store
   */
  #commit(store) {
    const problem = store.edit(this.key, typed(this.input.value, this.unit));
    this.wrong(problem);
  }

  /**
   * Names what is wrong, and keeps what was typed.
   * @param {import('apiary').NotUsed | null} problem
   */
  wrong(problem) {
    this.error.hidden = problem === null;
    this.error.textContent = problem ? `${problem.message}.` : '';
    this.input.setAttribute('aria-invalid', String(problem !== null));
    if (problem) this.input.setAttribute('aria-describedby', this.error.id);
    else this.input.removeAttribute('aria-describedby');
    this.element.parentElement?.classList.toggle('wrong', problem !== null);
  }

  /**
   * @param {string} text
   * @param {import('apiary').NotUsed | undefined} problem
   */
  show(text, problem) {
    this.input.value = shown(problem ? problem.text : text, this.unit);
    this.element.classList.toggle('long', this.input.value.length > 7);
    this.wrong(problem ?? null);
  }
}
