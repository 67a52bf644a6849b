// Analyses that can be read like any other chart: where levels are crossed, what moves the outcome, and
// which of many trends is which.
import assert from 'node:assert/strict';
import { inEachBrowser } from './harness.mjs';
import { hash, open, text } from './reader.mjs';

const told = (page) => page.waitForSelector('.readout:not([hidden])').then(() => text(page, '.readout'));
const untold = (page) => page.waitForSelector('.readout', { hidden: true });
const bring = (page, selector) => page.$eval(selector, (element) => element.scrollIntoView({ block: 'center' }));

/** Until an analysis is made and told. */
const answered = (page, name) => page.waitForFunction((id) => {
  const answer = document.getElementById(`${id}-answer`);
  return !answer.hidden && !answer.matches('.old, .so-far') && !document.getElementById(`${id}-progress`).matches('.busy');
}, { timeout: 60_000 }, name);

/** The slider of a chart for keys. */
const keyOf = (page, canvas) => page.evaluateHandle((id) => document.getElementById(id).closest('.plate').querySelector('.plate-key'), canvas);
const said = (key) => key.evaluate((input) => input.getAttribute('aria-valuetext'));

inEachBrowser('pointing at the curves of a threshold tells each reading there, with its interval, at a computed place', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await open(page, url, 'honey/1?runs=200&timesteps=24&threshold=productivity,0.84..0.94');
  await answered(page, 'threshold');
  await bring(page, '#threshold');
  const { left, top, width } = await page.$eval('#threshold', (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.move(left + width / 3, top + 200);
  assert.match(await told(page), /^Productivity 0\.8\d*Mean[\d.]+\s% \([\d.]+\s%( to [\d.]+\s%)?\)Median.*LOWESS/);
  assert.equal(await page.$eval('#threshold ~ .cross .cross-line', (line) => /^M[\d.]+ [\d.]+V[\d.]+$/.test(line.getAttribute('d'))), true);
  // What is told there stands in the table of what was computed.
  const place = (await text(page, '.readout')).match(/^Productivity (0\.\d{2,6})Mean/)?.[1];
  await page.$eval('#threshold-answer .numbers > summary', (summary) => summary.click());
  await page.waitForSelector('#threshold-answer .numbers tbody tr');
  const places = await page.$$eval('#threshold-answer .numbers tbody th', (cells) => cells.map((cell) => cell.textContent));
  assert.ok(places.includes(place), `${place} among ${places.slice(0, 5)}`);
  await page.mouse.move(2, 2);
  await untold(page);
});

inEachBrowser('keys read the curves of a threshold from place to place', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=24&threshold=productivity,0.84..0.94');
  await answered(page, 'threshold');
  const key = await keyOf(page, 'threshold');
  assert.equal(await key.evaluate((input) => input.ariaLabel), 'Read the curves, along the parameter');
  await key.focus();
  await page.keyboard.press('Home');
  assert.match(await said(key), /^Productivity 0\.84, Mean .*, Median .*, LOWESS /);
  await page.keyboard.press('ArrowRight');
  assert.match(await said(key), /^Productivity 0\.84\d+, Mean /);
  await page.keyboard.press('End');
  assert.match(await said(key), /^Productivity 0\.94, Mean /);
  await page.keyboard.press('Escape');
  await untold(page);
});

inEachBrowser('the rows of the tornado and of the shares are read by pointer and keys, from the largest down', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await open(page, url, 'honey/1?runs=60&sensitivity=goal');
  await answered(page, 'sensitivity');
  for (const [canvas, table, row] of [
    ['tornado', 'tornado-table', /^[A-Z][a-z ]+, (policy|world): kept at .+ [\d.]+\s%\s±.*, lowered to .+, raised to /],
    ['sobol', 'shares-table', /^[A-Z][a-z ]+, (policy|world|chance): alone .*±.*, together .*±/],
  ]) {
    const names = await page.$$eval(`#${table} tbody th`, (cells) => cells.map((cell) => cell.textContent));
    const key = await keyOf(page, canvas);
    await key.focus();
    await page.keyboard.press('End');
    const first = await said(key);
    assert.ok(first.startsWith(`${names[0]}, `), `${first} of ${names}`);
    await page.keyboard.press('ArrowDown');
    assert.ok((await said(key)).startsWith(`${names[1]}, `));
    await page.keyboard.press('Home');
    assert.ok((await said(key)).startsWith(`${names.at(-1)}, `));
    assert.match(await said(key), row);
    // What keys read there, the pointer reads, too.
    await bring(page, `#${canvas}`);
    const { left, top } = await page.$eval(`#${canvas}`, (element) => element.getBoundingClientRect().toJSON());
    await page.mouse.move(left + 60, top + 90);
    await page.waitForFunction((name) => document.querySelector('.readout:not([hidden])')?.textContent.startsWith(`${name}, `), {}, names[0]);
    assert.match(await page.$eval(`#${canvas} ~ .cross .cross-box`, (box) => box.getAttribute('d')), /^M-6 /);
    await page.mouse.move(2, 2);
    await untold(page);
  }
});

inEachBrowser('a finger reads the tornado, and opens nothing', async ({ page, url }) => {
  await page.setViewport({ width: 390, height: 844 });
  await open(page, url, 'honey/1?runs=60&sensitivity=goal');
  await answered(page, 'sensitivity');
  const before = await hash(page);
  await page.$eval('#tornado', (canvas) => {
    canvas.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = canvas.getBoundingClientRect();
    for (let y = top + 60; y < top + height - 60; y += 5) {
      const at = { pointerType: 'touch', bubbles: true, clientX: left + width / 2, clientY: y };
      for (const type of ['pointerdown', 'pointerup', 'click']) canvas.dispatchEvent(new PointerEvent(type, at));
    }
  });
  assert.match(await told(page), /lowered to .*raised to /);
  assert.equal(await hash(page), before);
});

inEachBrowser('of many trends the read-out names the one that is pointed at', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await open(page, url, 'honey/1?throttle=0.002..0.032..0.004&runs=60&timesteps=60');
  await page.waitForFunction(() => document.querySelector('#trends ~ .plate-key'));
  await bring(page, '#trends');
  const { left, top, width, height } = await page.$eval('#trends', (canvas) => canvas.getBoundingClientRect().toJSON());
  await page.mouse.move(left + width * 0.6, top + height - 40);
  await told(page);
  const strong = () => page.$$eval('.readout .strong dt', (names) => names.map((name) => name.textContent));
  const low = await strong();
  assert.match(low.join(), /^throttle [\d.]+\s%$/);
  await page.mouse.move(left + width * 0.6, top + height - 150);
  await page.waitForFunction((before) => document.querySelector('.readout .strong dt').textContent !== before, {}, low[0]);
  assert.equal((await strong()).length, 1);
});
