// What follows a hand while it moves: a preview of what takes longer, the goal on the picture, and nothing that
// jumps away from under it.
import assert from 'node:assert/strict';
import { inEachBrowser, ready, settled } from './harness.mjs';
import { field, hash, open, picture, slide, text } from './reader.mjs';

const LARGE = 'honey/1?runs=10000';

/**
 * Keeps a slider on its way, between two places, until `rest` lets it come to rest at the first. The address is
 * not written meanwhile, as it would be after a moment without a move.
 */
const keepMoving = (page, label, places) => page.evaluate((name, [at, other]) => {
  const range = [...document.querySelectorAll('input[type=range]')].find((input) => input.ariaLabel === name);
  const to = (place) => {
    range.value = place;
    range.dispatchEvent(new Event('input', { bubbles: true }));
  };
  let moves = 0;
  const going = setInterval(() => to((moves += 1) % 2 ? at : other), 100);
  globalThis.comeToRest = (isReleased) => {
    clearInterval(going);
    to(at);
    if (isReleased) range.dispatchEvent(new Event('change', { bubbles: true }));
  };
}, label, places);

const rest = (page, isReleased = true) => page.evaluate((released) => globalThis.comeToRest(released), isReleased);
/** What the page says in one moment of a preview. */
const previewed = (page) => page.waitForFunction(() => {
  const { preview } = document.getElementById('kicker').dataset;
  const of = (id) => document.getElementById(id).textContent;
  return preview && {
    preview,
    progress: of('progress-text'),
    headline: of('headline'),
    maps: of('maps-note'),
    ready: document.documentElement.dataset.ready,
    isStoppable: !document.getElementById('stop').hidden,
  };
}).then((told) => told.jsonValue());
/** Where the middle of an element is once the page has its letters, which move what is below them. */
const middle = async (handle) => {
  await handle.evaluate(() => document.fonts.ready);
  await handle.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  const { x, y, width, height } = await handle.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
};

inEachBrowser('while a slider moves, many runs are shown by the first of them and said to be a preview, and all once it rests', async ({ page, url }) => {
  await open(page, url, LARGE);
  await keepMoving(page, 'Target reserve ratio', ['0.3', '0.28']);
  const { headline, ...told } = await previewed(page);
  assert.match(headline, /of 1,000 simulated/);
  assert.deepEqual(told, {
    preview: 'Preview: the first 1,000 of 10,000 runs',
    progress: 'Preview: the first 1,000 of 10,000 runs. All of them once the slider rests.',
    maps: told.maps,
    ready: 'false',
    isStoppable: false,
  });
  assert.deepEqual(await field(page, 'Runs'), { value: '10,000', invalid: 'false', reason: '' });
  await rest(page);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.3&runs=10000');
  assert.match(await text(page, '#headline'), /of 10,000 simulated/);
  assert.equal(await page.$eval('#kicker', (kicker) => kicker.dataset.preview), undefined);
});

inEachBrowser('a slider that is held still shows all runs, too', async ({ page, url }) => {
  await open(page, url, LARGE);
  await keepMoving(page, 'Throttle', ['0.01', '0.012']);
  await previewed(page);
  await rest(page, false);
  await ready(page);
  assert.match(await text(page, '#headline'), /throttle of 1\s% a month.*of 10,000 simulated/);
  assert.equal(await hash(page), '#honey/1?throttle=0.01&runs=10000');
});

inEachBrowser('a preview is a part of the answer: its runs are those of a scenario with as many', async ({ page, url }) => {
  await open(page, url, 'honey/1?target-reserve-ratio=0.3');
  const alone = { headline: await text(page, '#headline'), picture: await picture(page) };
  await open(page, url, 'honey/1?target-reserve-ratio=0.3&runs=10000');
  await keepMoving(page, 'Target reserve ratio', ['0.28', '0.3']);
  await page.waitForFunction((told) => document.getElementById('kicker').dataset.preview
    && document.getElementById('headline').textContent === told.headline
    && document.getElementById('main').toDataURL() === told.picture, {}, alone);
});

