// Charts of many subsets, folded where they would be many screens high: opened on demand, and on paper.
import { byId } from '../dom.js';
import { onScreenChange } from '../canvas.js';

const narrow = matchMedia('(max-width: 699px)');
/** With so many subsets a chart's frames stand one below the other for no more than a screen or two. */
const FEW = 4;

const isPaper = () => document.documentElement.dataset.paper !== undefined;

export class Fold {
  #fold;
  #told;
  #subsets = 1;
  /** Whether what there is folds, and whether the reader has it open then. */
  #folds = false;
  #isOpen = false;

  /** @param {string} id of the details */
  constructor(id) {
    const fold = this.#fold = /** @type {HTMLDetailsElement} */ (byId(id));
    this.#told = byId(`${id}ed`);
    narrow.addEventListener('change', () => this.#decide());
    fold.addEventListener('toggle', () => { if (this.#folds && !isPaper()) this.#isOpen = fold.open; });
    // Ahead of the charts themselves, which are drawn as wide as they then are.
    onScreenChange(() => { fold.open = !this.#folds || this.#isOpen || isPaper(); });
  }

  /**
   * @param {string} told what is in it
   * @param {number} subsets
   */
  update(told, subsets) {
    this.#told.textContent = told;
    this.#subsets = subsets;
    this.#decide();
  }

  #decide() {
    const now = narrow.matches && this.#subsets > FEW;
    if (now === this.#folds) return;
    this.#folds = now;
    this.#isOpen = false;
    this.#fold.classList.toggle('folds', now);
    this.#fold.open = !now;
  }
}
