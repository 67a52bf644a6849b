// Charts that can be read: by pointer, finger and keys, as sentences and as tables.
import assert from 'node:assert/strict';
import { inEachBrowser, ready } from './harness.mjs';
import { hash, open, picture, text } from './reader.mjs';

/** Where a part of an element lies on the screen. */
const at = (page, selector, across, down) => page.$eval(selector, (element, x, y) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + x * width, y: top + y * height };
}, across, down);

const bring = (page, selector, block = 'center') => page.$eval(selector, (element, where) => element.scrollIntoView({ block: where }), block);

/** Points at a part of an element. */
async function point(page, selector, across, down) {
  const { x, y } = await at(page, selector, across, down);
  await page.mouse.move(x, y);
}

const told = (page) => page.waitForSelector('.readout:not([hidden])').then(() => text(page, '.readout'));
const untold = (page) => page.waitForSelector('.readout', { hidden: true });
const crossed = (page) => page.$$eval('.cross-line', (lines) => lines.filter((line) => line.getAttribute('d') !== '').length);

/** Opens the table of a chart and gives its cells, by table. */
async function tables(page, selector) {
  await page.$eval(`${selector} > summary`, (summary) => summary.click());
  await page.waitForSelector(`${selector} table`);
  return page.$$eval(`${selector} table`, (all) => all.map((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))));
}

/** A touch, event by event: what a browser sends of it. */
const touch = (page, selector, kind, across, down) => page.$eval(selector, (element, type, x, y) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  element.dispatchEvent(new PointerEvent(type, { pointerType: 'touch', bubbles: true, clientX: left + x * width, clientY: top + y * height }));
}, kind, across, down);

/** Until every chart has been drawn: then it has a sentence, and those of the notebook no longer say that they are being drawn. */
const atRest = (page) => page.waitForFunction(() => [...document.querySelectorAll('main canvas')].every((canvas) =>
  !canvas.checkVisibility({ visibilityProperty: true }) || /.{20}(?<!being drawn)\.$/.test(canvas.ariaLabel ?? '')));

inEachBrowser('pointing at a chart tells its values there, in every chart over time, and draws none of them anew', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await open(page, url, 'honey/1?throttle=0.002,0.008&runs=60');
  await bring(page, '#charts canvas', 'start');
  await page.waitForFunction(() => [...document.querySelectorAll('#charts .plate-key')].length >= 2);
  await atRest(page);
  await page.evaluate(() => {
    globalThis.drawn = 0;
    const { fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.fillText = function counting(...text) { globalThis.drawn += 1; return fillText.apply(this, text); };
  });
  await point(page, '#charts canvas', 0.25, 0.6);
  assert.match(await told(page), /^Month \d+throttle 0\.2.*total supply, trend[\d,]+circulation/);
  assert.ok((await crossed(page)) >= 2, 'the chart below has the cross-hair, too');
  const first = await text(page, '.readout');
  await point(page, '#charts canvas', 0.35, 0.6);
  await page.waitForFunction((before) => document.querySelector('.readout').textContent !== before, {}, first);
  assert.equal(await page.evaluate(() => globalThis.drawn), 0);
  await page.mouse.move(2, 2);
  await untold(page);
  assert.equal(await crossed(page), 0);
});

inEachBrowser('what is told stays beside the line and within the chart', async ({ page, url }) => {
  for (const width of [1280, 390, 320]) {
    await page.setViewport({ width, height: 900 });
    await open(page, url, 'honey/1?runs=60');
    await bring(page, '#main');
    for (const across of [0.2, 0.4, 0.55]) {
      await point(page, '#main', across, 0.5);
      await told(page);
      const { tip, plate } = await page.evaluate(() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect().toJSON();
        return { tip: box('.readout'), plate: box('#stage .plate') };
      });
      assert.ok(tip.left >= plate.left && tip.right <= plate.right + 1, `${width}: ${tip.left} to ${tip.right}`);
      assert.ok(tip.top >= plate.top && tip.bottom <= plate.bottom + 1, `${width}: ${tip.top} to ${tip.bottom}`);
      await page.mouse.move(2, 2);
      await untold(page);
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  }
});

