// What a reader takes away of a scenario, and brings back, in every browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { unhinderedInBoth } from './axe.mjs';
import { inEachBrowser } from './harness.mjs';
import { hash, open, picture, text } from './reader.mjs';

const golden = readFileSync(new URL('../golden/currents_default/data.csv', import.meta.url), 'utf8');

/** Opens a link and its dialog; files are kept for the test in place of being saved. */
async function openExport(page, url, link) {
  await page.evaluateOnNewDocument(() => {
    const blobs = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const place = make.call(URL, blob);
      blobs.set(place, blob);
      return place;
    };
    window.saved = [];
    HTMLAnchorElement.prototype.click = function keep() { window.saved.push({ name: this.download, blob: blobs.get(this.href) }); };
  });
  await open(page, url, link);
  await page.click('#export-open');
}

const press = (page, label) => page.evaluate((name) => document.querySelector(`#export-dialog [aria-label="${name}"]`).click(), label);
const said = (page) => text(page, '.export-said');

/** The address that a file says it was made from, which claims the fingerprint that stands in the file's name. */
const origin = (url, link, name) => `${url}#${link}${link.includes('?') ? '&' : '?'}fingerprint=${/^\w+-\d+-(\w{4}-\w{4})-/.exec(name)[1]}`;

/** Presses a button and waits for its file. */
async function saved(page, label) {
  await press(page, label);
  await page.waitForFunction(() => window.saved.length > 0);
  const { name, type, bytes } = await page.evaluate(async () => {
    const { name, blob } = window.saved.pop();
    window.last = blob;
    // As one text: drivers take long over lists.
    const bytes = Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join('');
    return { name, type: blob.type, bytes: btoa(bytes) };
  });
  await page.waitForFunction((file) => document.querySelector('.export-said').textContent === `${file} is saved.`, {}, name);
  const content = Buffer.from(bytes, 'base64');
  return { name, type, content, text: content.toString('utf8') };
}

