// What closed sections would answer of this scenario, said before somebody opens them.
import { byId } from '../dom.js';
import { countedIn, readOutcome } from '../measures.js';
import { spoken } from '../text.js';

/** @typedef {import('apiary').Spec} Spec */
/** @typedef {import('apiary').Reading} Reading */

/** The scenario, and what its headline counts. @type {{ reading: Reading, spec: Spec, counted: string } | undefined} */ let now;

/**
 * @param {Reading} reading
 * @param {Spec} spec
 * @param {import('apiary').Explained} explained
 */
export function updateCloser(reading, spec, { passages }) {
  const { about, outputs, parameters } = spec;
  now = { reading, spec, counted: countedIn(reading, spec) };
  const equations = passages.flatMap((passage) => passage.equations).length;
  say('diagram-closed', `${parameters.length} parameters, ${outputs.length} outputs, and arrows from the equations between them.`);
  say('equations-closed', `${equations} of them, with names, with this scenario’s numbers, or worked out for one ${about.timestep} of a run.`);
  const [first, second, ...more] = about.quirks.map(({ title }) => title);
  say('quirks-closed', `${first}. ${second}. And ${more.length} more that a reader would not expect, each with what shows it.`);
  if (about.plan) say('planned-closed', `Where is the outcome open, which ${about.plan.axes.map(([key]) => labelOf(key)).join(' and ')} do best there, and does it hold in other worlds? Its authors planned this and never ran it.`);
}

/** @param {import('apiary').Sentence} sentence */
export function showCloser({ headline }) {
  if (!now) return;
  const { reading, spec: { about, parameters }, counted } = now;
  // Of a sweep, or of one run, there is no one share.
  const told = headline.filter(({ kind }) => kind === 'result' || kind === 'error').map(({ text }) => text.trim()).join('\u00a0');
  const share = reading.axes.length === 0 && /\d\s%/.test(told) ? told : '';
  const search = reading.view.threshold;
  const moves = search?.parameter ?? about.unsure;
  const unsure = reading.settings.find(({ key }) => key === moves);
  const unit = parameters.find(({ key }) => key === moves)?.unit;
  const label = labelOf(moves);
  // What is counted may be what nobody wants: then it is no aim.
  const isAim = about.goal.good;
  say('threshold-title', isAim ? `How high must ${label} be?` : `Where does ${label} matter?`);
  const here = share && unsure && unit && !unsure.axis ? ` At ${spoken(unsure.text, unit)}, ${share} do.` : '';
  const other = search && otherIn(search);
  say('threshold-closed', other ? `Where ${other} crosses its levels as ${label} moves.` : `At which ${label}${isAim ? '' : ', if at any,'} do half of the runs ${counted}?${here}`);
  const moved = share ? `the ${share} of runs that ${counted}` : `the share of runs that ${counted}`;
  say('sensitivity-closed', `Which of ${parameters.length} parameters moves ${moved} most, and how much of it is luck?`);
}

/**
 * What a search looks at, where that is not the share that the headline counts.
 * @param {import('apiary').Search} search
 */
function otherIn({ outcome }) {
  if (!now) return '';
  const { reading, spec: { about: { goal }, outputs } } = now;
  const { output, word, at } = readOutcome(outcome);
  const isCounted = output === goal.output && word === (goal.above ? 'above' : 'below') && Number(at) === reading.view.goal;
  return isCounted ? '' : (outputs.find(({ key }) => key === output)?.label ?? output).toLowerCase();
}

/** What a parameter is called within a sentence. @param {string} key */
const labelOf = (key) => now?.spec.parameters.find((parameter) => parameter.key === key)?.label.toLowerCase() ?? key;

/** @param {string} id @param {string} text */
function say(id, text) {
  const place = byId(id);
  if (place.textContent !== text) place.textContent = text;
}
