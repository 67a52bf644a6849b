// What a reader sees of the page's speed in Chromium: a line a figure, `what value unit`, tabs between.
// Medians of five, each start in a browser context of its own with nothing cached.
import { launch, newPage, ready, serve } from '../browser/harness.mjs';

const ROUNDS = 5;
const FACETS = 'honey/1?target-reserve-ratio=0.1..0.3..0.025&runs=10';
const MAP = 'honey/1?throttle=0.002..0.03..0.004&target-reserve-ratio=0.1..0.3..0.025&runs=100';
const LARGE_MAP = MAP.replace('runs=100', 'runs=1000');
const host = await serve();
const browser = await launch('chromium');

/** @param {string} what @param {number} value @param {string} unit */
const tell = (what, value, unit) => console.log([what, value.toFixed(1), unit].join('\t'));
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const rest = (page) => new Promise((resolve) => { setTimeout(resolve, 1000, page); });

/** Notes when pictures are lettered, by canvas, and tasks that hold up the page. */
function watch() {
  const seen = { main: [], maps: [], long: [] };
  Object.assign(globalThis, { seen });
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function lettered(...words) {
    const of = this.canvas.id === 'main' ? seen.main : this.canvas.closest('#maps') ? seen.maps : [];
    const now = document.timeline.currentTime;
    if (of.at(-1)?.frame !== now) of.push({ frame: now, at: performance.now() });
    return fillText.apply(this, words);
  };
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
}

async function open(link) {
  const opened = await newPage(browser, host.url);
  await opened.page.setViewport({ width: 1440, height: 900 });
  await opened.page.evaluateOnNewDocument(watch);
  await opened.page.goto(`${host.url}#${link}`);
  await ready(opened.page);
  return opened;
}

/** Moves the first slider with this name for three seconds, a step a frame. */
async function drag(label) {
  const slider = [...document.querySelectorAll('input[type=range]')].find(({ ariaLabel }) => ariaLabel?.startsWith(label));
  if (!(slider instanceof HTMLInputElement)) throw new Error(`no slider ${label}`);
  const { seen } = globalThis;
  const before = { main: seen.main.length, maps: seen.maps.length, long: seen.long.length };
  const [low, high, start] = [Number(slider.min), Number(slider.max), performance.now()];
  let frames = 0;
  for (let now = start; now < start + 3000; now = await new Promise(requestAnimationFrame)) {
    const part = 0.3 + 0.4 * Math.abs((((now - start) / 1000) % 2) - 1);
    slider.value = String(low + part * (high - low));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    frames += 1;
  }
  const seconds = (performance.now() - start) / 1000;
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  const after = (name) => (seen[name].length - before[name]) / seconds;
  return { frames: frames / seconds, main: after('main'), maps: after('maps'), longest: Math.max(0, ...seen.long.slice(before.long)) };
}

/** Moves the first slider with this name step by step, and times from each move to the frame that shows it. */
async function follow(label, of) {
  const slider = [...document.querySelectorAll('input[type=range]')].find(({ ariaLabel }) => ariaLabel?.startsWith(label));
  if (!(slider instanceof HTMLInputElement)) throw new Error(`no slider ${label}`);
  const pictures = globalThis.seen[of];
  const times = [];
  for (let move = 0; move < 60; move += 1) {
    await new Promise(requestAnimationFrame);
    const [start, before] = [performance.now(), pictures.length];
    slider.valueAsNumber += (move % 20 < 10 ? 1 : -1) * Number(slider.step);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    while (pictures.length === before) await new Promise(requestAnimationFrame);
    times.push(performance.now() - start);
  }
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  return { median: times.sort((a, b) => a - b)[30], worst: times[59] };
}

/** How long it takes to draw the charts below the picture, those in view and all of them. */
async function redraw() {
  const entry = document.querySelector('script[type=module][src*=entry]').src;
  const { drawCharts } = await import(new URL('views/charts.js', entry).href);
  const time = (work) => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  // Its first draws run code that is still being compiled.
  const middle = (work) => Array.from({ length: 45 }, () => time(work)).sort((a, b) => a - b)[22];
  const inView = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  document.getElementById('charts').scrollIntoView();
  return { view: middle(() => drawCharts((canvas) => inView(canvas.getBoundingClientRect()))), all: middle(() => drawCharts()) };
}

for (const link of ['honey/1', 'currents/1']) {
  const starts = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { page, close } = await open(link);
    await rest(page);
    starts.push(await page.evaluate(() => ({ first: globalThis.seen.main[0].at, longest: Math.max(0, ...globalThis.seen.long) })));
    await close();
  }
  tell(`${link}: from nothing to the first picture`, median(starts.map(({ first }) => first)), 'ms');
  tell(`${link}: longest task of the start (0: none over 50)`, median(starts.map(({ longest }) => longest)), 'ms');
}

for (const [name, link] of [['picture of 1,000 runs', 'honey/1'], ['72 cells of 100 runs', MAP]]) {
  const { page, close } = await open(link);
  await rest(page);
  const moved = [];
  for (let round = 0; round < 3; round += 1) moved.push(await page.evaluate(drag, 'Productivity'));
  const of = (key) => median(moved.map((one) => one[key]));
  tell(`${name}, productivity dragged: frames`, of('frames'), 'a second');
  tell(`${name}, productivity dragged: pictures`, of(link === MAP ? 'maps' : 'main'), 'a second');
  tell(`${name}, productivity dragged: longest task (0: none over 50)`, of('longest'), 'ms');
  await close();
}

for (const [name, link, label, of] of [
  ['1,000 runs', 'honey/1', 'Productivity', 'main'],
  ['a preview of 10,000 runs', 'honey/1?runs=10000', 'Productivity', 'main'],
  ['a preview of 10,000 runs of CURRENTS', 'currents/1?runs=10000', 'Payments counted', 'main'],
  ['a preview of 72 cells of 1,000 runs', LARGE_MAP, 'Productivity', 'maps'],
]) {
  const { page, close } = await open(link);
  await rest(page);
  const { median: middle, worst } = await page.evaluate(follow, label, of);
  tell(`${name}: from a slider's move to the frame that shows it`, middle, 'ms');
  tell(`${name}: the longest of 60 such moves`, worst, 'ms');
  await close();
}

for (const [name, link] of [['10 runs in 9 facets', FACETS], ['1,000 runs', 'honey/1'], ['10,000 runs', 'honey/1?runs=10000']]) {
  const { page, close } = await open(link);
  await rest(page);
  const { view, all } = await page.evaluate(redraw);
  tell(`${name}: drawing the notebook's charts in view again`, view, 'ms');
  tell(`${name}: drawing all of them again`, all, 'ms');
  await close();
}

const { page, close } = await open('honey/1');
// What the page fetches once the first picture stands is not part of it.
await page.waitForFunction(() => document.getElementById('offline')?.hidden === false);
await new Promise((resolve) => { setTimeout(resolve, 2000); });
tell('trend line of 1,000 runs and its picture', await page.evaluate(async () => {
  const start = performance.now();
  document.querySelector('#forms button[value=trend]').click();
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}), 'ms');
await close();
await browser.close();
host.close();
