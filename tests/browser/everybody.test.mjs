// Everybody: axe on every view in every state, small screens, zoom, paper, high contrast; and a reader's tasks by
// keyboard, by touch, and by what a screen reader is told.
import assert from 'node:assert/strict';
import { beyond, unhindered, unhinderedAtAnyWidth } from './axe.mjs';
import { inChromium, inEachBrowser, PATIENCE, ready, settled } from './harness.mjs';
import { follow, open, text } from './reader.mjs';

/** States of the page: a link, what is asked, unfolded or pressed there, and whether in a frame. Dialogs have tests of their own. */
const STATES = {
  'a changed scenario': { link: 'honey/1?throttle=0.02&seed=305&runs=50' },
  'a model at its defaults': { link: 'currents/1?runs=50' },
  'answered questions': { link: 'honey/1?runs=200&timesteps=12&threshold=productivity,0.84..0.94,saturation.mean&sensitivity=goal', answers: ['threshold', 'sensitivity'] },
  'a comparison': { link: 'currents/1?runs=50&timesteps=30&initial-user-balance=-1000&pinned-initial-user-balance=1000', answers: ['compare'] },
  'a link with mistakes': { link: 'honey/1?target-reserve-ratio=0&p-pull=1.5&colour=red&outflow-rate=abc&runs=20' },
  'a sweep of one parameter': { link: 'currents/1?integrity-coefficient=0.5,1&runs=20' },
  'a sweep of two': { link: 'honey/1?throttle=0,0.008&target-reserve-ratio=0.1,0.2&runs=20' },
  'a sweep of three': { link: 'honey/1?throttle=0.002,0.004&productivity=0.8,0.9&p-pull=0.6,0.7&runs=20' },
  'the planned analysis': { link: 'honey/1?runs=200&timesteps=24&planned=trend', answers: ['planned'] },
  'the list of keys': { link: 'honey/1?runs=20', opens: 'keys' },
  'what the words mean': { link: 'honey/1?throttle=0.002,0.008&runs=20', opens: 'words-open' },
  'one run, and a trend': { link: 'currents/1?runs=1&view-as=trend&view=user-balance' },
  'facets of a sweep': { link: 'honey/1?throttle=0.002,0.008&target-reserve-ratio=0.1,0.2&runs=20&view-as=facets' },
  'all that is said of a model': { link: 'currents/1?runs=20', unfolds: ['check', 'about', 'diagram', 'equations', 'quirks'] },
  'a false fingerprint': { link: 'honey/1?runs=20&fingerprint=aaaa-aaaa' },
  'a frame': { link: 'honey/1?runs=20', framed: true },
  'a frame with notices': { link: 'currents/1?runs=20&sum-volume=0&nokey', framed: true },
};

/** Brings the page into a state, with all that can be unfolded unfolded. */
async function bring(page, url, { link, answers = [], unfolds = [], opens, framed }) {
  await open(page, framed ? `${url}?embed=1` : url, link);
  for (const answer of answers) {
    await page.waitForFunction((id) => {
      const answer = document.getElementById(`${id}-answer`);
      return !answer.hidden && !answer.matches('.old, .so-far') && !document.querySelector(`#${id}-progress.busy`);
    }, {}, answer);
  }
  for (const part of unfolds) {
    await page.$eval(`#${part}-section`, (section) => { section.open = true; });
    await page.waitForFunction((id) => document.querySelectorAll(`#${id}-section > :not(summary)`)[0].textContent !== '', {}, part);
  }
  await page.evaluate((id) => {
    for (const part of document.querySelectorAll('main details:not(.asked), #fingerprint')) part.open = true;
    for (const button of document.querySelectorAll('.row-about')) button.click();
    if (id) document.getElementById(id).click();
  }, opens);
}

