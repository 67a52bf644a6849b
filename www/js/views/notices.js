// What could not be used of the link, at the top of the page.
import { byId, make } from '../dom.js';
import { spoken } from '../text.js';

const place = byId('notices');

/**
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
export function showNotices(reading, spec) {
  // What a reader has just typed is told of beside its field.
  const isTyped = document.activeElement?.closest('.field, .track');
  const said = [...reading.problems.map((problem) => sentence(problem, spec, reading.link)), ...(isTyped ? [] : beyond(reading, spec))];
  place.replaceChildren(...said.map((text) => make('p', { className: 'notice' }, text)));
}

/**
 * What the world does not have, and the model computes all the same.
 * @param {import('apiary').Reading} reading
 * @param {import('apiary').Spec} spec
 */
function beyond({ settings }, { parameters, outputs }) {
  return settings.flatMap(({ key, points, text }) => {
    const row = parameters.find((parameter) => parameter.key === key);
    const outside = (/** @type {number} */ from, /** @type {number} */ to) => points.some((point) => point < from || point > to);
    if (row) return outside(row.sense.from, row.sense.to) ? [`${row.label} is ${spoken(text, row.unit)} here. ${row.sense.beyond} The charts show what the model makes of it.`] : [];
    const output = outputs.find((candidate) => `initial-${candidate.key}` === key);
    const [from, to] = output?.span ?? [output?.never_negative ? 0 : -Infinity, Infinity];
    return output && outside(from, to) ? [`The run starts from an impossible state: ${output.label.toLowerCase()} ${spoken(text, output.unit)}. The charts show what the model makes of it.`] : [];
  });
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
