// Charts that can be read: a cross-hair at a timestep, the same in all of them; bars, rows and places along an
// axis, each of one chart. It lies above the chart, which is not drawn anew for it. Pointer, finger and keys move it: for the
// keys each chart has sliders that only those see who use them, so that a screen reader says where one is,
// and nothing else, in its own time.
import { make } from '../dom.js';
import { Cross, hideTip, placeTip } from './cross.js';

/** @typedef {import('apiary').Readout} Readout */
/**
 * @typedef {object} Source what a chart says; nothing while there is none
 * @property {() => string} timestep the name of a timestep
 * @property {(timestep: number) => Readout[] | undefined} [at] by frame
 * @property {(area: Area, which: number, bar: number) => Readout | undefined} [bar] of a bar, a row or a place; `which` counts
 *   the parts that have such
 * @property {string[]} [bars] what each of these parts tells
 * @property {(frame: number) => void} [choose] a click on a frame
 * @property {string} [hint] what a click on it does
 */
/** @typedef {{ kind: number, left: number, top: number, right: number, bottom: number, count: number, x: [number, number], y: [number, number], places?: number[] }} Area */
/** @typedef {{ chart: Readable, frame: number, timestep: number, line?: number } | { chart: Readable, histogram: number, bar: number }} Place */

export const [TIME, LYING, STANDING, PLANE, ROWS, PLACES] = [0, 1, 2, 3, 4, 5];
/** How many numbers an area has. */
const NUMBERS = 10;
/** How far from its area a pointer still reads it, in CSS pixels. */
const NEAR = 14;
/** Where reading by keys begins. @type {Record<number, string>} */
const FIRST = { [LYING]: 'the lowest bar', [STANDING]: 'the lowest bar', [ROWS]: 'the uppermost row', [PLACES]: 'the left end' };

/** @type {Readable[]} All charts. */ const all = [];
/** @type {Place | null} What is read. */ let place = null;
let asked = 0;

