// The embedded page in the smallest of frames: what it says can be read whole, and nothing lies over its picture.
import assert from 'node:assert/strict';
import { inEachBrowser, ready } from './harness.mjs';
import { field, open, text, type } from './reader.mjs';

/** Opens the embedded page as a frame would show it. */
async function frame(page, url, link, height = 420) {
  await page.setViewport({ width: 320, height });
  await page.goto(`${url}?embed=1#${link}`);
  await ready(page);
}

const box = (page, selector) => page.$eval(selector, (element) => element.getBoundingClientRect().toJSON());
const across = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

inEachBrowser('a notice that has no room in a small frame can be read whole', async ({ page, url }) => {
  await frame(page, url, 'honey/1?runs=50&thorttle=0.2&foo=1');
  const cut = () => page.$eval('.notice > span', (span) => span.scrollHeight > span.clientHeight + 1);
  assert.equal(await cut(), true);
  await page.waitForSelector('.notice > .link:not([hidden])');
  await page.click('.notice > .link');
  assert.equal(await cut(), false);
  assert.equal(await page.$eval('.notice > .link', (button) => button.hidden), true);
  await page.click('.notice > .tool');
  assert.equal((await page.$$('.notice')).length, 0);
  assert.equal(await across(page), 0);
});

inEachBrowser('what is impossible is told whole in a small frame, and its foot is not at the edge', async ({ page, url }) => {
  // The first of these runs has a price below zero.
  for (const link of ['honey/1?p-variance=0.4&runs=100', 'currents/1?runs=50']) {
    await page.setViewport({ width: 360, height: 480 });
    await page.goto('about:blank');
    await page.goto(`${url}?embed=1#${link}`);
    await ready(page);
    const told = await page.$eval('.impossible', (line) => ({ shown: line.firstChild.textContent, cut: line.scrollWidth > line.clientWidth }));
    assert.equal(told.cut, false, told.shown);
    if (link.startsWith('honey')) assert.match(told.shown, /^\d+ of 100 runs (?:had an impossible price\.|passed through an impossible state, such as a .*\.)$/);
    await page.waitForFunction(() => /fingerprint \w/.test(document.querySelector('.embed-foot').textContent));
    const below = await page.$$eval('.embed-facts > :not([hidden])', (facts) => Math.min(...facts.filter((fact) => fact.textContent).map((fact) => innerHeight - fact.getBoundingClientRect().bottom)));
    assert.ok(below >= 6, `${link}: ${below} px`);
    assert.equal(await across(page), 0);
  }
});

