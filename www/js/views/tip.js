// What the pointer reads from a map: a few words beside it.
import { byId, put } from '../dom.js';

const tip = byId('map-tip');
/** How wide it may be, with its distance from the pointer. */
const ROOM = 300;

/** @param {string} text @param {PointerEvent} event */
export function showTip(text, { clientX, clientY }) {
  tip.hidden = false;
  tip.textContent = text;
  const left = clientX + ROOM > innerWidth ? clientX - ROOM + 4 : clientX + 16;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${clientY + 16}px`;
}

export function hideTip() {
  put(tip, { hidden: true });
}
