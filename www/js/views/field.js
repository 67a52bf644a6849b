// A field for one key of the link, in people's unit, with what is wrong with it beside it.
import { make } from '../dom.js';

let made = 0;
/** Characters of number and unit that have room beside each other. */
const ROOM = 13;

/** @typedef {import('apiary').NotUsed} NotUsed */

export class Field {
  /** The text of the link. */ #text = '';
  /** Whether the field holds what could not be used. */ #refused = false;

  /**
   * @param {string} key
   * @param {string} label
   * @param {import('../text.js').Writing} writing
   * @param {import('../store.js').Store} store
   */
  constructor(key, label, writing, store) {
    this.key = key;
    this.name = label;
    this.writing = writing;
    this.id = `field-${(made += 1)}`;
    this.input = make('input', { id: this.id, type: 'text', autocomplete: 'off', spellcheck: false, 'aria-label': label });
    this.error = make('p', { className: 'field-error', id: `${this.id}-error`, hidden: true });
    const symbol = make('span', { className: 'field-unit', 'aria-hidden': 'true' }, writing.symbol);
    // A label, so that a click on the unit is one on the field.
    this.element = make('label', { className: 'field' }, this.input, symbol);
    this.input.addEventListener('change', () => this.#commit(store));
    this.input.addEventListener('focus', () => this.input.select());
    this.input.addEventListener('keydown', ({ key: pressed }) => { if (pressed === 'Escape') this.#restore(); });
  }

  /**
   * Shows the text of the link, or what of a link could not be used. What was typed and refused
   * stays until it is set right or the link says something else.
   * @param {string} text
   * @param {NotUsed} [problem]
   */
  show(text, problem) {
    if (this.#refused && text === this.#text && !problem) return;
    this.#text = text;
    this.#restore();
    if (problem) this.refuse(problem);
  }

  /**
   * Keeps what cannot be used, with its reason.
   * @param {NotUsed} problem
   */
  refuse({ key, text, message }) {
    this.#refused = true;
    this.#write(this.writing.show(text));
    const reason = message.startsWith(key) ? this.name + message.slice(key.length) : message;
    this.#say(`${reason}. The charts show ${this.#spoken()}.`);
  }

  /** @param {import('../store.js').Store} store */
  #commit(store) {
    this.#refused = false;
    const problem = store.edit(this.key, this.writing.read(this.input.value));
    if (problem) this.refuse(problem);
    else this.#restore();
  }

  /** Shows again what the link says. */
  #restore() {
    this.#refused = false;
    this.#write(this.writing.show(this.#text));
    this.#say('');
  }

  /** @param {string} value */
  #write(value) {
    this.input.value = value;
    this.element.classList.toggle('long', value.length + this.writing.symbol.length > ROOM);
  }

  /** @param {string} error */
  #say(error) {
    this.error.hidden = error === '';
    this.error.textContent = error;
    this.input.setAttribute('aria-invalid', String(error !== ''));
    if (error) this.input.setAttribute('aria-describedby', this.error.id);
    else this.input.removeAttribute('aria-describedby');
  }

  #spoken() {
    return `${this.writing.show(this.#text)}\u202f${this.writing.symbol}`.trim();
  }
}
