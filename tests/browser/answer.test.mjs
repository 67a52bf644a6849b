// The answer: in sight while something is moved out of its sight, told once to who listens, and its values typed in place.
import assert from 'node:assert/strict';
import { inEachBrowser, ready } from './harness.mjs';
import { hash, open, text, type } from './reader.mjs';

const bring = (page, selector, block = 'center') => page.$eval(selector, (element, where) => element.scrollIntoView({ block: where }), block);
const top = (page, selector) => page.$eval(selector, (element) => element.getBoundingClientRect().top);
const out = (page) => page.waitForSelector('#sticky:not([hidden])');
const gone = (page) => page.waitForSelector('#sticky[hidden]');
/** The strip's words. */
const stripped = (page) => text(page, '.sticky-result');

/** Moves a slider by a step, as a finger or the pointer does. */
const move = (page, selector, ...kinds) => page.$eval(selector, (input, types) => {
  input.value = String(Number(input.value) + Number(input.step));
  for (const kind of types) input.dispatchEvent(new Event(kind, { bubbles: true }));
}, kinds);

/** How far the strip reaches over what is moved or has the focus, with its ring, in pixels. */
const overlap = (page, selector) => page.evaluate((moved) => {
  const strip = document.getElementById('sticky').getBoundingClientRect();
  const places = [document.querySelector(moved), document.activeElement].map((element) => (element.closest('.field, .track') ?? element).getBoundingClientRect());
  return Math.max(...places.filter(({ height }) => height < 300).map((place) => Math.min(strip.bottom, place.bottom + 3) - Math.max(strip.top, place.top - 3)));
}, selector);

/** Waits of so many milliseconds and more wait until the test lets them pass. */
const holdTime = (page, long = 2000) => page.evaluateOnNewDocument((least) => {
  const [begin, end] = [globalThis.setTimeout, globalThis.clearTimeout];
  const waiting = new Map();
  let last = 0;
  globalThis.setTimeout = (act, wait = 0) => {
    if (wait < least) return begin(act, wait);
    waiting.set((last -= 1), act);
    return last;
  };
  globalThis.clearTimeout = (id) => (id < 0 ? waiting.delete(id) : end(id));
  globalThis.passTime = () => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const act of due) act();
  };
}, long);

