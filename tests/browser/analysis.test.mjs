// Questions that take many runs: sweeps, thresholds, what moves the outcome, the planned analysis; and
// the workers that answer them.
import assert from 'node:assert/strict';
import { inEachBrowser, ready, settled } from './harness.mjs';
import { field, follow, hash, open, picture, text, type } from './reader.mjs';

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
  assert.match(await text(page, '#headline'), /^The target reserve ratio decides: at 10\s%.* up to \d+\s%\s±\s\d/);
  assert.match(await text(page, '#subset-told'), /a target reserve ratio of 30\s%, \d/);
  await page.select('[aria-label="Statistic of the second map"]', 'p');
  await ready(page);
  assert.match(await hash(page), /map-2=price\.p5/);
  await set(page, 'Level of the second map', '97.5');
  await ready(page);
  await settled(page, () => page.$eval('#alone', (link) => link.click()));
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.3&runs=20&map-2=price.p97.5');
  assert.match(await text(page, '#headline'), /target reserve of 30\s%/);
});

inEachBrowser('a sweep shows the subset at the defaults where its link names none, and says where', async ({ page, url }) => {
  const sweep = 'honey/1?throttle=0.004,0.008&target-reserve-ratio=0.15,0.2&runs=20';
  const cells = () => page.$$eval('#maps canvas', (maps) => maps.map(({ ariaLabel }) => ariaLabel));
  await open(page, url, sweep);
  assert.match(await text(page, '#subset-told'), /^With a throttle of 0\.8\s% and a target reserve ratio of 20\s%, /);
  for (const cell of await cells()) assert.match(cell, /Shown below: throttle 0\.8\s%, target reserve ratio 20\s%: /);
  assert.equal(await hash(page), `#${sweep}`);
  await open(page, url, `${sweep}&view-subset=0`);
  assert.match(await text(page, '#subset-told'), /^With a throttle of 0\.4\s% and a target reserve ratio of 15\s%, /);
});

inEachBrowser('a sweep says what all its cells have in common, and how they start where that is not usual', async ({ page, url }) => {
  await open(page, url, 'currents/1?sum-volume=10,30&runs=20');
  assert.match(await text(page, '#maps-held'), /^Held fixed: integrity 1, average amount 100\sunits\.$/);
  await open(page, url, 'currents/1?sum-volume=10,30&initial-user-balance=-200&runs=20');
  assert.match(await text(page, '#maps-held'), /100\sunits, initial balance −200\sunits\.$/);
});

/** Waits until a question's answer is complete. */
const answered = (page, name) => page.waitForFunction((section) => {
  const told = document.getElementById(`${section}-progress`);
  const answer = document.getElementById(`${section}-answer`);
  return !told.classList.contains('busy') && !answer.hidden && !answer.classList.contains('old');
}, {}, name);

const found = (page) => page.$eval('#threshold', (canvas) => canvas.ariaLabel);

inEachBrowser('a link with a threshold opens its section and answers, for each scenario anew', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=60&threshold=productivity,0.84..0.98');
  assert.equal(await page.$eval('#threshold-section', (section) => section.open), true);
  await answered(page, 'threshold');
  const told = await found(page);
  assert.match(told, /Mean: crosses 10\s% at 0\.\d+\s±\s0\.\d+ and 80.*Median: .*LOWESS: /);
  assert.match(await text(page, '#threshold-told'), /Median: crosses/);
  const dimmed = await page.evaluate(() => {
    const range = [...document.querySelectorAll('input[type=range]')].find((input) => input.ariaLabel === 'Throttle');
    range.value = '0.02';
    range.dispatchEvent(new Event('change', { bubbles: true }));
    return document.getElementById('threshold-answer').classList.contains('old');
  });
  assert.equal(dimmed, true);
  await ready(page);
  await answered(page, 'threshold');
  assert.notEqual(await found(page), told);
  assert.match(await hash(page), /throttle=0\.02&runs=200.*&threshold=productivity,0\.84\.\.0\.98$/);
});

inEachBrowser('opening and closing a section is a step in the link', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=12');
  const isOpen = (name) => page.$eval(`#${name}-section`, (section) => section.open);
  for (const [name, asked] of [['threshold', 'productivity,saturation.above.0.8'], ['sensitivity', 'goal']]) {
    await page.$eval(`#${name}-section summary`, (summary) => summary.click());
    await page.waitForFunction((end) => location.hash.endsWith(end), {}, `&${name}=${asked}`);
    await answered(page, name);
    await page.$eval(`#${name}-section summary`, (summary) => summary.click());
    await page.waitForFunction(() => location.hash === '#honey/1?runs=200&timesteps=12');
    await page.goBack();
    await page.waitForFunction((section) => document.getElementById(`${section}-section`).open, {}, name);
    await answered(page, name);
    await page.goBack();
    await page.waitForFunction(() => location.hash === '#honey/1?runs=200&timesteps=12');
    assert.equal(await isOpen(name), false);
  }
});

