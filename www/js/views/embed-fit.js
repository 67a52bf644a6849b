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

const root = document.documentElement;
const headline = byId('headline');
const stage = byId('stage');
let place = 0;
let tallest = 0;
let posted = 0;

/** Follows the frame's size. */
export function makeFit() {
  addEventListener('resize', () => {
    place = 0;
    tallest = 0;
    headline.style.minHeight = '';
    fit();
  });
  document.fonts.ready.then(fit);
  new ResizeObserver(tellHost).observe(stage);
}

/** Fits a sentence. It grows no more until the frame does, so that nothing jumps while a slider moves. */
export function fit() {
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
  // Before there is a sentence nothing is known.
  if (parent === window || !headline.dataset.shape) return;
  const { width, height } = stage.getBoundingClientRect();
  const wanted = Math.min(WANTED.most, Math.max(WANTED.least, WANTED.share * width));
  const whole = Math.ceil(document.body.getBoundingClientRect().height - height + wanted);
  if (whole === posted) return;
  posted = whole;
  parent.postMessage({ type: 'apiary-height', height: whole }, '*');
}
