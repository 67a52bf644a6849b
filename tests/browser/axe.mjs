// Whether a page stands in anybody's way, as axe finds it: what the guidelines demand, and what axe's authors advise.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What other colours can change, and nothing else can. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** Waits until styles are applied, and brings what changes softly to its end: what counts is where that is. */
export const rested = (page) => page.evaluate(async () => {
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); });
  for (const animation of document.getAnimations()) animation.finish();
});

/** By how many pixels the page scrolls sideways. */
export const beyond = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Axe finds nothing on a page or frame as it is. */
export async function unhindered(page, where, rules = ALL) {
  await rested(page);
  // The policy forbids scripts from elsewhere, so axe comes in through the driver.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run({ runOnly }), rules);
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`), [], where);
}

/** The same, light and dark. */
export async function unhinderedInBoth(page, where) {
  const wear = (theme) => page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
  await wear('dark');
  await unhindered(page, `${where}, dark`, COLOURS);
  await wear('light');
  await unhindered(page, `${where}, light`);
}

/** From a wide screen to a narrow one. 720 pixels at two to each is 1440 at 200 %. */
const WIDTHS = [[1440, 1], [768, 1], [720, 2], [390, 1], [320, 1]];

/**
 * Nothing scrolls sideways at any width, and axe finds nothing: in Chromium at each, light and dark;
 * in Firefox light, where pages become narrow and where they are narrowest. What axe reads are elements and styles, which are the same
 * there; where things stand may differ, and has least room there.
 */
export async function unhinderedAtAnyWidth(name, page, where, alsoAt = async (/** @type {number} */ _width) => {}) {
  for (const [width, ratio] of WIDTHS) {
    // Firefox has one ratio.
    await page.setViewport({ width, height: 900, ...(name === 'chromium' ? { deviceScaleFactor: ratio } : {}) });
    await rested(page);
    const told = `${where} at ${width} pixels`;
    assert.equal(await beyond(page), 0, `${told} scrolls sideways`);
    await alsoAt(width);
    if (name === 'chromium') await unhinderedInBoth(page, told);
    else if ([768, 320].includes(width)) await unhindered(page, told);
  }
}
