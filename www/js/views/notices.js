// What could not be used of the link, at the top of the page.
import { byId, make } from '../dom.js';

const place = byId('notices');

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function showNotices(reading, spec) {
  place.replaceChildren(...reading.problems.map((problem) => make('p', { className: 'notice' }, sentence(problem, spec, reading.link))));
}

/** An error in words. @param {unknown} error */
export function told(error) {
  return error instanceof Error ? error.message : String(error);
}

/** Tells something beside what stands there. @param {string[]} messages */
export function addNotices(messages) {
  place.append(...messages.map((message) => make('p', { className: 'notice' }, message)));
}

/** @param {string} message */
export function showFailure(message) {
  place.replaceChildren(make('p', { className: 'notice' }, message));
}

/**
 * The problem as a sentence, with the parameter's name for people in place of its key.
 * @param {import('apiary').NotUsed} problem
 * @param {import('apiary').Spec} spec
 * @param {string} link what the page shows
 */
function sentence({ key, message, harmless }, spec, link) {
  const label = spec.parameters.find((parameter) => parameter.key === key)?.label;
  const named = label && message.startsWith(key) ? label + message.slice(key.length) : message;
  const text = named.startsWith(`${spec.about.name}/`) ? named : named.charAt(0).toUpperCase() + named.slice(1);
  const { name, version, label: model } = spec.about;
  const shown = link === `${name}/${version}` ? `${model} at its defaults` : 'the nearest scenario that can be computed';
  return harmless ? `${text}.` : `${text}. The page shows ${shown}.`;
}
