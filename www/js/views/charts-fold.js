// The notebook's charts of many subsets, folded where they would be ten screens high: opened on demand, and on paper.
import { byId } from '../dom.js';
import { onScreenChange } from '../canvas.js';
import { isOfOne } from './one-run.js';

const fold = /** @type {HTMLDetailsElement} */ (byId('charts-fold'));
const told = byId('charts-folded');
const narrow = matchMedia('(max-width: 699px)');
/** With so many subsets a chart's frames stand one below the other for no more than a screen or two. */
const FEW = 4;

let subsets = 1;
/** Whether what there is folds, and whether the reader has it open then. */
let folds = false;
let isOpen = false;

narrow.addEventListener('change', decide);
fold.addEventListener('toggle', () => { if (folds && !isPaper()) isOpen = fold.open; });
// Ahead of the charts themselves, which are drawn as wide as they then are.
onScreenChange(() => { fold.open = !folds || isOpen || isPaper(); });

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function foldCharts(reading, { about }) {
  subsets = reading.subsets;
  told.textContent = `${about.charts.filter((chart) => !isOfOne(chart)).length} charts, with frames for ${subsets} subsets`;
  decide();
}

function decide() {
  const now = narrow.matches && subsets > FEW;
  if (now === folds) return;
  folds = now;
  isOpen = false;
  fold.classList.toggle('folds', folds);
  fold.open = !folds;
}

const isPaper = () => document.documentElement.dataset.paper !== undefined;
