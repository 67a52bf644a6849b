// Whoever opens a link that asks a question is brought to its answer, which stands further down, or on top for a
// comparison.
import { byId } from '../dom.js';
import { toHeadline } from './headline.js';

/** The sections, by what of the view opens them. */
const SECTIONS = /** @type {const} */ ([
  ['planned', 'planned-section'], ['threshold', 'threshold-section'], ['sensitivity', 'sensitivity-section'], ['pinned', 'compare-section'],
]);

let isFirst = true;

/**
 * Looks at which sections are open before a new link opens others, and gives what to do afterwards.
 * @param {import('apiary').Reading} reading
 */
export function arriving({ view }) {
  const opened = SECTIONS.find(([asked, id]) => view[asked] && !(/** @type {HTMLDetailsElement} */ (byId(id)).open));
  return () => {
    // On the first link nobody has been anywhere yet.
    const focuses = !isFirst;
    isFirst = false;
    if (!opened) return;
    if (opened[0] === 'pinned') {
      if (focuses) toHeadline();
      return;
    }
    const section = byId(opened[1]);
    requestAnimationFrame(() => {
      section.scrollIntoView({ block: 'start' });
      if (focuses) section.querySelector('summary')?.focus({ preventScroll: true });
    });
  };
}
