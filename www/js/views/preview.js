// While a slider moves and only the first runs of a scenario are made, that is said where its answer is read.
import { byId } from '../dom.js';
import { counted } from '../text.js';

/** Where it is said in place of what stands there, and on the strip that stands without it. */
const PLACES = ['kicker', 'sticky'];

/**
 * @param {import('../study.js').Progress} progress
 * @param {import('apiary').Reading} reading
 */
export function showPreview(progress, reading) {
  for (const place of PLACES.map(byId)) {
    if (progress.preview) place.dataset.preview = previewed(progress, reading);
    else delete place.dataset.preview;
  }
}

/**
 * What a preview shows, in words.
 * @param {import('../study.js').Progress} progress
 * @param {import('apiary').Reading} reading
 */
export function previewed({ study }, { runs, subsets }) {
  return `Preview: the first ${counted(study.preview)} of ${counted(runs)} runs${subsets > 1 ? ' each' : ''}`;
}
