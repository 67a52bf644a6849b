// What the page says first: a sweep's answer before the runs of one subset, a comparison's before the runs of one
// scenario, an analysis' in what is handed on.
import assert from 'node:assert/strict';
import { inEachBrowser, ready } from './harness.mjs';
import { hash } from './reader.mjs';

const SWEEP = 'honey/1?throttle=0.004,0.008,0.016&target-reserve-ratio=0.15,0.2,0.25&runs=60';
const PINNED = 'honey/1?target-reserve-ratio=0.3&runs=400&pinned-target-reserve-ratio=0.2';

const text = (page, selector) => page.$eval(selector, (element) => element.textContent);
const open = async (page, url, link) => {
  await page.goto(`${url}#${link}`);
  await ready(page);
};

/** The ids of what is seen of some sections, from the top. */
const order = (page, ids) => page.evaluate((all) => all.map((id) => /** @type {[string, number]} */ ([id, document.getElementById(id).getBoundingClientRect().top]))
  .toSorted(([, a], [, b]) => a - b).map(([id]) => id), ids);

/** Which of the pictures that share a place is seen. */
const seen = (page) => page.evaluate(() => Object.fromEntries(['main', 'compare'].map((id) => [id, document.getElementById(id).checkVisibility({ visibilityProperty: true })])));
const compared = (page) => page.waitForFunction(() => /^From A to B/.test(document.getElementById('headline').textContent)
  && !document.getElementById('headline').classList.contains('old'));

inEachBrowser('a sweep’s maps stand below its sentence, and then the runs of the subset looked at with its name', async ({ page, url }) => {
  for (const width of [1440, 390]) {
    await page.setViewport({ width, height: 900 });
    await open(page, url, SWEEP);
    assert.deepEqual(await order(page, ['subset-pick', 'main', 'maps', 'lede', 'headline']), ['headline', 'lede', 'maps', 'subset-pick', 'main']);
  }
  assert.match(await text(page, '#lede'), /^The best of 9\ssubsets is a throttle of .* and a target reserve ratio of /);
  assert.match(await text(page, '#subset-told'), /^With a throttle of 0\.8\s% and a target reserve ratio of 20\s%, .* of the runs end above 80\s% saturation\.$/);
  // Without an axis the runs are what there is to see, again.
  await page.evaluate(() => { location.hash = '#honey/1?runs=60'; });
  await page.waitForFunction(() => document.getElementById('maps-section').hidden && document.documentElement.dataset.ready === 'true');
  // On a phone the picture comes before the questions, which else push it off the screen.
  assert.deepEqual(await order(page, ['compare-section', 'main', 'questions']), ['main', 'questions', 'compare-section']);
  await page.setViewport({ width: 1440, height: 900 });
  await page.waitForFunction(() => document.getElementById('questions').nextElementSibling.id === 'outcome');
});

inEachBrowser('with a scenario pinned the page’s headline, title and first picture are the comparison’s', async ({ page, url }) => {
  await open(page, url, PINNED);
  await compared(page);
  const headline = await text(page, '#headline');
  assert.match(headline, /^From A to B, with a target reserve ratio of 30\s% in place of 20\s%, the share of runs that end above 80\s% rises by [\d.]+\spoints\s±\s[\d.]+, from [\d.]+\s% to [\d.]+\s%\.$/);
  const colours = await page.$$eval('#headline :is(.part-pinned, .part-here, .part-result)', (parts) => parts.map((part) => [part.textContent.replace(/[\d.]+\s/, ''), getComputedStyle(part).color]));
  const [[a, grey], [b, blue], [points, result], [, ofA], [, ofB]] = colours;
  assert.deepEqual([a, b, points], ['A', 'B', 'points']);
  assert.ok(grey !== blue && blue === result && ofA === grey && ofB === blue, JSON.stringify(colours));
  assert.equal(await page.title(), `${headline} · Apiary`);
  assert.match(await text(page, '#lede'), /^B does better than A: \d+ of 400 runs end above 80\s% only in B/);
  assert.deepEqual(await order(page, ['compare-table', 'compare', 'headline']), ['headline', 'compare', 'compare-table']);
  assert.deepEqual(await seen(page), { main: false, compare: true });
  assert.deepEqual(await page.$$eval('#compare-table thead:nth-of-type(2) th', (all) => all.slice(1, 3).map((head) => head.textContent.replace(/\s/g, ' '))), ['A, at 20 %', 'B, at 30 %']);
  await page.click('#pinned-alone');
  await page.waitForFunction(() => !document.getElementById('headline').textContent.startsWith('From A') && document.documentElement.dataset.ready === 'true');
  assert.deepEqual(await order(page, ['compare-section', 'main']), ['main', 'compare-section']);
  assert.deepEqual(await seen(page), { main: true, compare: false });
});