inEachBrowser('the bar of the narrowest screens is one row, whose list and menu lead to every model, and the menu to all else', async ({ page, url }) => {
  await page.setViewport({ width: 320, height: 700 });
  for (const link of ['honey/1?throttle=0.004,0.008,0.016&target-reserve-ratio=0.15,0.2,0.25', 'currents/1?initial-user-balance=-1000&view=user-credit&pinned-initial-user-balance=1000']) {
    await open(page, url, link);
    const [brand, list, share, menu] = [await box(page, '.brand'), await box(page, '#presets'), await box(page, '#share'), await box(page, '#menu-open')];
    assert.ok(brand.right + 4 <= list.left && list.right <= share.left && share.right <= menu.left, `${link}: ${JSON.stringify([brand, list, share, menu])}`);
    assert.ok(list.right - list.left >= 100, `the list is ${list.right - list.left} px wide`);
    assert.equal(await across(page), 0);
  }
  await page.select('#presets', 'honey/1');
  await page.waitForFunction(() => location.hash === '#honey/1');
  await page.click('#menu-open');
  assert.deepEqual(await page.$$eval('#menu a', (links) => links.map((link) => [link.innerText.trim(), link.ariaCurrent])), [['Honey', 'page'], ['Currents', null]]);
  await page.click('#menu a:not([aria-current])');
  await page.waitForFunction(() => location.hash === '#currents/1' && !document.getElementById('menu').matches(':popover-open') && document.activeElement.id === 'menu-open');
  await page.click('#menu-open');
  assert.deepEqual(await page.$$eval('#menu button', (buttons) => buttons.map((button) => button.innerText.trim())), ['Embed', 'Export', 'Dark or light']);
  await page.click('#embed');
  await page.waitForFunction(() => document.getElementById('embed-dialog').open && !document.getElementById('menu').matches(':popover-open'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.id === 'menu-open');
  // A telephone that is turned has no menu any more.
  await page.click('#menu-open');
  await page.setViewport({ width: 844, height: 390 });
  await page.waitForFunction(() => !document.getElementById('menu').matches(':popover-open'));
  const bar = await box(page, '.bar');
  assert.ok((await box(page, '#models')).bottom <= bar.bottom);
  for (const tool of ['#embed', '#export-open', '#theme']) {
    const { left, bottom } = await box(page, tool);
    assert.ok(left > 422 && bottom < bar.bottom, `${tool} is at ${left}, ${bottom}`);
  }
});

inEachBrowser('what a field of a small frame refuses is told below it, and the picture stays free', async ({ page, url }) => {
  await frame(page, url, 'honey/1?runs=50');
  await type(page, 'Throttle', 'abc');
  await page.waitForSelector('.embed-controls .field-error:not([hidden])');
  assert.match((await field(page, 'Throttle')).reason, /abc/);
  const [error, picture, row] = [await box(page, '.embed-controls .field-error:not([hidden])'), await box(page, '#main'), await box(page, '.embed-controls .field')];
  assert.ok(error.top >= picture.bottom, `${error.top} below ${picture.bottom}`);
  assert.ok(error.top >= row.bottom - 1, `${error.top} below ${row.bottom}`);
  assert.ok(picture.height >= 100, `the picture is ${picture.height} high`);
  assert.equal(await across(page), 0);
});

inEachBrowser('the subsets of an embedded sweep are named by the values of their axes', async ({ page, url }) => {
  // More axes than there are sliders.
  await frame(page, url, 'honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2&growth=0.01,0.02&runs=40&view-subset=2');
  const names = await page.$$eval('.embed-note option', (options) => options.map(({ textContent }) => textContent.replaceAll('\u202f', ' ')));
  assert.deepEqual(names, ['1 %', '2 %'].flatMap((growth) => ['0.2 %, 10 %', '0.8 %, 10 %', '0.2 %, 20 %', '0.8 %, 20 %'].map((others) => `${others}, ${growth}`)));
  assert.equal(await page.$eval('.embed-note select', ({ ariaLabel }) => ariaLabel), 'Subset shown, by throttle, target reserve ratio, market growth');
  assert.equal(await text(page, '.embed-note label > :first-child'), 'Throttle, target reserve ratio, market growth');
  // The chosen one is seen whole.
  assert.ok(await page.$eval('.embed-note select', (select) => select.scrollWidth <= select.clientWidth));
  assert.ok((await box(page, '.embed-note select')).width > 90);
  assert.equal(await across(page), 0);
});

inEachBrowser('a phone that shows everything twice as large scrolls nothing sideways', async ({ page, url }) => {
  await page.setViewport({ width: 195, height: 422 });
  for (const link of ['honey/1?throttle=0.002,0.004&target-reserve-ratio=0.1,0.2&runs=20', 'honey/1?throttle=0.016&pinned-throttle=0.008&runs=50']) {
    await open(page, url, link);
    assert.equal(await across(page), 0, link);
  }
  for (const id of ['share', 'embed', 'export-open']) {
    await page.evaluate((button) => document.getElementById(button).click(), id);
    await page.waitForSelector('dialog[open] button');
    const beyond = await page.$$eval('dialog[open] *', (parts) => parts.filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.getBoundingClientRect().right > innerWidth + 1).map((part) => part.outerHTML.slice(0, 80)));
    assert.deepEqual(beyond, [], id);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  }
});
