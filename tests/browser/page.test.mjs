// What a reader does with the page, in every browser.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { inChromium, inEachBrowser, ready, settled } from './harness.mjs';
import { follow, open, text, hash, picture, slide, drag, field, type } from './reader.mjs';

inEachBrowser('without a fragment the page shows honey/1 at its defaults', async ({ page, url }) => {
  await open(page, url);
  assert.equal(await hash(page), '');
  assert.match(await text(page, '#headline'), /^At a target reserve of 20\s%.*1,000 simulated ten-year runs end above 80\s% saturation\.$/);
  const drawn = await page.$eval('#main', (canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
  assert.ok(drawn > 20, `the picture has ${drawn} colours`);
});

inEachBrowser('a dragged slider redraws the picture, the sentence and the link', async ({ page, url }) => {
  await open(page, url);
  const before = await picture(page);
  await slide(page, 'Target reserve ratio', ['0.22', '0.25', '0.3']);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.3');
  assert.match(await text(page, '#headline'), /target reserve of 30\s%/);
  assert.notEqual(await picture(page), before);
});

inEachBrowser('a drag is one step back, and reload keeps the scenario', async ({ page, url }) => {
  await open(page, url, 'honey/1?seed=5');
  await slide(page, 'Throttle', ['0.01', '0.012', '0.02']);
  await ready(page);
  await page.reload();
  await ready(page);
  assert.match(await text(page, '#headline'), /throttle of 2\s%/);
  await page.goBack();
  await page.waitForFunction(() => location.hash === '#honey/1?seed=5');
  await ready(page);
  assert.match(await text(page, '#headline'), /throttle of 0\.8\s%/);
  await page.goForward();
  await page.waitForFunction(() => location.hash === '#honey/1?throttle=0.02&seed=5');
  await ready(page);
  assert.match(await text(page, '#headline'), /throttle of 2\s%/);
});

inEachBrowser('a copied link opens the same picture', async ({ page, url }) => {
  const link = 'honey/1?throttle=0.004&target-reserve-ratio=0.1,0.3&seed=9&runs=200&view=price&view-as=trend&view-subset=1';
  await open(page, url, link);
  const first = { picture: await picture(page), headline: await text(page, '#headline') };
  await open(page, url, link);
  assert.deepEqual({ picture: await picture(page), headline: await text(page, '#headline') }, first);
});

inEachBrowser('an unreadable fragment says what is wrong and shows a usable scenario', async ({ page, url }) => {
  for (const [link, told] of [
    ['nonsense', /there is no model/i],
    ['nope/1?throttle=0.002&seed=7', /there is no model "nope\/1", so nothing of the link is used.*shows Honey at its defaults/i],
    ['honey/9?throttle=0.1', /has no version "9"/],
    ['honey/1?throttle=abc&colour=red', /not a number.*no key "colour"/s],
    ['honey/1?throttle=%3Cimg%20src=x%20onerror=alert(1)%3E', /not a number/],
    ['currents/1?sum-volume=2.5', /whole number/],
  ]) {
    await (link === 'nonsense' ? open(page, url, link) : follow(page, link));
    assert.match(await text(page, '#notices'), told);
    assert.match(await text(page, '#headline'), /simulated/);
    assert.equal(await page.$('#notices img'), null);
  }
});

inEachBrowser('a link that forums have mangled opens what it meant', async ({ page, url }) => {
  await open(page, url);
  for (const mangled of [
    'honey%252F1%253Fthrottle%253D0.004%2526runs%253D50',
    'honey/1?throttle=0.004&amp;runs=50).',
    'honey/1?throttle=0.004&#038;runs=50\u200b',
    'honey/1?throttle=0.004%26amp%3Bruns=50**',
  ]) {
    await follow(page, 'honey/1?runs=20');
    await follow(page, mangled);
    assert.equal(await text(page, '#notices'), '', mangled);
    assert.match(await text(page, '#headline'), /throttle of 0\.4\s%.* 50 simulated/);
  }
  await follow(page, 'honey/1?runs=50&throttle=0.0…');
  assert.match(await text(page, '#notices'), /^The link is cut off at "throttle"; what stands before that is used/);
  assert.match(await text(page, '#headline'), /throttle of 0\.8\s%.* 50 simulated/);
});

inEachBrowser('a link of nearly a million characters is told of briefly, and what is usable is used', async ({ name, page, url }) => {
  // Links are read by the same wasm in both browsers; what may differ is whether such an address is taken.
  for (const [link, notices] of [
    [`honey/1?runs=50&${'x=1&'.repeat(225_000)}`, 21],
    [`honey/1?runs=50&throttle=${'<img src=x onerror=alert(1)>'.repeat(20_000)}`, 1],
    [`honey/1?runs=50&throttle=${'0.1,'.repeat(225_000)}`, 1],
  ].slice(name === 'chromium' ? 0 : -1)) {
    await open(page, url, link);
    const told = await page.$$eval('#notices .notice', (all) => all.map((notice) => notice.textContent));
    assert.equal(told.length, notices);
    assert.ok(told.every((notice) => notice.length < 400), told.join('\n').slice(0, 2000));
    assert.match(await text(page, '#headline'), /throttle of 0\.8\s%.* 50 simulated/);
    assert.equal(await page.$('#notices img'), null);
  }
});

inEachBrowser('while a slider moves the picture follows, and nothing moves under the hand', async ({ page, url }) => {
  for (const [link, label] of [['honey/1', 'Target reserve ratio'], ['currents/1', 'Payments counted'], ['honey/1?runs=10000', 'Throttle']]) {
    await open(page, url, link);
    assert.equal(await drag(page, label, 6), 1, `${link}: the slider has one height`);
    await ready(page);
  }
});

inEachBrowser('a value that cannot be used is named beside its field and the picture stays', async ({ page, url }) => {
  await open(page, url);
  const before = await picture(page);
  await type(page, 'Target reserve ratio', '0');
  const refused = await field(page, 'Target reserve ratio');
  assert.deepEqual([refused.value, refused.invalid], ['0', 'true']);
  assert.match(refused.reason, /^Target reserve ratio cannot be “0”: the model divides by .*The charts still show 20\s%\.$/);
  assert.equal(await picture(page), before);
  // Another change does not sweep the refusal under the rug.
  await slide(page, 'Throttle', ['0.01']);
  await ready(page);
  assert.deepEqual(await field(page, 'Target reserve ratio'), refused);
  await type(page, 'Target reserve ratio', '25 %');
  await ready(page);
  assert.equal(await hash(page), '#honey/1?throttle=0.01&target-reserve-ratio=0.25');
  assert.deepEqual(await field(page, 'Target reserve ratio'), { value: '25', invalid: 'false', reason: '' });
});

inEachBrowser('Escape takes back what was typed', async ({ page, url }) => {
  await open(page, url);
  const label = 'Target reserve ratio';
  await type(page, label, '0');
  await page.focus('[aria-invalid=true]');
  await page.keyboard.press('Escape');
  assert.deepEqual(await field(page, label), { value: '20', invalid: 'false', reason: '' });
  assert.equal(await hash(page), '');
});

inEachBrowser('a value beyond its slider is used and said, with the thumb at the end', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0.045');
  assert.equal((await field(page, 'Throttle')).value, '4.5');
  assert.match(await text(page, '#headline'), /throttle of 4\.5\s%/);
  const beyond = await page.$eval('.row:has(input[aria-label="Throttle"]) .track-thumb', (thumb) => thumb.style.getPropertyValue('--at'));
  assert.equal(beyond, '1');
});

inEachBrowser('every model can be chosen, and every output and form looked at', async ({ page, url }) => {
  await open(page, url);
  for (const model of await page.$$eval('#models a', (links) => links.map((link) => link.textContent))) {
    await page.evaluate((label) => [...document.querySelectorAll('#models a')].find((link) => link.textContent === label).click(), model);
    await page.waitForFunction((label) => document.querySelector('#models [aria-current]')?.textContent === label, {}, model);
    await ready(page);
    let last = await picture(page);
    for (const selector of ['#tabs button:nth-child(2)', '#forms [value=runs]', '#forms [value=trend]']) {
      await page.$eval(selector, (button) => button.click());
      await ready(page);
      const now = await picture(page);
      assert.notEqual(now, last, `${model} ${selector}`);
      last = now;
    }
  }
});

inEachBrowser('a parameter becomes an axis from its own row and one value again', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  await page.$eval('[aria-label="Sweep Throttle"]', (button) => button.click());
  await ready(page);
  assert.equal(await hash(page), '#honey/1?throttle=0.004..0.032..0.004&runs=20');
  assert.equal(await page.$$eval('#subsets option', (options) => options.length), 8);
  await page.$eval('[aria-label="Sweep Throttle"]', (button) => button.click());
  await ready(page);
  assert.equal(await hash(page), '#honey/1?runs=20');
  // A value of one's own comes back, too.
  await open(page, url, 'honey/1?throttle=0.01&runs=20');
  await page.$eval('[aria-label="Sweep Throttle"]', (button) => button.click());
  await ready(page);
  await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => /^Use 1\s% \/ month alone$/.test(button.textContent)).click());
  await ready(page);
  assert.equal(await hash(page), '#honey/1?throttle=0.01&runs=20');
});