/** What can be pressed and is lower than a thumb needs. */
const low = (page) => page.evaluate(() => [...document.querySelectorAll('button, a, select, summary, .field, .track, .keys-on')]
  .filter((target) => target.checkVisibility() && target.id !== 'skip' && !target.closest('p, dd, td'))
  // A link in a line of text has the line's height.
  .filter((target) => target.getBoundingClientRect().height < 43.5)
  .map((target) => target.outerHTML.slice(0, 80)));

for (const [title, state] of Object.entries(STATES)) {
  inEachBrowser(`${title} is in nobody’s way, from 1440 pixels to 320, light and dark, and has room for thumbs`, async ({ name, page, url, problems }) => {
    await page.setViewport({ width: 1440, height: 900 });
    await bring(page, url, state);
    await unhinderedAtAnyWidth(name, page, title, async (width) => {
      if (width < 700 && !state.framed) assert.deepEqual(await low(page), [], `${title}, ${width}`);
    });
    problems.splice(0, problems.length, ...problems.filter((problem) => !/frame-ancestors/.test(problem)));
  });
}

inEachBrowser('on paper there are sentence, picture, parameters and link, and no controls that only a screen has', async ({ name, page, url }) => {
  await open(page, url, 'honey/1?throttle=0.014&runs=100');
  const paper = await page.pdf({ format: 'A4' });
  assert.ok(paper.length > 20_000);
  assert.equal(await text(page, '#printed'), `${url}#honey/1?throttle=0.014&runs=100`);
  if (name !== 'chromium') return;
  await page.setViewport({ width: 720, height: 1000 });
  await page.emulateMediaType('print');
  const seen = (selector) => page.evaluate((what) => [...document.querySelectorAll(what)].some((element) => element.checkVisibility({ visibilityProperty: true })), selector);
  for (const shown of ['#headline', '#main', '.row-name', '.track-line', '.field', '#printed', '#charts canvas']) assert.ok(await seen(shown), `${shown} is printed`);
  for (const gone of ['#share', '.sweep', '.row-about', '.row-reset', '#questions', '.switch', '#keys', '.skip']) assert.ok(!(await seen(gone)), `${gone} is not printed`);
  assert.equal(await beyond(page), 0);
  // Of a sweep it says whose runs the picture draws.
  await follow(page, 'honey/1?throttle=0.004,0.008&runs=20');
  assert.ok(await seen('#subset-told') && !(await seen('#subsets')));
});

inChromium('nothing moves for those who ask for that', async ({ page, url }) => {
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await open(page, url, 'honey/1?runs=20');
  await settled(page, () => page.click('.sweep'));
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
    const { transitionDuration, animationName } = getComputedStyle(element);
    return animationName !== 'none' || transitionDuration.split(', ').some((duration) => parseFloat(duration) > 0);
  }).map((element) => element.className));
  assert.deepEqual(moving, []);
});

inChromium('where the system sets the colours, tracks, marks and choices can still be told', async ({ page, url }) => {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  await open(page, url, 'honey/1?throttle=0.014&target-reserve-ratio=0&runs=50');
  const style = (selector, property) => page.$eval(selector, (element, what) => getComputedStyle(element)[what], property);
  const ground = await style('body', 'backgroundColor');
  const canvas = ground === 'rgba(0, 0, 0, 0)' ? await style('html', 'backgroundColor') : ground;
  for (const drawn of ['.track-line', '.track-fill', '.track-tick']) assert.notEqual(await style(drawn, 'backgroundColor'), canvas, drawn);
  assert.notEqual(await style('.tabs [aria-selected=true]', 'borderBottomColor'), await style('.tabs [aria-selected=false]', 'borderBottomColor'));
  assert.notEqual(await style('.switch [aria-pressed=true]', 'outlineStyle'), 'none');
  // What is not chosen leaves the line below whole.
  for (const other of ['.tabs [aria-selected=false]', '.models a:not([aria-current])']) assert.equal(await style(other, 'borderBottomWidth'), '0px', other);
  assert.equal(await style('.field:has([aria-invalid=true])', 'borderTopStyle'), 'dashed');
  // Whatever has the focus is ringed, the slider around its track.
  for (const focused of ['#share', '.questions a', '.tabs [aria-selected=true]', '#headline [role=slider]', '.sweep', '.asked > summary']) {
    await page.focus(focused);
    assert.ok((await style(focused, 'outlineStyle')) !== 'none' && (await style(focused, 'outlineColor')) !== canvas, `${focused} shows that it has the focus`);
  }
  await page.focus('.track input');
  const ring = await page.$eval('.track', (track) => getComputedStyle(track, '::after').borderTopColor);
  assert.ok(ring !== canvas && ring !== '', 'a slider shows that it has the focus');
  await unhindered(page, 'with the system’s colours');
});

