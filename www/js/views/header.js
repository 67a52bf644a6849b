// The bar at the top: models, presets, the copied link, dark or light.
import { byId, make } from '../dom.js';
import { screenChanged } from '../canvas.js';

/** @typedef {import('apiary').Spec} Spec */

const models = byId('models');
const presets = /** @type {HTMLSelectElement} */ (byId('presets'));
const level = byId('level');

/**
 * @param {Spec[]} specs
 * @param {import('../store.js').Store} store
 */
export function makeHeader(specs, store) {
  models.replaceChildren(...specs.map(({ about }) =>
    make('a', { href: `#${about.name}/${about.version}` }, about.label)));
  presets.addEventListener('change', () => store.open(presets.value));
  const copy = byId('copy');
  copy.addEventListener('click', async () => {
    const copied = await navigator.clipboard?.writeText(store.address()).then(() => true, () => false);
    copy.textContent = copied ? 'Copied' : 'Copy it from the address bar';
    setTimeout(() => { copy.textContent = 'Copy link'; }, 2000);
  });
  makeThemeSwitch();
}

/**
 * @param {import('apiary').Reading} reading
 * @param {Spec} spec
 */
export function updateHeader(reading, spec) {
  for (const link of models.querySelectorAll('a')) {
    const current = link.textContent === spec.about.label;
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const known = spec.about.presets.some((preset) => preset.link === reading.scenario);
  const options = spec.about.presets.map((preset) =>
    make('option', { value: preset.link, title: preset.about, selected: preset.link === reading.scenario }, preset.title));
  if (!known) options.unshift(make('option', { value: reading.link, selected: true }, 'Edited'));
  presets.replaceChildren(...options);
}

/**
 * Fills the logo's cell up to the headline's share.
 * @param {number} share
 */
export function fillLogo(share) {
  const filled = Number.isFinite(share) ? share : 0;
  level.setAttribute('y', String(21.5 - 19 * filled));
}

function makeThemeSwitch() {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    root.dataset.theme = remembered() ?? (dark.matches ? 'dark' : 'light');
    screenChanged();
  };
  dark.addEventListener('change', apply);
  byId('theme').addEventListener('click', () => {
    remember(root.dataset.theme === 'dark' ? 'light' : 'dark');
    apply();
  });
  apply();
}

// Third-party frames may not have a storage at all.
let chosen = /** @type {string | null} */ (null);

function remembered() {
  try { return localStorage.getItem('theme') ?? chosen; } catch { return chosen; }
}

/** @param {string} theme */
function remember(theme) {
  chosen = theme;
  try { localStorage.setItem('theme', theme); } catch { /* It then lasts as long as the page. */ }
}
