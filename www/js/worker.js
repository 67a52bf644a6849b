// A worker of the pool: gets the compiled simulation once, then jobs, and answers each with numbers.

/** @type {Promise<typeof import('apiary')> | undefined} */
let ready;

addEventListener('message', async ({ data }) => {
  if (data.module) {
    ready = start(data);
    ready.then(() => postMessage({ up: true }), () => postMessage({ crashed: true }));
    return;
  }
  try {
    const apiary = await ready;
    if (!apiary) throw new Error('no simulation yet');
    const values = apiary.work(data.job);
    postMessage({ number: data.number, values }, { transfer: [values.buffer] });
  } catch (error) {
    // After a panic the instance is poisoned and another one has to take its place.
    const crashed = error instanceof WebAssembly.RuntimeError;
    postMessage({ number: data.number, error: error instanceof Error ? error.message : String(error), crashed });
  }
});

/** @param {{ glue: string, module: WebAssembly.Module }} simulation */
async function start({ glue, module }) {
  const apiary = await import(glue);
  apiary.initSync({ module });
  return apiary;
}
