// The first picture and the sentence above it, from a part of the simulation that is there long before the
// whole. The page then shows both again, the same to the last digit, and makes them answer.
import { lettered, paint } from './canvas.js';
import { byId } from './dom.js';
import { nextTask } from './task.js';
import { showSentence } from './views/headline.js';
import { isOfMeans } from './views/says.js';
import { loadFirst } from './wasm.js';

/** @typedef {import('./wasm.js').First} First */

/** How long, in milliseconds, runs are made before the picture of those there are. */
const PATIENCE = 300;

const root = document.documentElement;

/** Shows it, where a part of the simulation can; the page itself tells of what goes wrong. */
export async function firstPicture() {
  if (!('first' in root.dataset)) return;
  try {
    const [First] = await Promise.all([loadFirst(), lettered()]);
    const first = First.of(location.hash);
    if (!first) return;
    await make(first);
    await show(first);
    first.free();
    performance.mark('first picture');
  } catch (error) {
    console.warn('There is no first picture before the whole page.', error);
  }
}

/** @param {First} first */
async function make(first) {
  const until = performance.now() + PATIENCE;
  while (first.go_on() && performance.now() < until) await nextTask();
}

/** Each in a task of its own: what has just been fetched is slow as yet. @param {First} first */
async function show(first) {
  const isSmall = root.dataset.embed !== undefined;
  await nextTask();
  // A comparison's sentence needs both scenarios, and more room; a small frame has the one alone.
  if (isSmall || !first.compares) showSentence(first.sentence());
  else {
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.dataset.says = 'comparison';
    main.toggleAttribute('data-means', isOfMeans(location.hash));
  }
  await nextTask();
  paint(/** @type {HTMLCanvasElement} */ (byId('main')), (context, frame, theme) => first.draw(context, frame, theme, isSmall));
}
