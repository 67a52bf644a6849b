// On paper: dark ink on light ground, whatever the screen shows, every chart drawn, and the link to it.
import { byId } from './dom.js';
import { drawCharts } from './views/charts.js';

const root = document.documentElement;
/** @type {string | undefined} */ let theme;

addEventListener('beforeprint', () => {
  theme = root.dataset.theme;
  root.dataset.theme = 'light';
  byId('printed').textContent = location.href;
  drawCharts();
});

addEventListener('afterprint', () => {
  root.dataset.theme = theme;
});