inEachBrowser('a new seed makes other runs of the same scenario', async ({ page, url }) => {
  await open(page, url);
  const before = await picture(page);
  await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent === 'New seed').click());
  await ready(page);
  assert.match(await hash(page), /^#honey\/1\?seed=\d+$/);
  assert.notEqual(await picture(page), before);
});

inEachBrowser('a large study shows its progress, can be stopped and is replaced by a newer one', async ({ page, url }) => {
  // Some seconds of work, so that it is still under way when it is stopped.
  await page.goto(`${url}#honey/1?throttle=0.002..0.032..0.002&target-reserve-ratio=0.1..0.3..0.01&runs=20000`);
  await page.waitForFunction(() => !document.getElementById('progress').hidden);
  assert.match(await text(page, '#progress-text'), /of [\d,]+ runs/);
  await page.click('#stop');
  await page.waitForFunction(() => /^Stopped at [\d,]+ of [\d,]+ runs/.test(document.getElementById('progress-text').textContent));
  assert.equal(await text(page, '#stop'), 'Go on');
  await page.click('#stop');
  await page.waitForFunction(() => /^[\d,]+ of [\d,]+ runs/.test(document.getElementById('progress-text').textContent));
  assert.match(await text(page, '#headline'), /%/);
  await page.evaluate(() => { location.hash = '#honey/1?runs=50'; });
  await page.waitForFunction(() => document.getElementById('headline').textContent.includes('of 50 simulated'));
});

