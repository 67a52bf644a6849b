// The page's only state: the link, in the address. Undo and redo are the browser's back and forward.

/** @typedef {import('apiary').Reading} Reading */

/** How long a drag rests before the address follows it, which browsers limit, and previews give way to all runs. */
const REST = 250;

export class Store {
  /** @type {Reading} */ reading;
  /** The link that was opened last, which may have been edited since. */
  arrived;
  /** Whether a slider is on its way to somewhere else. */
  moving = false;
  /** @type {Array<(reading: Reading) => void>} */ #listeners = [];
  /** @type {Array<() => void>} */ #resting = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** Whether the drag under way has its entry in the history. */
  #entered = false;
  #apiary;
  #enters;

  /**
   * @param {typeof import('apiary')} apiary
   * @param {{ enters?: boolean }} [how] whether its changes enter the history; in a frame they would come
   *   between the reader and the page around it
   */
  constructor(apiary, { enters = true } = {}) {
    this.#apiary = apiary;
    this.#enters = enters;
    this.reading = apiary.read(location.hash);
    this.arrived = this.reading.link;
    addEventListener('popstate', () => this.#reread());
    addEventListener('hashchange', () => this.#reread());
  }

  /** @param {(reading: Reading) => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** @param {() => void} listener what moved has come to rest where it is */
  listenToRest(listener) {
    this.#resting.push(listener);
  }

  /** Tells everybody the link as it is. */
  tell() {
    for (const listener of this.#listeners) listener(this.reading);
  }

  /**
   * Another text for one key. While a finger still moves, the history keeps one entry.
   * @param {string} key
   * @param {string} text
   * @param {{ moving?: boolean }} [how]
   * @returns {import('apiary').NotUsed | null} what is wrong with the text
   */
  edit(key, text, { moving = false } = {}) {
    const { link, problem } = this.#apiary.edit(this.reading.link, key, text);
    if (link !== null) this.#go(link, moving);
    return problem;
  }

  /** Opens another link. @param {string} link */
  open(link) {
    this.arrived = link;
    this.#go(link, false);
  }

  /** What moved has been let go. */
  settle() {
    this.#go(this.reading.link, false);
  }

  /** A whole drag makes one entry in the history. @param {string} link @param {boolean} moving */
  #go(link, moving) {
    const changed = link !== this.reading.link || this.reading.problems.length > 0;
    this.reading = this.#apiary.read(link);
    clearTimeout(this.#timer);
    this.moving = moving;
    if (moving) this.#timer = setTimeout(() => this.#rest(), REST);
    else this.#write();
    if (!moving) this.#entered = false;
    if (changed) this.tell();
    else if (!moving) this.#rest();
  }

  /**
   * The whole address of this scenario, without what other sites have put into the page's. Brackets of a
   * host's would end it in Markdown and BBCode.
   * @param {Record<string, string>} [query] what it says of the page itself: how it is embedded
   * @param {string} [link]
   */
  address(query = {}, link = this.reading.link) {
    const place = new URL(location.pathname, location.href);
    for (const [key, value] of Object.entries(query)) place.searchParams.set(key, value);
    const written = place.href.replace(/[()[\]]/g, (bracket) => `%${bracket.charCodeAt(0).toString(16)}`);
    return `${written}#${link}`;
  }

  /** The address of the page itself, that links follow. */
  page() {
    return this.address().split('#')[0];
  }

  #rest() {
    this.moving = false;
    this.#write();
    for (const listener of this.#resting) listener();
  }

  #reread() {
    clearTimeout(this.#timer);
    this.moving = false;
    this.#entered = false;
    const reading = this.#apiary.read(location.hash);
    // Browsers tell of one step in the history twice.
    if (said(reading) === said(this.reading)) return;
    this.reading = reading;
    this.arrived = reading.link;
    this.tell();
  }

  #write() {
    if (location.hash === `#${this.reading.link}`) return;
    try {
      history[this.#entered || !this.#enters ? 'replaceState' : 'pushState'](null, '', `#${this.reading.link}`);
      this.#entered = true;
    } catch {
      // Safari refuses more than a hundred changes in half a minute; the next one will do. A frame that
      // may not change its address keeps the link here.
    }
  }
}

/** @param {Reading} reading */
function said({ link, problems }) {
  return JSON.stringify([link, problems]);
}
