// Questions to start from, in sight of whoever comes for the first time: the model's own presets, on a line that
// scrolls where it is too long, by a button, too.
import { byId, icon, make, put } from '../dom.js';
import { makeBefore } from './before.js';
import { fade } from './beyond.js';
import { toHiddenHeadline } from './headline.js';
import { presetOf } from './preset.js';

const ONWARDS = 'M7.5 4.5L13 10l-5.5 5.5';
/** How much of the line a press goes on by. */
const PART = 0.7;
/** How much is seen of what stands before a question that is brought into sight, in pixels, and how far the line fades. */
const PEEP = 24;
const FADE = 40;

const place = byId('questions');
// Firefox stops at what scrolls on its way through the page; every question on it is stopped at anyway.
const line = make('div', { className: 'questions-line', tabIndex: -1 });
const more = make('button', { type: 'button', className: 'tool questions-more', hidden: true, onclick: goOn }, icon(ONWARDS));
const about = byId('question-told');
place.append(make('span', { 'aria-hidden': 'true' }, 'Ask'), line, more);
makeBefore(line);
const look = fade(line, ({ isLong, hasMore }) => {
  more.hidden = !isLong;
  more.ariaLabel = hasMore ? 'More questions' : 'Back to the first question';
});

const sight = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
  if (!isIntersecting && boundingClientRect.bottom <= 0 && about.classList.contains('gone')) giveBack();
});

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 * @param {import('../store.js').Store} store
 */
export function updateQuestions({ link }, { about: { name, presets } }, { arrived, moving }) {
  const asked = presets.filter(({ group }) => group === 'Questions');
  if (place.dataset.model !== name) {
    place.dataset.model = name;
    put(about, { hidden: true });
    for (const shown of line.querySelectorAll('a:not(.before)')) shown.remove();
    line.append(...asked.map((preset) =>
      make('a', { href: `#${preset.link}`, title: preset.about, onclick: toHiddenHeadline }, preset.title)));
    line.scrollLeft = 0;
    look();
  }
  const now = presetOf(link, asked);
  for (const question of line.querySelectorAll('a')) {
    if (question.hash === `#${now?.link}`) question.setAttribute('aria-current', 'true');
    else question.removeAttribute('aria-current');
  }
  // Whoever slides onto a question's values has asked nothing, and nothing moves below the thumb.
  const isAsked = !about.hidden || (!moving && now === presetOf(arrived, asked));
  tell(isAsked ? now : undefined);
  look();
  bring(line.querySelector('a[aria-current]'));
}

/**
 * Says what was asked, its answer, and what that is made of. Once the scenario is another its room stays for as long as it can be seen:
 * nothing moves below a slider.
 * @param {import('apiary').Preset | undefined} asked
 */
function tell(asked) {
  sight.unobserve(about);
  if (asked) {
    put(about, { hidden: false });
    const answer = asked.answer
      ? [make('b', {}, asked.answer), make('details', { className: 'opens' }, make('summary', {}, 'Why'), make('p', {}, asked.about))]
      : [make('span', {}, asked.about)];
    about.replaceChildren(make('i', {}, asked.title), ' ', ...answer);
  } else if (!about.hidden) {
    sight.observe(about);
  }
  about.classList.toggle('gone', !asked);
}

/** Gives back the room of what is above the screen, scrolled by as much where the browser does not do that itself. */
function giveBack() {
  const before = place.getBoundingClientRect().bottom;
  put(about, { hidden: true });
  scrollBy({ top: place.getBoundingClientRect().bottom - before, behavior: 'instant' });
}

/** Brings a question that has just been asked into sight, and some of the one before it. @param {HTMLAnchorElement | null} question */
function bring(question) {
  const asked = question?.hash ?? '';
  if (line.dataset.asked === asked) return;
  line.dataset.asked = asked;
  if (!question) return;
  const [place, room] = [question, line].map((element) => element.getBoundingClientRect());
  if (place.left < room.left + FADE || place.right > room.right - FADE) line.scrollLeft += place.left - room.left - PEEP;
}

function goOn() {
  const hasMore = line.classList.contains('beyond');
  line.scrollTo({ left: hasMore ? line.scrollLeft + PART * line.clientWidth : 0, behavior: 'instant' });
  // The event comes only with the next frame.
  look();
}
