// Questions that take many runs: sweeps, thresholds, what moves the outcome, the planned analysis; and
// the workers that answer them.
import assert from 'node:assert/strict';
import { inEachBrowser, ready } from './harness.mjs';
import { hash, open, picture, slide, text } from './reader.mjs';

/** Waits until an opened part has its answer. */
const answered = (page, part, timeout = 60_000) => page.waitForFunction((id) => {
  const details = document.getElementById(id);
  return details.open && !details.classList.contains('stale') && details.querySelector(':scope > .progress').hidden
    && [...details.querySelectorAll('canvas')].every((canvas) => canvas.ariaLabel !== 'Not made yet');
}, { timeout }, part);

/** Chooses or types into a control, as a reader does. */
const set = (page, label, value) => page.evaluate((name, to) => {
  const control = [...document.querySelectorAll('input, select')].find((candidate) => candidate.ariaLabel === name);
  control.value = to;
  control.dispatchEvent(new Event('change', { bubbles: true }));
}, label, value);

inEachBrowser('a sweep is drawn as two maps, and a cell that is clicked is looked at', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1,0.2,0.3&runs=20');
  assert.equal(await page.$eval('#maps-section', (section) => section.hidden), false);
  const box = await page.$eval('#maps canvas', (canvas) => {
    canvas.scrollIntoView({ block: 'center' });
    const { left, top, width } = canvas.getBoundingClientRect();
    return { left, top, width };
  });
  // The cell at the top right of the map: the last subset.
  await page.mouse.move(box.left + box.width - 60, box.top + 72);
  assert.match(await text(page, '#map-tip'), /^throttle 0\.8\s%, target reserve ratio 30\s%: \d/);
  await page.mouse.click(box.left + box.width - 60, box.top + 72);
  await ready(page);
  assert.match(await hash(page), /view-subset=8/);
  assert.match(await text(page, '#headline'), /target reserve of 30\s%/);
  await page.select('[aria-label="Statistic of the second map"]', 'p95');
  await ready(page);
  assert.match(await hash(page), /map-2=price\.p95/);
});

inEachBrowser('a threshold is found, told in words, and goes with its scenario', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=60');
  await page.click('#threshold-part summary');
  await ready(page);
  assert.match(await hash(page), /threshold=productivity$/);
  await answered(page, 'threshold-part');
  const told = await text(page, '#threshold-told');
  assert.match(told, /^As productivity goes from 0\.7 to 1, the mean of final saturation crosses 10\s% at 0\.\d+ ± 0\.\d+ and .*median.*LOWESS trend/);
  await set(page, 'Statistic', 'above');
  await set(page, 'Levels to cross', '25%');
  await answered(page, 'threshold-part');
  assert.match(await hash(page), /threshold=productivity,saturation\.above\.0\.8,0\.25$/);
  assert.match(await text(page, '#threshold-told'), /runs that end above 80\s% saturation (crosses|does not cross) 25\s%/);
  const before = await page.$eval('#threshold', (canvas) => canvas.toDataURL());
  await slide(page, 'Target reserve ratio', ['0.3']);
  await ready(page);
  await answered(page, 'threshold-part');
  assert.notEqual(await page.$eval('#threshold', (canvas) => canvas.toDataURL()), before);
});

inEachBrowser('a question that cannot be used is said where it is asked', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=12&threshold=productivity,0.8..0.9');
  await set(page, 'From', '0.95');
  const said = await page.$eval('#threshold-part > .field-error', (element) => element.textContent);
  assert.match(said, /0\.95\.\.0\.9 does not rise/);
  assert.match(await hash(page), /threshold=productivity,0\.8\.\.0\.9$/);
});

inEachBrowser('a question can be stopped and gone on with, and closing it takes it out of the link', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=4000&threshold=productivity');
  const stop = '#threshold-part > .progress .link';
  await page.waitForFunction((selector) => document.querySelector(selector)?.closest('.progress').hidden === false, {}, stop);
  await page.$eval(stop, (button) => button.click());
  assert.equal(await text(page, stop), 'Go on');
  await page.$eval(stop, (button) => button.click());
  assert.equal(await text(page, stop), 'Stop');
  await page.$eval('#threshold-part summary', (summary) => summary.click());
  await page.waitForFunction(() => !location.hash.includes('threshold'));
  await page.goBack();
  await page.waitForFunction(() => document.getElementById('threshold-part').open);
});

