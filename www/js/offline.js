// After its first visit the page opens without a network: a service worker keeps its files. Only a built page
// has one; one that is served while it is written takes an older one back.

/** Once the first picture stands, since nothing of it needs this. @param {HTMLElement} told shown when it is done */
export async function keep(told) {
  const worker = document.querySelector('meta[name="service-worker"]')?.getAttribute('content');
  const keeper = navigator.serviceWorker;
  // Some private windows have none, and a host without https may not.
  if (!keeper) return;
  if (!worker) {
    await (await keeper.getRegistration())?.unregister();
    return;
  }
  await keeper.register(worker);
  await keeper.ready;
  told.hidden = false;
}
