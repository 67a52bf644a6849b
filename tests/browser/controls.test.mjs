// The controls: what fields take and say, what rows tell, the headline's values, questions, keys.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inEachBrowser, ready } from './harness.mjs';
import { field, hash, open, text, type } from './reader.mjs';

const source = readFileSync(new URL('../../www/js/text.js', import.meta.url), 'utf8');
const { misread, numbers, spread, yearly } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const share = { symbol: '%', power: 2, decimals: 0 };
const monthly = { symbol: '% / month', power: 2, decimals: 1 };
const bare = { symbol: '', power: 0, decimals: 2 };

test('a field takes numbers as people write them', () => {
  const cases = [
    ['20', '0.2'], ['20%', '0.2'], ['20 %', '0.2'], ['20 percent', '0.2'], ['1e-3', '0.00001'], ['0,2', '0.002'], [',5', '0.005'], ['.2', '0.002'],
    ['5.', '0.05'], ['+5', '0.05'], ['12,5 %', '0.125'], ['1 000', '10'], ['1\'000', '10'], ['1,000', '10'], ['1.000,5', '10.005'], ['−2', '-0.02'], ['–2', '-0.02'],
  ];
  for (const [typed, link] of cases) assert.equal(numbers(share).read(typed), link, typed);
  for (const typed of ['0.8 % a month', '0.8%/month', '0.8 % per month', '0.8 % / months']) assert.equal(numbers(monthly).read(typed), '0.008', typed);
});

test('a list or a range is read however it is written', () => {
  for (const typed of ['10,20,30', '10, 20, 30', '10; 20; 30', '10 20 30', '10 and 20 and 30', '10 %, 20 %, 30 %']) {
    assert.equal(numbers(share).read(typed), '0.1,0.2,0.3', typed);
  }
  for (const typed of ['0,1; 0,2', '0,1 0,2', '0.1, 0.2']) assert.equal(numbers(bare).read(typed), '0.1,0.2', typed);
  for (const typed of ['10..30..5', '10..30', '10 to 30', '10-30', '10 – 30', '10 to 30 by 5', '30..10']) assert.equal(numbers(share).read(typed), '0.1..0.3..0.05', typed);
  assert.equal(numbers(bare).read('30..10..5'), '30..10..-5', 'a step leads to the end that is meant');
});

test('what is no number is told so, with what would be right', () => {
  for (const typed of ['abc', '20x', '1e', '1..', '..', '1/5', '٣']) {
    assert.match(misread(typed, share), /no number; write one like 20 or 20\s%, several like 10, 20, 30 or a range like 10\.\.30\.\.5/, typed);
    assert.equal(numbers(share).read(typed), typed, 'kept as it was typed');
  }
  assert.equal(misread('', share), '', 'nothing stands for the default');
});

test('a rate is told by the year, in the way that it adds up', () => {
  assert.equal(yearly(0.008, 'sum', 12), '9.6\u202f% a year');
  assert.equal(yearly(0.02, 'compound', 12), '27\u202f% a year');
  assert.equal(yearly(-0.02, 'compound', 12), '−21\u202f% a year');
  assert.equal(yearly(0.05, 'decay', 12), '46\u202f% a year');
});

test('a sweep leaves out a zero that is no small value', () => {
  assert.equal(spread({ from: 0, to: 0.032 }, { without: true }), '0.008..0.032..0.008');
  assert.equal(spread({ from: 0, to: 0.032 }, { without: true, through: 0.008 }), '0.004..0.032..0.004', 'with smaller ones');
});

/** Acts on the row of a parameter: gives the text of a part of it, or clicks it. */
const inRow = (page, label, selector, clicks = false) => page.evaluate((name, part, isClick) => {
  const row = [...document.querySelectorAll('.row')].find((candidate) => candidate.querySelector('label')?.textContent === name);
  const element = row.querySelector(part);
  if (isClick) element.click();
  return element.checkVisibility() ? element.textContent : '';
}, label, selector, clicks);

