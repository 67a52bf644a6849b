// The room in a small frame: the sentence becomes smaller where it is long, the picture takes what is left,
// and the site around hears which height would do.
import { byId } from '../dom.js';

/** What the sentence may take of the frame's height before its letters become smaller, as they do where
 * not all has room. */
const SHARE = 0.34;
/** How much smaller they may become. */
const SMALLER = [1, 0.92, 0.84, 0.77];
/** How high a picture is wanted for its width, and within which limits, in CSS pixels. */
const WANTED = { share: 0.36, least: 170, most: 300 };

/** How long a sentence must have stood before its room shrinks, in milliseconds. */
const REST = 1000;

const root = document.documentElement;
const headline = byId('headline');
const stage = byId('stage');
let place = 0;
let tallest = 0;
let posted = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let resting;

/** Follows the frame's size. */
export function makeFit() {
  addEventListener('resize', anew);
  // Another typeface may take fewer lines.
  document.fonts.ready.then(anew);
  new ResizeObserver(tellHost).observe(stage);
}

/** Fits the sentence as if there had been none before. */
function anew() {
  place = 0;
  tallest = 0;
  headline.style.minHeight = '';
  settle();
}

/** Fits a sentence. Its room grows alone, so that nothing jumps while a slider moves, until that rests. */
export function fit() {
  settle();
  clearTimeout(resting);
  resting = setTimeout(anew, REST);
}

function settle() {
  const set = () => headline.style.setProperty('--smaller', String(SMALLER[place]));
  set();
  const isOver = () => headline.scrollHeight > SHARE * innerHeight || root.scrollHeight > innerHeight;
  while (place < SMALLER.length - 1 && isOver()) {
    place += 1;
    tallest = 0;
    headline.style.minHeight = '';
    set();
  }
  tallest = Math.max(tallest, headline.offsetHeight);
  headline.style.minHeight = `${tallest}px`;
  tellHost();
}

// Anybody may know how high a picture wants to be, so it is told to whoever listens.
function tellHost() {
  // Before there is a sentence, or a reason why there is none, nothing is known.
  if (parent === window || headline.dataset.shape === undefined) return;
  const { width, height } = stage.getBoundingClientRect();
  const wanted = Math.min(WANTED.most, Math.max(WANTED.least, WANTED.share * width));
  const whole = Math.ceil(document.body.getBoundingClientRect().height - height + wanted);
  if (whole === posted) return;
  posted = whole;
  parent.postMessage({ type: 'apiary-height', height: whole }, '*');
}
