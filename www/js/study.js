// Runs the scenario in portions between frames, so that the page stays alive, and tells what there
// is so far. The newest scenario wins. Workers will take its place behind the same interface.

/** How long a portion may take, in milliseconds. */
const PORTION = 10;
/** How long nothing is told of a study that is not complete. */
const PATIENCE = 150;

/** @typedef {{ study: import('apiary').Study, sentence: import('apiary').Sentence, done: number, total: number, settled: boolean }} Progress */

export class Runner {
  /** @type {import('apiary').Study | null} */ #study = null;
  /** @type {import('apiary').Study | null} The study that is shown until the new one has something. */ #shown = null;
  #ticket = 0;
  #apiary;
  #tell;
  #fail;

  /**
   * @param {typeof import('apiary')} apiary
   * @param {(progress: Progress) => void} tell
   * @param {(message: string) => void} fail
   */
  constructor(apiary, tell, fail) {
    this.#apiary = apiary;
    this.#tell = tell;
    this.#fail = fail;
  }

  /**
   * Shows a link: the study there is, where it fits, else a new one.
   * @param {string} link
   */
  show(link) {
    if (this.#study?.fits(link)) {
      this.#study.look(link);
      if (this.#study === this.#shown) this.#report(this.#study);
      return;
    }
    this.#ticket += 1;
    try {
      this.#replace(new this.#apiary.Study(link));
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#run(this.#ticket);
  }

  /** Stops making runs; what has been made stays. */
  stop() {
    this.#ticket += 1;
    if (this.#study) this.#report(this.#study, true);
  }

  /** @param {import('apiary').Study} study */
  #replace(study) {
    if (this.#study && this.#study !== this.#shown) this.#study.free();
    this.#study = study;
  }

  /** @param {number} ticket */
  async #run(ticket) {
    const study = this.#study;
    if (!study) return;
    let portion = 8;
    let told = performance.now();
    while (study.done < study.total) {
      const before = performance.now();
      study.advance(portion);
      const now = performance.now();
      portion = Math.max(1, Math.min(100_000, Math.round((portion * PORTION) / Math.max(now - before, 0.1))));
      if (study.done < study.total && now - told > PATIENCE) {
        this.#report(study);
        told = performance.now();
      }
      await nextTask();
      if (ticket !== this.#ticket) return;
    }
    this.#report(study);
  }

  /**
   * @param {import('apiary').Study} study
   * @param {boolean} [stopped]
   */
  #report(study, stopped = false) {
    if (study.done === 0) return;
    if (this.#shown && this.#shown !== study) this.#shown.free();
    this.#shown = study;
    const { done, total } = study;
    this.#tell({ study, sentence: study.sentence(), done, total, settled: stopped || done >= total });
  }
}

const channel = new MessageChannel();
/** @type {Array<() => void>} */
const waiting = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets the browser handle input and draw before going on. */
function nextTask() {
  return new Promise((resolve) => {
    waiting.push(() => resolve(undefined));
    channel.port2.postMessage(null);
  });
}
