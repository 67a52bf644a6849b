// Two scenarios compared on the same luck: pinned, changed, told, and carried by the link.
import assert from 'node:assert/strict';
import { inEachBrowser, ready } from './harness.mjs';
import { type } from './reader.mjs';

const settled = (page) => page.waitForFunction(() =>
  document.documentElement.dataset.ready === 'true' && !document.getElementById('compare-answer').hidden
  && !document.getElementById('compare-answer').classList.contains('old'));
const text = (page, id) => page.$eval(`#${id}`, (element) => element.textContent);

inEachBrowser('a scenario is pinned, changed and compared, and back and forward undo and redo it', async ({ page, url }) => {
  await page.goto(`${url}#honey/1?runs=400`);
  await ready(page);
  await page.click('#compare-section summary');
  await page.waitForFunction(() => location.hash === '#honey/1?runs=400&pinned=here');
  assert.match(await text(page, 'pinned-told'), /pinned as A/);
  await page.evaluate(() => {
    const slider = [...document.querySelectorAll('input[type=range]')].find(({ ariaLabel }) => ariaLabel?.startsWith('Target reserve'));
    slider.value = '0.3';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitForFunction(() => location.hash === '#honey/1?target-reserve-ratio=0.3&runs=400&pinned-target-reserve-ratio=0.2');
  await settled(page);
  assert.match(await text(page, 'headline'), /From A to B, with a target reserve ratio of 30\s% in place of 20\s%, the share of runs that end above 80\s% rises by [\d.]+\spoints\s±\s[\d.]+, from [\d.]+\s% to [\d.]+\s%\./);
  assert.match(await text(page, 'lede'), /\d+ of 400 runs end above 80\s% only in B, \d+ only in A\./);
  const rows = await page.$$eval('#compare-table tbody tr', (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.deepEqual(rows[0], ['Target reserve ratio', '20\u202f%', '30\u202f%', '+10\u00a0points']);
  for (const id of ['compare', 'differences']) {
    const drawn = await page.$eval(`#${id}`, (canvas) => canvas.width > 100 && new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size > 10);
    assert.ok(drawn, `${id} is empty`);
  }
  await page.goBack();
  await page.waitForFunction(() => location.hash === '#honey/1?runs=400&pinned=here' && document.getElementById('compare-answer').hidden);
  await page.goForward();
  await settled(page);
  assert.match(await text(page, 'headline'), /rises/);
});

inEachBrowser('a link with a pinned scenario opens the comparison, which swaps, goes back and closes', async ({ page, url }) => {
  const link = 'currents/1?sum-volume=10&runs=100&pinned-sum-volume=30';
  await page.goto(`${url}#${link}`);
  await ready(page);
  await settled(page);
  assert.ok(await page.$eval('#compare-section', (section) => section.open));
  const href = (id) => page.$eval(`#${id}`, (element) => element.getAttribute('href'));
  assert.equal(await href('pinned-swapped'), '#currents/1?runs=100&pinned-sum-volume=10');
  assert.equal(await href('pinned-alone'), '#currents/1?runs=100');
  await page.click('#pinned-here');
  await page.waitForFunction(() => location.hash === '#currents/1?sum-volume=10&runs=100&pinned=here');
  await page.click('#compare-section summary');
  await page.waitForFunction(() => location.hash === '#currents/1?sum-volume=10&runs=100');
});

inEachBrowser('a comparison stands in the place of the runs: one over the other, side by side, or the runs of B alone', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${url}#honey/1?target-reserve-ratio=0.3&runs=200&pinned-target-reserve-ratio=0.2`);
  await settled(page);
  const seen = () => page.$$eval('#stage canvas', (all) => all.filter((canvas) => canvas.checkVisibility({ visibilityProperty: true })).map(({ id }) => id).join());
  assert.equal(await seen(), 'compare');
  assert.deepEqual(await page.$$eval('#forms button', (all) => all.map(({ textContent }) => textContent)), ['Overlay', 'Side by side', 'Runs of B', 'Trend of B']);
  const frames = async () => {
    const { left, top, width, height } = await page.$eval('#compare', (canvas) => canvas.getBoundingClientRect().toJSON());
    await page.mouse.move(left + width / 4, top + height / 2);
    await page.waitForSelector('.readout:not([hidden])');
    const count = await page.$$eval('.plate.of-both .cross-line', (lines) => lines.map((line) => line.getAttribute('d')).join('').split('M').length - 1);
    await page.mouse.move(1, 1);
    return count;
  };
  assert.equal(await frames(), 1);
  const ask = async (form, canvas) => {
    await page.click(`#forms [value=${form}]`);
    await page.waitForFunction((wanted) => (location.hash.match(/view-as=(\w+)/)?.[1] ?? 'fan') === wanted, {}, form);
    await settled(page);
    assert.equal(await seen(), canvas);
  };
  const { height } = await page.$eval('#stage', (stage) => stage.getBoundingClientRect().toJSON());
  await ask('facets', 'compare');
  assert.equal(await frames(), 2);
  await ask('runs', 'main');
  await ask('fan', 'compare');
  assert.equal(await page.$eval('#stage', (stage) => stage.getBoundingClientRect().height), height, 'nothing below has moved');
  // What is moved is followed by its own runs, and then compared anew.
  await page.evaluate(async () => {
    const slider = [...document.querySelectorAll('input[type=range]')].find(({ ariaLabel }) => ariaLabel?.startsWith('Target reserve'));
    const left = new Promise((resolve) => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('.stage.both')) return;
        observer.disconnect();
        resolve();
      }).observe(document.getElementById('outcome'), { attributeFilter: ['class'] });
    });
    slider.value = '0.25';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await left;
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelector('.stage.both'));
  assert.match(await text(page, 'headline'), /25\s% in place of 20\s%/);
});

