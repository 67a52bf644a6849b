// Handing a link on: the Share dialog, in every browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import jsqr from 'jsqr';
import markdownIt from 'markdown-it';
import { rested, unhinderedInBoth } from './axe.mjs';
import { inEachBrowser, ready } from './harness.mjs';
import { open, slide, text } from './reader.mjs';

const LINK = 'honey/1?throttle=0.004&growth=0.01..%2D0.01..%2D0.01&runs=50&view-subset=1';

// As data addresses, since Node asks a package.json whether a .js file is a module, and www has none.
const asData = (source) => `data:text/javascript,${encodeURIComponent(source)}`;
const source = (name) => readFileSync(new URL(`../../www/js/${name}.js`, import.meta.url), 'utf8');
const { FORMATS } = await import(asData(source('formats').replace('./text.js', asData(source('text')).replaceAll("'", '%27'))));
const format = (name) => FORMATS.find(({ label }) => label === name);

/** A sweep whose link takes so many characters. */
const long = (length) => {
  const points = Array.from({ length: Math.ceil(length / 8) }, (_, index) => (0.00001 * (100 + index)).toFixed(5));
  return `honey/1?throttle=${points.map(Number).join(',')}&runs=1&timesteps=2`;
};

const field = (page) => page.$eval('#share-dialog textarea', (area) => area.value);
const isOpen = (page) => page.$eval('#share-dialog', (dialog) => dialog.open);
const focused = (page) => page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent);
const choose = (page, label) => page.evaluate((name) => {
  [...document.querySelectorAll('#share-dialog .switch button')].find((button) => button.textContent === name).click();
}, label);

/** Lets the page write to a clipboard that the test can read, or to none. */
const withClipboard = (page, allowed) => page.evaluateOnNewDocument((isAllowed) => {
  const writeText = async (written) => {
    if (!isAllowed) throw new DOMException('not here', 'NotAllowedError');
    globalThis.copied = written;
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
}, allowed);

/** What a camera reads of the dialog as it stands on the screen. */
async function scanned(page) {
  const picture = '#share-dialog svg[role=img]';
  await page.$eval(picture, (element) => element.scrollIntoView());
  // Its size changes where a scroll bar takes of its room.
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
  const shot = await (await page.$(picture)).screenshot({ encoding: 'base64' });
  const { data, width, height } = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    // As one text: drivers take long over lists.
    const bytes = Array.from(context.getImageData(0, 0, image.width, image.height).data, (byte) => String.fromCharCode(byte)).join('');
    return { data: btoa(bytes), width: image.width, height: image.height };
  }, shot);
  return jsqr(Uint8ClampedArray.from(Buffer.from(data, 'base64')), width, height)?.data;
}

inEachBrowser('the Share dialog works by keyboard alone and gives the focus back', async ({ page, url }) => {
  await withClipboard(page, true);
  await open(page, url, LINK);
  await page.focus('#share');
  await page.keyboard.press('Enter');
  assert.equal(await isOpen(page), true);
  assert.equal(await focused(page), 'Link to copy');
  const marked = await page.evaluate(() => {
    const { value, selectionStart, selectionEnd, readOnly } = document.activeElement;
    return { value: value.slice(selectionStart, selectionEnd), readOnly };
  });
  assert.deepEqual(marked, { value: `${url}#${LINK}`, readOnly: true });
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'Copy');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#share-dialog [role=status]').textContent === 'Copied');
  assert.equal(await page.evaluate(() => globalThis.copied), `${url}#${LINK}`);
  await page.keyboard.press('Escape');
  assert.equal(await isOpen(page), false);
  assert.equal(await focused(page), 'Share');
});

