// What a reader sees first, and what must have come for it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { inChromium, inEachBrowser, ready } from './harness.mjs';
import { picture, text } from './reader.mjs';

const dist = new URL('../../dist/', import.meta.url);
/** The whole simulation, which the first picture does not wait for. */
const WHOLE = /\/apiary-wasm-[^/]*$/;

/** Opens a page to which the whole simulation does not come before `goOn` is called. */
async function openFirst(page, address) {
  const asked = [];
  let goOn = () => {};
  const held = new Promise((resolve) => { goOn = resolve; });
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    asked.push(request.url());
    if (WHOLE.test(request.url())) await held;
    request.continue().catch(() => {});
  });
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName('first picture').length > 0);
  return { asked, goOn };
}

const shown = async (page) => ({
  headline: await text(page, '#headline'),
  lede: await text(page, '#lede'),
  picture: await picture(page),
  place: await page.$eval('#main', (canvas) => canvas.getBoundingClientRect().top),
});

// Few enough runs for one portion of work: on a slow machine the picture of more runs is one of those there are.
for (const link of ['honey/1?runs=300', 'currents/1?runs=100', 'honey/1?target-reserve-ratio=0.3&seed=7&runs=1&view=price', 'currents/1?runs=90&view-as=runs']) {
  inEachBrowser(`the first picture waits for a part of the simulation, and the whole shows the same: ${link}`, async ({ page, url }) => {
    const { goOn } = await openFirst(page, `${url}#${link}`);
    const first = await shown(page);
    goOn();
    await ready(page);
    assert.deepEqual(await shown(page), first);
    assert.equal(await page.$eval('#headline', (headline) => headline.querySelectorAll('[role=slider]').length > 0), true, 'and its values can be moved');
  });
}

inEachBrowser('an embedded view has its first picture from the same part', async ({ page, url }) => {
  const { goOn } = await openFirst(page, `${url}?embed=1#honey/1?target-reserve-ratio=0.3&runs=300`);
  const first = await text(page, '#headline');
  goOn();
  await ready(page);
  assert.equal(await text(page, '#headline'), first);
});

// Firefox does not tell of every file that was preloaded, and needs the same.
inChromium('all that the first picture needs is less than 250 kB compressed', async ({ page, url }) => {
  const { asked, goOn } = await openFirst(page, url);
  goOn();
  await ready(page);
  // The page asks for what else it is made of once the picture stands, one of its views' modules first.
  const views = await page.$$eval('link[data-view]', (links) => links.map((link) => link.href));
  const needed = asked.slice(0, asked.findIndex((address) => views.includes(address) || WHOLE.test(address)));
  const files = needed.filter((address) => address.startsWith(url)).map((address) => address.slice(url.length).replace(/[?#].*/, '') || 'index.html');
  assert.ok(files.some((file) => /apiary-first-.*\.wasm$/.test(file)), 'the part is among them');
  const weights = [...new Set(files)].map((file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  const sum = weights.reduce((one, other) => one + other);
  assert.ok(sum < 250_000, `${sum} bytes in ${weights.length} files`);
});

inEachBrowser('a sweep’s picture asks for the whole simulation alone', async ({ page, url }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${url}#honey/1?target-reserve-ratio=0.1,0.3&runs=20`);
  await ready(page);
  assert.ok(!asked.some((address) => address.includes('apiary-first')));
});