inEachBrowser('a row tells its year’s rate, its zero, and why its slider runs where it runs', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  assert.match(await inRow(page, 'Throttle', '.row-between'), /^= 9\.6\s% a year$/);
  assert.equal(await inRow(page, 'Throttle', '.row-why'), '');
  await inRow(page, 'Throttle', '.row-about', true);
  assert.match(await inRow(page, 'Throttle', '.row-why'), /from 0 to 3\.2\s% \/ month\. The planned analysis/);
  await type(page, 'Throttle', '0');
  await ready(page);
  assert.equal(await inRow(page, 'Throttle', '.row-between'), 'off');
  assert.match(await text(page, '#headline'), /and no throttle, /);
  await inRow(page, 'Throttle', '.row-reset', true);
  await ready(page);
  await inRow(page, 'Throttle', '.sweep', true);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?throttle=0.004..0.032..0.004&runs=20');
  assert.match(await inRow(page, 'Throttle', '.row-help'), /At 0 there is no limit/);
  assert.equal(await inRow(page, 'Throttle', '.row-between'), '8 points');
  await inRow(page, 'Throttle', '.row-reset', true);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?runs=20');
});

inEachBrowser('on the smallest screen no row’s name or sign lies under its field', async ({ page, url }) => {
  await page.setViewport({ width: 320, height: 800 });
  for (const model of ['honey/1', 'currents/1']) {
    await open(page, url, `${model}?runs=20`);
    const under = await page.$$eval('.row', (rows) => rows.filter((row) => {
      const { left } = row.querySelector('.field').getBoundingClientRect();
      return [...row.querySelectorAll('.row-name label, .row-about svg')].some((part) => part.getBoundingClientRect().right > left);
    }).map((row) => row.querySelector('label').textContent));
    assert.deepEqual(under, [], model);
  }
});

inEachBrowser('a zero that is no small value has its name in sweeps, too', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0,0.008&runs=50&view-subset=0');
  assert.match(await text(page, '#headline'), /With a throttle of 0\.8\s%.*; with the throttle off, none\./);
  assert.match(await text(page, '#subset-told'), /throttle off/);
  assert.match(await page.$eval('#subsets', (list) => list.options[0].textContent), /throttle off/);
});

inEachBrowser('a field keeps what it cannot use, in the reader’s words', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  await type(page, 'Outflow rate', '5 percents and more');
  const refused = await field(page, 'Outflow rate');
  assert.equal(refused.value, '5 percents and more');
  assert.match(refused.reason, /^Outflow rate cannot be “5 percents and more”: it is no number; .* The charts still show 5\s% \/ month\.$/);
  await type(page, 'Target reserve ratio', '0 %');
  assert.match((await field(page, 'Target reserve ratio')).reason, /“0 %”: the model divides by the target ratio/);
  await type(page, 'Runs', '1e9');
  assert.match((await field(page, 'Runs')).reason, /a whole number from 1 to 10,000,000\./);
});

inEachBrowser('who types a share into a field of per cents is asked, and not corrected', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  await type(page, 'Target reserve ratio', '0.25');
  await ready(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.0025&runs=20');
  assert.match(await inRow(page, 'Target reserve ratio', '.row-note'), /0\.25 is 0\.25\s%\. Use 25\s%/);
  await inRow(page, 'Target reserve ratio', '.row-note .link', true);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.25&runs=20');
  assert.equal(await inRow(page, 'Target reserve ratio', '.row-note'), '');
  await type(page, 'Target reserve ratio', '25,5');
  await ready(page);
  assert.match(await inRow(page, 'Target reserve ratio', '.row-note'), /^25,5 is read as two values\. Use 25\.5\s%$/);
  await inRow(page, 'Target reserve ratio', '.row-note .link', true);
  await ready(page);
  assert.equal(await hash(page), '#honey/1?target-reserve-ratio=0.255&runs=20');
});

inEachBrowser('what the world does not have is told of, at the top of a link’s page and in its row', async ({ page, url }) => {
  await open(page, url, 'honey/1?p-pull=1.5&initial-price=-10&runs=20');
  const notices = await text(page, '#notices');
  assert.match(notices, /Price pull is 1\.5 here\. A chance lies between 0 and 1\./);
  assert.match(notices, /starts from an impossible state: price −10/);
  assert.match(await inRow(page, 'Price pull', '.row-note'), /A chance lies between 0 and 1\. The charts show what the model makes of it\./);
  await inRow(page, 'Price pull', '.row-reset', true);
  await ready(page);
  assert.equal(await inRow(page, 'Price pull', '.row-note'), '');
});