inChromium('with more contrast asked for, what was grey is ink', async ({ page, url }) => {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-contrast', value: 'more' }] });
  await open(page, url, 'honey/1?runs=50');
  const colour = (selector) => page.$eval(selector, (element) => getComputedStyle(element).color);
  assert.equal(await colour('.row-help'), await colour('#headline'));
});

/** Presses keys and counts them. */
class Keyboard {
  count = 0;
  constructor(page) { this.page = page; }
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
    this.count += keys.length;
  }
  /** Moves on until what has the focus says so. */
  async to(pattern) {
    for (let left = 60; left > 0; left -= 1) {
      const focused = await this.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
      if (pattern.test(focused)) return;
      await this.press('Tab');
    }
    assert.fail(`no key leads to ${pattern}`);
  }
}

inEachBrowser('a reader’s tasks take few keys, with Tab, arrows and Enter alone', async ({ page, url }) => {
  await open(page, url);
  const raise = new Keyboard(page);
  await raise.to(/^Target reserve ratio$/);
  await raise.press('PageUp', 'PageUp');
  await page.waitForFunction(() => /target reserve of 30\s%.* (?:7|8)\d\s%\s±/.test(document.getElementById('headline').textContent));
  assert.ok(raise.count <= 12, `raising the target reserve takes ${raise.count} keys`);

  await open(page, url);
  const matters = new Keyboard(page);
  await matters.to(/^Which matters more/);
  await matters.press('Enter');
  await page.waitForFunction(() => /^The target reserve ratio decides/.test(document.getElementById('headline').textContent));
  assert.ok(matters.count <= 16, `what matters more takes ${matters.count} keys`);

  await open(page, url);
  const fair = new Keyboard(page);
  await fair.to(/^Currents$/);
  await settled(page, () => fair.press('Enter'));
  await fair.to(/^Is a member who has spent more treated fairly/);
  await fair.press('Enter');
  await page.waitForFunction(() => /members end with a mean credit \d+/.test(document.getElementById('headline').textContent));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'headline', 'the answer has the focus');
  assert.ok(fair.count <= 16, `fairness takes ${fair.count} keys`);

  const share = new Keyboard(page);
  await share.press('s');
  await share.to(/^Copy$/);
  assert.ok(share.count <= 3, `sharing takes ${share.count} keys`);
  assert.match(await page.$eval('#share-dialog .share-text', (area) => area.value), /#currents\/1\?initial-user-balance=-200/);
});

