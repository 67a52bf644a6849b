// Loads the simulation. Trunk writes the hashed names of its two files into a meta element.

/** @typedef {typeof import('apiary')} Apiary */
/** @typedef {{ glue: string, module: WebAssembly.Module }} Shared */

/** @type {Shared | undefined} */
let shared;

/** What a worker needs to have the same functions: they are compiled once. */
export const forWorkers = () => shared;

/** @type {Promise<Apiary> | undefined} */
let loading;

/** The wasm module's functions, compiled while it streams in. */
export const load = () => (loading ??= begin());

// The page names this module before all others: the simulation is compiled while they arrive.
load().catch(() => {});

/** @returns {Promise<Apiary>} */
async function begin() {
  const meta = document.querySelector('meta[name="wasm-app"]');
  if (!(meta instanceof HTMLMetaElement)) throw new Error('the page does not name its simulation');
  const { js, wasm } = meta.dataset;
  if (!js || !wasm) throw new Error('the page does not name the files of its simulation');
  const glue = new URL(js, document.baseURI).href;
  const [apiary, module] = await Promise.all([import(glue), compile(new URL(wasm, document.baseURI))]);
  apiary.initSync({ module });
  shared = { glue, module };
  return apiary;
}

/** @param {URL} url */
async function compile(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the simulation did not arrive (${answer.status})`);
  // A host that serves wasm under another type gets the slower way.
  return WebAssembly.compileStreaming(answer.clone()).catch(async () => WebAssembly.compile(await answer.arrayBuffer()));
}
