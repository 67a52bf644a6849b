// The page's own wasm runs outside a browser too. `cargo xtask test page` writes this module.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { new_seed } from '../../target/wasm-node/index.mjs';

test('the wasm draws a seed', () => {
  const seed = new_seed();
  assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, String(seed));
});
