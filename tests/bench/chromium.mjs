// Times the built page in Chromium: a line a case, `case who steps seconds`, tabs between. First the
// page's own pool of workers on the same work as the others, then what a reader waits for: from the link
// to the page that has settled.
import { cpus } from 'node:os';
import { launch, newPage, ready, serve } from '../browser/harness.mjs';

const all = Math.min(8, cpus().length);
const host = await serve();
const browser = await launch('chromium');

/** A page that believes to have so many cores. */
async function open(workers) {
  const opened = await newPage(browser, host.url);
  await opened.page.setViewport({ width: 1440, height: 900 });
  await opened.page.evaluateOnNewDocument((count) => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => count });
  }, workers);
  await opened.page.goto(`${host.url}#honey/1?runs=10`);
  await ready(opened.page);
  return opened;
}

/** What runs in the page: every case on a pool of its own, warmed up. */
async function inPage(first) {
  const entry = document.querySelector('script[type=module][src*=entry]').src;
  const [{ makeEngine, complete }, { load }] = await Promise.all(['engine.js', 'wasm.js'].map((name) => import(new URL(name, entry).href)));
  const apiary = await load();
  const engine = makeEngine(apiary);
  const signal = new AbortController().signal;
  const models = apiary.specs();
  let seed = first;
  const inputs = (name) => {
    const model = models.find(({ about }) => about.name === name);
    return [...model.parameters.map((row) => row.default), ...model.initial];
  };
  const jobs = async (list) => {
    const analysis = { next_job: () => list.shift(), take() {}, look_closer: () => false };
    await complete(engine, analysis, signal, () => {});
  };
  const cut = (runs, size, make) => Array.from({ length: Math.ceil(runs / size) }, (_, number) => ({
    number, job: make(number * size, Math.min(runs, (number + 1) * size)),
  }));
  // A seed that nobody has drawn from before, one for all jobs of a case.
  const fixed = (link) => `${link}&seed=${seed += 100_000}`;
  // Small enough jobs that both workers have as much to do, in whole groups of runs.
  const sample = (link, name, runs, size) => jobs(cut(runs, size, (from, to) => ({
    sample: { link, inputs: inputs(name), output: 3, sample: 'runs', from, to },
  })));
  const cases = {
    async 'honey sweep'() {
      const study = new apiary.Study(fixed('honey/1?target-reserve-ratio=0.1..0.3..0.025&throttle=0.002..0.03..0.004&runs=1000'));
      await complete(engine, Object.assign(Object.create(study), {
        next_job: () => study.next_job(), take: (number, values) => study.take(number, values), look_closer: () => false,
      }), signal, () => {});
      study.free();
      return 72 * 1000 * 120;
    },
    async 'honey ensemble'() {
      await sample(fixed('honey/1?runs=10000'), 'honey', 10_000, 1008);
      return 10_000 * 120;
    },
    async currents() {
      await sample(fixed('currents/1?runs=1000'), 'currents', 1000, 160);
      return 1000 * 365;
    },
    async 'currents, ten years'() {
      await sample(fixed('currents/1?runs=100&timesteps=3650'), 'currents', 100, 16);
      return 100 * 3650;
    },
  };
  const told = [];
  for (const [name, run] of Object.entries(cases)) {
    for (let warm = 0; warm < 3; warm += 1) await run();
    let steps = 0;
    const times = [];
    for (let time = 0; time < 5; time += 1) {
      const start = performance.now();
      steps = await run();
      times.push((performance.now() - start) / 1000);
    }
    told.push([name, steps, times.sort((a, b) => a - b)[2]]);
  }
  return told;
}

/** From a link to the settled page. */
const settle = (page, link) => page.evaluate(async (to) => {
  const start = performance.now();
  location.hash = to;
  do await new Promise((resolve) => { setTimeout(resolve, 1); });
  while (document.documentElement.dataset.ready !== 'true' || location.hash !== `#${to}`);
  return (performance.now() - start) / 1000;
}, link);

const SWEEP = 'honey/1?throttle=0.002..0.032..0.004&target-reserve-ratio=0.1..0.3..0.025';
const PAGES = [
  ['page: honey sweep, link to settled', (value) => `${SWEEP}&productivity=${value}`, 72 * 1000 * 120],
  ['page: honey, link to settled', (value) => `honey/1?productivity=${value}`, 1000 * 120],
  ['page: currents, link to settled', (value) => `currents/1?integrity-coefficient=${value}`, 10 * 365],
];

for (const workers of all > 1 ? [1, all] : [1]) {
  const { page, close } = await open(workers);
  const who = workers === 1 ? 'Chromium, one worker' : `Chromium, ${workers} workers`;
  for (const [name, steps, seconds] of await page.evaluate(inPage, 1_000_000)) console.log([name, who, steps, seconds].join('\t'));
  for (const [name, link, steps] of PAGES) {
    for (const value of ['0.85', '0.86', '0.87']) await settle(page, link(value));
    const times = [];
    for (const value of ['0.88', '0.89', '0.9']) times.push(await settle(page, link(value)));
    console.log([name, who, steps, times.sort((a, b) => a - b)[1]].join('\t'));
  }
  await close();
}
await browser.close();
host.close();
