// How the model works: equations, what influences what, what it assumes and gets wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { unhindered, unhinderedInBoth } from './axe.mjs';
import { inEachBrowser, ready, settled } from './harness.mjs';
import { hash, open, text } from './reader.mjs';

// As data addresses, since Node asks a package.json whether a .js file is a module, and www has none.
const source = (path) => import(`data:text/javascript,${encodeURIComponent(readFileSync(new URL(`../../www/js/${path}`, import.meta.url), 'utf8'))}`);
const { influences, layers, reached } = await source('influence.js');
const { drawing } = await source('views/diagram-layout.js');

const SECTIONS = ['about', 'diagram', 'equations', 'quirks'];

/** Opens sections, and waits until each shows something. */
async function unfold(page, ...names) {
  for (const name of names) {
    await page.$eval(`#${name}-section`, (section) => { section.open = true; });
    await page.waitForFunction((id) => document.getElementById(id).childElementCount > 0, {}, name);
  }
}

/** Waits until every output's box has its chart. */
const charted = (page) => page.waitForFunction(() => [...document.querySelectorAll('.node.output')].every((box) => box.querySelector('.sparkline path')));
const press = (page, label) => page.evaluate((name) => {
  [...document.querySelectorAll('#equations .switch button')].find((button) => button.textContent.includes(name)).click();
}, label);
/** An equation's lines as text. */
const equation = (page, label) => page.evaluate((name) => {
  const row = [...document.querySelectorAll('.equation')].find((one) => one.querySelector('b').textContent === name);
  return [...row.querySelectorAll('.equation-box')].map((box) => box.textContent.replaceAll('\u00a0', ' '));
}, label);
const node = (label) => `xpath/.//button[contains(@class, "node")][.//span[text()="${label}"]]`;

// A tank that leaks into a lake, which evaporates into the tank a step later; rain falls on the tank.
const tank = {
  draws: [{ name: 'rain', label: 'Rain', text: '' }],
  passages: [{ title: '', source: '', equations: [
    { of: 'leak', label: 'Leak', formula: { call: ['multiply', [{ name: 'hole' }, { name: 'tank' }]] }, text: '' },
    { of: 'tank', label: '', formula: { call: ['add', [{ call: ['subtract', [{ name: 'tank' }, { name: 'leak' }]] }, { call: ['add', [{ name: 'rain' }, { name: 'lake' }]] }]] }, text: '' },
    { of: 'lake', label: '', formula: { name: 'leak' }, text: '' },
    { of: 'big_lake', label: '', formula: { call: ['multiply', [{ number: 2 }, { now: 'lake' }]] }, text: '' },
  ] }],
};

test('arrows come from the names in equations, and steps on the way are followed', () => {
  const { arrows, nodes } = influences(tank, ['hole'], ['tank', 'lake', 'big-lake']);
  assert.deepEqual(nodes, ['hole', 'luck', 'tank', 'lake', 'big-lake']);
  const told = arrows.map(({ from, to, later }) => `${from} ${later ? '~' : '-'} ${to}`).sort();
  assert.deepEqual(told, ['hole - lake', 'hole - tank', 'lake - big-lake', 'lake ~ tank', 'luck - tank', 'tank ~ lake', 'tank ~ tank']);
  assert.deepEqual([...reached(influences(tank, ['hole'], ['tank', 'lake', 'big-lake']), 'luck')].sort(), ['big-lake', 'lake', 'tank']);
});

test('arrows of the same timestep lead on, and others where there is room', () => {
  const graph = influences(tank, ['hole'], ['tank', 'lake', 'big-lake']);
  for (const most of [3, 4, 9]) {
    const rows = layers(graph, most);
    const layer = (key) => rows.findIndex((row) => row.includes(key));
    for (const { from, to, later } of graph.arrows) if (!later) assert.ok(layer(from) < layer(to), `${from} to ${to}`);
    assert.equal(rows.flat().length, graph.nodes.length);
    assert.ok(rows.length <= Math.max(3, most));
  }
});

