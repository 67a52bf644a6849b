// QR codes of every size lead to their text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsqr from 'jsqr';
import { qr } from '../../target/wasm-node/index.mjs';

/** How many pixels each module is drawn with. */
const SCALE = 4;

/** The pixels of a drawing, black on white. */
function pixels({ side, path }) {
  const width = side * SCALE;
  const data = new Uint8ClampedArray(4 * width * width).fill(255);
  const runs = path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g);
  for (const [left, top, length] of Array.from(runs, (run) => run.slice(1).map(Number))) {
    for (let y = top * SCALE; y < (top + 1) * SCALE; y += 1) {
      const from = y * width + left * SCALE;
      for (let at = from; at < from + length * SCALE; at += 1) data.fill(0, 4 * at, 4 * at + 3);
    }
  }
  return { data, width };
}

for (const length of [9, 60, 200, 700, 1500, 2953]) {
  test(`a QR code of ${length} characters reads back`, () => {
    const text = `https://example.org/#honey/1?throttle=${'0.004,'.repeat(500)}`.slice(0, length);
    const { data, width } = pixels(qr(text));
    assert.equal(jsqr(data, width, width)?.data, text);
  });
}

test('a text that no QR code holds has none', () => {
  assert.equal(qr('a'.repeat(2954)), null);
});