inEachBrowser('the Share dialog closes by its button and by a click beside it, and the page stays where it was', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=50');
  const width = () => page.$eval('main', (main) => main.getBoundingClientRect().width);
  const before = await width();
  await page.click('#share');
  assert.equal(await width(), before);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).overflowY), 'hidden');
  await page.click('#share-dialog [aria-label=Close]');
  assert.equal(await isOpen(page), false);
  await page.click('#share');
  // To mark text and let go beside the dialog is no click beside it.
  const box = await (await page.$('#share-dialog textarea')).boundingBox();
  await page.mouse.move(box.x + 40, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(5, 5);
  await page.mouse.up();
  assert.equal(await isOpen(page), true);
  await page.mouse.click(5, 5);
  assert.equal(await isOpen(page), false);
});

inEachBrowser('where the clipboard is refused the dialog says what to do', async ({ page, url }) => {
  await withClipboard(page, false);
  await open(page, url, 'honey/1?runs=50');
  await page.click('#share');
  await page.click('#share-dialog .edged');
  await page.waitForFunction(() => /keyboard/.test(document.querySelector('#share-dialog [role=status]').textContent));
  // An answer elsewhere on the page leaves that as it is.
  const left = await page.evaluate(() => document.dispatchEvent(new Event('answered')) && document.querySelector('#share-dialog [role=status]').textContent);
  assert.match(left, /keyboard/);
  const marked = await page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd));
  assert.equal(marked, `${url}#honey/1?runs=50`);
});

inEachBrowser('every format holds the headline and the whole link, and its length is said', async ({ page, url }) => {
  await open(page, url, LINK);
  await page.click('#share');
  // A sweep of market growth does not name the throttle, which is not the usual one.
  const headline = `${await text(page, '#headline')} With throttle 0.4\u202f%.`;
  const address = `${url}#${LINK}`;
  for (const [label, expected] of [
    ['Link', address],
    ['BBCode', `[url=${address}]${headline}[/url]`],
    ['Text', `${headline} ${address}`],
    ['Markdown', `[${headline}](${address})`],
  ]) {
    await choose(page, label);
    assert.equal(await field(page), expected);
    assert.equal(await page.$eval('#share-dialog .switch [aria-pressed=true]', (button) => button.textContent), label);
    assert.equal(await text(page, '#share-dialog .share-row .caption'), `${[...expected].length} characters`);
    assert.equal(await page.$('#share-dialog .notice'), null);
  }
  const [, start, words] = markdownIt().parse(await field(page), {}).flatMap((token) => [token, ...(token.children ?? [])]).slice(1);
  assert.deepEqual([start.attrGet('href'), words.content], [address, headline]);
});

inEachBrowser('what is handed on names what its sentence does not and is not usual', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0.01&productivity=0.95&runs=50');
  await page.click('#share');
  await choose(page, 'Text');
  assert.ok((await field(page)).startsWith(`${await text(page, '#headline')} With productivity 0.95. ${url}`), await field(page));
});

inEachBrowser('what is handed on of a sweep, a comparison and a question names what they do not', async ({ page, url }) => {
  for (const [link, besides] of [
    ['honey/1?target-reserve-ratio=0.1,0.3&throttle=0.016&runs=20', ' With throttle 1.6\u202f%. '],
    ['honey/1?target-reserve-ratio=0.3&throttle=0.016&runs=20&pinned-throttle=0.008', ' With target reserve ratio 30\u202f%. '],
    ['honey/1?throttle=0.016&runs=20&sensitivity=goal', ' With throttle 1.6\u202f%. '],
    ['honey/1?throttle=0.016&productivity=0.95&runs=200&threshold=productivity,0.84..0.98', ' With throttle 1.6\u202f%. '],
  ]) {
    await open(page, url, link);
    await page.click('#share');
    await choose(page, 'Text');
    await page.waitForFunction((told) => document.querySelector('#share-dialog textarea').value.includes(`.${told}http`), {}, besides);
  }
});

