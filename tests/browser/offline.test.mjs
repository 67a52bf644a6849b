// After one visit the page opens without a network, and a new release is taken up by the next visit.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, LONGEST, names, newPage, PATIENCE, ready, serve } from './harness.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** A copy of the built page, to be published anew while it is served. */
function copy() {
  const folder = mkdtempSync(join(tmpdir(), 'apiary-'));
  cpSync(dist, folder, { recursive: true });
  return folder;
}

/** What a release changes: files of other names, a page that names them, and a worker that lists them. */
function publish(folder) {
  const assets = readdirSync(folder).find((name) => name.startsWith('assets-')) ?? '';
  renameSync(join(folder, assets), join(folder, 'assets-anew'));
  for (const file of ['index.html', 'service-worker.js']) {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll(assets, 'assets-anew');
    writeFileSync(join(folder, file), text.replace('<title>', '<title>Anew: ').replace(/"release":"/, '"release":"anew'));
  }
}

const headline = (page) => page.$eval('#headline', (element) => element.textContent);
const kept = (page) => page.waitForFunction(() => document.getElementById('offline')?.hidden === false);
const releases = (page) => page.evaluate(async () => (await caches.keys()).length);
const isAnew = (page) => page.evaluate(() => document.querySelector('link[rel="stylesheet"]')?.getAttribute('href')?.includes('anew'));

/**
 * A visit after the new worker has taken over, which it does when no tab of the page is left open. That is awaited
 * from outside the page: Chromium can leave a visit unanswered that begins while it ends the old worker.
 */
async function afterTakeover(page, url) {
  const next = await page.browserContext().newPage();
  next.setDefaultTimeout(PATIENCE);
  await next.goto(new URL('/', url).href);
  await page.close();
  await next.waitForFunction(hasTakenOver, {}, url);
  await next.goto(url);
  await ready(next);
  return next;
}

const hasTakenOver = async (url) => {
  const registration = await navigator.serviceWorker.getRegistration(url);
  return registration?.active?.state === 'activated' && !registration.waiting;
};

/** A test in each browser, with a copy of the page of its own, and a server that can be stopped. */
function withCopy(title, body) {
  for (const name of names) {
    test(`${title} (${name})`, { timeout: LONGEST }, async () => {
      const folder = copy();
      const [site, browser] = [await serve(folder), await launch(name)];
      const { page, problems } = await newPage(browser, site.url);
      try {
        await body({ page, problems, site, folder });
        assert.deepEqual(problems, []);
      } finally {
        await browser.close();
        site.close();
        rmSync(folder, { recursive: true });
      }
    });
  }
}

withCopy('after one visit the page opens without a network, at any link', async ({ page, problems, site }) => {
  await page.goto(site.url);
  await ready(page);
  await kept(page);
  site.close();
  await page.goto(`${site.url}#honey/1?runs=50`);
  await page.reload();
  await ready(page);
  assert.match(await headline(page), /of 50 simulated/);
  assert.deepEqual(problems, []);
  await page.goto(`${site.url}?embed=1#currents/1?runs=20`);
  await ready(page);
  assert.match(await headline(page), /of 20 simulated/);
});

withCopy('a new release is met by the next visit, and the old one forgotten', async ({ page, site, folder }) => {
  await page.goto(site.url);
  await ready(page);
  await kept(page);
  publish(folder);
  await page.reload();
  await ready(page);
  assert.equal(await isAnew(page), true, 'the page of the new release, with its files');
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.waiting);
  assert.equal(await releases(page), 2, 'the old release, which still answers, and the one that waits');
  const later = await afterTakeover(page, site.url);
  assert.equal(await releases(later), 1, 'the new release alone');
  site.close();
  await later.reload();
  await ready(later);
  assert.equal(await isAnew(later), true);
});