inChromium('the same tasks are told by names and roles alone', async ({ page, url }) => {
  await open(page, url, 'currents/1');
  const all = async () => {
    const found = [];
    const visit = (node) => { found.push(node); node.children?.forEach(visit); };
    visit(await page.accessibility.snapshot());
    return found;
  };
  // What is told follows a little later than what is shown.
  const found = async (role, pattern) => {
    for (const until = Date.now() + PATIENCE; Date.now() < until;) {
      const node = (await all()).find((candidate) => candidate.role === role && pattern.test(candidate.name));
      if (node) return node;
    }
    return assert.fail(`${role} ${pattern}`);
  };
  const act = async (role, pattern) => (await (await found(role, pattern)).elementHandle()).click();
  await act('link', /^Honey$/);
  await page.waitForFunction(() => /target reserve/.test(document.getElementById('headline').textContent));
  await ready(page);
  await (await (await found('slider', /^Target reserve ratio$/)).elementHandle()).focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true' && location.hash.includes('0.3'));
  assert.match(await page.$eval('#headline [role=slider]', (moved) => moved.getAttribute('aria-valuetext')), /^30\s%$/);
  await act('link', /^Which matters more/);
  await page.waitForFunction(() => /^The target reserve ratio decides/.test(document.getElementById('headline').textContent));
  await found('heading', /^The target reserve ratio decides/);
  await act('link', /^Currents$/);
  await page.waitForFunction(() => /incoming payments/.test(document.getElementById('headline').textContent));
  await ready(page);
  await act('link', /^Is a member who has spent more treated fairly/);
  await page.waitForFunction(() => /members end with a mean credit \d+/.test(document.getElementById('headline').textContent));
  await act('button', /^Share$/);
  await found('dialog', /^Share$/);
});

inEachBrowser('the headline’s values are 44 pixels high to a thumb', async ({ page, url }) => {
  for (const [width, link] of [[390, 'honey/1?runs=20'], [320, 'currents/1?runs=20']]) {
    await page.setViewport({ width, height: 844 });
    await open(page, url, link);
    const missed = await page.$$eval('#headline [role=slider]', (values) => values.flatMap((value) => {
      const { left, top, width: wide, height } = value.getBoundingClientRect();
      const [x, y] = [left + wide / 2, top + height / 2];
      return [-21, 0, 21].filter((away) => document.elementFromPoint(x, y + away) !== value).map((away) => `${value.textContent} ${away}`);
    }));
    assert.deepEqual(missed, [], `${link} at ${width}`);
  }
});

inEachBrowser('Share, Export and the keys have room in a window, wide and narrow', async ({ page, url }) => {
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await page.setViewport({ width, height });
    await open(page, url, 'currents/1?runs=20&timesteps=30&initial-user-balance=-1000&pinned-initial-user-balance=1000&fingerprint=aaaa-aaaa');
    for (const opener of ['share', 'export-open', 'keys']) {
      await page.$eval(`#${opener}`, (button) => button.click());
      const { room, needs } = await page.$eval('dialog[open]', (dialog) => ({ room: dialog.clientHeight, needs: dialog.scrollHeight }));
      assert.ok(needs <= room, `${opener} at ${width}: ${needs} in ${room}`);
      await page.$eval('dialog[open]', (dialog) => dialog.close());
    }
  }
});

inChromium('a thumb moves the headline’s values, and scrolls the page over them', async ({ page, url }) => {
  await page.setViewport({ width: 390, height: 800, hasTouch: true, isMobile: true });
  await open(page, url, 'honey/1?runs=50');
  const { x, y } = await (await page.$('#headline [data-key=target-reserve-ratio]')).boundingBox();
  const finger = await page.touchscreen.touchStart(x + 8, y + 8);
  for (let moved = 6; moved <= 60; moved += 6) await finger.move(x + 8 + moved, y + 8);
  // A finger that leaves while it moves throws the page, and the browser takes the next tap to hold it: a hand rests.
  await new Promise((resolve) => { setTimeout(resolve, 200); });
  await finger.end();
  await page.waitForFunction(() => location.hash === '#honey/1?target-reserve-ratio=0.25&runs=50');
  // The sentence has other lines now, and what is below it another place.
  await ready(page);
  await page.evaluate(() => [...document.querySelectorAll('#questions a:not(.before)')].at(1).scrollIntoView({ inline: 'center' }));
  const question = await page.$$('#questions a:not(.before)');
  await question[1].tap();
  await page.waitForFunction(() => /decides/.test(document.getElementById('headline').textContent));
  await (await page.$('#share')).tap();
  assert.equal(await page.evaluate(() => document.querySelector('dialog[open]')?.id), 'share-dialog');
});
