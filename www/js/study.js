// Has the runs of a scenario made and tells what there is so far. The newest scenario wins: the work
// for older ones is dropped.
import { makeEngine } from './engine.js';

/** How long nothing is told of a study that is not complete. */
const PATIENCE = 150;
/** Jobs given out beyond those under way, so that no lane waits. */
const AHEAD = 2;

/** @typedef {{ study: import('apiary').Study, sentence: import('apiary').Sentence, done: number, total: number, settled: boolean }} Progress */

/**
 * @typedef {object} Listener
 * @property {(progress: Progress) => void} tell there is something to show
 * @property {(message: string) => void} refuse the scenario is too large, in words
 * @property {(error: unknown) => void} fail the simulation itself has failed
 */

export class Runner {
  /** @type {import('apiary').Study | null} */ #study = null;
  /** @type {import('apiary').Study | null} The study that is shown until the new one has something. */ #shown = null;
  #work = new AbortController();
  #apiary;
  #engine;
  #listener;

  /**
   * @param {typeof import('apiary')} apiary
   * @param {Listener} listener
   */
  constructor(apiary, listener) {
    this.#apiary = apiary;
    this.#engine = makeEngine(apiary);
    this.#listener = listener;
  }

  /** Whether there is a study to look at. */
  get showing() {
    return this.#shown !== null;
  }

  /**
   * Shows a link: the study there is, where it fits, else a new one.
   * @param {string} link
   */
  async show(link) {
    if (this.#study?.fits(link)) {
      this.#study.look(link);
      if (this.#study === this.#shown) this.#report(this.#study);
      return;
    }
    this.#work.abort();
    this.#work = new AbortController();
    const study = this.#begin(link);
    if (!study) return;
    const { signal } = this.#work;
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

  /** Stops making runs; what has been made stays. */
  stop() {
    this.#work.abort();
    if (this.#study) this.#report(this.#study, true);
  }

  /**
   * @param {import('apiary').Study} study
   * @param {AbortSignal} signal
   */
  async #complete(study, signal) {
    let told = performance.now();
    const lane = async () => {
      for (let next = study.next_job(); next; next = study.next_job()) {
        const values = await this.#engine.run(next.job, signal);
        signal.throwIfAborted();
        study.take(next.number, values);
        if (performance.now() - told > PATIENCE && study.done < study.total) {
          this.#report(study);
          told = performance.now();
        }
      }
    };
    await Promise.all(Array.from({ length: this.#engine.lanes + AHEAD }, lane));
    this.#report(study);
  }

  /**
   * @param {import('apiary').Study} study
   * @param {boolean} [stopped]
   */
  #report(study, stopped = false) {
    if (!study.shows) return;
    if (this.#shown && this.#shown !== study) this.#shown.free();
    this.#shown = study;
    const { done, total } = study;
    this.#listener.tell({ study, sentence: study.sentence(), done, total, settled: stopped || done >= total });
  }
}