inEachBrowser('keys read a chart timestep by timestep, and say it in a sentence', async ({ page, url }) => {
  await open(page, url, 'currents/1?runs=60');
  const key = '#stage .plate-key';
  await page.focus('#forms button:nth-child(3)');
  await page.keyboard.press('Tab');
  for (let tries = 0; tries < 4 && !(await page.$eval(key, (input) => input === document.activeElement)); tries += 1) await page.keyboard.press('Tab');
  assert.ok(await page.$eval(key, (input) => input === document.activeElement), 'Tab reaches the chart');
  assert.match(await told(page), /^Day 365/);
  for (const [pressed, day] of [['Home', 0], ['ArrowRight', 1], ['ArrowUp', 2], ['ArrowLeft', 1], ['End', 365]]) {
    await page.keyboard.press(pressed);
    await page.waitForFunction((head) => document.querySelector('.readout').textContent.startsWith(head), {}, `Day ${day}95`);
    assert.match(await page.$eval(key, (input) => input.getAttribute('aria-valuetext')), new RegExp(`^Day ${day}\\. .*median .*5\\s% below .*below `));
  }
  await page.keyboard.press('PageDown');
  assert.match(await page.$eval(key, (input) => input.getAttribute('aria-valuetext')), /^Day 3[23]\d\. /);
  assert.match(await page.$eval(key, (input) => input.getAttribute('aria-label')), /^Read the runs, by day$/);
  const ring = await page.$eval('#stage .plate', (plate) => getComputedStyle(plate).outlineStyle);
  assert.equal(ring, 'solid');
  await page.keyboard.press('Escape');
  await untold(page);
});

inEachBrowser('a finger scrubs sideways, and scrolls the page up and down', async ({ page, url }) => {
  await page.setViewport({ width: 390, height: 844 });
  await open(page, url, 'honey/1?runs=60');
  assert.equal(await page.$eval('#main', (canvas) => getComputedStyle(canvas).touchAction), 'pan-y pinch-zoom');
  await bring(page, '#main');
  await touch(page, '#main', 'pointerdown', 0.2, 0.5);
  await touch(page, '#main', 'pointermove', 0.3, 0.5);
  const first = await told(page);
  // Beyond the frame the finger still reads its end.
  await touch(page, '#main', 'pointermove', 0.99, 0.5);
  await page.waitForFunction(() => document.querySelector('.readout').textContent.startsWith('Month 120'));
  assert.doesNotMatch(first, /^Month 120/);
  await touch(page, '#main', 'pointerup', 0.99, 0.5);
  await touch(page, '#main', 'pointerleave', 0.99, 0.5);
  assert.match(await told(page), /^Month 120/);
  await touch(page, '#kicker', 'pointerdown', 0.5, 0.5);
  await untold(page);
  // The browser takes a finger that scrolls.
  await touch(page, '#main', 'pointerdown', 0.2, 0.5);
  await touch(page, '#main', 'pointermove', 0.3, 0.5);
  await told(page);
  await touch(page, '#main', 'pointercancel', 0.3, 0.5);
  await untold(page);
});

inEachBrowser('the table of the picture holds what the runs say', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=101&timesteps=24');
  const [byMonth, ends] = await tables(page, '.stage .numbers');
  assert.deepEqual(byMonth[0], ['month', '95\u202f% below', '75\u202f% below', 'median', '25\u202f% below', '5\u202f% below', 'above 80\u202f%']);
  assert.equal(byMonth.length, 26);
  const values = await page.evaluate(async () => {
    const { js } = document.querySelector('meta[name="wasm-app"]').dataset;
    const { Study, specs } = await import(new URL(js, document.baseURI).href);
    const output = specs()[0].outputs.findIndex(({ key }) => key === 'saturation');
    const study = new Study('honey/1?runs=101&timesteps=24');
    study.complete();
    return Array.from({ length: 101 }, (_, run) => study.trajectory(0, run + 1, output)[24]);
  });
  const sorted = [...values].sort((a, b) => a - b);
  assert.equal(byMonth[25][0], '24');
  assert.equal(byMonth[25][3], `${(100 * sorted[50]).toFixed(1)}\u202f%`);
  assert.equal(byMonth[25][1], `${(100 * sorted[95]).toFixed(1)}\u202f%`);
  assert.equal(ends.slice(1).reduce((sum, row) => sum + Number(row[1]), 0), 101);
});

inEachBrowser('a bar tells how many runs end there, to pointer and keys', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200');
  const [, ends] = await tables(page, '.stage .numbers');
  const [, lowest] = ends;
  await page.$$eval('#stage .plate-key', (keys) => keys[1].focus());
  await page.keyboard.press('Home');
  await page.waitForFunction((head) => document.querySelector('.readout').textContent.startsWith(head), {}, lowest[0]);
  assert.equal(await text(page, '.readout .strong dd'), lowest[1]);
  assert.equal(await page.$$eval('#stage .plate-key', (keys) => keys[1].getAttribute('aria-label')), 'Read where the runs end');
  assert.match(await page.$$eval('#stage .plate-key', (keys) => keys[1].getAttribute('aria-valuetext')), new RegExp(`^${lowest[0]}: runs ${lowest[1]}, share `));
});

