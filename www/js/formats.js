// A link as text for the places it is sent to: what each reads as syntax, and how much it holds.
import { counted } from './text.js';

/** What a message on Discord holds. */
const DISCORD = 2000;
/** What a post on X holds, and what any link counts there. */
const X = { post: 280, link: 23 };

/**
 * A way to write a link.
 * @typedef {object} Format
 * @property {string} label
 * @property {(sentence: string, address: string, proposal: () => string) => string} write `proposal` gives the block for
 *   a forum
 * @property {Array<(text: string, address: string) => string | null>} limits each says whether its place would cut the text
 */

/** @type {Format[]} */
export const FORMATS = [
  { label: 'Link', write: (_, address) => address, limits: [onDiscord] },
  { label: 'Markdown', write: (sentence, address) => `[${inMarkdown(sentence)}](${address})`, limits: [onDiscord] },
  { label: 'BBCode', write: (sentence, address) => `[url=${address}]${inBBCode(sentence)}[/url]`, limits: [] },
  { label: 'Proposal', write: (_sentence, _address, proposal) => proposal(), limits: [onDiscord] },
  { label: 'Text', write: (sentence, address) => `${sentence} ${address}`, limits: [onDiscord, onX] },
];

/** How many characters a text has. @param {string} text */
export const lengthOf = (text) => [...text].length;

/** @param {string} text */
const inMarkdown = (text) => text.replace(/[\\`*_[\]<>~|&]/g, '\\$&');

// BBCode has no escape.
/** @param {string} text */
const inBBCode = (text) => text.replaceAll('[', '(').replaceAll(']', ')');

/** @param {string} text */
function onDiscord(text) {
  const length = lengthOf(text);
  return length > DISCORD ? `A message on Discord holds ${counted(DISCORD)} characters; this has ${counted(length)}.` : null;
}

/**
 * @param {string} text
 * @param {string} address
 */
function onX(text, address) {
  const weights = [...text.replace(address, '')].map(weight);
  const length = X.link + weights.reduce((sum, one) => sum + one, 0);
  return length > X.post ? `A post on X holds ${X.post} characters; this comes to ${counted(length)}, any link being ${X.link} there.` : null;
}

/** X counts every character as two but those of these ranges. @param {string} character */
function weight(character) {
  const code = character.codePointAt(0) ?? 0;
  const light = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];
  return light.some(([from, to]) => from <= code && code <= to) ? 1 : 2;
}