inEachBrowser('a question’s fields speak of themselves, and of ends that are reversed', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20&timesteps=12&threshold=productivity');
  await type(page, 'Range from', '1.2');
  assert.match((await field(page, 'Range from')).reason, /“1\.2”: a range rises, so this end must lie below its other end, 1\. The charts still show 0\.7\./);
  await type(page, 'Range to', 'far');
  assert.match((await field(page, 'Range to')).reason, /“far”: it is not one number; write one like/);
  await type(page, 'Levels', 'high');
  assert.match((await field(page, 'Levels')).reason, /“high”: it is no number/);
  assert.equal(await hash(page), '#honey/1?runs=20&timesteps=12&threshold=productivity');
});

inEachBrowser('a link with a question opens where it is answered', async ({ page, url }) => {
  await page.setViewport({ width: 1000, height: 800 });
  for (const [link, section] of [['honey/1?runs=20&timesteps=12&planned=trend', 'planned'], ['honey/1?runs=20&timesteps=12&sensitivity=goal', 'sensitivity']]) {
    await open(page, url, link);
    await page.waitForFunction((id) => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 60, {}, `${section}-section`);
  }
  // A comparison is told on top.
  await open(page, url, 'currents/1?runs=20&pinned-sum-volume=10');
  await page.waitForFunction(() => document.getElementById('headline').textContent.startsWith('From A to B'));
  assert.equal(await page.evaluate(() => scrollY), 0);
  await open(page, url, 'currents/1?planned=trend');
  assert.match(await text(page, '#notices'), /currents\/1 has no key "planned"; the rest of the link is used\./);
});

inEachBrowser('the picture is whole on the first screen, and the questions to start from are one click from their answer', async ({ page, url }) => {
  // On a phone they stand between the picture and the controls, else above the picture.
  for (const [width, height, order] of [[1440, 900, ['questions', 'main', 'policy']], [390, 844, ['main', 'questions', 'policy']]]) {
    await page.setViewport({ width, height });
    await open(page, url);
    const places = await page.evaluate((ids) => ids.map((id) => document.getElementById(id).getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })), order);
    const picture = places[order.indexOf('main')];
    assert.ok(picture.bottom < height, `${width}: the picture goes down to ${picture.bottom}`);
    places.slice(1).forEach(({ top }, place) => assert.ok(top >= places[place].bottom, `${width}: ${order[place + 1]} stands at ${top}`));
    assert.ok(await page.$$eval('#questions a', (links) => links.length) >= 3);
  }
  await page.evaluate(() => [...document.querySelectorAll('#questions a')].find((link) => /throttle or ratio/.test(link.textContent)).click());
  await page.waitForFunction(() => /The target reserve ratio decides/.test(document.getElementById('headline').textContent));
  assert.equal(await page.$eval('#questions [aria-current]', (link) => link.textContent), 'Which matters more, throttle or ratio?');
});

inEachBrowser('questions beyond the edge are seen to be there, and come by a press', async ({ page, url }) => {
  for (const width of [1440, 390]) {
    await page.setViewport({ width, height: 900 });
    await open(page, url, 'currents/1?runs=20');
    const seen = () => page.$$eval('#questions a', (links) => links.map((link) => {
      const [box, line] = [link, link.parentElement].map((element) => element.getBoundingClientRect());
      return box.left >= line.left - 1 && box.right <= line.right + 1;
    }));
    const first = await seen();
    assert.ok(first[0] && !first.at(-1), `${width}: ${first}`);
    assert.equal(await page.$eval('.questions-line', (line) => line.classList.contains('beyond')), true);
    const label = () => page.$eval('.questions-more', (button) => button.ariaLabel);
    for (let presses = 0; await label() === 'More questions'; presses += 1) {
      assert.ok(presses < 9, `${width}: no end of questions`);
      await page.click('.questions-more');
    }
    assert.equal(await label(), 'Back to the first question');
    assert.equal((await seen()).at(-1), true);
    await page.click('.questions-more');
    assert.deepEqual(await seen(), first);
  }
  await page.setViewport({ width: 1440, height: 900 });
  await open(page, url, 'honey/1?runs=20');
  assert.equal(await page.$eval('.questions-more', (button) => button.checkVisibility()), false);
});

