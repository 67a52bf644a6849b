// A field for one key of the link, in people's unit, with what is wrong with it beside it.
import { make, put } from '../dom.js';
import { counted } from '../text.js';

let made = 0;
/** Characters of number and unit that have room beside each other. */
const ROOM = 13;

/** @typedef {import('apiary').NotUsed} NotUsed */

/** The most characters of a text that a message quotes. */
const QUOTED = 40;

/** @param {string} text */
const brief = (text) => (text.length > QUOTED ? `${text.slice(0, QUOTED)} …` : text);

/**
 * Why a text cannot be used, without the key and the text that it is about: the field says these its own way.
 * @param {NotUsed} problem
 */
function reasonOf({ key, message }) {
  const start = new RegExp(`^${key} cannot be (?:"(?:[^"\\\\]|\\\\.)*"|\\S+): `);
  return message.replace(start, '').replace(/\d{5,}/g, (digits) => counted(Number(digits)));
}

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
    this.error = make('p', { className: 'field-error', id: `${this.id}-error`, role: 'status', hidden: true });
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
   * @param {string} [typed] how it was written here
   */
  refuse(problem, typed = this.writing.show(problem.text)) {
    this.#keep(typed, reasonOf(problem));
  }

  /** @param {string} typed @param {string} reason */
  #keep(typed, reason) {
    this.#refused = true;
    this.#write(typed);
    this.#say(`${this.name} cannot be “${brief(typed)}”: ${reason}. The charts still show ${this.#spoken()}.`);
  }

  /** @param {import('../store.js').Store} store */
  #commit(store) {
    const typed = this.input.value;
    const wrong = this.writing.wrong?.(typed);
    if (wrong) return this.#keep(typed, wrong);
    this.#refused = false;
    const problem = store.edit(this.key, this.writing.read(typed));
    if (problem) this.refuse(problem, typed);
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
    put(this.input, { value });
    this.element.classList.toggle('long', value.length + this.writing.symbol.length > ROOM);
  }

  /** @param {string} error */
  #say(error) {
    put(this.error, { hidden: error === '', textContent: error });
    this.input.setAttribute('aria-invalid', String(error !== ''));
    if (error) this.input.setAttribute('aria-describedby', this.error.id);
    else this.input.removeAttribute('aria-describedby');
  }

  #spoken() {
    const { symbol } = this.writing;
    return `${this.writing.show(this.#text)}\u202f${this.#text === '1' ? symbol.replace(/s$/, '') : symbol}`.trim();
  }
}
