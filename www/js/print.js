// On paper: dark ink on white ground, whatever the screen shows, every chart drawn as wide as the paper, and
// the link to it with its fingerprint, where that is known.
import { screenChanged } from './canvas.js';
import { byId } from './dom.js';
import { fingerprint } from './views/proof.js';

const root = document.documentElement;
/** @type {string | undefined} */ let theme;

addEventListener('beforeprint', () => {
  theme = root.dataset.theme;
  root.dataset.theme = 'light';
  root.dataset.paper = '';
  byId('printed').textContent = location.href;
  byId('fingerprint').classList.toggle('unknown', fingerprint() === '');
  // Some browsers copy what there is as soon as this returns.
  screenChanged();
});

addEventListener('afterprint', () => {
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
  delete root.dataset.paper;
});
