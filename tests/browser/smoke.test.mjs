// The published page opens, draws its first charts and complains about nothing.
import { inEachBrowser, ready } from './harness.mjs';

inEachBrowser('the page opens', async ({ page, url }) => {
  await page.goto(url);
  await ready(page);
});
