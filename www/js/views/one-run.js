// One run, looked at closely: which, and the charts that show it alone.
import { byId, icon, make, put } from '../dom.js';
import { counts, counted } from '../text.js';
import { countedIn } from '../measures.js';
import { Field } from './field.js';

const EARLIER = 'M12.5 4.5L7 10l5.5 5.5';
const LATER = 'M7.5 4.5L13 10l-5.5 5.5';
/** The forms of chart in which the run that is picked is what is looked at. */
const SINGLE = ['limit', 'members', 'phase'];

/** Whether a chart shows one run, or one among others. @param {import('apiary').Chart} chart */
export const isOfOne = ({ form }) => SINGLE.includes(form);

export class OneRun {
  /** Where its charts stand. */ charts = make('div', { className: 'charts' });
  #section = byId('one-run');
  #title = make('h2', { id: 'one-run-title' });
  #run = 1;
  /** The chart of that run alone, among the model's. */ #chart = -1;
  /** The run that is known to whoever does not see it. */ #known = '';
  #said = make('p', { className: 'hidden', role: 'status' });
  #of = make('span', { className: 'caption' });
  /** @type {import('apiary').Study | null} */ #study = null;

  /** @param {import('../store.js').Store} store */
  constructor(store) {
    const step = (/** @type {number} */ by) => () => store.edit('view-run', String(this.#run + by));
    this.field = new Field('view-run', 'Run', counts(''), store);
    this.earlier = make('button', { type: 'button', className: 'tool', 'aria-label': 'The run before', onclick: step(-1) }, icon(EARLIER));
    this.later = make('button', { type: 'button', className: 'tool', 'aria-label': 'The next run', onclick: step(1) }, icon(LATER));
    this.next = make('button', { type: 'button', className: 'link', hidden: true, onclick: () => {
      const next = this.#nextCounted();
      if (next) store.edit('view-run', String(next));
    } });
    this.#section.setAttribute('aria-labelledby', this.#title.id);
    this.#section.append(
      make('div', { className: 'charts-head' }, this.#title, make('div', { className: 'run-pick' }, this.next,
        make('label', { for: this.field.id }, 'Run'), this.earlier, this.field.element, this.later, this.#of, this.field.error)),
      this.#said, this.charts);
  }

  /**
   * @param {import('apiary').Reading} reading
   * @param {import('apiary').Spec} spec
   */
  update(reading, spec) {
    const { runs, view } = reading;
    const { charts, name, timestep } = spec.about;
    this.#run = view.run;
    this.#chart = charts.findIndex(({ form }) => form === 'limit');
    if (!this.#known.startsWith(name)) this.#known = `${name} ${view.run}`;
    put(this.#section, { hidden: !charts.some(isOfOne) });
    put(this.#title, { textContent: `One run, ${timestep} by ${timestep}` });
    put(this.next, { textContent: `Next of those that ${countedIn(reading, spec)}` });
    this.field.show(String(view.run));
    put(this.earlier, { disabled: view.run <= 1 });
    put(this.later, { disabled: view.run >= runs });
    put(this.#of, { textContent: `of ${counted(runs)}` });
  }

  /** @param {import('apiary').Study | null} study what there is, once it is settled */
  show(study) {
    this.#study = study;
    if (!study) return;
    put(this.charts, { hidden: !study.charts });
    put(this.next, { hidden: !this.#nextCounted() });
    this.#say(study);
  }

  /** Brings its first chart into sight, where another run has been picked from far below it. */
  bring() {
    if (this.#section.getBoundingClientRect().top < -innerHeight / 2) this.#section.scrollIntoView();
  }

  /** Tells what another run comes to. @param {import('apiary').Study} study */
  #say(study) {
    const known = this.#known.replace(/\d+$/, String(this.#run));
    if (this.#chart < 0 || known === this.#known) return;
    this.#known = known;
    this.#said.textContent = study.describe_chart(this.#chart);
  }

  #nextCounted() {
    return this.#study?.next_counted(this.#run);
  }
}