inEachBrowser('who goes elsewhere and comes back at once gets all runs all the same', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=50');
  await page.evaluate(async () => {
    const go = (link) => new Promise((resolve) => {
      addEventListener('hashchange', resolve, { once: true });
      location.hash = link;
    });
    await go('#honey/1?runs=60000');
    while (document.getElementById('progress').hidden) await new Promise(requestAnimationFrame);
    await go('#honey/1?throttle=0.004&runs=60000');
    await go('#honey/1?runs=60000');
  });
  await ready(page);
  assert.match(await text(page, '#headline'), /throttle of 0\.8\s% a month.*of 60,000 simulated/);
  assert.equal(await page.$eval('#progress', (progress) => progress.hidden), true);
});

inEachBrowser('what is quick anyway is never a preview', async ({ page, url }) => {
  await open(page, url);
  await page.evaluate(() => {
    globalThis.previews = 0;
    new MutationObserver((changes) => { globalThis.previews += changes.length; }).observe(document.getElementById('kicker'), { attributeFilter: ['data-preview'] });
  });
  await slide(page, 'Target reserve ratio', ['0.22', '0.25', '0.3']);
  await ready(page);
  assert.match(await text(page, '#headline'), /target reserve of 30\s%.*of 1,000 simulated/);
  assert.equal(await page.evaluate(() => globalThis.previews), 0);
});

inEachBrowser('a large sweep previews all of its cells', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.1..0.3..0.025&runs=300');
  await keepMoving(page, 'Productivity', ['0.9', '0.88']);
  const { preview, maps } = await previewed(page);
  assert.deepEqual({ preview, maps }, { preview: 'Preview: the first 100 of 300 runs each', maps: '72 subsets, a preview' });
  await rest(page);
  await ready(page);
  assert.equal(await text(page, '#maps-note'), '72 subsets');
});

inEachBrowser('an embedded view previews, too, and says so in its foot', async ({ page, url }) => {
  await page.setViewport({ width: 640, height: 480 });
  await open(page, `${url}?embed=1`, LARGE);
  await keepMoving(page, 'Target reserve ratio', ['0.3', '0.28']);
  await page.waitForFunction(() => /preview: 1,000 of 10,000 runs/.test(document.querySelector('.embed-foot').textContent)
    && /of 1,000 simulated/.test(document.getElementById('headline').textContent));
  await rest(page);
  await page.waitForFunction(() => /of 10,000 simulated/.test(document.getElementById('headline').textContent));
  assert.doesNotMatch(await text(page, '.embed-foot'), /preview/);
});

inEachBrowser('who slides onto a question’s values has asked nothing: all stays where it is', async ({ page, url }) => {
  await open(page, url);
  const place = () => page.$eval('#stage', (stage) => stage.getBoundingClientRect().top);
  const before = await place();
  await settled(page, () => slide(page, 'Target reserve ratio', ['0.24', '0.25']));
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.25');
  assert.equal(await page.$$eval('#questions [aria-current]', (links) => links.length), 1);
  assert.equal(await page.$eval('#question-told', (told) => told.hidden), true);
  assert.equal(await place(), before);
});

inEachBrowser('the goal’s hexagon on the picture drags, and the sentence follows', async ({ page, url }) => {
  await page.setViewport({ width: 1280, height: 900 });
  await open(page, url, 'honey/1?runs=200');
  const goal = await page.waitForSelector('.goal:not([hidden])');
  const [from, box] = [await middle(goal), await (await page.$('#main')).boundingBox()];
  const before = await picture(page);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let part = 1; part <= 8; part += 1) await page.mouse.move(from.x, from.y + (part / 8) * 0.3 * box.height);
  await page.mouse.up();
  await page.waitForFunction(() => /[?&]goal=0\.\d+/.test(location.hash));
  const level = Number(/goal=([\d.]+)/.exec(await hash(page))[1]);
  assert.ok(level > 0.2 && level < 0.6, `dragged down to ${level}`);
  const told = new RegExp(`end above ${Math.round(100 * level)}\\s% saturation`);
  assert.match(await text(page, '#headline'), told);
  assert.match(await goal.evaluate((element) => element.getAttribute('aria-valuetext')), new RegExp(`^${Math.round(100 * level)}\\s%$`));
  assert.notEqual(await picture(page), before);
  const to = await middle(goal);
  assert.ok(Math.abs(to.y - from.y - 0.3 * box.height) < 6, `the hexagon went ${to.y - from.y} px with the pointer’s ${0.3 * box.height}`);
  await page.goBack();
  await page.waitForFunction(() => !location.hash.includes('goal='));
  assert.match(await text(page, '#headline'), /end above 80\s% saturation/, 'a drag is one step back');
});

