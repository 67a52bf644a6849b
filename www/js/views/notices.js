// What could not be used of the link, at the top of the page.
import { byId, make } from '../dom.js';

const place = byId('notices');

/** @param {import('apiary').Reading} reading */
export function showNotices(reading) {
  place.replaceChildren(...reading.problems.map((problem) => make('p', { className: 'notice' }, sentence(problem))));
}

/** @param {string} message */
export function showFailure(message) {
  place.replaceChildren(make('p', { className: 'notice' }, message));
}

/** @param {import('apiary').NotUsed} problem */
function sentence({ message, harmless }) {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return harmless ? `${text}.` : `${text}. The page shows the nearest scenario that can be computed.`;
}
