// Has the runs of a scenario made and tells what there is so far. The newest scenario wins, once
// something of the one before has been told: links come faster than studies while a slider moves, and
// would otherwise starve the picture. While it moves, a scenario that takes longer is shown by its first
// runs, as many as there is time for between two pictures, and by all once the slider rests.

import { Pace } from './pace.js';

/** How long nothing is told of a study that is not complete. */
const PATIENCE = 100;

/** @typedef {{ study: import('apiary').Study, sentence: import('apiary').Sentence, done: number, total: number, left: number | null, settled: boolean, preview: boolean }} Progress
 * `settled` once no more runs are made and nothing moves: what takes longer follows from these;
 * `left` is about how many seconds the rest takes, once that can be told; in a preview the rest is made once nothing moves */

/**
 * @typedef {object} Listener
 * @property {(progress: Progress) => void} tell there is something to show
 * @property {(message: string) => void} refuse the scenario is too large, in words
 * @property {(error: unknown) => void} fail the simulation itself has failed
 */

export class Runner {
  /** @type {import('apiary').Study | null} What is made, or has been. */ #study = null;
  /** @type {import('apiary').Study | null} What was told last; kept until there is something of the next. */ #shown = null;
  /** The newest link. */
  #link = '';
  /** @type {string | null} The newest link that has no study yet. */ #wanted = null;
  #working = false;
  #moving = false;
  /** Whether only the first runs are made. */
  #previewing = false;
  /** @type {Array<() => void>} Who waits for what moves to rest. */ #resting = [];
  #work = new AbortController();
  #pace = new Pace();
  #apiary;
  #engine;
  #listener;

  /**
   * @param {typeof import('apiary')} apiary
   * @param {import('./engine.js').Engine} engine
   * @param {Listener} listener
   */
  constructor(apiary, engine, listener) {
    this.#apiary = apiary;
    this.#engine = engine;
    this.#listener = listener;
  }

  /** Whether there is a study to look at. */
  get showing() {
    return this.#shown !== null;
  }

  /**
   * Shows a link: the study there is, where it fits, else a new one.
   * @param {string} link
   * @param {boolean} [moving] whether it will soon be another, so that its first runs must do
   */
  show(link, moving = false) {
    this.#link = link;
    this.#moves(moving);
    // One that has been given up for another link is not gone on with.
    const isGivenUp = this.#wanted !== null && this.#work.signal.aborted;
    if (!isGivenUp && this.#study?.fits(link)) {
      this.#wanted = null;
      this.#study.look(link);
      if (this.#study === this.#shown) this.#report(this.#study, !this.#working && !moving);
      return;
    }
    this.#wanted = link;
    if (!this.#working) this.#start();
    else if (this.#study === this.#shown) this.#work.abort();
  }

  /** What moved has come to rest: all runs are made, and what follows from them. */
  rest() {
    if (!this.#moving) return;
    this.#moves(false);
    // One that was refused is not what there is to see.
    if (!this.#working && this.#study === this.#shown && this.#study?.fits(this.#link)) this.#report(this.#study, true);
  }

  /** @param {boolean} moving */
  #moves(moving) {
    this.#moving = moving;
    if (!moving) for (const resolve of this.#resting.splice(0)) resolve();
  }

  /** Makes no more runs; what has been made stays. */
  stop() {
    this.#wanted = null;
    this.#work.abort();
    if (this.#study) this.#report(this.#study, true);
  }

  /** Makes the runs that are left after a stop. */
  async goOn() {
    const study = this.#study;
    if (!study || this.#working) return;
    this.#working = true;
    study.go_on();
    await this.#make(study);
    this.#working = false;
    if (this.#wanted !== null) this.#start();
  }

  async #start() {
    this.#working = true;
    while (this.#wanted !== null) {
      const link = this.#wanted;
      this.#wanted = null;
      const study = this.#begin(link);
      if (study) await this.#make(study);
    }
    this.#working = false;
  }

  /** @param {import('apiary').Study} study */
  async #make(study) {
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#pace = new Pace(study.done);
    try {
      await this.#complete(study, signal);
    } catch (error) {
      if (!signal.aborted) this.#listener.fail(error);
    }
  }

  /** @param {string} link */
  #begin(link) {
    try {
      const study = new this.#apiary.Study(link);
      if (this.#study && this.#study !== this.#shown) this.#study.free();
      this.#study = study;
      return study;
    } catch (error) {
      this.#listener.refuse(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /**
   * @param {import('apiary').Study} study
   * @param {AbortSignal} signal
   */
  async #complete(study, signal) {
    if (this.#moving) await this.#preview(study, signal);
    if (signal.aborted) return;
    await this.#runs(study, signal, false);
    this.#report(study, this.#wanted === null && !this.#moving);
  }

  /**
   * Makes and shows the first runs, and waits with the others until nothing moves.
   * @param {import('apiary').Study} study
   * @param {AbortSignal} signal
   */
  async #preview(study, signal) {
    this.#previewing = true;
    try {
      await this.#runs(study, signal, true);
      if (study.done >= study.total) return;
      this.#report(study, false);
      if (this.#wanted !== null) this.#work.abort();
      else if (this.#moving) await this.#rest(signal);
    } finally {
      this.#previewing = false;
    }
    this.#pace = new Pace(study.done);
  }

  /** @param {AbortSignal} signal */
  #rest(signal) {
    return new Promise((/** @type {(nothing: void) => void} */ resolve) => {
      this.#resting.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /**
   * @param {import('apiary').Study} study
   * @param {AbortSignal} signal
   * @param {boolean} previews whether only those that a preview takes
   */
  async #runs(study, signal, previews) {
    let next = performance.now() + PATIENCE;
    const lane = async () => {
      for (let job = study.next_job(previews); job; job = study.next_job(previews)) {
        const values = await this.#engine.run(job.job, signal);
        signal.throwIfAborted();
        study.take(job.number, values);
        const now = performance.now();
        if (now < next || study.done >= study.total || !study.shows) continue;
        this.#report(study, false);
        if (this.#wanted !== null) this.#work.abort();
        // The larger the study, the longer it takes to draw: most of the time is for its runs.
        next = performance.now() + Math.max(PATIENCE, 3 * (performance.now() - now));
      }
    };
    await Promise.all(Array.from({ length: this.#engine.ahead }, lane));
  }

  /**
   * @param {import('apiary').Study} study
   * @param {boolean} settled
   */
  #report(study, settled) {
    if (!study.shows) return;
    if (this.#shown !== study) this.#shown?.free();
    this.#shown = study;
    const { done, total } = study;
    const preview = this.#previewing && !settled;
    const left = preview ? null : this.#pace.left(done, total);
    this.#listener.tell({ study, sentence: study.sentence(), done, total, left, settled, preview });
  }
}
