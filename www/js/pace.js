// How long work still takes, from how long it has taken.

/** Shorter waits are not worth a word. */
const WORTH = 1;
/** Before this many seconds nothing can be said. */
const EARLY = 0.3;

export class Pace {
  #start = performance.now();
  #before;

  /** @param {number} before what had been done before it began */
  constructor(before = 0) {
    this.#before = before;
  }

  /**
   * Seconds that the rest takes, if it goes on like this; null while nothing can be said, or it is
   * not worth saying.
   * @param {number} done
   * @param {number} total
   */
  left(done, total) {
    const spent = (performance.now() - this.#start) / 1000;
    const now = done - this.#before;
    if (spent < EARLY || now <= 0) return null;
    const left = (spent / now) * (total - done);
    return left < WORTH ? null : left;
  }
}

/**
 * An estimate, to be put behind what has been done.
 * @param {number | null} left
 */
export function leftInWords(left) {
  if (left === null) return '';
  if (left < 90) return `, about ${Math.ceil(left)} s left`;
  return `, about ${Math.ceil(left / 60)} min left`;
}
