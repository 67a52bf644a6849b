// WebKit, Safari's engine, by classic WebDriver: puppeteer does not drive it, and what is needed here is
// four requests. On Linux it has its window on a screen that nobody sees.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';

/** A port that is free now. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A screen in memory; its name. */
async function screen() {
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise((resolve, reject) => {
    server.stdout.once('data', (text) => resolve(String(text).trim()));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { server, environment: { DISPLAY: `:${number}`, GDK_BACKEND: 'x11' } };
}

/** What the driver is to start. */
function capabilities() {
  if (process.platform === 'darwin') return { browserName: 'safari' };
  const places = readdirSync('/usr/lib').flatMap((machine) =>
    ['4.1', '4.0'].map((version) => `/usr/lib/${machine}/webkit2gtk-${version}/MiniBrowser`));
  const binary = places.find((place) => existsSync(place));
  if (!binary) throw new Error('WebKit’s MiniBrowser is not where Debian puts it, in /usr/lib/MACHINE/webkit2gtk-4.1/');
  return { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
}

/** Starts WebKit. */
export async function launchWebKit() {
  const driver = process.env.APIARY_WEBKIT;
  if (!driver) throw new Error('set APIARY_WEBKIT to where WebKit’s driver stands, or run `cargo xtask test browsers`');
  const port = await freePort();
  const { server, environment } = process.platform === 'linux' ? await screen() : { server: undefined, environment: {} };
  const own = {
    // As root its sandbox cannot start; it opens nothing but the page under test.
    ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}),
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  };
  const running = spawn(driver, [`--port=${port}`], { env: { ...process.env, ...environment, ...own }, stdio: 'ignore' });
  const stop = () => { running.kill(); server?.kill(); };
  /** @param {string} method @param {string} path @param {unknown} [body] */
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  try {
    for (let left = 100; left > 0; left -= 1) {
      if (await ask('GET', '/status').then(() => true, () => false)) break;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
    const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: capabilities() } });
    const session = `/session/${sessionId}`;
    await ask('POST', `${session}/timeouts`, { script: 60_000, pageLoad: 60_000 });
    return {
      /** @param {string} url */
      open: (url) => ask('POST', `${session}/url`, { url }),
      /** Runs an async function in the page; arguments and result are plain data. */
      async evaluate(work, ...args) {
        const script = `const done = arguments[arguments.length - 1];
          (${work})(...[...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const { value, error } = await ask('POST', `${session}/execute/async`, { script, args });
        if (error) throw new Error(error);
        return value;
      },
      async close() {
        await ask('DELETE', session).catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}