inEachBrowser('the table of all rows has the notebook’s numbers and says its link', async ({ page, url }) => {
  const link = 'currents/1?runs=3';
  await openExport(page, url, link);
  assert.match(await text(page, '#export-dialog'), /1,098 rows, about 9\d kB/);
  const { name, type, text: table } = await saved(page, 'All rows as CSV');
  assert.match(name, /^currents-1-\w{4}-\w{4}-runs\.csv$/);
  assert.equal(type, 'text/csv');
  const [made, header, ...rows] = table.trimEnd().split('\n');
  assert.match(made, /^# Made by Apiary \d+\.\d+\.\d+ from /);
  assert.ok(made.endsWith(`from ${origin(url, link, name)}`), made);
  const [names, ...expected] = golden.trimEnd().split('\n');
  assert.equal(header, `subset,${names}`);
  assert.equal(rows.length, 3 * 366);
  const numbers = (row) => row.split(',').map(Number);
  for (const [index, row] of expected.slice(0, 3 * 366).entries()) assert.deepEqual(numbers(rows[index]), [0, ...numbers(row)]);
});

inEachBrowser('a large table can be cancelled', async ({ page, url }) => {
  await openExport(page, url, 'honey/1?runs=5000');
  // In one task, since the table is made meanwhile.
  const cancelled = page.waitForFunction(() => {
    if (!/% of all rows/.test(document.querySelector('.export-said').textContent)) return false;
    document.querySelector('#export-dialog [aria-label="Cancel the table of all rows"]').click();
    return true;
  }, { polling: 'mutation' });
  await press(page, 'All rows as CSV');
  await cancelled;
  await page.waitForFunction(() => document.querySelector('.export-said').textContent === 'The table was not made.');
  assert.equal(await page.evaluate(() => window.saved.length), 0);
  assert.equal(await page.$eval('[aria-label="All rows as CSV"]', (button) => button.textContent), 'CSV');
});

inEachBrowser('the table of the picture has its quantiles, and its trend where it shows one', async ({ page, url }) => {
  await openExport(page, url, 'honey/1?growth=-1&runs=50&timesteps=6&view-as=trend');
  const { name, text: table } = await saved(page, 'Table of the picture as CSV');
  assert.match(name, /^honey-1-\w{4}-\w{4}-saturation\.csv$/);
  const [made, header, first, ...rows] = table.trimEnd().split('\n');
  assert.match(made, /^# Made by Apiary/);
  assert.equal(header, 'timestep,saturation_p5,saturation_p25,saturation_median,saturation_p75,saturation_p95,saturation_trend,saturation_finite');
  assert.match(first, /^0,0,0,0,0,0,[\d.e-]+,50$/);
  assert.equal(rows.length, 6);
  // A market that is gone has no saturation: no value, no quantile.
  assert.match(rows.at(-1), /^6,nan,nan,nan,nan,nan,nan,0$/);
});

inEachBrowser('every picture can be saved as PNG at a chosen size, and says its link', async ({ page, url }) => {
  const link = 'honey/1?throttle=0.002,0.004&target-reserve-ratio=0.1,0.2&runs=20&timesteps=24';
  await openExport(page, url, link);
  const titles = await page.$$eval('#export-dialog select[aria-label=Picture] option', (options) => options.map((option) => option.textContent));
  assert.equal(titles[0], 'Saturation');
  assert.match(titles[1], /^Map: .*saturation/i);
  assert.ok(titles.length > 4, titles.join());
  await page.select('[aria-label="Pixels to each"]', '3');
  await page.$eval('[aria-label="Width in pixels"]', (input) => { input.value = '500'; });
  const names = new Set();
  for (const index of titles.keys()) {
    await page.select('[aria-label=Picture]', String(index));
    const { name, content } = await saved(page, 'Picture as PNG');
    names.add(name);
    assert.equal(content.toString('latin1', 1, 4), 'PNG', name);
    assert.equal(content.readUInt32BE(16), 1500, name);
    const size = content.readUInt32BE(33);
    assert.equal(content.toString('latin1', 37, 53), 'tEXtDescription\0');
    assert.ok(content.toString('latin1', 53, 41 + size).endsWith(`from ${origin(url, link, name)}`));
    assert.equal(content.readUInt32BE(41 + size), crc32(content.subarray(37, 41 + size)));
    const colours = await page.evaluate(async () => {
      const bitmap = await createImageBitmap(window.last);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context.drawImage(bitmap, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
    });
    assert.ok(colours > 10, `${name} has ${colours} colours`);
  }
  assert.equal(names.size, titles.length);
  const parts = [...names].map((name) => /^honey-1-\w{4}-\w{4}-(.*)\.png$/.exec(name)?.[1]);
  assert.ok(parts.includes('saturation') && parts.includes('map-2'), parts.join(' '));
  await page.$eval('[aria-label="Width in pixels"]', (input) => { input.value = '50000'; });
  await press(page, 'Picture as PNG');
  assert.match(await said(page), /320 to 4,000 pixels wide/);
});

const crc32 = (bytes) => {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
};

inEachBrowser('every picture can be saved as SVG, with its letters and its link', async ({ page, url }) => {
  const link = 'honey/1?throttle=0.002,0.004&runs=20&timesteps=24';
  await openExport(page, url, link);
  const count = await page.$$eval('#export-dialog select[aria-label=Picture] option', (options) => options.length);
  for (let index = 0; index < count; index += 1) {
    await page.select('[aria-label=Picture]', String(index));
    const { name, type, text: svg } = await saved(page, 'Picture as SVG');
    assert.match(name, /^honey-1-\w{4}-\w{4}-[a-z0-9-]+\.svg$/);
    assert.equal(type, 'image/svg+xml');
    const told = await page.evaluate((source) => {
      const { documentElement: root } = new DOMParser().parseFromString(source, 'image/svg+xml');
      const words = [...root.querySelectorAll('text')].map((element) => element.textContent);
      return { tag: root.tagName, width: root.getAttribute('width'), made: root.querySelector('desc')?.textContent, words, shapes: root.children.length };
    }, svg);
    assert.equal(told.tag, 'svg', name);
    assert.equal(told.width, '1200');
    assert.ok(told.made.endsWith(`from ${origin(url, link, name)}`), told.made);
    assert.ok(told.words.length > 4 && told.shapes > told.words.length, `${name}: ${told.words}`);
  }
});

/** Links whose pages show the pictures of each analysis: what these are called, and their files. */
const ANALYSES = [
  ['honey/1?runs=200&timesteps=24&threshold=productivity,0.84..0.94,saturation.above.0.8', { Threshold: 'threshold' }],
  ['currents/1?runs=20&timesteps=30&sensitivity=goal', { 'Tornado: one parameter at a time': 'tornado', 'Sobol’s indices: all parameters at once': 'sobol' }],
  ['honey/1?throttle=0.002,0.004&target-reserve-ratio=0.1,0.2&runs=20&timesteps=24', { 'Trends of the subsets': 'trends-of-the-subsets' }],
  ['honey/1?target-reserve-ratio=0.3&runs=40&timesteps=24&pinned-target-reserve-ratio=0.2', { 'A and B compared': 'a-and-b-compared', 'The same run, B minus A': 'the-same-run-b-minus-a' }],
];

inEachBrowser('the picture of every analysis on the page can be saved, with the numbers it draws', async ({ page, url }) => {
  for (const [link, pictures] of ANALYSES) {
    await openExport(page, url, link);
    for (const [title, part] of Object.entries(pictures)) {
      const place = await page.waitForFunction((wanted) => {
        const options = [...document.querySelectorAll('#export-dialog select[aria-label=Picture] option')];
        return options.find(({ textContent }) => textContent === wanted)?.value;
      }, {}, title);
      await page.select('[aria-label=Picture]', await place.jsonValue());
      const { name, content } = await saved(page, 'Picture as PNG');
      assert.match(name, new RegExp(`^\\w+-1-\\w{4}-\\w{4}-${part}\\.png$`));
      assert.equal(content.readUInt32BE(16), 2400, name);
      const { text: svg } = await saved(page, 'Picture as SVG');
      assert.ok(svg.match(/<text /g).length > 8 && /<(polyline|polygon|rect|circle) /.test(svg), name);
      const { text: table } = await saved(page, 'Table of the picture as CSV');
      const [made, ...lines] = table.trimEnd().split('\n');
      assert.ok(made.endsWith(`from ${origin(url, link, name)}`), made);
      const [header, ...rows] = lines.filter((line) => !line.startsWith('#')).map((line) => line.split(','));
      assert.ok(rows.length > 3, `${name} has ${rows.length} rows`);
      for (const row of rows) assert.equal(row.length, header.length, `${header}: ${row}`);
    }
  }
});

inEachBrowser('the notebook and the scenario are JSON with the link in them', async ({ page, url }) => {
  const link = 'currents/1?avg-amount=50,100&seed=7&runs=20';
  await openExport(page, url, link);
  const notebook = await saved(page, 'Python notebook as ipynb');
  assert.match(notebook.name, /^currents-1-\w{4}-\w{4}-notebook\.ipynb$/);
  const { nbformat, cells, metadata } = JSON.parse(notebook.text);
  assert.equal(nbformat, 4);
  const from = origin(url, link, notebook.name);
  assert.ok(metadata.apiary.endsWith(`from ${from}`));
  assert.ok(cells.some(({ source }) => source.includes(`file_name = "${notebook.name.replace('notebook.ipynb', 'runs.csv')}"`)));
  assert.ok(cells.some(({ source }) => source.join('').includes('"AVG_ammount": [50, 100],')));
  const scenario = await saved(page, 'Scenario as JSON');
  assert.match(scenario.name, /^currents-1-\w{4}-\w{4}-scenario\.json$/);
  const { made, ...rest } = JSON.parse(scenario.text);
  assert.ok(made.endsWith(`from ${from}`));
  assert.deepEqual([rest.link, rest.model, rest.version, rest.seed, rest.runs], [from, 'currents', 1, 7, 20]);
  assert.deepEqual(rest.parameters, { integrity_coefficient: 1, AVG_ammount: [50, 100], sumVolume: 30 });
});

/** Lets something fall on the page. */
const drop = (page, content, name = 'scenario.json') => page.evaluate((body, file) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([body], file));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}, content, name);
const paste = (page, content, selector = 'body') => page.evaluate((body, place) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', body);
  const event = new ClipboardEvent('paste', { bubbles: true });
  // Firefox leaves the clipboard of an event that a script makes empty.
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  document.querySelector(place).dispatchEvent(event);
}, content, selector);
const at = (page, link) => page.waitForFunction((wanted) => location.hash === wanted, {}, `#${link}`);

