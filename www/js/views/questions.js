// Questions to start from, in sight of whoever comes for the first time: the model's own presets.
import { byId, make } from '../dom.js';

const place = byId('questions');

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function updateQuestions({ link }, { about }) {
  if (place.dataset.model !== about.name) {
    place.dataset.model = about.name;
    const asked = about.presets.filter(({ group }) => group === 'Questions');
    place.replaceChildren(make('span', { 'aria-hidden': 'true' }, 'Ask'), ...asked.map((preset) =>
      make('a', { href: `#${preset.link}`, title: preset.about }, preset.title)));
    place.scrollLeft = 0;
  }
  for (const question of place.querySelectorAll('a')) {
    if (question.hash === `#${link}`) question.setAttribute('aria-current', 'true');
    else question.removeAttribute('aria-current');
  }
}
