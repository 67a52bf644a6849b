// What every test of the page shares: a static server for dist/, the two browsers, and a page whose
// every complaint is kept. `cargo xtask test browsers` runs the tests and says where the browsers are.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer, { Frame } from 'puppeteer-core';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const kinds = {
  chromium: {
    variable: 'APIARY_CHROMIUM',
    options: {
      browser: 'chrome',
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Chromium's sandbox refuses to run as root, which is who tests run as in a container.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  firefox: { variable: 'APIARY_FIREFOX', options: { browser: 'firefox' } },
};

/** The browsers the page is tested in. */
export const names = Object.keys(kinds);

/**
 * How long anything is waited for, and a test lasts, in milliseconds. No test is about time: this is long
 * enough for a machine that is busy with much else, and only what never comes takes it.
 */
export const [PATIENCE, LONGEST] = [240_000, 600_000];

/** How long until a condition is looked at anew, in milliseconds. */
const BETWEEN = 20;

// Puppeteer's own makes the condition out of a text in the page, which the page's policy refuses in Firefox before
// its version 153. What is called in the page needs no text.
Frame.prototype.waitForFunction = async function waitForFunction(condition, _, ...values) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      const handle = await this.evaluateHandle(condition, ...values);
      if (await handle.evaluate((value) => Boolean(value))) return handle;
      await handle.dispose();
      if (Date.now() > until) throw new Error(`never came: ${condition}`);
    } catch (error) {
      // A page that is just being left can be asked nothing.
      if (Date.now() > until) throw error;
    }
    await pause(BETWEEN);
  }
};

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Serves a folder as a static host does, on a free loopback port, below a path as GitHub Pages has. */
export async function serve(folder = dist) {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`${folder} holds no page yet: run \`cargo xtask build\` first`);
  }
  const base = '/apiary/';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const inside = path.startsWith(base) ? path.slice(base.length) : undefined;
    let file = inside === undefined ? undefined : join(folder, normalize(`/${inside}`));
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!file || !existsSync(file)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.');
      return;
    }
    // As GitHub Pages does: a sandboxed frame has no origin, and may else fetch no module, font or wasm.
    const open = { 'access-control-allow-origin': '*' };
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...open });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

// Now and then Firefox 140's service workers leave a visit unanswered, until it ends them after a minute. What is
// not about being offline is tested without them there; offline.test.mjs and Chromium's tests have them.
const withoutWorker = { extraPrefsFirefox: { 'dom.serviceWorkers.enabled': false } };

/** Starts a browser with a profile of its own, which is deleted when the browser closes. */
export function launch(name, more = {}) {
  const { variable, options } = kinds[name];
  const executablePath = process.env[variable];
  if (!executablePath) throw new Error(`set ${variable} to where ${name} stands, or run \`cargo xtask test browsers\``);
  return puppeteer.launch({ ...options, ...more, executablePath, headless: true, timeout: PATIENCE, protocolTimeout: PATIENCE });
}

/**
 * Opens a tab that shares nothing with any other, and collects what goes wrong in it: errors, refused
 * or failed requests, requests to another host, breaches of the content security policy.
 */
export async function newPage(browser, home) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error instanceof Error ? error.message : error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // Who leaves the page, or closes it, breaks off what its workers still load.
    if (/ABORTED|already closed/.test(reason)) return;
    problems.push(`failed: ${request.url()} (${reason})`);
  });
  page.on('request', (request) => {
    const own = new URL(home).origin;
    const { origin, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== own) problems.push(`another host: ${request.url()}`);
  });
  tolerateUnturned(page);
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} refuses ${event.blockedURI}`);
    });
  });
  return { page, problems, close: () => context.close() };
}

/** No test turns a screen, which Firefox before its version 153 cannot be told: its size is set all the same. */
function tolerateUnturned(page) {
  const setViewport = page.setViewport.bind(page);
  page.setViewport = async (viewport) => {
    try {
      await setViewport(viewport);
    } catch (error) {
      if (!/unknown command emulation\.setScreenOrientationOverride/.test(String(error))) throw error;
      await page.waitForFunction((width, height) => innerWidth === width && innerHeight === height, {}, viewport.width, viewport.height);
    }
  };
}

/** Waits until the page says that its charts stand, and its letters do: with other fonts lines break elsewhere. */
export async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true' && document.fonts.status === 'loaded');
  // A pointer meets what has been painted.
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))); }));
}

/**
 * Acts, and waits until the page stands again. It stood before that, too, and a link or a key may reach it
 * later than who acted hears that it was done: so what it said before is wiped out.
 */
export async function settled(page, act) {
  await page.evaluate(() => { document.documentElement.dataset.ready = 'before'; });
  await act();
  await ready(page);
}

/**
 * Declares a test once for each browser. The body gets `{ name, page, problems, url }`; browsers and
 * server are started once per file. Every test ends with its page's problems being none, unless the body
 * has taken out (`problems.length = 0`) those it provoked.
 */
export function inEachBrowser(title, body) {
  for (const name of names) declare(name, title, body);
}

/** Declares a test for Chromium alone, where Firefox's driver cannot do what is tested, or would show nothing else. */
export function inChromium(title, body) {
  declare('chromium', title, body);
}

function declare(name, title, body) {
  test(`${title} (${name})`, { timeout: LONGEST }, async () => {
    const { url } = await shared('site', () => serve());
    const browser = await shared(name, () => launch(name, withoutWorker));
    const { page, problems, close } = await newPage(browser, url);
    try {
      await body({ name, page, problems, url });
      if (problems.length) throw new Error(`the page complained:\n  ${problems.join('\n  ')}`);
    } catch (error) {
      if (problems.length) console.error(`${name}:\n  ${problems.join('\n  ')}`);
      throw error;
    } finally {
      await close();
    }
  });
}

const started = new Map();

/** @template T @param {string} key @param {() => Promise<T>} start @returns {Promise<T>} */
function shared(key, start) {
  if (!started.has(key)) started.set(key, start());
  return started.get(key);
}

after(async () => {
  const everything = await Promise.allSettled(started.values());
  await Promise.all(everything.map((one) => one.status === 'fulfilled' && one.value.close()));
});
