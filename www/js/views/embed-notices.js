// Notices in a small frame: one of them, how many more there are, a way to read all of it where its end is
// cut off, and one to put them away, so that the picture has its room again.
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
  const text = make('span', {}, ...(more.length ? [make('b', {}, `1 of ${more.length + 1} notices: `)] : []), first.textContent ?? '');
  const whole = make('button', { type: 'button', className: 'link', hidden: true }, 'All of it');
  whole.addEventListener('click', () => {
    first.classList.add('whole');
    whole.hidden = true;
    fit();
  });
  first.replaceChildren(text, whole, close);
  // However wide the frame is, and becomes.
  new ResizeObserver(() => { whole.hidden = first.classList.contains('whole') || text.scrollHeight <= text.clientHeight + 1; }).observe(text);
}