export class Readable {
  /** @type {Area[]} */ #areas = [];
  /** @type {HTMLInputElement[]} */ #keys = [];
  /** @type {Area | null} What a finger has begun to scrub. */ #held = null;
  #canvas;
  #name;
  #cross = new Cross();

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {string} name what it shows, for whoever reads it by keys
   * @param {Source} source
   */
  constructor(canvas, name, source) {
    this.#canvas = canvas;
    this.#name = name;
    this.source = source;
    this.plate = make('div', { className: 'plate' });
    canvas.replaceWith(this.plate);
    this.plate.append(canvas, this.#cross.element);
    canvas.addEventListener('pointermove', (event) => this.#point(event));
    canvas.addEventListener('click', (event) => this.#click(event));
    canvas.addEventListener('pointerdown', (event) => { this.#held = event.pointerType === 'mouse' ? null : this.#areaAt(event); });
    canvas.addEventListener('pointerup', () => { this.#held = null; });
    // The finger has begun to scroll.
    canvas.addEventListener('pointercancel', () => { this.#held = null; leave(this); });
    canvas.addEventListener('pointerleave', ({ pointerType }) => { if (pointerType === 'mouse') leave(this); });
    all.push(this);
  }

  /** Lets go of a chart that is no more. */
  drop() {
    leave(this);
    all.splice(all.indexOf(this), 1);
  }

  /** @param {string} name */
  rename(name) {
    this.#name = name;
    this.#label();
  }

  /**
   * The chart has been drawn, and can be read there.
   * @param {Float64Array | undefined} numbers
   */
  drawn(numbers = new Float64Array()) {
    this.#areas = [];
    for (let at = 0; at < numbers.length; at += NUMBERS) {
      const [kind, left, top, right, bottom, count, x0, x1, y0, y1] = numbers.slice(at, at + NUMBERS);
      this.#areas.push({ kind, left, top, right, bottom, count, x: [x0, x1], y: [y0, y1] });
    }
    this.#makeKeys();
    later();
  }

  /** The frames over time. */
  get frames() {
    return this.#areas.filter(({ kind }) => kind === TIME || kind === PLANE);
  }

  /** What is read bar by bar, row by row or place by place. */
  get histograms() {
    return this.#areas.filter(({ kind }) => kind !== TIME && kind !== PLANE);
  }

  /** Shows what is read now, or nothing. */
  show() {
    const told = place && this.#frames(place);
    if (place && 'bar' in place && place.chart === this) this.#showBar(place);
    else if (told) this.#showTimestep(/** @type {{ timestep: number }} */ (place).timestep, told);
    else this.#cross.hide();
  }

  /** @param {Place} now */
  #frames(now) {
    // What is not seen need not be read.
    const { top, bottom, width } = this.#canvas.getBoundingClientRect();
    if (!('timestep' in now) || width === 0 || (now.chart !== this && (bottom < 0 || top > innerHeight))) return null;
    const { frames } = this;
    return frames.length > 0 && now.timestep <= frames[0].count ? this.source.at?.(now.timestep) : null;
  }

  /** @param {number} timestep @param {Readout[]} readouts */
  #showTimestep(timestep, readouts) {
    const { frames } = this;
    const own = place?.chart === this && 'frame' in place ? place : null;
    if (own) readouts = pointedAt(readouts, own);
    this.#cross.show(frames.map((area, index) => {
      const lines = readouts[index]?.lines ?? [];
      if (area.kind === PLANE) return { dots: [{ x: across(area, lines[0]?.y), y: up(area, lines[1]?.y), strong: true }] };
      const x = area.left + (timestep / area.count) * (area.right - area.left);
      return { line: { x, top: area.top, bottom: area.bottom }, dots: lines.map((line) => ({ x, y: up(area, line.y), strong: line.weight === 'strong' })) };
    }));
    if (!own) return;
    const area = frames[own.frame];
    const readout = readouts[own.frame];
    if (!area || !readout) return;
    const x = area.kind === PLANE ? across(area, readout.lines[0]?.y) : area.left + (timestep / area.count) * (area.right - area.left);
    placeTip(this.plate, this.heading(timestep), readout, { x, top: area.top, bottom: area.bottom });
  }

  /** @param {{ histogram: number, bar: number }} now */
  #showBar({ histogram, bar }) {
    const area = this.histograms[histogram];
    const readout = area && this.source.bar?.(area, histogram, bar);
    if (!readout) return this.#cross.hide();
    if (area.kind === PLACES) return this.#showPlace(area, readout);
    const share = [bar / area.count, (bar + 1) / area.count];
    const box = area.kind !== STANDING
      ? { left: area.left, right: area.right, top: area.bottom - share[1] * (area.bottom - area.top), bottom: area.bottom - share[0] * (area.bottom - area.top) }
      : { left: area.left + share[0] * (area.right - area.left), right: area.left + share[1] * (area.right - area.left), top: area.top, bottom: area.bottom };
    this.#cross.outline(box);
    if (area.kind === ROWS) placeTip(this.plate, readout.title, { ...readout, title: this.source.hint ?? '' }, { x: area.right, top: box.top, bottom: box.bottom, isBelow: true });
    else placeTip(this.plate, readout.title, { ...readout, title: '' }, { x: area.kind === LYING ? area.left : (box.left + box.right) / 2, top: box.top, bottom: box.bottom, isLeft: area.kind === LYING });
  }

  /** @param {Area} area @param {Readout} readout */
  #showPlace(area, { lines: [own, ...lines] }) {
    const x = across(area, own.y);
    this.#cross.show([{ line: { x, top: area.top, bottom: area.bottom }, dots: lines.map((line) => ({ x, y: up(area, line.y), strong: false })) }]);
    placeTip(this.plate, `${own.label} ${own.text}`, { title: '', lines }, { x, top: area.top, bottom: area.bottom });
  }

  /** What a timestep is called. @param {number} timestep */
  heading(timestep) {
    const name = this.source.timestep();
    return `${name[0].toUpperCase()}${name.slice(1)} ${timestep}`;
  }

  /** @param {PointerEvent | MouseEvent} event */
  #point(event) {
    const isTouch = event instanceof PointerEvent && event.pointerType !== 'mouse' && event.type === 'pointermove';
    const area = isTouch ? this.#held : this.#areaAt(event);
    if (!area) {
      if (!isTouch) leave(this);
      return;
    }
    const { left, top } = this.#canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const along = area.kind === LYING || area.kind === ROWS ? (area.bottom - y) / (area.bottom - area.top) : (x - area.left) / (area.right - area.left);
    if (area.kind !== TIME && area.kind !== PLANE) {
      const histogram = this.histograms.indexOf(area);
      const bar = area.kind === PLACES ? nearest(this.#places(area, histogram), x) : Math.min(area.count - 1, Math.max(0, Math.floor(along * area.count)));
      read({ chart: this, histogram, bar });
      return;
    }
    const timestep = area.kind === PLANE ? this.#nearest(area, x, y) : Math.min(area.count, Math.max(0, Math.round(along * area.count)));
    const frame = this.frames.indexOf(area);
    const heights = (this.source.at?.(timestep)?.[frame]?.lines ?? []).map((line) => up(area, line.y));
    read({ chart: this, frame, timestep, line: nearest(heights, y) });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    this.#point(event);
    const area = this.#areaAt(event);
    if (area) this.source.choose?.(this.frames.indexOf(area));
  }

  /** Where the places along an axis lie, asked for once for a drawing. @param {Area} area @param {number} which */
  #places(area, which) {
    area.places ??= Array.from({ length: area.count }, (_, bar) => across(area, this.source.bar?.(area, which, bar)?.lines[0]?.y));
    return area.places;
  }

  /** The timestep whose place in a plane is nearest. @param {Area} area @param {number} x @param {number} y */
  #nearest(area, x, y) {
    let [found, least] = [0, Infinity];
    for (let timestep = 0; timestep <= area.count; timestep += 1) {
      const lines = this.source.at?.(timestep)?.[0]?.lines ?? [];
      const far = Math.hypot(across(area, lines[0]?.y) - x, up(area, lines[1]?.y) - y);
      if (far < least) [found, least] = [timestep, far];
    }
    return found;
  }