test('boxes stand beside each other, within the width, and every arrow has a path', () => {
  const graph = influences(tank, ['hole'], ['tank', 'lake', 'big-lake']);
  for (const [width, upright] of [[1200, false], [900, false], [704, true], [358, true], [288, true]]) {
    const { boxes, height, paths } = drawing(layers(graph, 7), graph.arrows, width, upright);
    const all = [...boxes.values()];
    assert.equal(all.length, graph.nodes.length);
    for (const [index, a] of all.entries()) {
      assert.ok(a.x >= 0 && a.x + a.width <= width + 1 && a.y >= 0 && a.y + a.height <= height + 1, `${width}: ${JSON.stringify(a)}`);
      const over = all.slice(index + 1).find((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height);
      assert.equal(over, undefined, `${width}: one box over another`);
    }
    assert.equal(paths.length, graph.arrows.length);
    for (const path of paths) assert.match(path, /^M[\d. C-]+.*$/);
    assert.ok(paths.every((path) => !path.includes('NaN')));
  }
});

inEachBrowser('every equation of both models is typeset', async ({ page, url }) => {
  for (const [link, least] of [['honey/1?runs=20', 20], ['currents/1?runs=20', 15]]) {
    await open(page, url, link);
    await unfold(page, 'equations');
    const found = await page.$$eval('.equation', (rows) => rows.map((row) => row.querySelectorAll('.equation-box').length));
    assert.ok(found.filter((count) => count === 1).length >= least, `${found.length}`);
    const outputs = await page.$$eval('#initial .count-head label', (labels) => labels.map((label) => label.textContent));
    for (const label of outputs) assert.equal((await equation(page, label)).length, 1, label);
    const above = await page.$$eval('#equations mfrac', (all) => all.map((fraction) => {
      const [over, under] = [...fraction.children].map((part) => part.getBoundingClientRect());
      return over.height > 10 && over.bottom <= under.top + 4;
    }));
    assert.ok(above.length >= 1 && above.every(Boolean), 'numerators stand above denominators');
    const lowered = await page.$$eval('#equations msub', (all) => all.map((written) => {
      const [name, index] = [written.querySelector('mi'), written.lastElementChild.querySelector('mi')].map((part) => part.getBoundingClientRect());
      return index.bottom - name.bottom >= 1;
    }));
    assert.ok(lowered.length >= 20 && lowered.every(Boolean), 'what tells the time stands below the line');
  }
  assert.deepEqual(await equation(page, 'Balance'), ['balancet=balancet−1+amountt']);
});

inEachBrowser('an equation takes the numbers of the scenario, and of the subset looked at', async ({ page, url }) => {
  await open(page, url, 'honey/1?throttle=0.004&outflow-rate=0.05,0.07&runs=20&view-subset=1');
  await unfold(page, 'equations');
  assert.deepEqual(await equation(page, 'Outflow'), ['outflowt=reservet−1·outflow rate']);
  await press(page, 'numbers');
  assert.deepEqual(await equation(page, 'Outflow'), ['outflowt=reservet−1·0.07']);
  assert.match((await equation(page, 'Correction allowed'))[0], /−0\.004/);
});

inEachBrowser('a timestep of a run is worked out to the numbers of the notebook', async ({ page, url }) => {
  await open(page, url, 'currents/1?runs=20&view-run=1');
  await unfold(page, 'equations');
  await press(page, 'worked out');
  await page.$eval('#equations input', (input) => { input.value = '1'; input.dispatchEvent(new Event('change')); });
  // The first number printed in the CURRENTS notebook is -109.284462, of its first run.
  assert.match((await equation(page, 'Balance'))[1], /^=0\+\(−109\.284\)=−109\.284$/);
  await open(page, url, 'honey/1?runs=20');
  await unfold(page, 'equations');
  await press(page, 'worked out');
  await page.$eval('#equations input', (input) => { input.value = '999'; input.dispatchEvent(new Event('change')); });
  assert.equal(await page.$eval('#equations input', (input) => input.value), '120', 'there is no later month');
  await page.$eval('#equations input', (input) => { input.value = '1'; input.dispatchEvent(new Event('change')); });
  assert.match((await equation(page, 'Outflow'))[1], /^=7,473·0\.05=373\.65$/);
  assert.match((await equation(page, 'Circulation'))[1], /^=18,765−\(−373\.65\)=19,138\.[67]/);
});

inEachBrowser('the diagram says what reaches the price, by mouse, keys and in a table', async ({ page, url }) => {
  await page.setViewport({ width: 1440, height: 900 });
  await open(page, url, 'honey/1?runs=200');
  await unfold(page, 'diagram');
  await charted(page);
  const only = /Whatever else happens reaches it only through “Target price”/;
  await (await page.$(node('Price'))).hover();
  assert.match(await text(page, '.diagram-told'), only);
  await page.mouse.move(2, 2);
  assert.match(await text(page, '.diagram-told'), /^Saturation follows/, 'what was chosen comes back');
  await (await page.$(node('Price'))).focus();
  assert.match(await text(page, '.diagram-told'), only);
  const ways = await page.$$eval('.node', (boxes) => boxes.filter((box) => box.classList.contains('into') && !box.classList.contains('far')).map((box) => box.querySelector('.node-label').textContent).sort());
  assert.deepEqual(ways, ['Luck', 'Price pull', 'Price variance', 'Target price']);
  assert.match(await text(page, '.diagram-told'), /“Price variance”/);
  await page.keyboard.press('Tab');
  assert.doesNotMatch(await text(page, '.diagram-told'), only, 'the next box is chosen');
  const row = await page.$$eval('#diagram tbody tr', (rows) => rows.map((one) => [...one.children].map((cell) => cell.textContent)).find(([head]) => head === 'Price'));
  assert.deepEqual(row, ['Price', 'Target price', 'Price', 'Price pull, Price variance, Luck', 'Production, Market cap']);
  await (await page.$(node('Market growth'))).focus();
  assert.match(await text(page, '.diagram-told'), /It acts on “Market size”\. In the end it reaches everything\.$/);
  await (await page.$(node('Throttle'))).focus();
  assert.match(await text(page, '.diagram-told'), /It never reaches “Market size”\.$/);
});

inEachBrowser('the diagram follows the scenario, and stands upright on a phone', async ({ page, url }) => {
  await page.setViewport({ width: 390, height: 844 });
  await open(page, url, 'honey/1?throttle=0.004&runs=200');
  await unfold(page, 'diagram');
  await charted(page);
  assert.match(await page.$eval(node('Throttle'), (box) => `${box.className} ${box.textContent}`), /changed.*0\.4/);
  const before = await page.$eval(node('Saturation'), (box) => box.innerHTML);
  await page.evaluate(() => { location.hash = '#honey/1?target-reserve-ratio=0.3&runs=200'; });
  await ready(page);
  await page.waitForFunction((old) => [...document.querySelectorAll('.node')].every((box) => box.innerHTML !== old), {}, before);
  await (await page.$(node('Reserve'))).tap();
  assert.match(await text(page, '.diagram-told'), /^Reserve follows from/);
  const [parameter, output] = await Promise.all(['Throttle', 'Saturation'].map(async (label) => (await (await page.$(node(label))).boundingBox())));
  assert.ok(output.y > parameter.y + parameter.height, 'what follows stands below');
  assert.ok(parameter.height >= 44);
  await open(page, url, 'currents/1?runs=50');
  await unfold(page, 'diagram');
  await charted(page);
  assert.match(await text(page, '.diagram-told'), /^Room to the limit follows from “Balance” and “Credit” of the same day\. Nothing in the model depends on it\.$/);
});

inEachBrowser('every quirk has a link, and it opens what it shows', async ({ page, url }) => {
  for (const [link, count] of [['honey/1?runs=20', 7], ['currents/1?runs=20', 8]]) {
    await open(page, url, link);
    await unfold(page, 'quirks', 'about');
    const links = await page.$$eval('.quirk', (quirks) => quirks.map((quirk) => quirk.querySelector('a')?.getAttribute('href')));
    assert.equal(links.length, count);
    assert.ok(links.every((one) => one?.startsWith(`#${link.split('?')[0]}`)), String(links));
    assert.ok((await page.$$eval('#about li', (items) => items.length)) >= 3);
  }
  await settled(page, () => page.$eval('.quirk:last-child a', (link) => link.click()));
  assert.equal(await hash(page), '#currents/1?integrity-coefficient=0,0.5,1&view=user-balance');
});

inEachBrowser('nothing is wider than the page at 320 pixels, and wide equations scroll in their own box', async ({ page, url }) => {
  await page.setViewport({ width: 320, height: 700 });
  for (const link of ['honey/1?runs=50', 'currents/1?runs=50']) {
    await open(page, url, link);
    await unfold(page, ...SECTIONS);
    for (const mode of ['Names', 'numbers', 'worked out']) {
      await press(page, mode);
      const { content, width } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, width: document.documentElement.clientWidth }));
      assert.ok(content <= width, `${link}, ${mode}: ${content}`);
    }
    await page.waitForFunction(() => [...document.querySelectorAll('.equation-box')].every((box) => (box.tabIndex === 0) === (box.scrollWidth > box.clientWidth)));
    assert.ok(await page.$eval('.equations', (list) => list.querySelector('[tabindex="0"]') !== null));
    assert.ok(await page.$$eval('.equation-box[tabindex]', (boxes) => boxes.every((box) => box.classList.contains('beyond'))), 'what goes on fades out');
    await page.$$eval('.equation-box[tabindex]', (boxes) => boxes.forEach((box) => { box.scrollLeft = box.scrollWidth; }));
    await page.waitForFunction(() => document.querySelector('.equation-box.beyond') === null);
  }
});