inEachBrowser('a proposal has the result, what was changed, and a link that proves itself', async ({ page, url }) => {
  await open(page, url, 'honey/1?target-reserve-ratio=0.3&runs=60');
  const short = await page.waitForFunction(() => /^\w{4}-\w{4}$/.exec(document.getElementById('fingerprint-short').textContent)?.[0]).then((found) => found.jsonValue());
  await page.click('#share');
  await choose(page, 'Proposal');
  const block = await field(page);
  const headline = await text(page, '#headline');
  assert.ok(block.startsWith(`**${headline}**`), block);
  assert.match(block, /\| Target reserve ratio \| 30\s% \| 20\s% \|/);
  assert.ok(block.includes(`(${url}#honey/1?target-reserve-ratio=0.3&runs=60&fingerprint=${short})`), block);
  assert.ok(await page.$$eval('#share-dialog button', (all) => all.some((button) => button.textContent === 'Copy picture' && !button.hidden)));
  // Who follows it finds it proved.
  await page.evaluate((link) => { location.hash = link; }, `#honey/1?target-reserve-ratio=0.3&runs=60&fingerprint=${short}`);
  await page.waitForFunction(() => document.getElementById('verdict').dataset.is === 'same');
});

inEachBrowser('a proposal of two scenarios tells what lies between them', async ({ page, url }) => {
  await open(page, url, 'honey/1?target-reserve-ratio=0.3&runs=60&goal=0.9&pinned-target-reserve-ratio=0.2');
  await page.click('#share');
  await choose(page, 'Proposal');
  await page.waitForFunction(() => document.querySelector('#share-dialog textarea').value.includes('From A to B'));
  const block = await field(page);
  for (const id of ['#headline', '#lede']) assert.ok(block.includes(await text(page, id)), block);
  assert.match(block, /B ends better, with the higher saturation, in \d+\s%\s±\s\d+\s% of the runs, A in /);
  assert.match(block, /\| What differs \| A \| B, here \| by default \|/);
  assert.match(block, /\| Target reserve ratio \| 20\s% \| 30\s% \| 20\s% \|/);
  assert.match(block, /\| The goal of saturation \| 90\s% \| 90\s% \| 80\s% \|/);
  assert.match(block, /^\*\(The picture goes here/m);
});

inEachBrowser('a fingerprint that was found false is not handed on', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20&fingerprint=0000-0000');
  await page.waitForFunction(() => document.getElementById('verdict').dataset.is === 'other');
  const right = await text(page, '#fingerprint-short');
  await page.click('#share');
  assert.equal(await field(page), `${url}#honey/1?runs=20&fingerprint=${right}`);
  assert.match(await text(page, '#share-dialog'), new RegExp(`claims 0000-0000, which its numbers do not have. This one has the right fingerprint, ${right}`));
  await page.keyboard.press('Escape');
  await page.click('#embed');
  assert.ok((await page.$eval('#embed-dialog textarea', (area) => area.value)).includes(`fingerprint=${right}`));
});

test('what a format reads as syntax is escaped', () => {
  const sentence = 'A *bold* [claim](https://example.org) of _5_ <b>\\ `100` | ~~all~~ &amp;';
  const [markdown, bbcode] = ['Markdown', 'BBCode'].map((name) => format(name).write(sentence, 'https://example.org/#honey/1'));
  const tokens = markdownIt({ html: true, linkify: true }).parseInline(markdown, {})[0].children;
  assert.deepEqual(tokens.filter(({ type }) => type !== 'text').map(({ type }) => type).filter((type) => type !== 'text_special'), ['link_open', 'link_close']);
  assert.equal(tokens.map(({ content }) => content).join(''), sentence);
  assert.equal(bbcode.match(/[[\]]/g).length, 4);
});

inEachBrowser('a text that a place would cut is warned of, and only there', async ({ page, url }) => {
  await open(page, url, long(2200));
  await page.click('#share');
  const told = () => page.$$eval('#share-dialog .notice', (notices) => notices.map((notice) => notice.textContent));
  const length = [...await field(page)].length;
  assert.ok(length > 2000 && length < 2953, `${length} characters`);
  assert.deepEqual(await told(), [`A message on Discord holds 2,000 characters; this has ${String(length).replace(/(?=...$)/, ',')}.`]);
  await choose(page, 'Proposal');
  assert.match((await told()).join(), /^A message on Discord holds 2,000 characters; this has [2-9],\d{3}\.$/);
  await choose(page, 'BBCode');
  assert.deepEqual(await told(), []);
});

