// One number, one place: the page's own wasm and the native command line give the same bits, for every
// row, run, subset and output. `cargo xtask test page wasm` builds both.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Study, new_seed, read, specs } from '../../target/wasm-node/index.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const LINKS = [
  'honey/1?runs=20',
  'honey/1?throttle=0.002,0.004,0.008&target-reserve-ratio=0.1,0.2,0.3&seed=4294967290&runs=10',
  'honey/1?p-variance=0.6&growth=0.01&seed=305&runs=30&timesteps=300',
  'honey/1?throttle=0&target-reserve-ratio=0.05&seed=2&runs=5',
  'honey/1?growth=-1&runs=3&timesteps=12',
  'currents/1?runs=20',
  'currents/1?integrity-coefficient=0,0.5,0.9&avg-amount=250.7&sum-volume=3&seed=77&runs=5',
  'currents/1?sum-volume=0&runs=2&timesteps=900',
  'currents/1?initial-user-balance=0.1&initial-transaction=33.3&initial-total-num-transactions=40&initial-avg-send-volume=10&runs=3',
];

/** All rows that `apiary run` prints, and the names of their columns. */
function native(link) {
  const arguments_ = ['run', '--quiet', '--package', 'apiary', '--', 'run', link];
  const text = execFileSync('cargo', arguments_, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const [header, ...lines] = text.trimEnd().split('\n');
  return { names: header.split(','), rows: lines.map((line) => line.split(',').map(number)) };
}

const number = (text) => ({ nan: NaN, inf: Infinity, '-inf': -Infinity })[text] ?? Number(text);

for (const link of LINKS) {
  test(`wasm and native give the same bits: ${link}`, () => {
    const { names, rows } = native(link);
    const reading = read(link);
    assert.deepEqual(reading.problems, []);
    const { outputs } = specs().find(({ about }) => about.name === reading.model);
    const columns = names.slice(3).map((name) => outputs.findIndex((output) => output.name === name));
    const study = new Study(link);
    study.complete();
    const trajectories = new Map();
    for (const [subset, run, timestep, ...values] of rows) {
      const key = `${subset} ${run}`;
      if (!trajectories.has(key)) trajectories.set(key, columns.map((column) => study.trajectory(subset, run, column)));
      trajectories.get(key).forEach((trajectory, column) => {
        if (!Object.is(trajectory[timestep], values[column])) {
          assert.fail(`${names[column + 3]} of subset ${subset}, run ${run}, timestep ${timestep}: ${trajectory[timestep]} in wasm, ${values[column]} native`);
        }
      });
    }
    assert.equal(rows.length, study.total * (reading.timesteps + 1));
    study.free();
  });
}

test('a new seed is one that a link can hold', () => {
  const seed = new_seed();
  assert.equal(read(`honey/1?seed=${seed}`).seed, seed);
});
