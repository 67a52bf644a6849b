// Does jobs: runs of a scenario, from a plain object to a list of numbers. A pool of workers where the
// browser allows them, else this thread between frames. What a job gives depends on the job alone, so
// nobody can tell which of them did it.

import { nextTask } from './task.js';
import { forWorkers } from './wasm.js';

/** @typedef {import('apiary').Job} Job */

/**
 * @typedef {object} Engine
 * @property {number} ahead how many jobs to give it at once, so that it waits for nobody
 * @property {(job: Job, signal: AbortSignal) => Promise<Float64Array>} run does a job; rejects when the
 *   signal is aborted first, or when the job fails twice
 */

/**
 * The best engine there is.
 * @param {import('./wasm.js').Apiary} apiary
 * @returns {Engine}
 */
export function makeEngine(apiary) {
  // A sandboxed frame has no origin of its own, and no workers.
  const shared = origin === 'null' ? undefined : forWorkers();
  try {
    return shared ? new Pool(shared, new Direct(apiary)) : new Direct(apiary);
  } catch {
    // Some browsers refuse workers.
    return new Direct(apiary);
  }
}

/** @implements {Engine} */
export class Direct {
  ahead = 1;
  #apiary;

  /** @param {import('./wasm.js').Apiary} apiary */
  constructor(apiary) {
    this.#apiary = apiary;
  }

  /** @param {Job} job @param {AbortSignal} signal */
  async run(job, signal) {
    // Neither together with what has been done before, nor with the picture that may follow.
    await nextTask();
    signal.throwIfAborted();
    const values = this.#apiary.work(job);
    await nextTask();
    return values;
  }
}

/** Workers beyond these only take memory: a reader's question is small. */
const MOST_WORKERS = 8;
/** Workers that may break, one after the other, before no more are tried. */
const MOST_FAILURES = 8;
/** Jobs that a worker has at once: the one it does, and the next, so that it waits for nobody. */
const DEPTH = 2;

/** @typedef {{ job: Job, signal: AbortSignal, tries: number, resolve: (values: Float64Array) => void, reject: (reason: unknown) => void }} Task */

/**
 * While no worker is up this thread does the jobs, so that the first picture waits for none, and none is
 * needed where they cannot start.
 * @implements {Engine}
 */
export class Pool {
  ahead;
  #direct;
  #failures = 0;
  /** @type {Task[]} */ #waiting = [];
  /**
   * What each worker that is up has been given and has not answered, oldest first. An answer names its task's
   * number: one that came too late, or never, must not be taken for another's.
   * @type {Map<Worker, Map<number, Task>>}
   */
  #given = new Map();
  #number = 0;
  #shared;

  /** @param {import('./wasm.js').Shared} shared @param {Engine} direct */
  constructor(shared, direct) {
    this.#shared = shared;
    this.#direct = direct;
    const workers = Math.min(MOST_WORKERS, Math.max(1, navigator.hardwareConcurrency || 2));
    this.ahead = (DEPTH + 1) * workers;
    for (let count = 0; count < workers; count += 1) this.#start();
  }

  /** @param {Job} job @param {AbortSignal} signal @returns {Promise<Float64Array>} */
  run(job, signal) {
    if (this.#given.size === 0) return this.#direct.run(job, signal);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, signal, tries: 0, resolve, reject });
      this.#next();
    });
  }

  #start() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.postMessage(this.#shared);
    worker.onmessage = ({ data }) => (data.up ? this.#join(worker) : this.#finish(worker, data));
    worker.onerror = () => this.#replace(worker);
  }

  /** @param {Worker} worker */
  #join(worker) {
    this.#failures = 0;
    this.#given.set(worker, new Map());
    this.#next();
  }

  #next() {
    this.#waiting = this.#waiting.filter((task) => {
      if (task.signal.aborted) task.reject(task.signal.reason);
      return !task.signal.aborted;
    });
    // Everybody gets a first job before anybody gets a second.
    for (let depth = 0; depth < DEPTH; depth += 1) {
      for (const [worker, given] of this.#given) {
        if (given.size > depth) continue;
        const task = this.#waiting.shift();
        if (!task) return;
        const number = this.#number++;
        given.set(number, task);
        worker.postMessage({ number, job: task.job });
      }
    }
  }

  /** @param {Worker} worker @param {{ number: number, values?: Float64Array, error?: string, crashed?: boolean }} answer */
  #finish(worker, { number, values, error, crashed }) {
    if (crashed) return this.#replace(worker);
    const given = this.#given.get(worker);
    const task = given?.get(number);
    given?.delete(number);
    if (task?.signal.aborted) task.reject(task.signal.reason);
    else if (values) task?.resolve(values);
    else task?.reject(new Error(error));
    this.#next();
  }

  // A worker whose simulation has crashed, or never came up, is of no use any more; its job gets one more
  // try, and what waited behind it is done by others.
  /** @param {Worker} worker */
  #replace(worker) {
    const [task, ...behind] = this.#given.get(worker)?.values() ?? [];
    worker.terminate();
    this.#given.delete(worker);
    this.#failures += 1;
    this.#waiting.unshift(...behind);
    if (task && task.tries === 0) this.#waiting.unshift({ ...task, tries: 1 });
    else task?.reject(new Error('the simulation stopped unexpectedly'));
    if (this.#failures < MOST_FAILURES) this.#start();
    else if (this.#given.size === 0) this.#doDirectly();
    this.#next();
  }

  /** There will be no worker any more. */
  #doDirectly() {
    for (const { job, signal, resolve, reject } of this.#waiting.splice(0)) {
      this.#direct.run(job, signal).then(resolve, reject);
    }
  }
}

/**
 * Has all jobs of an analysis done, and those of the closer looks that it then asks for.
 * @param {Engine} engine
 * @param {{ next_job: () => import('apiary').Numbered | undefined, take: (number: number, values: Float64Array) => void, look_closer: () => boolean }} analysis
 * @param {AbortSignal} signal
 * @param {() => void} told called when something has been done
 * @param {(more: boolean) => void} [looked] called after each look, when there is more to show, with
 *   whether another look follows
 */
export async function complete(engine, analysis, signal, told, looked = () => {}) {
  const lane = async () => {
    for (let job = analysis.next_job(); job; job = analysis.next_job()) {
      const values = await engine.run(job.job, signal);
      signal.throwIfAborted();
      analysis.take(job.number, values);
      told();
    }
  };
  for (let more = true; more;) {
    await Promise.all(Array.from({ length: engine.ahead }, lane));
    more = analysis.look_closer();
    looked(more);
  }
}