test('X counts any link as 23 characters and wide ones as two', () => {
  const address = `https://example.org/#${'x'.repeat(500)}`;
  for (const [words, comesTo] of [['a'.repeat(256), null], ['a'.repeat(257), 281], ['–'.repeat(256), null], ['%'.repeat(128) + '→'.repeat(65), 282]]) {
    const told = format('Text').limits.map((limit) => limit(`${words} ${address}`, address)).filter(Boolean);
    assert.deepEqual(told, comesTo ? [`A post on X holds 280 characters; this comes to ${comesTo}, any link being 23 there.`] : []);
  }
});

inEachBrowser('the QR code leads to the link, light and dark, and follows it', async ({ page, url }) => {
  for (const theme of ['light', 'dark']) {
    await open(page, url, LINK);
    await page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
    await page.click('#share');
    assert.equal(await page.$eval('#share-dialog svg[role=img]', (svg) => svg.ariaLabel), 'QR code of the link');
    assert.equal(await scanned(page), `${url}#${LINK}`);
  }
  await page.keyboard.press('Escape');
  await slide(page, 'Target reserve ratio', ['0.3']);
  await ready(page);
  await page.click('#share');
  const address = await field(page);
  assert.match(address, /target-reserve-ratio=0\.3/);
  assert.equal(await scanned(page), address);
});

inEachBrowser('a long link’s QR code can be read off a small screen', async ({ page, url }) => {
  await page.setViewport({ width: 320, height: 640, deviceScaleFactor: 2 });
  // Not of 1,000 to 1,091 characters: jsQR has a place of such codes' patterns wrong (74 for 78).
  await open(page, url, long(900));
  await page.click('#share');
  assert.equal(await scanned(page), await field(page));
});

inEachBrowser('a link too long for a QR code is said to be', async ({ page, url }) => {
  await open(page, url, long(3200));
  await page.click('#share');
  assert.match(await text(page, '.share-code'), /too long for a QR code, which holds 2,953 characters/);
  assert.equal(await page.$('#share-dialog svg[role=img]'), null);
});

inEachBrowser('a sentence is shared with its own scenario only', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=50');
  await page.click('#share');
  await choose(page, 'Text');
  // Too large for a tab: the page still shows the one before, and the dialog says nothing of it.
  await page.evaluate(() => { location.hash = '#honey/1?runs=10000000'; });
  await page.waitForFunction(() => document.getElementById('notices').textContent.includes('take fewer runs'));
  assert.equal(await field(page), `Apiary: Honey ${url}#honey/1?runs=10000000`);
  assert.match(await text(page, '#share-dialog'), /no result of this scenario yet/);
  await page.evaluate(() => { location.hash = '#honey/1?runs=60'; });
  await page.waitForFunction(() => document.querySelector('#share-dialog textarea').value.includes('of 60 simulated'));
  await ready(page);
  assert.doesNotMatch(await text(page, '#share-dialog'), /no result of this scenario yet/);
});

inEachBrowser('the Share dialog is in nobody’s way, wide and narrow, light and dark', async ({ name, page, url }) => {
  for (const link of [LINK, long(3200)]) {
    await open(page, url, link);
    await page.click('#share');
    await choose(page, 'Markdown');
    for (const width of [1440, 390, 320]) {
      await page.setViewport({ width, height: 640 });
      await rested(page);
      const { over, small } = await page.$eval('#share-dialog', (dialog) => ({
        over: dialog.scrollWidth - dialog.clientWidth,
        small: [...dialog.querySelectorAll('button')].filter((button) => !button.hidden && button.getBoundingClientRect().height < 44).length,
      }));
      assert.equal(over, 0);
      if (width < 700) assert.equal(small, 0);
      // What axe reads is the same in both browsers, but for where things stand.
      if (name === 'chromium' || width === 320) await unhinderedInBoth(page, `${link.slice(0, 60)} at ${width} pixels`);
    }
  }
});