inEachBrowser('a scenario too large for a tab is refused in words, and something is shown', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=10000000');
  assert.match(await text(page, '#notices'), /take fewer runs.*The charts show Honey at its defaults/);
  assert.match(await text(page, '#headline'), /1,000 simulated/);
  await open(page, url, 'honey/1?runs=200');
  await type(page, 'Runs', '10,000,000');
  await page.waitForFunction(() => document.getElementById('notices').textContent.includes('take fewer runs'));
  assert.match(await text(page, '#notices'), /The charts still show the one before/);
  assert.match(await text(page, '#headline'), /of 200 simulated/);
  await type(page, 'Runs', '2,000');
  await ready(page);
  assert.equal(await text(page, '#notices'), '');
  assert.match(await text(page, '#headline'), /of 2,000 simulated/);
});

inEachBrowser('a notice goes when the link it speaks of goes', async ({ page, url }) => {
  await open(page, url, 'nonsense');
  assert.match(await text(page, '#notices'), /there is no model/i);
  await page.evaluate(() => { location.hash = '#honey/1'; });
  await page.waitForFunction(() => document.getElementById('notices').textContent === '');
});

inEachBrowser('the skip link leads to the result and leaves the scenario alone', async ({ page, url }) => {
  await open(page, url, 'honey/1?seed=5');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'headline');
  assert.equal(await hash(page), '#honey/1?seed=5');
  assert.equal(await text(page, '#notices'), '');
});

inEachBrowser('values in the sentence move by keys and stay within their sliders', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0.0005&runs=20');
  await page.focus('#headline [data-key=throttle]');
  await settled(page, () => page.keyboard.press('ArrowUp'));
  assert.equal(await hash(page), '#honey/1?throttle=0.001&runs=20');
  await settled(page, () => page.keyboard.press('PageDown'));
  assert.equal(await hash(page), '#honey/1?throttle=0&runs=20');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'throttle');
});

