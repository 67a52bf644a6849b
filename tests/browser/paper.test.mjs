// What a browser prints.
import assert from 'node:assert/strict';
import { inEachBrowser } from './harness.mjs';
import { open } from './reader.mjs';

inEachBrowser('many charts are folded on a small screen, opened on demand, and printed', async ({ name, page, url }) => {
  await page.setViewport({ width: 390, height: 800 });
  const isOpen = () => page.$eval('#charts-fold', (fold) => fold.open);
  await open(page, url, 'honey/1?runs=40&timesteps=24');
  assert.equal(await isOpen(), true, 'few are not folded');
  await open(page, url, 'honey/1?throttle=0.004,0.008,0.016&target-reserve-ratio=0.2,0.25&runs=40&timesteps=24');
  assert.equal(await isOpen(), false);
  assert.equal(await page.$eval('#charts-folded', (told) => told.textContent), '6 charts, with frames for 6 subsets');
  if (name === 'chromium') {
    await page.evaluate(() => {
      addEventListener('beforeprint', () => { globalThis.heights = [...document.querySelectorAll('#charts canvas')].map((canvas) => canvas.height); });
    });
    await page.pdf({ format: 'A4' });
    assert.ok(await page.evaluate(() => globalThis.heights.length === 6 && globalThis.heights.every((height) => height > 200)));
    await page.waitForFunction(() => !document.getElementById('charts-fold').open);
  }
  await page.click('#charts-folded');
  await page.waitForFunction(() => document.querySelector('#charts canvas').ariaLabel.length > 60);
  assert.equal(await isOpen(), true);
});

inEachBrowser('on paper no chart is squeezed, nothing is dark, and what nobody opened is left out', async ({ name, page, url }) => {
  if (name !== 'chromium') return;
  await page.setViewport({ width: 1280, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await open(page, url, 'honey/1?runs=60&timesteps=36&threshold=productivity');
  await page.waitForFunction(() => document.getElementById('fingerprint-short').textContent.length > 4);
  // What paper gets is seen while it is made.
  await page.evaluate(() => {
    globalThis.printed = [];
    const print = matchMedia('print');
    print.addEventListener('change', () => {
      if (!print.matches) return;
      globalThis.printed = [...document.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility({ visibilityProperty: true }) && canvas.getBoundingClientRect().height > 0).map((canvas) => {
        const { width, height } = canvas.getBoundingClientRect();
        const [red, green, blue] = canvas.getContext('2d').getImageData(2, canvas.height - 2, 1, 1).data;
        return { id: canvas.id, squeezed: Math.abs((canvas.width / canvas.height) / (width / height) - 1) > 0.02, ground: [red, green, blue].join() };
      });
    });
  });
  await page.pdf({ format: 'A4' });
  const printed = await page.evaluate(() => globalThis.printed);
  assert.ok(printed.length >= 4, `${printed.length} charts`);
  assert.deepEqual(printed.filter(({ squeezed }) => squeezed), []);
  assert.deepEqual(printed.filter(({ ground }) => ground !== '255,255,255'), []);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.paper), undefined);
  await page.emulateMediaType('print');
  const seen = (selector) => page.$eval(selector, (element) => element.checkVisibility());
  for (const [selector, is] of [['#threshold-section', true], ['#sensitivity-section', false], ['#works-title', false], ['#fingerprint', true], ['.stage-bar', false]]) {
    assert.equal(await seen(selector), is, selector);
  }
});
