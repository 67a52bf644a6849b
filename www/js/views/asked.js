// A question that takes a while: asked when its section is open and the study has settled, told as it
// is made, stopped and gone on with. An answer belongs to its question: with another one the old picture
// stays, dimmed, until the new one is there, and the newest question wins. A complete answer is told by the
// event `answered`.
import { make } from '../dom.js';
import { complete } from '../engine.js';
import { leftInWords, Pace } from '../pace.js';

/** How often progress is written, in milliseconds: it is read out, too. */
const PACE = 1500;

/**
 * An analysis in the making, as wasm gives it.
 * @typedef {object} Analysis
 * @property {number} total runs to make
 * @property {number} done runs made
 * @property {boolean} shows whether there is something to show
 * @property {() => import('apiary').Numbered | undefined} next_job
 * @property {(number: number, values: Float64Array) => void} take
 * @property {() => void} go_on gives out anew what has not come
 * @property {() => boolean} look_closer concludes, and whether there is more to do
 * @property {() => void} free
 */

/**
 * @template {Analysis} A
 * @typedef {object} Section
 * @property {HTMLElement} progress where progress is told
 * @property {HTMLElement} answer what is hidden without an answer and dimmed with an old one
 * @property {(link: string) => A} make the analysis that a link asks for; throws why there is none
 * @property {(analysis: A) => void} show shows what there is so far
 * @property {(reason: string) => void} [without] told when no answer comes, with the reason
 */

/** @template {Analysis} A */
export class Asked {
  /** @type {string | null} What is asked. */ #question = null;
  #link = '';
  /** @type {A | null} What is made, or has been. */ #analysis = null;
  /** @type {A | null} What is shown, perhaps of the question before. */ #shown = null;
  /** @type {A | null} What is complete. */ #complete = null;
  /** Whether the study has settled, so that there is time for this. */ #settled = false;
  /** Whether an answer is to be made. */ #wanted = false;
  #work = new AbortController();
  #engine;
  #section;
  #line = make('i');
  #told = make('span', { role: 'status' });
  #button = make('button', { type: 'button', className: 'link' });
  #pace = new Pace();
  #next = 0;