for (const [question, told] of [
  ['sensitivity=goal', '#sensitivity-conclusion'],
  ['threshold=productivity,0.84..0.94,saturation.above.0.8', '#threshold-told'],
]) {
  inEachBrowser(`what is handed on of ${question.split('=')[0]} begins with its conclusion, as does the title`, async ({ page, url }) => {
    await open(page, url, `honey/1?runs=200&timesteps=24&${question}`);
    await page.waitForFunction((selector) => {
      const answer = document.querySelector(selector);
      return answer.textContent !== '' && document.title.startsWith(answer.textContent) && !answer.closest('.asked').querySelector('.asked-progress').classList.contains('busy');
    }, { timeout: 60_000 }, told);
    const conclusion = await text(page, told);
    await page.click('#share');
    for (const [format, before] of [['Text', ''], ['Proposal', '**']]) {
      await page.evaluate((label) => [...document.querySelectorAll('#share-dialog .switch button')].find(({ textContent }) => textContent === label).click(), format);
      const written = await page.$eval('#share-dialog textarea', (area) => area.value);
      assert.ok(written.startsWith(`${before}${conclusion}`), written);
    }
  });
}

inEachBrowser('a quirk that makes a sweep’s difference stands in its lede, with the link that shows it', async ({ page, url }) => {
  await open(page, url, 'currents/1?integrity-coefficient=0.5,0.75,1&runs=60');
  assert.match(await text(page, '#lede'), /no advice but a quirk of the published model: low integrity makes members richer\.$/);
  await page.click('#lede a');
  await page.waitForFunction(() => location.hash === '#currents/1?integrity-coefficient=0,0.5,1&view=user-balance');
});

inEachBrowser('an embedded sweep’s sliders are those of the parameters in its sentence', async ({ page, url }) => {
  await page.setViewport({ width: 640, height: 360 });
  await page.goto(`${url}?embed=1#${SWEEP}`);
  await ready(page);
  const sliders = () => page.$$eval('.embed-controls input[type=range]', (all) => all.map((slider) => [slider.ariaLabel, slider.ariaValueText.replace(/\s/g, ' ')]));
  assert.deepEqual(await sliders(), [['Throttle', '0.8 % / month'], ['Target reserve ratio', '20 %']]);
  await page.focus('.embed-controls [aria-label="Target reserve ratio"]');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => /view-subset=7/.test(document.querySelector('.embed-foot > a').href));
  assert.deepEqual(await sliders(), [['Throttle', '0.8 % / month'], ['Target reserve ratio', '25 %']]);
  assert.match(await text(page, '.embed-note > span'), /^Runs with throttle 0\.8\s%, target reserve ratio 25\s%$/);
});

inEachBrowser('an impossible state is shown where its notice leads, and the goal and the scenario stay', async ({ page, url }) => {
  await open(page, url, 'honey/1?goal=0.7');
  const [scenario, notice] = [await text(page, '#headline'), await text(page, '#impossible')];
  await page.click('#impossible a');
  await ready(page);
  const run = new URLSearchParams((await hash(page)).split('?')[1]).get('view-run');
  assert.match(await hash(page), /goal=0\.7.*view=price/);
  assert.equal(await text(page, '#headline'), scenario);
  assert.equal(await page.$('#impossible a'), null, 'it leads nowhere from where it led');
  assert.equal(await text(page, '#impossible'), notice.replace(' Show it', ''));
  await page.waitForFunction((number) => document.getElementById('main').ariaLabel.includes(`run ${number}`), {}, run);
});