inEachBrowser('the charts of one run show the run that is picked', async ({ page, url }) => {
  await open(page, url, 'currents/1?runs=10');
  const first = () => page.$eval('#one-run canvas', (canvas) => canvas.toDataURL());
  await page.$eval('#one-run canvas', (canvas) => canvas.scrollIntoView());
  await page.waitForFunction(() => document.querySelector('#one-run canvas').ariaLabel.length > 60);
  const before = await first();
  await page.$eval('[aria-label="The next run"]', (button) => button.click());
  await ready(page);
  assert.equal(await hash(page), '#currents/1?runs=10&view-run=6', 'after the fifth, with which this model begins');
  await page.waitForFunction((old) => document.querySelector('#one-run canvas').toDataURL() !== old, {}, before);
});

inEachBrowser('a press on one of the members looks at it', async ({ page, url }) => {
  await open(page, url, 'currents/1?runs=10');
  const canvas = await page.evaluateHandle(() => document.querySelectorAll('#one-run canvas')[1]);
  await canvas.evaluate((it) => it.scrollIntoView({ block: 'center' }));
  await page.waitForFunction((it) => it.ariaLabel.includes('run 7 15'), {}, canvas);
  // In the second row of five, the second.
  const { x, y, width, height } = await canvas.boundingBox();
  await settled(page, () => page.mouse.click(x + width * 0.3, y + height * 0.75));
  assert.equal(await hash(page), '#currents/1?runs=10&view-run=7');
  // Once drawn it no longer says that it will be.
  await page.waitForFunction(() => {
    const { ariaLabel } = document.querySelector('#one-run canvas');
    return ariaLabel.includes('run 7 of 10') && !ariaLabel.includes('being drawn');
  });
  const said = await page.$eval('#one-run > [role=status]', ({ textContent }) => textContent);
  assert.match(said, /run 7 of 10.* Past the limit on 15/, 'another run is told to whoever does not see it');
});

