// What stands first: on a phone the picture before the questions to start from, which would push it off the screen; a sweep's
// maps before the runs of one subset.
import { byId } from '../dom.js';

/** As in the styles. */
const narrow = matchMedia('(max-width: 699px)');

const [verdict, questions, stage, maps] = ['verdict', 'questions', 'outcome', 'maps-section'].map(byId);
let isSweep = false;

narrow.addEventListener('change', order);

/** @param {boolean} isOfSweep whether the page tells of a sweep first */
export function putFirst(isOfSweep) {
  isSweep = isOfSweep;
  order();
}

function order() {
  const answers = isSweep ? [maps, stage] : [stage, maps];
  let last = verdict;
  for (const section of narrow.matches ? [...answers, questions] : [questions, ...answers]) {
    // Who is moved loses the focus.
    if (last.nextElementSibling !== section) last.after(section);
    last = section;
  }
}
