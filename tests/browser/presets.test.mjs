// The presets' pages: opened, they lead into the playground, and say what it says.
import assert from 'node:assert/strict';
import { inEachBrowser, ready } from './harness.mjs';

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
  ['currents-what-if-a-member-starts-in-debt', '#currents/1?initial-user-balance=-1000'],
]) {
  inEachBrowser(`the page of ${slug} opens the playground in that state, and says the same`, async ({ page, problems, url }) => {
    const address = `${url}p/${slug}.html`;
    await page.goto(`${url}#honey/1?seed=3`);
    await ready(page);
    await page.evaluate((address) => { location.href = address; }, address);
    await page.waitForFunction((link) => location.hash === link, {}, link);
    await ready(page);
    assert.equal(page.url(), `${url}${link}`);
    assert.equal(await headline(page), await described(address));
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
  assert.deepEqual(await shown(), ['What moves the outcome?', 'Questions']);
  const groups = await page.$$eval('#presets optgroup', (groups) => groups.map((group) => /** @type {HTMLOptGroupElement} */ (group).label));
  assert.deepEqual(groups, ['Notebook', 'Planned analysis', 'Questions']);
  for (const [link, expected] of /** @type {const} */ ([
    ['#honey/1', ['1Hive notebook', 'Notebook']],
    ['#honey/1?view=price', ['1Hive notebook', 'Notebook']],
    ['#honey/1?planned=trend', ['The planned analysis', 'Planned analysis']],
    ['#honey/1?seed=9', ['Edited', null]],
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