inEachBrowser('a saved scenario opens by drop, by paste and by choice', async ({ page, url }) => {
  const link = 'currents/1?avg-amount=50&seed=7&runs=20&view=user-credit';
  await openExport(page, url, link);
  const { text: scenario } = await saved(page, 'Scenario as JSON');
  await page.keyboard.press('Escape');
  const { link: claiming } = JSON.parse(scenario);
  for (const bring of [() => drop(page, scenario), () => paste(page, scenario)]) {
    await open(page, url, 'honey/1?runs=20');
    await bring();
    await at(page, claiming.split('#')[1]);
    await page.waitForFunction(() => document.getElementById('verdict').dataset.is === 'same');
    assert.equal(await page.$$eval('#notices .notice', (notices) => notices.length), 0);
  }
  await openExport(page, url, 'honey/1?runs=20');
  await page.evaluate((body) => {
    const input = document.querySelector('#export-dialog input[type=file]');
    const files = new DataTransfer();
    files.items.add(new File([body], 'scenario.json'));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  }, scenario);
  await at(page, claiming.split('#')[1]);
  assert.equal(await page.$eval('#export-dialog', (dialog) => dialog.open), false);
  await page.goBack();
  await at(page, 'honey/1?runs=20');
});

inEachBrowser('a link that is pasted opens as a scenario does, and what is not known is named', async ({ page, url }) => {
  const notices = () => text(page, '#notices');
  await open(page, url, 'honey/1?runs=20');
  await paste(page, 'https://example.org/#currents/1?seed=7&amp;runs=20');
  await at(page, 'currents/1?seed=7&runs=20');
  assert.equal(await notices(), '');
  await paste(page, 'honey/1?runs=20&colour=red', '.field input');
  assert.equal(await hash(page), '#currents/1?seed=7&runs=20');
  await paste(page, 'honey/1?runs=20&colour=red');
  await at(page, 'honey/1?runs=20');
  assert.match(await notices(), /What was pasted: honey\/1 has no key "colour"/);
  await drop(page, '{ "link": "honey/1?runs=30", "parameters": { "trottle": 0.1 }, "note": "<b>" }');
  await at(page, 'honey/1?runs=30');
  assert.match(await notices(), /no "parameters\.trottle"; the rest of it is used.*no "note"|no "note".*no "parameters\.trottle"/);
});

