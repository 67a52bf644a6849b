// The numbers of a chart as tables, below it: made when somebody opens them.
import { make } from '../dom.js';
import { fade } from './beyond.js';
import { LYING, STANDING } from './readable.js';

/** @typedef {{ caption: string, head: string[], rows: string[][] }} Table */
/** Most cells of a table; beyond, only every so manieth timestep is listed. */
const MOST = 6000;

export class Numbers {
  #name;
  #tables;
  #place = make('div');
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {string} name what the chart shows
   * @param {() => Table[]} tables none while there is nothing to list
   */
  constructor(name, tables) {
    this.#name = name;
    this.#tables = tables;
    this.element = make('details', { className: 'numbers' }, make('summary', { 'aria-label': `As a table: ${name}` }, 'As a table'), this.#place);
    this.element.addEventListener('toggle', () => this.#show());
  }

  /** The chart has changed, perhaps under another name. */
  update(name = this.#name) {
    this.#name = name;
    this.element.querySelector('summary')?.setAttribute('aria-label', `As a table: ${name}`);
    clearTimeout(this.#timer);
    // Nobody reads a table while a slider moves.
    if (this.element.open) this.#timer = setTimeout(() => this.#show(), 200);
  }

  #show() {
    if (!this.element.open) {
      this.#place.replaceChildren();
      return;
    }
    const tables = this.#tables();
    // What is there stays until there is something else.
    if (tables.length > 0) this.#place.replaceChildren(...tables.map((table) => this.#box(table)));
  }

  /** @param {Table} table */
  #box({ caption, head, rows }) {
    const cells = (/** @type {string[]} */ [first, ...rest]) => make('tr', {}, make('th', { scope: 'row' }, first), ...rest.map((cell) => make('td', {}, cell)));
    const table = make('table', {}, make('caption', {}, caption),
      make('thead', {}, make('tr', {}, ...head.map((name) => make('th', { scope: 'col' }, name)))), make('tbody', {}, ...rows.map(cells)));
    const box = make('div', { className: 'table', tabIndex: 0, role: 'region', 'aria-label': `${this.#name}: ${caption}` }, table);
    fade(box);
    return box;
  }
}

/**
 * What can be read of a chart, as tables: by timestep, and by bar.
 * @param {import('./readable.js').Readable} chart
 * @returns {Table[]}
 */
export function tablesOf({ source, frames, histograms }) {
  const byTime = frames.length > 0 ? overTime(source, frames[0].count) : [];
  return [...byTime, ...histograms.map((area, which) => ofBars(source, area, which))];
}

/**
 * @param {import('./readable.js').Source} source
 * @param {number} count
 * @returns {Table[]}
 */
function overTime({ at, timestep }, count) {
  const first = at?.(0);
  if (!at || !first) return [];
  // A line may come and go, such as what is owed beyond a limit: each has its column wherever it is told.
  const read = Array.from({ length: count + 1 }, (_, time) => cellsOf(at(time) ?? []));
  const head = [...new Set(read.flatMap((cells) => [...cells.keys()]))];
  const every = Math.ceil((read.length * head.length) / MOST);
  const rows = read.flatMap((cells, time) => (time % every === 0 || time === count ? [[String(time), ...head.map((name) => cells.get(name) ?? '')]] : []));
  const caption = every > 1 ? `Every ${every} ${timestep()}s` : `By ${timestep()}`;
  return [{ caption, head: [timestep(), ...head], rows }];
}

/** @param {import('apiary').Readout[]} readouts */
function cellsOf(readouts) {
  return new Map(readouts.flatMap(({ title, lines }) => lines.map(({ label, text }) =>
    /** @type {[string, string]} */ ([readouts.length > 1 && title ? `${title}: ${label}` : label, text]))));
}

/**
 * @param {import('./readable.js').Source} source
 * @param {import('./readable.js').Area} area
 * @param {number} which
 * @returns {Table}
 */
function ofBars({ bar, bars: names }, area, which) {
  const at = (/** @type {number} */ index) => bar?.(area, which, index) ?? [];
  const isHistogram = area.kind === LYING || area.kind === STANDING;
  // Behind the last bar: the runs above its axis, and those below.
  const beyond = (/** @type {number} */ index) => (isHistogram ? [at(index)].flat().filter(({ lines: [runs] }) => runs.text !== '0') : []);
  const bars = Array.from({ length: area.count }, (_, index) => at(index)).flat();
  const readouts = [...beyond(area.count + 1), ...bars, ...beyond(area.count)];
  return {
    caption: (names?.[which] ?? '').replace(/^./, (letter) => letter.toUpperCase()),
    head: ['from and to', ...(readouts[0]?.lines ?? []).map(({ label }) => label)],
    rows: readouts.map(({ title, lines }) => [title, ...lines.map(({ text }) => text)]),
  };
}

/**
 * Cells of a map, each as what its axes are and what it comes to, as a table.
 * @param {string} caption
 * @param {string[]} cells
 * @returns {Table[]}
 */
export function tableOfCells(caption, cells) {
  const parts = (/** @type {string} */ cell) => [cell.slice(0, cell.lastIndexOf(': ')), cell.slice(cell.lastIndexOf(': ') + 2)];
  return cells.length > 0 ? [{ caption, head: ['subset', 'value'], rows: cells.map(parts) }] : [];
}

/**
 * Lines of a table whose parts are set apart by tabs, the head first.
 * @param {string} caption
 * @param {string[]} lines
 * @returns {Table[]}
 */
export function tableOfLines(caption, lines) {
  const [head, ...rows] = lines.map((line) => line.split('\t'));
  return head ? [{ caption, head, rows }] : [];
}