  /**
   * @param {import('../engine.js').Engine} engine
   * @param {Section<A>} section
   */
  constructor(engine, section) {
    this.#engine = engine;
    this.#section = section;
    this.#button.addEventListener('click', () => (this.#button.dataset.stopped ? this.#goOn() : this.#stop()));
    section.progress.classList.add('progress', 'asked-progress');
    section.progress.append(make('div', { className: 'progress-line' }, this.#line), this.#told, this.#button);
    this.#rest('');
    section.answer.hidden = true;
  }

  /** What is shown, for whoever draws it anew. */
  get shown() {
    return this.#shown;
  }

  /** The complete answer to the newest question; none while there is none. */
  get answer() {
    return this.#complete;
  }

  /** Whether an answer is on its way. */
  get isComing() {
    return this.#wanted || (this.#analysis !== null && !this.#complete && !this.#work.signal.aborted);
  }

  /**
   * Asks, where that is another question than before.
   * @param {string | null} question all that an answer depends on; null while nothing is asked
   * @param {string} link
   */
  ask(question, link) {
    this.#link = link;
    if (question === this.#question) return;
    this.#question = question;
    this.#work.abort();
    this.#let();
    this.#wanted = question !== null;
    this.#section.answer.classList.add('old');
    this.#reserve(this.#wanted);
    if (question === null) this.#forget();
    this.#rest('');
    if (this.#wanted && this.#settled) this.#start();
  }

  /**
   * Whether the study has settled: it comes first. Each link is to be told as not settled before it is
   * asked about.
   * @param {boolean} settled
   */
  settle(settled) {
    this.#settled = settled;
    if (settled && this.#wanted) this.#start();
  }

  #start() {
    this.#wanted = false;
    this.#let();
    try {
      this.#analysis = this.#section.make(this.#link);
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#go(this.#analysis);
  }

  /** @param {A} analysis */
  async #go(analysis) {
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#pace = new Pace(analysis.done);
    this.#next = 0;
    this.#section.progress.classList.add('busy');
    this.#offer('Stop');
    this.#tell(analysis);
    try {
      await complete(this.#engine, analysis, signal, () => this.#tell(analysis), (more) => this.#show(analysis, more));
      this.#rest('');
      this.#reserve(false);
      this.#complete = this.#shown;
      this.#section.progress.dispatchEvent(new Event('answered', { bubbles: true }));
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** @param {A} analysis @param {boolean} more whether this is not the last look */
  #show(analysis, more) {
    if (!analysis.shows) return;
    this.#section.answer.classList.toggle('so-far', more);
    if (this.#shown !== analysis) this.#shown?.free();
    this.#shown = analysis;
    this.#section.answer.hidden = false;
    this.#section.answer.classList.remove('old');
    this.#section.show(analysis);
  }

  /** @param {A} analysis */
  #tell(analysis) {
    const { done, total } = analysis;
    const share = total > 0 ? done / total : 0;
    this.#line.style.width = `${100 * share}%`;
    const now = performance.now();
    // Nobody who does not see it is to hear it.
    if (now < this.#next || !this.#section.progress.checkVisibility()) return;
    this.#next = now + PACE;
    const look = this.#shown === analysis ? 'A first look is shown; ' : '';
    // Written so seldom, a nought would stand beside a line that is well along.
    const so = share < 0.01 ? 'starting' : `${Math.floor(100 * share)}\u202f% of the runs`;
    this.#told.textContent = `${look}${so}${leftInWords(this.#pace.left(done, total))}`;
  }

  #stop() {
    this.#work.abort();
    this.#analysis?.go_on();
    // A picture of another question is no answer to this one.
    if (this.#shown !== this.#analysis) this.#forget();
    this.#offer('Go on', 'true');
    this.#reserve(false);
    this.#section.without?.('stopped');
    const { done = 0, total = 1 } = this.#analysis ?? {};
    this.#told.textContent = `Stopped at ${Math.floor((100 * done) / total)}\u202f% of the runs`;
  }

  #goOn() {
    if (this.#analysis) this.#go(this.#analysis);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#work.abort();
    this.#let();
    this.#forget();
    this.#reserve(false);
    const reason = error instanceof Error ? error.message : String(error);
    this.#rest(`There is no answer: ${reason}.`);
    this.#section.without?.(reason);
  }

  /**
   * @param {string} text
   * @param {string} [stopped]
   */
  #offer(text, stopped = '') {
    this.#button.hidden = false;
    this.#button.textContent = text;
    this.#button.dataset.stopped = stopped;
  }

  /** Keeps room for an answer on its way: what is below would come into sight only to be pushed out of it. @param {boolean} isDue */
  #reserve(isDue) {
    this.#section.progress.closest('details.asked')?.classList.toggle('due', isDue);
  }

  /** Nothing is under way. @param {string} text */
  #rest(text) {
    this.#section.progress.classList.remove('busy');
    this.#told.textContent = text;
    this.#button.hidden = true;
    this.#line.style.width = '0';
  }

  /** Lets go of what is made, unless it is shown. */
  #let() {
    if (this.#analysis !== this.#shown) this.#analysis?.free();
    this.#analysis = null;
    this.#complete = null;
  }

  #forget() {
    this.#shown?.free();
    if (this.#analysis === this.#shown) this.#analysis = null;
    this.#shown = null;
    this.#complete = null;
    this.#section.answer.hidden = true;
  }
}

/**
 * Ties a section to a key of the link: it is open while the link has the key.
 * @param {HTMLDetailsElement} section
 * @param {import('../store.js').Store} store
 * @param {string} key
 * @param {() => string} first what opening it asks
 * @param {() => boolean} isAsked whether the link has the key
 */
export function tie(section, store, key, first, isAsked) {
  section.addEventListener('toggle', () => {
    // Told later than it happens, also of what the link itself has opened.
    if (section.open !== isAsked()) store.edit(key, section.open ? first() : '');
  });
}