inEachBrowser('the goal’s hexagon is a slider for the keys, within the span of its output', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=50');
  await page.focus('.goal');
  for (const [key, goal] of [['ArrowDown', '0.75'], ['PageDown', '0.25'], ['Home', '0'], ['End', '1']]) {
    await page.keyboard.press(key);
    await page.waitForFunction((wanted) => location.hash === `#honey/1?runs=50&goal=${wanted}`, {}, goal);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'goal', `${key} keeps the focus`);
  }
});

inEachBrowser('the goal’s hexagon is where the goal is drawn, and nowhere else', async ({ page, url }) => {
  const shown = () => page.$eval('.goal', (element) => !element.hidden);
  await open(page, url, 'honey/1?throttle=0.002,0.008&runs=30');
  assert.equal(await shown(), true);
  for (const other of ['view=price', 'view-as=facets']) {
    await open(page, url, `honey/1?throttle=0.002,0.008&runs=30&${other}`);
    assert.equal(await shown(), false, other);
  }
  // An output without a span of its own: along the axis that it is drawn on.
  await open(page, url, 'currents/1?runs=50');
  assert.equal(await shown(), true);
  await page.focus('.goal');
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => /goal=100\b/.test(location.hash));
  assert.match(await text(page, '#headline'), /less than 100 units of room/);
});

inEachBrowser('a finger drags the goal’s hexagon', async ({ name, page, url }) => {
  // Touches come through the browser itself, which puppeteer can ask of Chromium alone.
  if (name !== 'chromium') return;
  await page.setViewport({ width: 390, height: 800, hasTouch: true, isMobile: true });
  await open(page, url, 'honey/1?runs=50');
  await page.$eval('#stage', (stage) => stage.scrollIntoView({ block: 'center' }));
  const handle = await page.$('.goal');
  const { width, height } = await handle.boundingBox();
  assert.ok(width >= 44 && height >= 44, `${width} by ${height} px`);
  const { x, y } = await middle(handle);
  const before = await page.evaluate(() => scrollY);
  const finger = await page.touchscreen.touchStart(x, y);
  for (let down = 10; down <= 100; down += 10) await finger.move(x, y + down);
  await finger.end();
  await page.waitForFunction(() => /[?&]goal=0\.[3-6]/.test(location.hash));
  assert.equal(await page.evaluate(() => scrollY), before, 'the page stays where it is');
});

inEachBrowser('a sentence that grows a line moves nothing under the hand, and nothing comes back up', async ({ page, url }) => {
  await page.setViewport({ width: 1440, height: 900 });
  // Two lines there, and three with a longer number in them.
  await open(page, url, 'currents/1?runs=200');
  const lines = () => page.$eval('#headline', (headline) => headline.getBoundingClientRect().height);
  const top = () => page.$eval('#stage', (stage) => Math.round(stage.getBoundingClientRect().top));
  const from = await middle(await page.$('.goal'));
  const before = { lines: await lines(), top: await top(), told: await text(page, '#headline') };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y - 60, { steps: 6 });
  await page.waitForFunction((height) => document.getElementById('headline').getBoundingClientRect().height > height + 20, {}, before.lines);
  assert.equal(await top(), before.top, 'the picture stays under the hand');
  await page.mouse.move(from.x, from.y, { steps: 6 });
  await page.waitForFunction((told) => document.getElementById('headline').textContent === told, {}, before.told);
  await page.mouse.up();
  assert.equal(await top(), before.top, 'nor does it jump when the sentence is short again');
});