  /** @param {MouseEvent} event */
  #areaAt({ clientX, clientY }) {
    const { left, top } = this.#canvas.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    const far = (/** @type {Area} */ area) => Math.max(area.left - x, x - area.right, area.top - y, y - area.bottom, 0);
    const [nearest] = [...this.#areas].sort((a, b) => far(a) - far(b));
    return nearest && far(nearest) <= NEAR ? nearest : null;
  }

  /** A slider for the timesteps and one for each histogram: the browser knows what keys do on them. */
  #makeKeys() {
    const wanted = [...this.frames.slice(0, 1), ...this.histograms];
    while (this.#keys.length > wanted.length) this.#keys.pop()?.remove();
    while (this.#keys.length < wanted.length) this.#keys.push(this.#makeKey());
    wanted.forEach((area, index) => {
      const key = this.#keys[index];
      const isTime = area.kind === TIME || area.kind === PLANE;
      const max = String(isTime ? area.count : area.count - 1);
      // What was read of the picture before is no longer so.
      if (isTime && key !== document.activeElement) key.setAttribute('aria-valuetext', this.heading(Number(key.value)));
      if (key.max === max && key.dataset.kind === String(area.kind)) return;
      key.dataset.kind = String(area.kind);
      key.max = max;
      key.value = isTime || area.kind === ROWS ? max : '0';
      key.setAttribute('aria-valuetext', isTime ? this.heading(area.count) : FIRST[area.kind]);
    });
    this.#label();
  }

  #label() {
    const first = this.frames.length > 0 ? [`${this.#name}, by ${this.source.timestep()}`] : [];
    const labels = [...first, ...this.histograms.map((_, index) => this.source.bars?.[index] ?? this.#name)];
    this.#keys.forEach((key, index) => key.setAttribute('aria-label', `Read ${labels[index]}`));
  }

  #makeKey() {
    const key = make('input', { type: 'range', min: '0', max: '0', step: '1', className: 'plate-key' });
    const go = () => this.#go(key);
    key.addEventListener('input', go);
    // Whoever clicks on the chart has a pointer to read it with.
    key.addEventListener('focus', () => { if (key.matches(':focus-visible')) go(); });
    key.addEventListener('blur', () => leave(this));
    key.addEventListener('keydown', (event) => { if (event.key === 'Escape') leave(this); });
    // Home, where it stands at the first already, changes nothing and asks to be told all the same.
    key.addEventListener('keyup', (event) => { if (/^(Arrow|Page|Home|End)/.test(event.key)) go(); });
    this.plate.append(key);
    return key;
  }

  /** @param {HTMLInputElement} key */
  #go(key) {
    const value = Number(key.value);
    const index = this.#keys.indexOf(key);
    if (index === 0 && this.frames.length > 0) {
      // The frame that is read stays the one.
      const frame = place?.chart === this && 'frame' in place ? place.frame : 0;
      read({ chart: this, frame, timestep: value });
      key.setAttribute('aria-valuetext', sentence(this.heading(value), this.source.at?.(value) ?? []));
      return;
    }
    const histogram = index - Math.min(1, this.frames.length);
    read({ chart: this, histogram, bar: value });
    const readout = this.source.bar?.(this.histograms[histogram], histogram, value);
    key.setAttribute('aria-valuetext', readout ? sentence('', [readout]) : '');
  }
}

