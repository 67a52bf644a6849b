// Keeps the page for readers without a network. A built page names the files of its release here (see
// stamp.mjs), all of them named after their content but index.html. That one is asked of the host first, so a
// new release is met on the first visit; what it names is kept by a worker of its own, which takes over when
// the last tab of the old release is closed. So no tab ever mixes two releases.

/** The files of this release, and a name for it. */
const { release, files } = /* release */ { release: 'none', files: [''] };

/** How long, in milliseconds, a slow host may keep a reader waiting who could read what is kept. */
const PATIENCE = 4000;

// The page's types know windows, not workers.
const worker = /** @type {any} */ (globalThis);
const home = new URL('./', worker.location.href).href;
/** Begins like those of other copies of the page on this host, which are not ours to delete. */
const prefix = `apiary ${home} `;
const kept = () => caches.open(prefix + release);

worker.addEventListener('install', (/** @type {any} */ event) => {
  // Past the browser's own cache for index.html alone, which has no name of its own.
  const requests = files.map((file) => new Request(new URL(file, home), { cache: file ? 'default' : 'reload' }));
  event.waitUntil(kept().then((cache) => cache.addAll(requests)));
});

worker.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

async function forgetOthers() {
  const others = (await caches.keys()).filter((key) => key.startsWith(prefix) && key !== prefix + release);
  await Promise.all(others.map((key) => caches.delete(key)));
}

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  const [address] = request.url.split(/[?#]/);
  const file = address.startsWith(home) ? address.slice(home.length).replace(/^index\.html$/, '') : undefined;
  if (request.method !== 'GET' || file === undefined || !files.includes(file)) return;
  event.respondWith(file ? fromKept(file, request) : fromHost(request));
});

/** @param {string} file @param {Request} request */
async function fromKept(file, request) {
  const answer = await (await kept()).match(new URL(file, home));
  return answer ?? fetch(request);
}

/** @param {Request} request */
async function fromHost(request) {
  const answer = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([answer, late]).catch(() => undefined);
  if (first instanceof Response && first.ok) return first;
  return (await (await kept()).match(new URL('', home))) ?? answer;
}