inEachBrowser('every chart has a sentence, a table and a place for the keys', async ({ page, url }) => {
  for (const link of ['honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.3&runs=20', 'currents/1?runs=20&pinned-sum-volume=10']) {
    await open(page, url, link);
    await page.waitForFunction((asked) => asked === !document.getElementById('compare-answer').hidden, {}, link.includes('pinned'));
    // Charts are drawn where they are seen.
    for (const canvas of await page.$$('main canvas')) {
      if (!(await canvas.isVisible())) continue;
      await canvas.evaluate((element) => element.scrollIntoView());
      await page.waitForFunction((element) => /.{20}\.$/.test(element.ariaLabel ?? '') && !/being drawn\.$/.test(element.ariaLabel), {}, canvas);
      const { title, reached, name } = await canvas.evaluate((element) => {
        const box = element.closest('.plate') ?? element;
        const numbers = element.closest('.stage, .map, figure, .plated, section')?.querySelector('.numbers');
        if (numbers) numbers.open = true;
        return { title: element.ariaLabel, reached: element.tabIndex === 0 || box.querySelector('input[type=range]') !== null, name: numbers?.textContent ?? '' };
      });
      assert.ok(reached, `Tab does not reach: ${title}`);
      assert.match(name, /^As a table/, title);
    }
    await page.waitForFunction(() => [...document.querySelectorAll('.numbers[open]')].every((numbers) => numbers.querySelectorAll('tbody tr').length > 1));
    const small = await page.$$eval('.numbers[open] table', (all) => all.filter((table) => [...table.rows].some((row) => row.cells.length !== table.rows[0].cells.length)).length);
    assert.equal(small, 0, 'every row has a cell for each head');
  }
});

inEachBrowser('facets show every subset of a sweep, and are offered there alone', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  const offered = () => page.$eval('#forms [value=facets]', (button) => !button.hidden && !button.disabled);
  assert.equal(await offered(), false);
  await open(page, url, 'honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.3&runs=20');
  assert.equal(await offered(), true);
  const fan = await picture(page);
  await page.click('#forms [value=facets]');
  await ready(page);
  assert.equal(await hash(page), '#honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.3&runs=20&view-as=facets');
  await page.waitForFunction((before) => document.getElementById('main').toDataURL() !== before, {}, fan);
  await bring(page, '#main');
  await point(page, '#main', 0.3, 0.3);
  await told(page);
  const lines = await page.$eval('#stage .cross-line', (line) => line.getAttribute('d').split('M').length - 1);
  assert.equal(lines, 4);
  await page.waitForFunction(() => /by subset, at the end\. throttle 0\.2.*throttle 0\.8/.test(document.getElementById('main').ariaLabel));
});

inEachBrowser('the notebook’s charts say what they are before they are drawn, and what they come to then', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await page.evaluateOnNewDocument(() => {
    window.names = [];
    const note = () => window.names.push([...document.querySelectorAll('#charts canvas')].at(-1)?.ariaLabel);
    new MutationObserver(note).observe(document, { subtree: true, attributeFilter: ['aria-label'] });
  });
  await open(page, url, 'honey/1?runs=40');
  // Nobody need scroll to it for that.
  await page.waitForFunction(() => /^Utility: utility of 40 runs\. At month 120: utility, trend [\d.]+\.$/.test([...document.querySelectorAll('#charts canvas')].at(-1).ariaLabel));
  const names = await page.evaluate(() => window.names);
  assert.ok(names.includes('Utility: utility of 40 runs. It is being drawn.'), names.join('\n'));
  assert.equal(await text(page, '#charts figure:last-child figcaption'), 'Cell 15 of the notebook.');
});

inEachBrowser('the bars of the tornado tell what they stand for', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await open(page, url, 'honey/1?runs=40&sensitivity=goal');
  await page.waitForFunction(() => document.querySelectorAll('#tornado-table tbody tr').length > 2 && document.getElementById('tornado').height > 150);
  await bring(page, '#tornado');
  const { left, top, width, height } = await page.$eval('#tornado', (canvas) => canvas.getBoundingClientRect().toJSON());
  const places = [0.25, 0.3, 0.35, 0.4].flatMap((down) => Array.from({ length: 24 }, (_, step) => [left + 240 + step * ((width - 300) / 24), top + height * down]));
  for (const [x, y] of places) {
    await page.mouse.move(x, y);
    if (await page.$eval('#tornado', (canvas) => canvas.style.cursor === 'pointer')) break;
  }
  assert.match(await told(page), /^[A-Z][a-z ]+, (policy|world).*kept at .*±.*lowered to .*raised to /);
});
