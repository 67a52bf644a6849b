// What lies above a chart while it is read: lines, rings and the outline of a bar, and beside them what is
// told there.
import { make } from '../dom.js';

/** @typedef {{ line?: { x: number, top: number, bottom: number }, dots: Array<{ x: number, y: number, strong: boolean }> }} Marked */

const SPACE = 'http://www.w3.org/2000/svg';
/** How large a ring is, and how far the words stand from the line, in CSS pixels. */
const [RADIUS, BESIDE] = [3.6, 14];

export class Cross {
  element = document.createElementNS(SPACE, 'svg');
  #line = this.#path('cross-line');
  #rings = this.#path('cross-ring');
  #disc = this.#path('cross-disc');
  #box = this.#path('cross-box');

  constructor() {
    this.element.setAttribute('class', 'cross');
    this.element.setAttribute('aria-hidden', 'true');
  }

  /** @param {string} name */
  #path(name) {
    const path = document.createElementNS(SPACE, 'path');
    path.setAttribute('class', name);
    this.element.append(path);
    return path;
  }

  /** @param {string} line @param {string} rings @param {string} disc @param {string} box */
  #draw(line, rings, disc, box) {
    this.#line.setAttribute('d', line);
    this.#rings.setAttribute('d', rings);
    this.#disc.setAttribute('d', disc);
    this.#box.setAttribute('d', box);
  }

  hide() {
    this.#draw('', '', '', '');
  }

  /** @param {Marked[]} frames */
  show(frames) {
    // A hairline lies in the middle of its pixels.
    const lines = frames.flatMap(({ line }) => (line ? [`M${Math.floor(line.x) + 0.5} ${line.top}V${line.bottom}`] : []));
    const dots = frames.flatMap(({ dots: own }) => own).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
    const rings = (/** @type {boolean} */ strong) => dots.filter((dot) => dot.strong === strong).map(ring).join('');
    this.#draw(lines.join(''), rings(false), rings(true), '');
  }

  /** @param {{ left: number, right: number, top: number, bottom: number }} box */
  outline({ left, right, top, bottom }) {
    this.#draw('', '', '', `M${left} ${top}H${right}V${bottom}H${left}Z`);
  }
}

/** @param {{ x: number, y: number }} dot */
const ring = ({ x, y }) => `M${x - RADIUS} ${y}a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0`;

const tip = make('div', { className: 'readout', hidden: true, 'aria-hidden': 'true' });

/**
 * Tells what is read beside a line, on the side that has room.
 * @param {HTMLElement} plate
 * @param {string} heading
 * @param {import('apiary').Readout} readout
 * @param {{ x: number, top: number, bottom: number, isLeft?: boolean, isBelow?: boolean }} beside on the left where there is room on both
 *   sides; below, or above, to the left of a place
 */
export function placeTip(plate, heading, { title, lines }, { x, top, bottom, isLeft = false, isBelow = false }) {
  tip.replaceChildren(make('b', {}, heading), ...(title ? [make('span', {}, title)] : []),
    make('dl', {}, ...lines.map(({ label, text, weight }) => make('div', { className: weight }, make('dt', {}, label), make('dd', {}, text)))));
  if (tip.parentElement !== plate) plate.append(tip);
  tip.hidden = false;
  const { clientWidth, clientHeight } = plate;
  const { offsetWidth: width, offsetHeight: height } = tip;
  const right = x + BESIDE;
  if (isBelow) {
    tip.style.left = `${Math.max(0, Math.min(x, clientWidth) - width)}px`;
    tip.style.top = `${bottom + 6 + height <= clientHeight ? bottom + 6 : Math.max(0, top - 6 - height)}px`;
    return;
  }
  const fits = isLeft ? x - BESIDE < width : right + width <= clientWidth || x < clientWidth / 2;
  const left = fits ? right : x - BESIDE - width;
  tip.style.left = `${Math.max(0, Math.min(left, clientWidth - width))}px`;
  const middle = (top + bottom - height) / 2;
  tip.style.top = `${Math.max(0, Math.min(middle, clientHeight - height))}px`;
}

export function hideTip() {
  tip.hidden = true;
}
