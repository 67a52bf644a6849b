// Numbers between links and people. No browser is needed for these.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// As a data address, since Node asks a package.json whether a .js file is a module, and www has none.
const source = readFileSync(new URL('../../www/js/text.js', import.meta.url), 'utf8');
const { counts, numbers, onStep, spread } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const monthly = numbers({ symbol: '% / month', power: 2, decimals: 1 });

test('what is shown reads back to the same text', () => {
  for (const text of ['0.008', '0.2', '-0.015', '0.07', '0.29', '1e-7', '0.002,0.004,0.008', '0.05..0.4..0.05', '-0.02..0.02..0.01']) {
    const round = monthly.read(monthly.show(text));
    assert.deepEqual(round.split(/,|\.\./).map(Number), text.split(/,|\.\./).map(Number), text);
  }
});

test('a decimal point moves in the digits, so nothing becomes 7.000000000000001', () => {
  for (const [text, shown] of [['0.07', '7'], ['0.29', '29'], ['0.0035', '0.35'], ['-0.02', '−2']]) assert.equal(monthly.show(text), shown);
});

test('people type units, spaces and short decimals', () => {
  for (const [typed, text] of [['0.8', '0.008'], ['0.8 % / month', '0.008'], ['80%', '0.8'], ['.5', '0.005'], ['−2', '-0.02'], ['1e-3', '0.00001'], ['5 .. 40 .. 5', '0.05..0.4..0.05']]) {
    assert.equal(monthly.read(typed), text, typed);
  }
});

test('what is no number stays as it was typed, so that it can be named', () => {
  assert.equal(monthly.read('abc'), 'abc');
});

test('counts are grouped, and read with and without groups', () => {
  const months = counts('months');
  assert.equal(months.show('10000'), '10,000');
  for (const [typed, text] of [['1,000', '1000'], ['10 000', '10000'], ['1,000,000', '1000000'], ['120 months', '120'], ['1,5', '1,5']]) {
    assert.equal(months.read(typed), text, typed);
  }
});

test('a slider gives the shortest decimal on its steps', () => {
  assert.equal(onStep(0.1 + 0.2, 0.1), '0.3');
  assert.equal(onStep(0.05 + 3 * 0.1, 0.1, 0.05), '0.35');
});

test('a sweep has five to eleven round points over the slider', () => {
  for (const [from, to, text] of [[0, 0.032, '0..0.032..0.008'], [0.05, 0.4, '0.05..0.4..0.05'], [5, 500, '100..500..100'], [-0.02, 0.02, '-0.02..0.02..0.01'], [0, 1, '0..1..0.25']]) {
    assert.equal(spread({ from, to, step: 1 }), text);
  }
});

test('a sweep goes through the value that its row stands at', () => {
  for (const [from, to, through, text] of [
    [0.5, 1, 0.75, '0.5..1..0.05'], [0, 100, 30, '0..100..10'], [0.05, 0.4, 0.2, '0.05..0.4..0.05'],
    [0.7, 1, 0.88, '0.7,0.75,0.8,0.85,0.88,0.9,0.95,1'], [0.5, 1, 7, '0.5..1..0.1'],
  ]) {
    assert.equal(spread({ from, to }, { through }), text);
  }
});

test('a per-cent sign is never left out: 88 % is 0.88 of what is no share', () => {
  assert.equal(numbers({ symbol: '', power: 0, decimals: 2 }).read('88%'), '0.88');
  assert.equal(numbers({ symbol: 'x', power: 0, decimals: 0 }).read('50 %, 70 %'), '0.5,0.7');
  assert.equal(numbers({ symbol: '%', power: 2, decimals: 0 }).read('20%'), '0.2');
});
