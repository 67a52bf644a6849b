// What the page says first, and what stands below it first: a comparison's conclusion in place of the scenario's
// sentence, a sweep's maps before the runs of one subset.
import { byId } from '../dom.js';
import { compared } from './compare.js';
import { showSentence } from './headline.js';
import { putFirst } from './order.js';
import { plannedTold } from './planned.js';
import { sensitivityTold } from './sensitivity.js';
import { sayOnStrip } from './sticky.js';
import { isOfMeans } from './says.js';
import { thresholdTold } from './threshold.js';

/** @typedef {import('apiary').Sentence} Sentence */

const main = /** @type {HTMLElement} */ (document.querySelector('main'));

/** @type {Sentence | null} What is said of the scenario itself. */ let own = null;
/** @type {'comparison' | 'sweep' | 'runs'} */ let says = 'runs';

document.addEventListener('answered', renew);

/**
 * Puts what answers first.
 * @param {import('apiary').Reading} reading
 * @param {boolean} isCompared whether it is compared with another scenario
 */
export function updateConclusion({ axes, link }, isCompared) {
  says = isCompared ? 'comparison' : axes.length > 0 ? 'sweep' : 'runs';
  main.dataset.says = says;
  main.dataset.axes = String(axes.length);
  main.toggleAttribute('data-means', isOfMeans(link));
  putFirst(says === 'sweep');
}

/** @param {Sentence} sentence */
export function showConclusion(sentence) {
  own = sentence;
  renew();
}

/** Says what there is to say now: analyses come after the scenario's own sentence. */
export function renew() {
  if (!own) return;
  const comparison = compared();
  const sentence = comparison?.say(own) ?? own;
  showSentence(sentence);
  byId('headline').classList.toggle('old', comparison?.isOld ?? false);
  // It stands by what is moved: each scenario's own share, of which the pinned one's stays what it is.
  sayOnStrip(own, says, comparison?.pinned);
  const answer = answered();
  if (answer) document.title = `${answer} · Apiary`;
}

/** What answers the question that the link asks of an analysis; an empty text where it asks none, or none is made yet. */
export const answered = () => thresholdTold() || sensitivityTold() || plannedTold();

/** @param {import('apiary').Part[]} parts */
const said = (parts) => parts.map((part) => part.text).join('');

/** Keys of the inputs that a sentence names with their values. @param {import('apiary').Part[]} parts */
const named = (parts) => parts.flatMap(({ key }) => key ?? []);

/**
 * The page's conclusion as texts: what answers first and the keys of inputs that it names of the scenario itself, what stands
 * below that, and what is said of the scenario itself where that answers another question.
 * @param {Sentence} sentence what is said of the scenario itself
 */
export function concluded(sentence) {
  const itself = `${said(sentence.headline)} ${said(sentence.lede)}`;
  const comparison = compared();
  if (comparison && !comparison.isOld) {
    const { headline, lede } = comparison.say(sentence);
    return { headline: said(headline), names: named(headline), lede: said(lede), itself };
  }
  const answer = answered();
  // The planned analysis moves what the scenario's own sentence names.
  const names = !answer || answer === plannedTold() ? named(sentence.headline) : [];
  if (answer) return { headline: answer, names, lede: itself, itself: '' };
  return { headline: said(sentence.headline), names, lede: said(sentence.lede), itself: '' };
}
