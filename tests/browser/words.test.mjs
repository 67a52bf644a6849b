// What a reader is told before reading on: what the page's words mean, and what closed sections would answer.
import assert from 'node:assert/strict';
import { inEachBrowser, settled } from './harness.mjs';
import { follow, open, slide, text } from './reader.mjs';

/** What the words mean, by word. */
const words = (page) => page.$$eval('#words dl > div', (all) => Object.fromEntries(all.map((pair) => [pair.querySelector('dt').textContent, pair.querySelector('dd').textContent])));

inEachBrowser('what the words mean is told by a key and by a tap, of the scenario that is open', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  assert.equal(await page.$eval('#words', (place) => place.checkVisibility()), false);
  await page.focus('#words-open');
  await page.keyboard.press('Enter');
  assert.equal(await page.$eval('#words-open', (button) => button.ariaExpanded), 'true');
  const honey = await words(page);
  assert.equal(honey.Saturation, 'Share of the market served.');
  assert.match(honey.Throttle, /^The most to mint or burn in a month\./);
  assert.ok(honey['Target reserve ratio'] && honey.Seed && honey.Trend.includes('LOWESS') && honey.Bands.includes('quantiles'), Object.keys(honey).join());
  assert.equal(honey.Subset, undefined);
  await follow(page, 'honey/1?runs=20&view=utility&productivity=0.8,0.9');
  const swept = await words(page);
  assert.ok(swept.Utility && swept.Productivity && swept.Subset, Object.keys(swept).join());

  await page.setViewport({ width: 390, height: 844 });
  await follow(page, 'currents/1?runs=20');
  assert.match((await words(page))['Room to the limit'], /^Balance plus credit /);
  await page.click('#words-open');
  assert.equal(await page.$eval('#words', (place) => place.checkVisibility()), false);
});

inEachBrowser('a closed section asks its question of this scenario, in its numbers', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200');
  const result = () => page.$$eval('#headline :is(.part-result, .part-error)', (parts) => parts.map((part) => part.textContent).join('\u00a0'));
  assert.equal(await text(page, '#threshold-title'), 'How high must productivity be?');
  assert.equal(await text(page, '#threshold-closed'), `At which productivity do half of the runs end above 80\u202f%? At 0.88, ${await result()} do.`);
  await settled(page, () => slide(page, 'Productivity', ['0.9']));
  const moved = await result();
  assert.equal(await text(page, '#threshold-closed'), `At which productivity do half of the runs end above 80\u202f%? At 0.9, ${moved} do.`);
  assert.equal(await text(page, '#sensitivity-closed'), `Which of 8 parameters moves the ${moved} of runs that end above 80\u202f% most, and how much of it is luck?`);
  // One run has no share, nor has a sweep one.
  await follow(page, 'currents/1?runs=1&goal=-500');
  assert.equal(await text(page, '#threshold-closed'), 'At which integrity, if at any, do half of the runs end with less than −500 units of room?');
  await follow(page, 'honey/1?runs=20&productivity=0.8,0.9');
  assert.equal(await text(page, '#threshold-closed'), 'At which productivity do half of the runs end above 80\u202f%?');
});

inEachBrowser('on a narrow screen a comparison’s values and what lies between stand side by side below its name, each a cell of its row', async ({ name, page, url }) => {
  await page.setViewport({ width: 390, height: 844 });
  await open(page, url, 'honey/1?runs=200&target-reserve-ratio=0.3&pinned-target-reserve-ratio=0.2');
  await page.waitForSelector('#compare-table tbody td');
  const apart = await page.$$eval('#compare-table tr', (rows) => rows.map((row) => {
    const [label, ...cells] = [...row.cells].map((cell) => cell.getBoundingClientRect());
    const [a, b, between] = cells;
    return label.bottom <= a.top + 1 && b.left >= a.right - 1 && between.left >= b.right - 1 && between.top < a.bottom;
  }));
  assert.ok(apart.length >= 5 && apart.every(Boolean), apart.join());
  if (name !== 'chromium') return;
  const { nodes } = await (await page.createCDPSession()).send('Accessibility.getFullAXTree');
  const cells = nodes.filter(({ role }) => ['cell', 'gridcell'].includes(role?.value)).map((node) => node.name?.value);
  assert.ok(cells.some((cell) => /^20\s%$/.test(cell)) && cells.some((cell) => /^\+10\spoints$/.test(cell)), cells.join());
});

inEachBrowser('paper gives the page back as it was, also where no theme had been set', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  for (const theme of ['dark', undefined]) {
    const after = await page.evaluate((worn) => {
      const root = document.documentElement;
      if (worn) root.dataset.theme = worn;
      else delete root.dataset.theme;
      dispatchEvent(new Event('beforeprint'));
      const printed = root.dataset.theme;
      dispatchEvent(new Event('afterprint'));
      return [printed, root.getAttribute('data-theme')];
    }, theme);
    assert.deepEqual(after, ['light', theme ?? null]);
  }
});