inEachBrowser('the answer stays in sight while a slider moves out of its sight, and nothing moves under the hand', async ({ page, url }) => {
  await holdTime(page);
  for (const width of [1440, 390, 320]) {
    await page.setViewport({ width, height: 844 });
    await open(page, url, 'honey/1?runs=60');
    const slider = '#world .row:last-child input[type=range]';
    await bring(page, slider);
    const before = await top(page, slider);
    assert.equal(await page.$eval('#sticky', (strip) => strip.hidden), true);
    await move(page, slider, 'input');
    await out(page);
    await ready(page);
    const { left, right } = await page.$eval('#sticky', (strip) => strip.getBoundingClientRect().toJSON());
    assert.deepEqual([left, right], [0, await page.evaluate(() => document.documentElement.clientWidth)]);
    const figure = await page.$eval('#headline', (headline) => headline.querySelector('.part-result').textContent);
    assert.ok((await stripped(page)).includes(figure), `${await stripped(page)} tells ${figure}`);
    const colours = await page.waitForFunction(() => {
      const canvas = document.querySelector('#sticky canvas');
      if (canvas.width < 100) return 0;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok((await colours.jsonValue()) > 10, `${width}: the picture is drawn`);
    const within = await page.$eval('#sticky', (strip) => {
      const { bottom } = strip.getBoundingClientRect();
      return [...strip.querySelectorAll('p, canvas')].every((part) => part.getBoundingClientRect().bottom <= bottom)
        && strip.querySelector('canvas').offsetHeight > 80;
    });
    assert.ok(within, `${width}: words and picture have room`);
    assert.ok((await overlap(page, slider)) <= 0, `${width}: it hides what is moved`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await move(page, slider, 'change');
    await ready(page);
    assert.equal(await page.$eval('#sticky', (strip) => strip.hidden), false);
    await page.evaluate(() => globalThis.passTime());
    await gone(page);
    assert.equal(await top(page, slider), before);
  }
});

inEachBrowser('a field, a reset and a value of the headline bring the answer, too, and it says what it was before', async ({ page, url }) => {
  await page.setViewport({ width: 1000, height: 600 });
  await open(page, url, 'honey/1?runs=60');
  const was = await page.$$eval('#headline :is(.part-result, .part-error)', (parts) => parts.map((part) => part.textContent).join(' '));
  const input = '#world .row:nth-child(2) .field input';
  await bring(page, input, 'end');
  await page.$eval(input, (field) => { field.focus({ preventScroll: true }); });
  await page.keyboard.type('0.95');
  await page.keyboard.press('Enter');
  await out(page);
  await page.waitForFunction((figure) => document.getElementById('sticky').textContent.includes(`before: ${figure}`), {}, was);
  assert.ok((await overlap(page, input)) <= 0, 'it hides the field');
  await page.keyboard.press('Escape');
  await gone(page);
  await page.$eval('#world .row:nth-child(2) .row-reset', (reset) => reset.click());
  await out(page);
  await page.evaluate(() => scrollTo(0, 0));
  await page.setViewport({ width: 1000, height: 420 });
  await gone(page);
  await page.focus('#headline [data-key]');
  await page.keyboard.press('ArrowUp');
  await out(page);
  assert.ok((await overlap(page, '#headline [data-key]')) <= 0, 'it hides the value');
});

inEachBrowser('the strip says what both scenarios of a comparison come to, and nothing while a sweep’s maps are seen', async ({ page, url }) => {
  await page.setViewport({ width: 1000, height: 700 });
  await open(page, url, 'honey/1?runs=60&target-reserve-ratio=0.3&pinned-target-reserve-ratio=0.2');
  assert.equal(await page.$eval('main', (main) => main.dataset.says), 'comparison');
  const slider = '#world .row:last-child input[type=range]';
  await bring(page, slider);
  await move(page, slider, 'input', 'change');
  await out(page);
  const pinned = 'A: 17\u202f%\u00a0±\u202f5\u202f%';
  assert.ok((await stripped(page)).includes(pinned), await stripped(page));
  await page.waitForFunction((a) => {
    // The table may have a digit more, for its difference.
    const b = Math.round(parseFloat(document.querySelector('#compare-table tbody:last-child td:nth-child(3)')?.textContent ?? ''));
    const says = document.querySelector('.sticky-result').textContent;
    return document.documentElement.dataset.ready === 'true' && says.includes(`${b}\u202f%`) && says.includes(a);
  }, {}, pinned);
  await page.setViewport({ width: 1000, height: 3000 });
  await open(page, url, 'honey/1?runs=20&throttle=0.004,0.008&target-reserve-ratio=0.15,0.2');
  await page.setViewport({ width: 1000, height: 700 });
  await bring(page, '#maps', 'start');
  await move(page, '#policy .row:first-child ~ .row:not(.swept) input[type=range], #world .row input[type=range]', 'input', 'change');
  await ready(page);
  assert.equal(await page.$eval('#sticky', (strip) => strip.hidden), true);
  await bring(page, slider);
  await move(page, slider, 'input', 'change');
  await out(page);
});

inEachBrowser('the strip gives way to what gets the focus, goes where the picture is seen, and leaves links alone', async ({ page, url }) => {
  await page.setViewport({ width: 1000, height: 700 });
  await open(page, url, 'honey/1?runs=60');
  const [low, high] = ['#world .row:last-child input[type=range]', '#world .row:first-child input[type=range]'];
  await bring(page, low, 'end');
  await move(page, low, 'input', 'change');
  await out(page);
  assert.equal(await top(page, '#sticky'), 0);
  await bring(page, high, 'start');
  await page.focus(high);
  await move(page, high, 'input', 'change');
  await page.waitForFunction(() => document.getElementById('sticky').getBoundingClientRect().top > 100);
  assert.ok((await overlap(page, high)) <= 0);
  await bring(page, '#stage', 'start');
  await gone(page);
  await bring(page, low, 'end');
  await page.evaluate(() => document.querySelector('#questions a').click());
  await page.waitForFunction(() => location.hash !== '#honey/1?runs=60');
  await ready(page);
  assert.equal(await page.$eval('#sticky', (strip) => strip.hidden), true);
});

/** Keeps all that the page's region for the answer says, from the first moment. */
const listen = (page) => page.evaluateOnNewDocument(() => {
  globalThis.heard = [];
  addEventListener('DOMContentLoaded', () => {
    const place = document.getElementById('spoken');
    if (place) new MutationObserver(() => globalThis.heard.push(place.textContent)).observe(place, { childList: true, characterData: true, subtree: true });
  });
});
/** All that has been heard once everything has rested for a while. */
async function heard(page) {
  await ready(page);
  await page.evaluate(() => globalThis.passTime());
  return page.evaluate(() => globalThis.heard);
}

inEachBrowser('who listens hears each answer once, when it has settled, and nothing on load or where it stays the same', async ({ page, url }) => {
  await holdTime(page, 600);
  await listen(page);
  await open(page, url, 'honey/1?runs=60');
  assert.deepEqual(await heard(page), []);
  assert.equal(await page.$eval('#spoken', (place) => `${place.role ?? place.getAttribute('role')}`), 'status');
  await page.focus('#headline [data-key=target-reserve-ratio]');
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowUp');
  await ready(page);
  const sentence = await text(page, '#headline');
  assert.match(sentence, /target reserve of 22\.5/);
  assert.deepEqual(await heard(page), [sentence]);
  await page.evaluate(() => document.querySelector('#tabs button:nth-child(2)').click());
  await page.waitForFunction(() => location.hash.includes('view=price'));
  assert.deepEqual(await heard(page), [sentence], 'another picture is no other answer');
  await type(page, 'Productivity', '0.95');
  await ready(page);
  assert.deepEqual(await heard(page), [sentence, await text(page, '#headline')]);
});

inEachBrowser('who asks a question hears its conclusion, and of no analysis that is unseen', async ({ page, url }) => {
  await holdTime(page, 600);
  await listen(page);
  await page.evaluateOnNewDocument(() => {
    globalThis.unseen = [];
    addEventListener('DOMContentLoaded', () => {
      if (document.body) new MutationObserver((changes) => {
        for (const { target } of changes) {
          const status = target instanceof Element ? target.closest('.asked-progress [role=status]') : null;
          if (status?.textContent && !status.checkVisibility()) globalThis.unseen.push(status.textContent);
        }
      }).observe(document.body, { childList: true, subtree: true });
    });
  });
  await open(page, url, 'honey/1?runs=40&timesteps=24');
  assert.deepEqual(await heard(page), []);
  await page.waitForFunction(() => /^[a-z\d]{4}-/.test(document.getElementById('fingerprint-short').textContent));
  await page.evaluate(() => { location.hash = '#honey/1?runs=40&timesteps=24&sensitivity=goal'; });
  await page.waitForFunction(() => !document.querySelector('#sensitivity-progress.busy') && document.getElementById('sensitivity-conclusion').textContent !== '' && !document.querySelector('#sensitivity-answer:is([hidden], .so-far, .old)'), { timeout: 90_000 });
  const conclusion = await text(page, '#sensitivity-conclusion');
  assert.deepEqual(await heard(page), [conclusion]);
  assert.deepEqual(await page.evaluate(() => globalThis.unseen), []);
});

const typing = (page) => page.waitForSelector('.headline-field input:focus');
const closed = (page) => page.waitForFunction(() => !document.querySelector('.headline-field'));
const focused = (page) => page.evaluate(() => document.activeElement.dataset.key ?? document.activeElement.localName);

inEachBrowser('a value of the headline is typed in its place, and escape puts it back', async ({ page, url }) => {
  await page.setViewport({ width: 1200, height: 900 });
  await open(page, url, 'honey/1?runs=20');
  const value = '#headline [data-key=target-reserve-ratio]';
  await page.focus(value);
  await page.keyboard.type('30');
  await typing(page);
  const [field, place] = await Promise.all(['.headline-field .field', value].map((selector) => page.$eval(selector, (element) => element.getBoundingClientRect().toJSON())));
  assert.ok(field.left <= place.left && field.right >= place.right && Math.abs(field.top + field.bottom - place.top - place.bottom) < 4, 'it lies over its value');
  await page.keyboard.press('Enter');
  await closed(page);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.3&runs=20');
  assert.equal(await focused(page), 'target-reserve-ratio');
  await page.keyboard.press('Enter');
  await typing(page);
  await page.keyboard.type('5');
  await page.keyboard.press('Escape');
  await closed(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.3&runs=20');
  assert.equal(await focused(page), 'target-reserve-ratio');
  await page.keyboard.press('Enter');
  await typing(page);
  await page.keyboard.press('Enter');
  await closed(page);
  assert.equal(await focused(page), 'target-reserve-ratio');
  await page.keyboard.type('25 %');
  await page.keyboard.press('Tab');
  await closed(page);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.25&runs=20');
  assert.equal(await focused(page), 'throttle');
  await page.focus('#headline [data-key=goal]');
  await page.keyboard.type('60');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.includes('goal=0.6'));
});

inEachBrowser('what cannot be used stays in the headline’s field with its reason', async ({ page, url }) => {
  for (const width of [1200, 320]) {
    await page.setViewport({ width, height: 900 });
    await open(page, url, 'honey/1?runs=20');
    await page.click('#headline [data-key=throttle]', { count: 2 });
    await typing(page);
    await page.keyboard.type('soon');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /Throttle cannot be “soon”: it is no number; write one like.*The charts still show 0\.8/.test(document.querySelector('.headline-field .field-error').textContent));
    assert.equal(await page.$eval('.headline-field input', (input) => input.value), 'soon');
    assert.equal(await hash(page), '#honey/1?runs=20');
    const { left, right } = await page.$eval('.headline-field', (place) => place.getBoundingClientRect().toJSON());
    assert.ok(left >= 0 && right <= width, `${width}: ${left} to ${right}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await page.$eval('.headline-field input', (input) => input.select());
    await page.keyboard.type('1.2, 1.6');
    await page.keyboard.press('Enter');
    await closed(page);
    await ready(page);
    assert.equal(await hash(page), '#honey/1?throttle=0.012,0.016&runs=20');
  }
});

inEachBrowser('on a phone a tap opens a value’s field, and every value is large enough for a thumb', async ({ name, page, url }) => {
  for (const width of [390, 320]) {
    await page.setViewport({ width, height: 800, ...(name === 'chromium' ? { hasTouch: true, isMobile: true } : {}) });
    await open(page, url, 'honey/1?runs=20');
    const heights = await page.$$eval('#headline [data-key]', (values) => values.map((value) => {
      const { left, top, bottom, width: wide } = value.getBoundingClientRect();
      const middle = (top + bottom) / 2;
      return [-21.5, 21.5].every((down) => document.elementFromPoint(left + wide / 2, middle + down)?.closest('[data-key]'));
    }));
    assert.deepEqual(heights, heights.map(() => true));
  }
  if (name !== 'chromium') return;
  await (await page.$('#headline [data-key=throttle]')).tap();
  await typing(page);
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash === '#honey/1?throttle=0.01&runs=20');
});

inEachBrowser('who asks where the answer is out of sight is brought to it, and nobody else', async ({ page, url }) => {
  const ask = async (width, height) => {
    await page.setViewport({ width, height });
    await open(page, url, 'honey/1?runs=20');
    await page.evaluate(() => document.getElementById('questions').scrollIntoView({ block: 'center' }));
    await (await page.evaluateHandle(() => [...document.querySelectorAll('#questions a')].find(({ textContent }) => textContent.startsWith('Which matters more')))).click();
    await page.waitForFunction(() => location.hash.includes('throttle=') && !document.getElementById('question-told').hidden);
    await ready(page);
    return page.evaluate(() => ({
      seen: ['headline', 'question-told'].map((id) => document.getElementById(id).getBoundingClientRect()).every(({ top, bottom }) => top >= 0 && bottom <= innerHeight),
      has: document.activeElement?.id,
    }));
  };
  assert.deepEqual(await ask(390, 844), { seen: true, has: 'headline' });
  assert.deepEqual(await ask(1440, 900), { seen: true, has: '' });
});

inEachBrowser('what a link asks has its room before its answer comes, and nothing that is seen is pushed out of sight', async ({ name, page, url }) => {
  if (name !== 'chromium') return; // Others do not tell of shifts.
  await page.evaluateOnNewDocument(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) globalThis.shifted += value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.setViewport({ width: 1440, height: 900 });
  for (const [link, section] of [['honey/1?runs=100&sensitivity=goal', 'sensitivity'], ['honey/1?runs=200&threshold=productivity', 'threshold'], ['currents/1?runs=50&initial-user-balance=-1000&pinned-initial-user-balance=1000', 'compare']]) {
    await open(page, url, link);
    await page.waitForFunction((id) => !document.querySelector(`.asked.due, #${id}-answer:is([hidden], .so-far)`), { timeout: 90_000 }, section);
    const shifted = await page.evaluate(() => globalThis.shifted);
    assert.ok(shifted < 0.1, `${link}: ${shifted}`);
  }
});
