// What a reader does and sees, as the tests say it.
import { ready, settled } from './harness.mjs';

/** Opens a link and waits for its charts. */
export async function open(page, url, link = '') {
  await page.goto('about:blank');
  await page.goto(link ? `${url}#${link}` : url);
  await ready(page);
}

/** Follows a link in the page as it is, which is quicker than to load it anew. */
export const follow = (page, link) => settled(page, () => page.evaluate((to) => { location.hash = to; }, link));

export const text = (page, selector) => page.$eval(selector, (element) => element.textContent);
export const hash = (page) => page.evaluate(() => location.hash);
/** The pixels of the main picture. */
export const picture = (page) => page.$eval('#main', (canvas) => canvas.toDataURL());

/** Puts a slider where a finger would, event by event. */
export const slide = (page, label, values) => page.evaluate((name, places) => {
  const range = [...document.querySelectorAll('input[type=range]')].find((input) => input.ariaLabel === name);
  for (const place of places) {
    range.value = place;
    range.dispatchEvent(new Event('input', { bubbles: true }));
  }
  range.dispatchEvent(new Event('change', { bubbles: true }));
}, label, values);

/**
 * Moves a slider to and fro at the speed of a hand, until so many sentences have stood there, and gives the
 * places where the slider itself stood meanwhile.
 */
export const drag = (page, label, sentences) => page.evaluate(async (name, count) => {
  const range = [...document.querySelectorAll('input[type=range]')].find((input) => input.ariaLabel === name);
  range.scrollIntoView({ block: 'center' });
  const [from, to] = [Number(range.min), Number(range.max)];
  const met = new Set();
  const places = new Set();
  for (let move = 0; met.size < count; move += 1) {
    range.value = from + (to - from) * Math.abs(Math.sin(move / 50));
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    met.add(document.getElementById('headline').textContent);
    places.add(Math.round(range.getBoundingClientRect().top));
  }
  range.dispatchEvent(new Event('change', { bubbles: true }));
  return places.size;
}, label, sentences);

/** The field with a label, as a reader finds it. */
export const field = (page, label) => page.evaluate((name) => {
  const input = [...document.querySelectorAll('.field input')].find((candidate) => candidate.ariaLabel === name);
  const reason = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  return { value: input.value, invalid: input.ariaInvalid, reason: reason?.textContent ?? '' };
}, label);

/** Types into the field with a label and leaves it. */
export const type = (page, label, value) => page.evaluate((name, typed) => {
  const field = [...document.querySelectorAll('.field input')].find((input) => input.ariaLabel === name);
  field.value = typed;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}, label, value);