inEachBrowser('the planned analysis is made in its three steps, each an ordinary link', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=60');
  await page.click('#planned summary');
  await answered(page, 'planned');
  assert.match(await hash(page), /planned=trend$/);
  const steps = () => page.$$eval('#planned .step', (sections) => sections.map((section) => ({
    told: section.querySelector('.told').textContent, link: section.querySelector('a').hash,
  })));
  const [range, sweep, worlds] = await steps();
  assert.match(range.told, /^By the LOWESS trend through ten runs, saturation /);
  assert.match(range.link, /threshold=productivity,0\.84\.\.0\.94$/);
  assert.match(sweep.told, /^Of 72 subsets throttle /);
  assert.match(sweep.link, /throttle=0\.002\.\.0\.032\.\.0\.004&target-reserve-ratio=0\.1\.\.0\.3\.\.0\.025/);
  assert.match(worlds.told, /^Over \d+ worlds throttle /);
  assert.match(worlds.link, /p-variance=0\.15,0\.25,0\.35&p-pull=0\.65,0\.75,0\.85/);
  // The reader's own choices take the place of the results.
  await set(page, 'Productivity in the second step', '0.91');
  await answered(page, 'planned');
  assert.match(await hash(page), /planned=trend,0\.91$/);
  assert.match((await steps())[1].link, /productivity=0\.91/);
  await set(page, 'Least throttle', '1');
  await answered(page, 'planned');
  assert.match(await hash(page), /planned=trend,0\.91,0\.01\.\.0\.0\d+,0\.\d+\.\.0\.3$/);
  assert.match((await steps())[2].link, /throttle=0\.01[,&]/);
  await page.$eval('#planned .step:nth-child(2) > a', (link) => link.click());
  await ready(page);
  assert.match(await hash(page), /productivity=0\.91/);
  assert.equal(await page.$eval('#maps-section', (section) => section.hidden), false);
});

inEachBrowser('a question says why it has no answer', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20&timesteps=12&planned=trend');
  await page.waitForFunction(() => !document.querySelector('#planned > .field-error').hidden);
  assert.match(await text(page, '#planned > .field-error'), /at least 200 runs/);
});

inEachBrowser('a sweep cancelled and begun anew a hundred times leaves no stale picture and no worker behind', async ({ page, url }) => {
  await page.evaluateOnNewDocument(() => {
    globalThis.workers = 0;
    const Plain = globalThis.Worker;
    globalThis.Worker = class extends Plain {
      constructor(...rest) { super(...rest); globalThis.workers += 1; }
    };
  });
  const last = 'honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1,0.2&runs=300&view-subset=4';
  await open(page, url, last);
  const maps = () => page.$$eval('.map canvas', (all) => all.map((canvas) => canvas.toDataURL()));
  const fresh = { picture: await picture(page), maps: await maps() };
  await page.evaluate(async (link) => {
    for (let time = 0; time < 100; time += 1) {
      location.hash = `#honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.1..0.3..0.05&seed=${time}`;
      await new Promise((resolve) => { setTimeout(resolve, 5 + (time % 4) * 10); });
      if (time % 3 === 0) document.getElementById('stop').click();
    }
    location.hash = `#${link}`;
  }, last);
  await page.waitForFunction((link) => location.hash === `#${link}` && document.documentElement.dataset.ready === 'true', {}, last);
  assert.deepEqual({ picture: await picture(page), maps: await maps() }, fresh);
  const { workers, lanes } = await page.evaluate(() => ({ workers: globalThis.workers, lanes: navigator.hardwareConcurrency }));
  assert.ok(workers <= Math.min(8, lanes), `${workers} workers were started`);
});

inEachBrowser('a worker that crashes is replaced, and its job is done by another', async ({ page, url }) => {
  const link = 'honey/1?throttle=0.002,0.008&runs=500';
  await open(page, url, link);
  const whole = await picture(page);
  await page.evaluateOnNewDocument(() => {
    globalThis.crashes = 0;
    const Plain = globalThis.Worker;
    globalThis.Worker = class extends Plain {
      postMessage(...message) {
        // The first worker's first job never arrives: it breaks instead.
        if (message[0].job && globalThis.crashes === 0) {
          globalThis.crashes += 1;
          setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'crash' })));
        } else {
          super.postMessage(...message);
        }
      }
    };
  });
  await open(page, url, link);
  assert.equal(await page.evaluate(() => globalThis.crashes), 1);
  assert.equal(await picture(page), whole);
});
