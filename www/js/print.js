// On paper: dark ink on light ground, whatever the screen shows, and every chart drawn.
import { drawCharts } from './views/charts.js';

const root = document.documentElement;
/** @type {string | undefined} */ let theme;

addEventListener('beforeprint', () => {
  theme = root.dataset.theme;
  root.dataset.theme = 'light';
  drawCharts();
});

addEventListener('afterprint', () => {
  root.dataset.theme = theme;
});