/** @param {Area} area @param {number | undefined} value */
const across = ({ left, right, x: [from, to] }, value = NaN) => left + ((value - from) / (to - from)) * (right - left);

/** Which of some places is the nearest. @param {number[]} places @param {number} to */
function nearest(places, to) {
  const far = places.map((at) => (Number.isFinite(at) ? Math.abs(at - to) : Infinity));
  return far.indexOf(Math.min(...far));
}

/**
 * Readouts in which the line that is pointed at stands out, among lines of which none does.
 * @param {Readout[]} readouts
 * @param {{ frame: number, line?: number }} at
 */
function pointedAt(readouts, { frame, line: pointed = -1 }) {
  const { lines } = readouts[frame] ?? { lines: [] };
  if (lines.length < 3 || lines.some(({ weight }) => weight !== '')) return readouts;
  const marked = lines.map((line, index) => (index === pointed ? { ...line, weight: 'strong' } : line));
  return readouts.map((readout, index) => (index === frame ? { ...readout, lines: marked } : readout));
}

/** Where a value lies; nowhere beyond the axis. @param {Area} area @param {number | undefined} value */
function up({ top, bottom, y: [from, to] }, value = NaN) {
  const y = bottom - ((value - from) / (to - from)) * (bottom - top);
  return y >= top - 1 && y <= bottom + 1 ? y : NaN;
}

/**
 * Readouts as a sentence.
 * @param {string} heading
 * @param {Readout[]} readouts
 */
function sentence(heading, readouts) {
  const told = readouts.map(({ title, lines }) => {
    const words = lines.map(({ label, text }) => `${label} ${text}`).join(', ');
    return title ? `${title}: ${words}` : words;
  });
  return [heading, ...told].filter((part) => part !== '').join('. ');
}

/** @param {Place} now */
function read(now) {
  place = now;
  later();
}

/** @param {Readable} chart */
function leave(chart) {
  if (place?.chart !== chart) return;
  place = null;
  later();
}

// However often a pointer is told of, once a frame.
function later() {
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => {
    hideTip();
    for (const chart of all) chart.show();
  });
}

addEventListener('pointerdown', ({ target }) => {
  if (place && !(target instanceof Node && place.chart.plate.contains(target))) leave(place.chart);
});
