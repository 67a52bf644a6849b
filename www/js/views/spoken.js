// What a screen reader is told of the answer: the sentence that the page has come to, once, when its runs rest, and
// only where it is another than before. What a question's own section concludes is told the same way.
import { byId } from '../dom.js';

/** How long everything must have rested, in milliseconds: who steps a value by keys hears the value on the way. */
const REST = 700;
/** Where a section says what it has found. */
const CONCLUSION = '.conclusion:not(:empty), .answer li';

const place = byId('spoken');

/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
/** The sentence that is known, and what a section concludes. */
let [known, conclusion] = ['', ''];
/** How many links have been told: nobody has asked for anything on the first, except what it opens. */
let links = 0;
let isAnswer = false;

/** @param {import('../store.js').Store} store */
export function makeSpoken(store) {
  store.listen(() => {
    links += 1;
    conclusion = '';
    clearTimeout(timer);
  });
  document.addEventListener('answered', ({ target }) => {
    const section = target instanceof Element ? target.closest('details.asked') : null;
    if (!section?.matches('[open]')) return;
    conclusion = section.querySelector(CONCLUSION)?.textContent ?? '';
    isAnswer = true;
    speakSoon();
  });
}

/** @param {import('../study.js').Progress} progress */
export function speak({ settled }) {
  clearTimeout(timer);
  if (settled) speakSoon();
}

function speakSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const sentence = byId('headline').textContent ?? '';
    const news = [sentence === known ? '' : sentence, conclusion].filter(Boolean).join(' ');
    const isNews = links > 1 || isAnswer;
    [known, conclusion, isAnswer] = [sentence, '', false];
    if (news && isNews) place.textContent = news;
  }, REST);
}
