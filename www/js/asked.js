// A question that takes a while, in a part of the page that opens: asked by a key of the link, answered
// once the page's own study is complete, told as it is made. An answer belongs to what it depends on;
// the newest question wins, and the old picture stays, dimmed, until there is something of the new one.
import { make } from './dom.js';
import { complete } from './engine.js';
import { leftInWords, Pace } from './pace.js';

/** How often an answer is shown while it is made. */
const REST = 150;

/**
 * @typedef {object} Analysis what wasm offers of every analysis
 * @property {number} total
 * @property {number} done
 * @property {() => import('apiary').Numbered | undefined} next_job
 * @property {(number: number, values: Float64Array) => void} take
 * @property {() => boolean} look_closer
 * @property {() => void} free
 */

/**
 * @template {Analysis} A
 * @typedef {object} Question
 * @property {string} key the key in links
 * @property {(reading: import('apiary').Reading) => boolean} isAsked
 * @property {() => string} opening what the link says of a question just opened
 * @property {(link: string) => string} dependsOn what the answer depends on, as text
 * @property {(link: string, before: A | null) => A} begin an analysis; may be the one before, gone on with
 * @property {(answer: A) => void} show
 * @property {(answer: A) => string} [stage] what is being made, before the progress
 */

/** @template {Analysis} A */
export class Asked {
  /** @type {A | null} */ #answer = null;
  /** What the answer belongs to, whether it is complete, and whether the reader has stopped it. */
  #of = '';
  #isComplete = false;
  #isHalted = false;
  #isSettled = false;
  #work = new AbortController();
  /** @type {import('apiary').Reading | undefined} */ #reading;
  #engine;
  #question;
  #details;
  #parts;

  /**
   * @param {HTMLDetailsElement} details the part of the page, with its summary
   * @param {import('./engine.js').Engine} engine
   * @param {import('./store.js').Store} store
   * @param {Question<A>} question
   */
  constructor(details, engine, store, question) {
    this.#engine = engine;
    this.#question = question;
    this.#details = details;
    this.#parts = makeParts();
    details.querySelector('summary')?.after(this.#parts.progress, this.#parts.problem);
    this.#parts.stop.addEventListener('click', () => (this.#isHalted ? this.#start() : this.#halt()));
    details.addEventListener('toggle', () => {
      if (details.open !== this.isAsked) store.edit(question.key, details.open ? question.opening() : '');
    });
  }

  get isAsked() {
    return this.#reading !== undefined && this.#question.isAsked(this.#reading);
  }

  /** The answer there is, as far as it is made. */
  get answer() {
    return this.#details.open ? this.#answer : null;
  }

  /** @param {import('apiary').Reading} reading */
  update(reading) {
    this.#reading = reading;
    this.#isSettled = false;
    this.#details.open = this.isAsked;
    const problem = reading.problems.find(({ key }) => key === this.#question.key);
    this.say(problem ? `${problem.message}.` : '');
    const isStale = !this.isAsked || this.#question.dependsOn(reading.link) !== this.#of;
    if (!isStale) return;
    this.#work.abort();
    this.#parts.progress.hidden = true;
    this.#details.classList.toggle('stale', this.#answer !== null);
  }

  /** Answers, once the page's own study is complete. @param {boolean} settled */
  settle(settled) {
    this.#isSettled = settled;
    if (!settled || !this.isAsked) return;
    const isNew = this.#question.dependsOn(this.#reading?.link ?? '') !== this.#of;
    if (isNew || (!this.#isComplete && !this.#isHalted && this.#work.signal.aborted)) this.#start();
  }

  /** @param {string} message */
  say(message) {
    this.#parts.problem.textContent = message;
    this.#parts.problem.hidden = message === '';
  }

  #halt() {
    this.#work.abort();
    this.#isHalted = true;
    this.#parts.stop.textContent = 'Go on';
  }

  async #start() {
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    [this.#isHalted, this.#isComplete] = [false, false];
    this.#parts.stop.textContent = 'Stop';
    this.#parts.text.textContent = '';
    this.#parts.progress.hidden = false;
    const link = this.#reading?.link ?? '';
    this.#of = this.#question.dependsOn(link);
    try {
      const answer = this.#begin(link);
      await complete(this.#engine, answer, signal, this.#teller(answer));
      this.#isComplete = true;
      this.#parts.progress.hidden = true;
      this.#show(answer);
    } catch (error) {
      if (signal.aborted) return;
      this.#parts.progress.hidden = true;
      this.say(`${error instanceof Error ? error.message : error}.`);
    }
  }

  /** @param {string} link */
  #begin(link) {
    const before = this.#answer;
    const answer = this.#question.begin(link, before);
    if (before && before !== answer) before.free();
    this.#answer = answer;
    return answer;
  }

  /** @param {A} answer */
  #show(answer) {
    this.#details.classList.remove('stale');
    this.#question.show(answer);
  }

  /**
   * Tells how far an answer is, and shows it from time to time.
   * @param {A} answer
   */
  #teller(answer) {
    let [pace, total, next] = [new Pace(), answer.total, performance.now() + REST];
    return () => {
      const now = performance.now();
      if (now < next) return;
      // Another stage, another pace.
      if (answer.total !== total) [pace, total] = [new Pace(), answer.total];
      const share = Math.floor((100 * answer.done) / answer.total);
      const stage = this.#question.stage?.(answer) ?? '';
      this.#parts.text.textContent = `${stage}${share} % of the runs${leftInWords(pace.left(answer.done, total))}`;
      this.#parts.line.style.setProperty('width', `${share}%`);
      this.#show(answer);
      // Most of the time is for the runs.
      next = performance.now() + Math.max(REST, 3 * (performance.now() - now));
    };
  }
}

function makeParts() {
  const line = make('i');
  const text = make('span', { role: 'status' });
  const stop = make('button', { type: 'button', className: 'link' }, 'Stop');
  const progress = make('div', { className: 'progress', hidden: true }, make('div', { className: 'progress-line' }, line), text, stop);
  const problem = make('p', { className: 'field-error', hidden: true });
  return { line, text, stop, progress, problem };
}