inEachBrowser('no figure of a comparison is broken in two lines on the narrowest screens, and its words are explained', async ({ page, url }) => {
  for (const width of [320, 390, 480]) {
    await page.setViewport({ width, height: 700 });
    await page.goto('about:blank');
    await page.goto(`${url}#honey/1?throttle=0.004&runs=300&pinned-throttle=0.008`);
    await ready(page);
    await settled(page);
    const broken = await page.$$eval('#compare-table td', (cells) => cells.filter((cell) => {
      // In a narrow column an error has a line of its own.
      const isBroken = (part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      };
      return [...cell.childNodes].some(isBroken) || cell.scrollWidth > cell.clientWidth + 1;
    }).map(({ textContent }) => textContent));
    assert.deepEqual(broken, [], `${width}`);
  }
  await page.click('#words-open');
  const words = await page.$$eval('#words dt', (terms) => terms.map(({ textContent }) => textContent));
  assert.deepEqual(['A and B', 'Points'].filter((word) => !words.includes(word)), []);
});

inEachBrowser('what was opened is not lost once it is edited: its result stays in sight and leads to the comparison', async ({ page, url }) => {
  await page.goto(`${url}#honey/1?runs=400`);
  await ready(page);
  const shown = () => page.evaluate(() => document.querySelector('.before')?.textContent ?? '');
  assert.equal(await shown(), '');
  const result = await page.$$eval('#headline :is(.part-result, .part-error)', (parts) => parts.map(({ textContent }) => textContent).join('\u00a0'));
  for (const value of ['25', '30']) {
    await type(page, 'Target reserve ratio', value);
    await ready(page);
  }
  assert.equal(await shown(), `Before: ${result}. Compare run by run`);
  await page.click('.before');
  await page.waitForFunction(() => location.hash === '#honey/1?target-reserve-ratio=0.3&runs=400&pinned-target-reserve-ratio=0.2');
  await ready(page);
  assert.equal(await page.$eval('main', (main) => main.dataset.says), 'comparison');
  assert.equal(await shown(), '');
});