inEachBrowser('equations break their lines where they are too long, with every condition in sight', async ({ page, url }) => {
  for (const [width, most] of [[1440, 0], [768, 0], [390, 1]]) {
    await page.setViewport({ width, height: 900 });
    for (const link of ['honey/1?runs=20', 'currents/1?runs=20']) {
      await open(page, url, link);
      await unfold(page, 'equations');
      for (const mode of ['Names', 'numbers', 'worked out']) {
        await press(page, mode);
        const long = await page.$$eval('.equation-box', (boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map(({ ariaLabel }) => ariaLabel));
        assert.ok(long.length <= most, `${link} at ${width}, ${mode}: ${long.join()}`);
        const cut = await page.$$eval('.case-when', (all) => all.filter((when) => when.getBoundingClientRect().right > when.closest('.equation-box').getBoundingClientRect().right + 1).length);
        assert.equal(cut, 0, `${link} at ${width}, ${mode}`);
      }
    }
  }
});

inEachBrowser('axe finds nothing with every section open', async ({ name, page, url }) => {
  for (const link of ['honey/1?throttle=0.004&runs=100', 'currents/1?runs=100']) {
    await page.setViewport({ width: 1440, height: 900 });
    await open(page, url, link);
    await unfold(page, ...SECTIONS);
    await press(page, 'worked out');
    for (const width of [1440, 390]) {
      await page.setViewport({ width, height: 900 });
      await charted(page);
      // What axe reads is the same in both browsers, but for where things stand.
      if (name === 'chromium') await unhinderedInBoth(page, `${link} at ${width} pixels`);
      else if (width === 390) await unhindered(page, `${link} at ${width} pixels`);
    }
  }
});