inEachBrowser('a question can be changed part by part, and what cannot be asked is named', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=60&threshold=productivity');
  await answered(page, 'threshold');
  await type(page, 'Levels', '50');
  assert.equal(await hash(page), '#honey/1?runs=200&timesteps=60&threshold=productivity,0.5');
  await answered(page, 'threshold');
  assert.match(await found(page), /Mean: crosses 50\s% at/);
  await type(page, 'Range from', '1.2');
  const refused = await field(page, 'Range from');
  assert.deepEqual([refused.value, refused.invalid], ['1.2', 'true']);
  assert.match(refused.reason, /“1\.2”: a range rises, so this end must lie below its other end, 1\./);
  await type(page, 'Range from', '0.85');
  await page.select('[aria-label="Statistic of the threshold"]', 'above');
  assert.match(await hash(page), /threshold=productivity,0\.85\.\.1,saturation\.above\.0\.8$/);
  await answered(page, 'threshold');
  assert.match(await found(page), /^Runs that end above 80\s% saturation against productivity, .*Half of the runs end above 80\s% saturation once productivity reaches 0\.\d+/);
  await page.select('[aria-label="Parameter that moves"]', 'throttle');
  assert.match(await hash(page), /threshold=throttle,saturation\.above\.0\.8$/);
  await type(page, 'Runs', '100');
  await page.waitForFunction(() => document.getElementById('threshold-progress').textContent.includes('at least 200 runs'));
  assert.equal(await page.$eval('#threshold-answer', (answer) => answer.hidden), true);
});

inEachBrowser('a stopped question leaves no picture of another one, and goes on', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=60&threshold=productivity');
  await answered(page, 'threshold');
  // In one task, since the work goes on meanwhile.
  const stopped = page.waitForFunction(() => {
    const progress = document.getElementById('threshold-progress');
    const button = progress.querySelector('button');
    if (!progress.classList.contains('busy') || button.textContent !== 'Stop') return null;
    button.click();
    return { hidden: document.getElementById('threshold-answer').hidden, told: progress.textContent };
  }, { polling: 'mutation' });
  await type(page, 'Runs', '6000');
  const { hidden, told } = await (await stopped).jsonValue();
  assert.equal(hidden, true);
  assert.match(told, /^Stopped at \d+\s% of the runsGo on$/);
  const going = page.waitForFunction(() => /[1-9]\d*\s% of the runs/.test(document.getElementById('threshold-progress').textContent), { polling: 'mutation' });
  await page.$eval('#threshold-progress button', (button) => button.click());
  await going;
  await answered(page, 'threshold');
  assert.match(await found(page), /Mean: crosses 10/);
});

inEachBrowser('what moves the outcome is told, and every bar is a scenario to open', async ({ page, url }) => {
  await open(page, url, 'honey/1?sensitivity=goal');
  await answered(page, 'sensitivity');
  const first = await page.$$eval('#tornado-table tbody tr:first-child > *', (cells) => cells.map((cell) => cell.textContent));
  assert.deepEqual(first.slice(0, 3), ['Target reserve ratio', 'policy', '15\u202f%']);
  assert.match(await text(page, '#sensitivity-conclusion'), /^Near this scenario, one step at a time, target reserve ratio matters most: 15\s% gives \d.*, 25\s% gives \d/);
  assert.equal(await page.$$eval('#shares-table tbody tr', (rows) => rows.length), 9);
  assert.match(await text(page, '#shares-conclusion'), /world’s parameters explain \d+\s%\s±\s\d/);
  await page.$eval('#tornado-table tbody tr:first-child td:nth-of-type(4) a', (link) => link.click());
  await page.waitForFunction(() => location.hash === '#honey/1?target-reserve-ratio=0.25&sensitivity=goal');
  await ready(page);
  assert.match(await text(page, '#headline'), /target reserve of 25\s%/);
  await answered(page, 'sensitivity');
  // Any bar of the picture: where the pointer says that there is something to press.
  await page.$eval('#tornado', (canvas) => {
    canvas.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = canvas.getBoundingClientRect();
    for (let y = top + 60; y < top + height; y += 4) {
      for (let x = left; x < left + width; x += 8) {
        const at = { clientX: x, clientY: y, bubbles: true };
        canvas.dispatchEvent(new PointerEvent('pointermove', at));
        // A click has whole pixels, so not just at the edge.
        const inside = { clientX: Math.round(x + 8), clientY: Math.round(y + 6), bubbles: true };
        if (canvas.style.cursor === 'pointer') return canvas.dispatchEvent(new MouseEvent('click', inside));
      }
    }
    return false;
  });
  await page.waitForFunction(() => location.hash !== '#honey/1?target-reserve-ratio=0.25&sensitivity=goal' && location.hash.endsWith('sensitivity=goal'));
});