inEachBrowser('whether a member who has spent more is treated fairly is answered by a question', async ({ page, url }) => {
  await open(page, url, 'currents/1');
  await page.evaluate(() => [...document.querySelectorAll('#questions a')].find((link) => /treated fairly/.test(link.textContent)).click());
  await page.waitForFunction(() => /members end with a mean credit \d+/.test(document.getElementById('headline').textContent));
  const rows = await page.$$eval('#compare-table tr', (all) => all.map((row) => row.textContent));
  assert.ok(rows.some((row) => /Initial balance200−200/.test(row)), rows.join('\n'));
  assert.ok(rows.some((row) => /^Mean of credit/.test(row)), rows.join('\n'));
});

inEachBrowser('the headline’s values follow a drag through zero and back, and keep the focus', async ({ page, url }) => {
  await page.setViewport({ width: 1200, height: 900 });
  await open(page, url, 'honey/1?throttle=0.002&runs=20');
  const { x, y } = await (await page.$('#headline [data-key=throttle]')).boundingBox();
  await page.mouse.move(x + 4, y + 8);
  await page.mouse.down();
  await page.mouse.move(x - 60, y + 8);
  await page.waitForFunction(() => /no throttle/.test(document.getElementById('headline').textContent));
  await page.mouse.move(x + 16, y + 8);
  await page.mouse.up();
  await ready(page);
  assert.equal(await hash(page), '#honey/1?throttle=0.003&runs=20');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'throttle');
  await page.keyboard.press('Home');
  await page.waitForFunction(() => /no throttle/.test(document.getElementById('headline').textContent));
  await page.keyboard.press('ArrowUp');
  await page.waitForFunction(() => /throttle of 0\.05/.test(document.getElementById('headline').textContent));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'throttle');
});

inEachBrowser('the key to the questions passes the way back to what was before', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=50');
  await type(page, 'Throttle', '0.05');
  await page.waitForFunction(() => document.querySelector('#questions .before') !== null);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.keyboard.press('q');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), await page.$eval('#questions a:not(.before)', (question) => question.textContent));
});

inEachBrowser('keys do what the list of them says, and nothing in a field', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0.02&runs=20');
  const opened = () => page.evaluate(() => document.querySelector('dialog[open]')?.id ?? '');
  for (const [key, dialog] of [['?', 'keys-dialog'], ['s', 'share-dialog'], ['m', 'embed-dialog'], ['e', 'export-dialog']]) {
    await page.keyboard.press(key);
    assert.equal(await opened(), dialog, key);
    await page.keyboard.press('Escape');
    assert.equal(await opened(), '', `${key} is closed by Escape`);
  }
  // A key that comes before the next frame finds the focus still in the dialog that is gone.
  await page.evaluate(() => {
    const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    press('s');
    document.querySelector('dialog[open]').close();
    press('e');
  });
  assert.equal(await opened(), 'export-dialog');
  await page.keyboard.press('Escape');
  await page.keyboard.press(']');
  await ready(page);
  assert.equal(await hash(page), '#honey/1?throttle=0.02&runs=20&view=price');
  await page.keyboard.press('[');
  await ready(page);
  assert.match(await hash(page), /view=saturation|runs=20$/);
  await page.keyboard.press('p');
  await page.keyboard.type('srme?');
  assert.equal(await opened(), '');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'srme?');
  await page.keyboard.press('Escape');
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.keyboard.press('v');
  await page.keyboard.press('r');
  await ready(page);
  assert.equal(await hash(page), '#honey/1');
  // The answer that came into sight with the change goes where the reader goes on.
  await page.$eval('#keys', (keys) => keys.scrollIntoView());
  await page.waitForFunction(() => document.getElementById('sticky').hidden);
  await page.click('#keys');
  await page.click('#keys-on');
  await page.keyboard.press('Escape');
  await page.keyboard.press('s');
  assert.equal(await opened(), '', 'they can be switched off');
});
