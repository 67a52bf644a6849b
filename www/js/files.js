// Files made in the page: tables in portions, pictures at any size, and saving them. Each says how it was
// made: a table in a first line behind a #, which pandas (comment='#') and numpy pass over; SVG in <desc>;
// PNG in its Description.
import { nextTask } from './task.js';
import { colours } from './canvas.js';

/** @typedef {typeof import('apiary')} Apiary */
/** @typedef {import('./pictures.js').Picture} Picture */
/** @typedef {{ width: number, ratio: number }} Size in CSS pixels, and pixels to each */

/** How long, in milliseconds, rows are made before the browser may breathe. */
const PORTION = 10;
/** Characters of a table that are kept as text; more go to where the browser keeps files. */
const HELD = 4_000_000;
/** Pixels to each of an SVG's units: charts are drawn in whole pixels, and these are to look well at any size. */
const FINE = 10;
/** Ground around a picture, which stands alone, in CSS pixels. */
const MARGIN = 20;

/**
 * Offers a file to be kept.
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser may not have begun to read it yet.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * How large the table of all rows will be: its lines, and about how many characters, as its first run has.
 * @param {Apiary} apiary
 * @param {import('apiary').Reading} reading
 */
export function tableSize(apiary, { link, subsets, runs, timesteps }) {
  const first = apiary.rows_table(link, 0, 1, 2).length;
  return { lines: subsets * runs * (timesteps + 1), characters: subsets * runs * first };
}

/**
 * The table of all rows, as `apiary run` writes it, made between frames.
 * @param {Apiary} apiary
 * @param {import('apiary').Reading} reading
 * @param {string} made
 * @param {AbortSignal} signal
 * @param {(share: number) => void} tell
 */
export async function tableOfRows(apiary, { link, subsets, runs }, made, signal, tell) {
  /** @type {Blob[]} */ const parts = [];
  let text = `# ${made}\n${apiary.rows_header(link)}`;
  let together = 1;
  for (let subset = 0; subset < subsets; subset += 1) {
    for (let run = 1; run <= runs;) {
      const [end, begun] = [Math.min(run + together, runs + 1), performance.now()];
      text += apiary.rows_table(link, subset, run, end);
      if (text.length > HELD) {
        parts.push(new Blob([text]));
        text = '';
      }
      together = portion(end - run, performance.now() - begun);
      run = end;
      tell((subset * runs + run - 1) / (subsets * runs));
      await nextTask();
      signal.throwIfAborted();
    }
  }
  return new Blob([...parts, text], { type: 'text/csv' });
}

/**
 * How many runs to make at once, where so many took so long.
 * @param {number} together
 * @param {number} took
 */
const portion = (together, took) => Math.max(1, Math.min(2 * together, Math.floor((together * PORTION) / Math.max(took, 0.1))));

/**
 * A picture's numbers, below what is said beside it.
 * @param {Picture} picture
 * @param {string} made
 */
export function csvOf({ told = [], table }, made) {
  const lines = [made, ...told].map((line) => `# ${line}\n`);
  return new Blob([...lines, table()], { type: 'text/csv' });
}

/**
 * A picture as SVG.
 * @param {Apiary} apiary
 * @param {Picture} picture
 * @param {number} width
 * @param {string} made
 */
export function svgOf(apiary, picture, width, made) {
  // The canvas only measures text, so it needs no room.
  const { context } = blank(1, 1);
  const frame = frameOf(picture, { width, ratio: FINE });
  const theme = colours();
  const svg = apiary.svg(() => picture.draw(context, frame, theme), frame, theme, MARGIN, made);
  return new Blob([svg], { type: 'image/svg+xml' });
}

/**
 * A picture as PNG.
 * @param {Picture} picture
 * @param {Size} size
 * @param {string} made
 */
export async function pngOf(picture, size, made) {
  const frame = frameOf(picture, size);
  const { canvas, context } = blank(Math.round(frame.width * size.ratio), Math.round(frame.height * size.ratio));
  const theme = colours();
  picture.draw(context, frame, theme);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => { onGround(canvas, theme.paper, MARGIN * size.ratio).toBlob(resolve, 'image/png'); });
  if (!blob) throw new Error('the browser cannot make a picture of that size');
  return described(blob, made);
}

/**
 * A picture with ground around it.
 * @param {HTMLCanvasElement} picture
 * @param {string} colour
 * @param {number} margin
 */
function onGround(picture, colour, margin) {
  const { canvas, context } = blank(picture.width + 2 * margin, picture.height + 2 * margin);
  context.fillStyle = colour;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, margin, margin);
  return canvas;
}

/**
 * What a picture is drawn in: its size without the margin.
 * @param {Picture} picture
 * @param {Size} size
 */
function frameOf({ height }, { width: all, ratio }) {
  const width = all - 2 * MARGIN;
  return { width, height: Math.ceil(height(width)), ratio };
}

/**
 * A canvas that is not in the page.
 * @param {number} width
 * @param {number} height
 */
function blank(width, height) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gives no canvas of that size');
  return { canvas, context };
}

/** Bytes of a PNG before its second chunk: its signature, and the header that must come first. */
const HEAD = 33;

/**
 * A PNG with a text in it that says what it is.
 * @param {Blob} png
 * @param {string} text in ASCII, as links are
 */
async function described(png, text) {
  const chunk = new TextEncoder().encode(`tEXtDescription\0${text}`);
  const [length, check] = [new DataView(new ArrayBuffer(4)), new DataView(new ArrayBuffer(4))];
  length.setUint32(0, chunk.length - 4);
  check.setUint32(0, crc32(chunk));
  return new Blob([png.slice(0, HEAD), length, chunk, check, png.slice(HEAD)], { type: 'image/png' });
}

/** The checksum of PNG's chunks. @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
