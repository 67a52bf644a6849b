// A link carries its own proof: every browser computes the same fingerprint as the command line, and the
// page says whether it is the one that the link claims.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inEachBrowser, LONGEST, ready, serve } from './harness.mjs';
import { follow, open } from './reader.mjs';
import { launchWebKit } from './webkit.mjs';

const fixture = readFileSync(new URL('../golden/fingerprints.txt', import.meta.url), 'utf8');
const published = fixture.split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(' '));

/** Runs in the page: the fingerprints of links, made by the page's own wasm. */
async function fingerprints(links) {
  while (document.documentElement.dataset.ready !== 'true') await new Promise((resolve) => { setTimeout(resolve, 20); });
  const entry = document.querySelector('script[type=module][src*=entry]').src;
  const { load } = await import(new URL('wasm.js', entry).href);
  const apiary = await load();
  return links.map((link) => {
    const proof = new apiary.Proof(link);
    for (let next = proof.next_job(); next; next = proof.next_job()) proof.take(next.number, apiary.work(next.job));
    const { full } = proof.told();
    proof.free();
    return full;
  });
}

const links = published.map(([, link]) => link);
const expected = published.map(([fingerprint]) => fingerprint);

inEachBrowser('every published fingerprint is what this browser computes', async ({ page, url }) => {
  await page.goto(url);
  assert.deepEqual(await page.evaluate(fingerprints, links), expected);
});

test('every published fingerprint is what this browser computes (WebKit)', { timeout: LONGEST }, async () => {
  const { url, close } = await serve();
  const webkit = await launchWebKit();
  try {
    await webkit.open(url);
    assert.deepEqual(await webkit.evaluate(fingerprints, links), expected);
  } finally {
    await webkit.close();
    close();
  }
});

const verdict = (page, is) => page.waitForFunction((wanted) => document.getElementById('verdict').dataset.is === wanted, {}, is)
  .then(() => page.$eval('#verdict', (element) => element.textContent));

inEachBrowser('a link with its fingerprint is reproduced exactly, and one with another is not', async ({ page, url }) => {
  const [[full, link]] = published;
  const short = full.slice(0, 9);
  await page.goto(`${url}#${link}?fingerprint=${short}`);
  await ready(page);
  assert.match(await verdict(page, 'same'), new RegExp(`Reproduced exactly.*${short}`));
  // Another view is the same claim, another scenario is none.
  await page.evaluate(() => document.querySelector('#forms button[value=runs]').click());
  await page.waitForFunction(() => location.hash.includes('view-as=runs&fingerprint='));
  assert.match(await page.$eval('#verdict', (element) => element.textContent), /Reproduced exactly/);
  await follow(page, `${link}?throttle=0.004&fingerprint=${short}`);
  assert.match(await verdict(page, 'other'), new RegExp(`Not reproduced.*${short}`));
});

inEachBrowser('the full fingerprint, what it covers and a link with it are there on request', async ({ page, url }) => {
  const [full, link] = published.find(([, text]) => text === 'honey/1?runs=20');
  await page.goto(`${url}#${link}`);
  await ready(page);
  await page.evaluate(() => { document.getElementById('fingerprint').open = true; });
  await page.waitForFunction((wanted) => document.getElementById('fingerprint-full').textContent === wanted, {}, full);
  assert.match(await page.$eval('#fingerprint-covers', (element) => element.textContent), /13 outputs of honey\/1, from the initial state to month 120, in 20 runs/);
  await page.evaluate(() => document.getElementById('fingerprint-link').click());
  await verdict(page, 'same');
  await follow(page, 'honey/1?throttle=0.004&runs=20&pinned-throttle=0.008');
  await page.waitForFunction(() => /in 20 runs, all of B; A, which is pinned, has no part in it\.$/.test(document.getElementById('fingerprint-covers').textContent));
});

inEachBrowser('the notebook’s own numbers come out in this browser, and stand beside each other', async ({ page, url }) => {
  for (const [link, count, cell] of [['currents/1', 72, '2574.2340432574.234043'], ['honey/1', 110, '69.317300771326369.3173007713263']]) {
    await open(page, url, link);
    await page.click('#check-section summary');
    await page.waitForFunction((all) => document.getElementById('check-told').textContent.startsWith(`All ${all} numbers come out the same`), {}, count);
    const cells = await page.$$eval('#check-table td', (all) => all.map((one) => one.textContent));
    assert.equal(cells.length, count);
    assert.ok(cells.includes(cell), cells.join(' '));
  }
});
