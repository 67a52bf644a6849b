// What to know about a model: what it is, and what it gets wrong.
import { byId, make } from '../dom.js';
import { toHeadline } from './headline.js';

const place = byId('closer');

/** @param {import('apiary').Spec} spec */
export function updateCloser({ about, parameters }) {
  if (place.dataset.model === about.name) return;
  place.dataset.model = about.name;
  const quirks = about.quirks.flatMap(({ title, text, link }) => {
    const show = link ? [' ', make('a', { href: `#${link}`, onclick: toHeadline }, 'Show it')] : [];
    return [make('dt', {}, title), make('dd', {}, text, ...show)];
  });
  const sources = parameters.flatMap(({ label, help, source, slider }) => [
    make('dt', {}, label), make('dd', {}, `${help} ${source} ${slider.why}`),
  ]);
  place.replaceChildren(
    part('What this model gets wrong', `${about.quirks.length} things that a reader would not expect.`, make('dl', {}, ...quirks)),
    part('About this model', 'What it is for, and where its numbers come from.', make('p', {}, about.text), make('dl', {}, ...sources)),
  );
}

/**
 * @param {string} title
 * @param {string} what
 * @param {...Node} inside
 */
function part(title, what, ...inside) {
  return make('details', {}, make('summary', {}, title, make('span', {}, what)), ...inside);
}
