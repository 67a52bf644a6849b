// The presets' pages: opened, they lead into the playground, and say what it says.
import assert from 'node:assert/strict';
import { inChromium, inEachBrowser, ready } from './harness.mjs';
import { open, text } from './reader.mjs';

/** What a tag of a page says to a reader that follows no redirect. */
async function described(address) {
  const html = await (await fetch(address)).text();
  const [, content] = /<meta name="description" content="([^"]*)">/.exec(html) ?? [];
  assert.ok(content, `${address} describes nothing`);
  return content;
}

const headline = (page) => page.$eval('#headline', (element) => element.textContent);

for (const [slug, link] of [
  ['honey-what-if-a-quarter-must-be-in-reserve', '#honey/1?target-reserve-ratio=0.25'],
  ['honey-which-matters-more-throttle-or-ratio', '#honey/1?throttle=0.004,0.008,0.016&target-reserve-ratio=0.15,0.2,0.25'],
  ['currents-do-larger-payments-take-members-past-their-limit', '#currents/1?avg-amount=50,100,200'],
]) {
  inEachBrowser(`the page of ${slug} opens the playground in that state, and says the same`, async ({ page, problems, url }) => {
    const address = `${url}p/${slug}.html`;
    await page.goto(`${url}#honey/1?seed=3`);
    await ready(page);
    await page.evaluate((address) => { location.href = address; }, address);
    await page.waitForFunction((link) => location.hash === link, {}, link);
    await ready(page);
    assert.equal(page.url(), `${url}${link}`);
    const [told, said] = [await described(address), await headline(page)];
    assert.ok(told.startsWith(said), `${address} says “${told}”, the page “${said}”`);
    assert.equal(await page.$eval('#presets', (presets) => /** @type {HTMLSelectElement} */ (presets).value), link.slice(1));
    // The page in between is no place in the history: back leads to where the reader came from.
    await page.evaluate(() => { history.back(); });
    await page.waitForFunction(() => location.hash === '#honey/1?seed=3');
    // Firefox asks the host for an icon where a page is left before its own has been read.
    const others = problems.filter((problem) => !problem.endsWith('/favicon.ico'));
    problems.splice(0, problems.length, ...others);
  });
}

inEachBrowser('the picker lists every preset below where it comes from, and marks the current one', async ({ page, url }) => {
  const shown = () => page.$eval('#presets', (element) => {
    const select = /** @type {HTMLSelectElement} */ (element);
    return [select.selectedOptions[0].text, select.selectedOptions[0].parentElement?.getAttribute('label')];
  });
  await page.goto(`${url}#honey/1?sensitivity=goal`);
  await ready(page);
  assert.deepEqual(await shown(), ['What moves the outcome?', 'Honey: questions']);
  const groups = await page.$$eval('#presets optgroup', (groups) => groups.map((group) => /** @type {HTMLOptGroupElement} */ (group).label));
  assert.deepEqual(groups, ['Honey: notebook', 'Honey: planned analysis', 'Honey: questions', 'Currents: notebook', 'Currents: questions']);
  for (const [link, expected] of /** @type {const} */ ([
    ['#honey/1', ['1Hive notebook', 'Honey: notebook']],
    ['#honey/1?view=price', ['1Hive notebook', 'Honey: notebook']],
    ['#honey/1?planned=trend', ['The planned analysis', 'Honey: planned analysis']],
    ['#honey/1?seed=9', ['1Hive notebook, edited', null]],
  ])) {
    await page.evaluate((link) => { location.hash = link; }, link);
    await ready(page);
    await page.waitForFunction((text) => {
      const select = /** @type {HTMLSelectElement} */ (document.getElementById('presets'));
      return select.selectedOptions[0].text === text;
    }, {}, expected[0]);
    assert.deepEqual(await shown(), expected);
  }
});

inChromium('a preset’s page stays readable without scripts', async ({ page, url }) => {
  // Firefox’s driver cannot switch them off.
  await page.setJavaScriptEnabled(false);
  await page.goto(`${url}p/honey-second-step-72-policies.html`, { waitUntil: 'networkidle0' });
  assert.match(page.url(), /second-step/);
  const content = await page.content();
  assert.match(content, /productivity 0\.897/);
  assert.match(content, /<a id="open" href="\.\.\/#honey\/1\?/);
});

inEachBrowser('Share offers the preset’s page where the scenario is a preset, and only there', async ({ page, url }) => {
  const offer = () => page.$eval('.share-preset', (label) => !label.hidden);
  await open(page, url, 'honey/1?target-reserve-ratio=0.25');
  await page.click('#share');
  assert.equal(await offer(), true);
  await page.click('.share-preset input');
  const address = await page.$eval('#share-dialog textarea', (area) => area.value);
  assert.equal(address, `${url}p/honey-what-if-a-quarter-must-be-in-reserve.html`);
  assert.equal((await fetch(address)).status, 200);
  await open(page, url, 'honey/1?target-reserve-ratio=0.24&runs=50');
  await page.click('#share');
  assert.equal(await offer(), false);
  assert.equal(await page.$eval('#share-dialog textarea', (area) => area.value), `${url}#honey/1?target-reserve-ratio=0.24&runs=50`);
});

inEachBrowser('whoever follows a question’s page lands where its answer is', async ({ page, url }) => {
  await page.setViewport({ width: 1000, height: 700 });
  await open(page, url);
  for (const [slug, section] of [['honey-what-moves-the-outcome', 'sensitivity-section'], ['honey-how-productive-must-spending-be', 'threshold-section']]) {
    // Firefox's driver takes it for a failure that the page leads on at once.
    await page.evaluate((address) => { location.href = address; }, `${url}p/${slug}.html`);
    await page.waitForFunction((id) => {
      const { top } = document.getElementById(id)?.getBoundingClientRect() ?? { top: Infinity };
      return top > -100 && top < 300;
    }, {}, section);
  }
});