inEachBrowser('what opens no scenario is told, and changes nothing', async ({ page, url }) => {
  await open(page, url, 'honey/1?runs=20');
  const before = await picture(page);
  for (const [content, told] of [
    ['subset,run,timestep\n0,1,0', /scenario\.json opens no scenario: it is neither a link nor JSON/],
    ['{"a": 1}', /no "link"/],
    ['{"link": ""}', /its "link" is empty; it names a model at least, such as "honey\/1"/],
    ['nonsense', /there is no model "nonsense".*begins like honey\/1/],
    ['{"link": "honey/1?throttle=abc"}', /throttle.*not a number/],
    ['{"link": "honey/1", "runs": 7}', /says 7 for runs, and its link 1000/],
    ['{"link": "honey/1", "parameters": {"throttle": "<b>"}}', /"<b>" for parameters\.throttle/],
    ['['.repeat(100_000), /nested deeper/],
    [' '.repeat(5_000_000), /too large/],
  ]) {
    await drop(page, content);
    await page.waitForFunction((pattern) => new RegExp(pattern).test(document.getElementById('notices').textContent), {}, told.source);
    assert.equal(await hash(page), '#honey/1?runs=20');
  }
  assert.equal(await page.$$eval('#notices b', (elements) => elements.length), 0);
  await paste(page, 'some words');
  assert.match(await text(page, '#notices'), /What was pasted opens no scenario: it is neither a link nor JSON/);
  await paste(page, '{"link": "honey/1?seed=3"}', '.field input');
  assert.equal(await hash(page), '#honey/1?runs=20');
  assert.equal(await picture(page), before);
  await page.click('#export-open');
  await drop(page, 'no');
  await page.waitForFunction(() => /opens no scenario/.test(document.querySelector('.export-said').textContent));
});

inEachBrowser('the dialog closes as dialogs do and gives the focus back', async ({ page, url }) => {
  await openExport(page, url, 'honey/1?runs=20');
  const state = () => page.evaluate(() => ({ open: document.getElementById('export-dialog').open, focus: document.activeElement?.id }));
  for (const close of [
    () => page.keyboard.press('Escape'),
    () => page.mouse.click(5, 5),
    () => press(page, 'Close'),
  ]) {
    assert.equal((await state()).open, true);
    await close();
    await page.waitForFunction(() => !document.getElementById('export-dialog').open);
    assert.deepEqual(await state(), { open: false, focus: 'export-open' });
    await page.click('#export-open');
  }
});

inEachBrowser('the dialog can be read by everybody and fits small screens', async ({ page, url }) => {
  await openExport(page, url, 'honey/1?runs=20');
  for (const width of [1200, 320]) {
    await page.setViewport({ width, height: 700 });
    await unhinderedInBoth(page, `Export at ${width} pixels`);
    const wide = await page.$eval('#export-dialog', (dialog) => dialog.scrollWidth - dialog.clientWidth);
    assert.ok(wide <= 0, `${wide} pixels too wide at ${width}`);
  }
});
