// Loads what is to be shown, the page or the small view of it that other sites embed, once its first picture
// stands, and says so when it cannot be had.
import { lettered } from './canvas.js';
import { byId } from './dom.js';
import { firstPicture } from './first-picture.js';
import { load } from './wasm.js';
import { showFailure, told } from './views/notices.js';
import { putFirst } from './views/order.js';

const root = document.documentElement;

putFirst(false);
try {
  await firstPicture();
  fetchView();
  const view = root.dataset.embed ? import('./embed.js') : import('./main.js');
  const [{ start }, apiary] = await Promise.all([view, load(), lettered()]);
  await start(apiary);
} catch (error) {
  // Who leaves the page breaks off what it still loads: nobody is left to be told.
  const isLeft = error instanceof DOMException && error.name === 'AbortError';
  if (!isLeft) {
    root.dataset.ready = 'failed';
    byId('headline').textContent = 'The simulation could not be loaded.';
    showFailure(`${told(error)}. Reloading may help; the page needs a browser with WebAssembly.`);
    throw error;
  }
}

/** Has the browser fetch all modules of what is shown at once, not import by import; stamp.mjs names them. */
function fetchView() {
  const view = root.dataset.embed ? 'embed' : 'main';
  for (const link of document.querySelectorAll(`link[data-view~="${view}"]`)) link.setAttribute('rel', 'modulepreload');
}
