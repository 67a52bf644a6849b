// The README's picture: the built page at its defaults. `cargo xtask picture` runs this.
import { fileURLToPath } from 'node:url';
import { launch, newPage, ready, serve } from './harness.mjs';

const file = fileURLToPath(new URL('../../.github/apiary.png', import.meta.url));
const site = await serve();
const browser = await launch('chromium');
const { page } = await newPage(browser, site.url);
await page.setViewport({ width: 1280, height: 1180, deviceScaleFactor: 1.5 });
await page.goto(site.url);
await ready(page);
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: file });
await browser.close();
site.close();
console.log(`written: ${file}`);
