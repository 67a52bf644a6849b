// Loads the simulation: the whole of it, or the part that the first picture needs. Their files' names stand
// in meta elements (see Trunk.toml and stamp.mjs).

/** @typedef {typeof import('apiary')} Apiary */
/** @typedef {{ glue: string, module: WebAssembly.Module }} Shared */

/** @type {Shared | undefined} */
let shared;

/** What a worker needs to have the same functions: they are compiled once. */
export const forWorkers = () => shared;

/** @type {Promise<Apiary> | undefined} */
let loading;

/** The whole simulation's functions. */
export const load = () => (loading ??= begin('wasm-app').then(({ functions, ...itself }) => {
  shared = itself;
  return functions;
}));

/**
 * What shows a first picture, and nothing else.
 * @typedef {object} First
 * @property {() => boolean} go_on makes the next runs; whether there are more to make
 * @property {() => import('apiary').Sentence} sentence
 * @property {boolean} compares whether another scenario is pinned, which the sentence would have to speak of
 * @property {(context: CanvasRenderingContext2D, frame: import('apiary').Frame, theme: import('apiary').Theme, bare: boolean) => void} draw
 * @property {() => void} free
 */

/** @returns {Promise<{ of: (link: string) => First | undefined }>} */
export const loadFirst = async () => (await begin('wasm-first')).functions.First;

/**
 * The functions of a module, compiled while it streams in.
 * @param {string} name of the meta element that names its files
 * @returns {Promise<Shared & { functions: any }>}
 */
async function begin(name) {
  const meta = document.querySelector(`meta[name="${name}"]`);
  if (!(meta instanceof HTMLMetaElement)) throw new Error('the page does not name its simulation');
  const { js, wasm } = meta.dataset;
  if (!js || !wasm) throw new Error('the page does not name the files of its simulation');
  const glue = new URL(js, document.baseURI).href;
  const [functions, module] = await Promise.all([import(glue), compile(new URL(wasm, document.baseURI))]);
  functions.initSync({ module });
  return { functions, glue, module };
}

/** @param {URL} url */
async function compile(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the simulation did not arrive (${answer.status})`);
  // A host that serves wasm under another type gets the slower way.
  return WebAssembly.compileStreaming(answer.clone()).catch(async () => WebAssembly.compile(await answer.arrayBuffer()));
}
