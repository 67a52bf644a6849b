// What a model gets wrong: every quirk, with a link that shows its effect.
import { make } from '../dom.js';
import { toHeadline } from './headline.js';

/** @type {import('apiary').Spec | undefined} */ let shown;

/**
 * @param {HTMLElement} place
 * @param {import('./works.js').Shown} what
 */
export function show(place, { spec }) {
  if (spec === shown) return;
  shown = spec;
  place.replaceChildren(...spec.about.quirks.map(({ title, text, link }) => make('div', { className: 'quirk' },
    make('h4', {}, title), make('p', {}, text),
    ...(link ? [make('a', { href: `#${link}`, onclick: toHeadline }, 'Show it', make('span', { className: 'hidden' }, `: ${title}`))] : []))));
}