inEachBrowser('those that end past the limit are met one after the other', async ({ page, url }) => {
  // Of the notebook's ten members the second and the ninth do, by balance and credit at the end; the fifth is shown first.
  await open(page, url, 'currents/1?runs=10');
  for (const run of [9, 2, 9]) {
    await settled(page, () => page.evaluate(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Next of those that end past the limit').click()));
    assert.equal(await hash(page), `#currents/1?runs=10&view-run=${run}`);
  }
  await open(page, url, 'honey/1?runs=10');
  assert.equal(await page.$eval('#one-run', ({ hidden }) => hidden), true, 'no chart of this model shows one run');
});

inEachBrowser('dark or light is remembered', async ({ page, url }) => {
  await open(page, url);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  const before = await theme();
  const picture1 = await picture(page);
  await page.click('#theme');
  assert.notEqual(await theme(), before);
  assert.notEqual(await picture(page), picture1);
  await page.reload();
  await ready(page);
  assert.notEqual(await theme(), before);
});

inEachBrowser('on paper every chart is drawn, dark on light', async ({ page, url }) => {
  await open(page, url);
  await page.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
  const printed = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    const theme = document.documentElement.dataset.theme;
    const colours = [...document.querySelectorAll('#charts canvas')].map((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    dispatchEvent(new Event('afterprint'));
    return { theme, colours, after: document.documentElement.dataset.theme };
  });
  assert.deepEqual([printed.theme, printed.after], ['light', 'dark']);
  assert.ok(printed.colours.length > 3 && printed.colours.every((count) => count > 10), `colours: ${printed.colours}`);
});

inChromium('the page stands still while it loads', async ({ page, url }) => {
  // Only Chromium measures this.
  await page.evaluateOnNewDocument(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const width of [1440, 390]) {
    await page.setViewport({ width, height: 900 });
    await open(page, url);
    const shift = await page.evaluate(() => globalThis.shift);
    assert.ok(shift < 0.1, `${width} pixels: shifted by ${shift}`);
  }
});

inEachBrowser('a short answer leaves no hole below it', async ({ page, url }) => {
  for (const width of [390, 320]) {
    await page.setViewport({ width, height: 900 });
    for (const link of ['honey/1?runs=1', 'honey/1?target-reserve-ratio=0.3&runs=50']) {
      await open(page, url, link);
      const free = await page.$$eval('#headline, #lede', (texts) => texts.map((text) => {
        const words = document.createRange();
        words.selectNodeContents(text);
        return text.getBoundingClientRect().bottom - words.getBoundingClientRect().bottom;
      }));
      assert.ok(free.every((pixels) => pixels < 8), `${link} at ${width}: ${free}`);
    }
  }
});

inEachBrowser('what a question said leaves no hole once it holds no more, and the slider stays under the hand', async ({ page, url }) => {
  const room = () => page.$eval('.question-told', ({ offsetHeight }) => offsetHeight);
  await page.setViewport({ width: 390, height: 844 });
  await open(page, url, 'currents/1?timesteps=1825');
  const words = await room();
  assert.ok(words > 40, `${words} pixels`);
  const thumb = '[type=range][aria-label="Payments counted"]';
  await page.$eval(thumb, (range) => range.scrollIntoView({ block: 'center' }));
  const place = () => page.$eval(thumb, (range) => range.getBoundingClientRect().top);
  const before = await place();
  await settled(page, () => slide(page, 'Payments counted', ['35', '40']));
  assert.equal(await room(), 0);
  const moved = Math.abs((await place()) - before);
  assert.ok(moved < 1, `the slider has moved by ${moved} pixels`);
  // In sight it keeps its room, until it is scrolled by.
  await open(page, url, 'currents/1?timesteps=1825');
  await page.$eval('.question-told', (about) => about.scrollIntoView());
  await settled(page, () => slide(page, 'Payments counted', ['40']));
  assert.equal(await room(), words);
  await page.$eval('#stage', (stage) => stage.scrollIntoView());
  await page.waitForFunction(() => document.querySelector('.question-told').offsetHeight === 0);
  const top = await page.$eval('#stage', (stage) => stage.getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 2, `the picture is at ${top}`);
});

inEachBrowser('a simulation that cannot be loaded is said', async ({ page, url, problems }) => {
  await page.setRequestInterception(true);
  page.on('request', (request) => (request.url().endsWith('.wasm') ? request.abort() : request.continue()));
  await page.goto(url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'failed');
  assert.match(await text(page, '#headline'), /could not be loaded/);
  assert.match(await text(page, '#notices'), /Reloading may help/);
  problems.length = 0;
});

inChromium('no parameter’s key or name stands in the page’s own files', async ({ page, url }) => {
  await open(page, url);
  const names = await page.evaluate(async () => {
    const { js } = document.querySelector('meta[name="wasm-app"]').dataset;
    const { specs } = await import(new URL(js, document.baseURI).href);
    return specs().flatMap(({ about, parameters }) => [about.name, about.label, ...parameters.flatMap(({ key, label }) => [key, label])]);
  });
  const www = new URL('../../www/', import.meta.url);
  const files = ['index.html', ...['js', 'css'].flatMap((folder) =>
    readdirSync(new URL(folder, www), { recursive: true }).map((name) => `${folder}/${name}`).filter((name) => /\.(js|css)$/.test(name)))];
  // Honey is also the colour's name.
  for (const name of names.filter((candidate) => candidate.toLowerCase() !== 'honey')) {
    for (const file of files) assert.ok(!readFileSync(new URL(file, www), 'utf8').includes(name), `${file} says ${name}`);
  }
});

inEachBrowser('the notebook’s charts are drawn for both models', async ({ page, url }) => {
  for (const link of ['honey/1?throttle=0.002,0.004&runs=10', 'currents/1?runs=10']) {
    await open(page, url, link);
    for (const canvas of await page.$$('.chart canvas')) {
      await canvas.evaluate((element) => element.scrollIntoView());
      await page.waitForFunction((element) => {
        if (element.height < 100) return false;
        const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
        return new Set(new Uint32Array(data.buffer)).size > 10;
      }, {}, canvas);
    }
  }
});

inEachBrowser('the same numbers come out with workers and without', async ({ page, url }) => {
  const link = 'currents/1?integrity-coefficient=0.5,0.9&runs=300';
  await open(page, url, link);
  const pooled = { picture: await picture(page), headline: await text(page, '#headline') };
  for (const without of [
    () => { globalThis.Worker = class { constructor() { throw new Error('no workers here'); } }; },
    () => { delete globalThis.Worker; },
  ]) {
    await page.evaluateOnNewDocument(without);
    await open(page, url, link);
    assert.deepEqual({ picture: await picture(page), headline: await text(page, '#headline') }, pooled);
  }
});

inEachBrowser('pictures are as sharp as the screen', async ({ page, url }) => {
  await open(page, url);
  const { canvas, css, ratio } = await page.$eval('#main', (element) => ({
    canvas: element.width, css: element.getBoundingClientRect().width, ratio: devicePixelRatio,
  }));
  assert.equal(canvas, Math.round(css * ratio));
});
