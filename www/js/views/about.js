// What a model is for, what its authors assumed, and where its numbers come from.
import { make } from '../dom.js';
import { cited, spoken } from '../text.js';

/** @type {import('apiary').Spec | undefined} */ let shown;

/**
 * @param {HTMLElement} place
 * @param {import('./works.js').Shown} what
 */
export function show(place, { spec, explained }) {
  if (spec === shown) return;
  shown = spec;
  const sources = spec.parameters.flatMap(({ label, unit, default: value, source }) => [make('dt', {}, label), make('dd', {}, make('b', {}, spoken(String(value), unit)), ` ${cited(source)}`)]);
  place.replaceChildren(
    part('What it is for', make('p', {}, spec.about.text), make('p', {}, explained.fit)),
    part('What its authors assumed', make('ul', {}, ...explained.assumed.map((text) => make('li', {}, text)))),
    part('Where its numbers come from', make('p', {}, explained.numbers), make('dl', {}, ...sources)),
  );
}

/** @param {string} title @param {...Node} inside */
const part = (title, ...inside) => make('section', {}, make('h4', {}, title), ...inside);
