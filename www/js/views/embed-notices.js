// Notices in a small frame: one of them, how many more there are, and a way to put them away, so that the
// picture has its room again.
import { byId, icon, make } from '../dom.js';
import { fit } from './embed-fit.js';

const CROSS = 'M5 5l10 10M15 5L5 15';

/** Leaves the first notice. */
export function shorten() {
  const place = byId('notices');
  const [first, ...more] = place.children;
  if (!first) return;
  for (const notice of more) notice.remove();
  const close = make('button', { type: 'button', className: 'tool', 'aria-label': 'Put the notice away' }, icon(CROSS));
  close.addEventListener('click', () => {
    place.replaceChildren();
    fit();
  });
  first.replaceChildren(make('span', {}, ...(more.length ? [make('b', {}, `1 of ${more.length + 1} notices: `)] : []), first.textContent ?? ''), close);
}
