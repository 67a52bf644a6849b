// Times the built wasm in Node, one thread: a line a case, `case who steps seconds`, tabs between.
import { specs, work } from '../../target/wasm-node/index.mjs';

const WHO = 'wasm in Node, one thread';

/** The defaults of a model with some changed. */
function inputs(name, changes = {}) {
  const model = specs().find(({ about }) => about.name === name);
  return [...model.parameters.map(({ key, default: usual }) => changes[key] ?? usual), ...model.initial];
}

/** @param {string} link @param {number[]} point @param {number} runs */
const sample = (link, point, runs) => work({ sample: { link, inputs: point, output: 3, sample: 'runs', from: 0, to: runs } });

let seed = 0;
/** Draws nobody has made before. */
const fresh = () => { seed += 100_000; return seed; };

const CASES = {
  'honey sweep'() {
    const link = `honey/1?target-reserve-ratio=0.1..0.3..0.025&throttle=0.002..0.03..0.004&runs=1000&seed=${fresh()}`;
    work({ ends: { link, subsets: Array.from({ length: 72 }, (_, subset) => subset), outputs: [3, 6], from: 0, to: 1000 } });
    return 72 * 1000 * 120;
  },
  'honey ensemble'() {
    sample(`honey/1?runs=10000&seed=${fresh()}`, inputs('honey'), 10_000);
    return 10_000 * 120;
  },
  currents() {
    sample(`currents/1?runs=1000&seed=${fresh()}`, inputs('currents'), 1000);
    return 1000 * 365;
  },
  'currents, ten years'() {
    sample(`currents/1?runs=100&timesteps=3650&seed=${fresh()}`, inputs('currents'), 100);
    return 100 * 3650;
  },
};

for (const [name, run] of Object.entries(CASES)) {
  // Until the engine has compiled it well.
  for (let warm = 0; warm < 3; warm += 1) run();
  let steps = 0;
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    steps = run();
    return (performance.now() - start) / 1000;
  });
  console.log([name, WHO, steps, times.sort((a, b) => a - b)[2]].join('\t'));
}