inEachBrowser('the planned analysis is made in its three steps, each an ordinary link', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=200&timesteps=60');
  await page.$eval('#planned-section summary', (summary) => summary.click());
  await page.waitForFunction(() => location.hash.endsWith('planned=trend'));
  await answered(page, 'planned');
  assert.match(await hash(page), /planned=trend$/);
  const steps = () => page.$$eval('#planned-section .step', (sections) => sections.map((section) => ({
    told: section.querySelector('.told').textContent, link: section.querySelector('a').hash,
  })));
  const [range, sweep, worlds] = await steps();
  assert.match(range.told, /^By the LOWESS trend through ten runs, saturation /);
  assert.match(range.link, /threshold=productivity,0\.84\.\.0\.94$/);
  assert.match(sweep.told, /^The best of 72\ssubsets is a throttle of /);
  assert.match(sweep.link, /throttle=0\.002\.\.0\.032\.\.0\.004&target-reserve-ratio=0\.1\.\.0\.3\.\.0\.025/);
  assert.match(worlds.told, /^Over \d+ worlds a throttle of /);
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
  const cell = await page.$eval('#planned-section .cells', (canvas) => {
    canvas.scrollIntoView({ block: 'center' });
    const { left, top, width } = canvas.getBoundingClientRect();
    return [left + width - 60, top + 72];
  });
  await page.mouse.move(...cell);
  assert.match(await text(page, '#map-tip'), /^throttle 3\s%, target reserve ratio 30\s%: [\d.]+\s%\s±.*open it\.$/);
  await settled(page, () => page.mouse.click(...cell));
  assert.match(await hash(page), /throttle=0\.002\.\.0\.032\.\.0\.004.*&productivity=0\.91.*&view-subset=71/);
  await settled(page, () => page.goBack());
  await answered(page, 'planned');
  await settled(page, () => page.$eval('#planned-section .step:nth-of-type(2) > a', (link) => link.click()));
  assert.match(await hash(page), /productivity=0\.91/);
  assert.equal(await page.$eval('#maps-section', (section) => section.hidden), false);
});

inEachBrowser('an analysis says why it has no answer', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20&timesteps=12&planned=trend');
  await page.waitForFunction(() => /at least 200 runs/.test(document.getElementById('planned-progress').textContent));
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
  const link = 'honey/1?throttle=0.002..0.032..0.002&runs=200';
  await open(page, url, link);
  const whole = await picture(page);
  await page.evaluateOnNewDocument(() => {
    globalThis.up = 0;
    globalThis.crashes = 0;
    const Plain = globalThis.Worker;
    globalThis.Worker = class extends Plain {
      constructor(...rest) {
        super(...rest);
        this.addEventListener('message', ({ data }) => { if (data.up) globalThis.up += 1; });
      }
      postMessage(...message) {
        // The first worker's first job never arrives. It breaks once it has answered the second, which is not taken for the first's.
        if (message[0].job && globalThis.crashes === 0) {
          globalThis.crashes += 1;
          this.addEventListener('message', () => setTimeout(() => this.dispatchEvent(new ErrorEvent('error', { message: 'crash' }))), { once: true });
        } else {
          super.postMessage(...message);
        }
      }
    };
  });
  await open(page, url, 'honey/1?runs=1');
  // Until a worker is up the page computes without.
  await page.waitForFunction(() => globalThis.up > 0);
  await follow(page, link);
  assert.equal(await page.evaluate(() => globalThis.crashes), 1);
  assert.equal(await picture(page), whole);
});

inEachBrowser('the first picture waits for no worker', async ({ page, url }) => {
  await page.evaluateOnNewDocument(() => {
    globalThis.Worker = class extends EventTarget {
      postMessage() {}
      terminate() {}
    };
  });
  await open(page, url, 'honey/1?throttle=0.002,0.008&runs=500');
  assert.match(await page.$eval('#headline', (headline) => headline.textContent), /%/);
});

inEachBrowser('workers that cannot start are not started for ever, and the page computes without', async ({ page, problems, url }) => {
  await page.evaluateOnNewDocument(() => {
    globalThis.workers = 0;
    globalThis.broken = 0;
    globalThis.Worker = class extends EventTarget {
      constructor() {
        super();
        globalThis.workers += 1;
        setTimeout(() => { globalThis.broken += 1; this.onerror?.(new ErrorEvent('error')); });
      }
      postMessage() {}
      terminate() {}
    };
  });
  await open(page, url, 'honey/1?throttle=0.002,0.008&runs=500');
  // As long as others are started, one is left that has not broken yet.
  await page.waitForFunction(() => globalThis.broken === globalThis.workers);
  assert.ok(await page.evaluate(() => globalThis.workers) < 30);
  await follow(page, 'honey/1?runs=300&seed=3');
  assert.match(await text(page, '#headline'), /of 300 /);
  problems.length = 0;
});
