// Which run the charts of a single run show.
import { byId, icon, make, put } from '../dom.js';
import { counts, counted } from '../text.js';
import { Field } from './field.js';

const EARLIER = 'M12.5 4.5L7 10l5.5 5.5';
const LATER = 'M7.5 4.5L13 10l-5.5 5.5';
/** The forms of chart that show one run. */
const SINGLE = ['run', 'limit'];

export class RunPick {
  #run = 1;
  #place = byId('run-pick');
  #of = make('span', { className: 'caption' });

  /** @param {import('../store.js').Store} store */
  constructor(store) {
    const step = (/** @type {number} */ by) => () => store.edit('view-run', String(this.#run + by));
    this.field = new Field('view-run', 'Run', counts(''), store);
    this.earlier = make('button', { type: 'button', className: 'tool', 'aria-label': 'The run before', onclick: step(-1) }, icon(EARLIER));
    this.later = make('button', { type: 'button', className: 'tool', 'aria-label': 'The next run', onclick: step(1) }, icon(LATER));
    this.#place.replaceChildren(
      make('label', { for: this.field.id }, 'Run'), this.earlier, this.field.element, this.later, this.#of, this.field.error);
  }

  /**
   * @param {import('apiary').Reading} reading
   * @param {import('apiary').About} about
   */
  update({ runs, view }, about) {
    this.#run = view.run;
    put(this.#place, { hidden: !about.charts.some(({ form }) => SINGLE.includes(form)) });
    this.field.show(String(view.run));
    put(this.earlier, { disabled: view.run <= 1 });
    put(this.later, { disabled: view.run >= runs });
    put(this.#of, { textContent: `of ${counted(runs)}` });
  }
}
