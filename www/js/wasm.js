// Loads the simulation. Trunk writes the hashed names of its two files into a meta element.

/** @typedef {typeof import('apiary')} Apiary */

/**
 * The wasm module's functions, once it is compiled (while it streams in).
 * @returns {Promise<Apiary>}
 */
export async function load() {
  const meta = document.querySelector('meta[name="wasm-app"]');
  if (!(meta instanceof HTMLMetaElement)) throw new Error('the page does not name its simulation');
  const { js, wasm } = meta.dataset;
  if (!js || !wasm) throw new Error('the page does not name the files of its simulation');
  /** @type {Apiary} */
  const glue = await import(new URL(js, document.baseURI).href);
  await glue.default({ module_or_path: new URL(wasm, document.baseURI) });
  return glue;
}
