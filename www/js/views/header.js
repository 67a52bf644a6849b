// The bar at the top: models, presets, dark or light.
import { byId, make } from '../dom.js';
import { presetOf } from './preset.js';

/** @typedef {import('apiary').Spec} Spec */

const models = byId('models');
const presets = /** @type {HTMLSelectElement} */ (byId('presets'));
const level = byId('level');
const menu = byId('menu');
const opener = byId('menu-open');
const phone = matchMedia('(max-width: 699px)');
/** @type {Spec['about'][]} */ let abouts = [];

/**
 * @param {Spec[]} specs
 * @param {import('../store.js').Store} store
 */
export function makeHeader(specs, store) {
  abouts = specs.map(({ about }) => about);
  models.replaceChildren(...abouts.map((about) => make('a', { href: `#${about.name}/${about.version}` }, about.label)));
  presets.addEventListener('change', () => store.open(presets.value));
  // Whoever chooses from the menu of a phone comes back to its button.
  menu.addEventListener('click', () => {
    if (!menu.matches(':popover-open')) return;
    menu.hidePopover();
    opener.focus();
  }, { capture: true });
  placeModels();
  phone.addEventListener('change', placeModels);
  // Nothing is left open over what has the focus.
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== opener) menu.hidePopover();
  });
  makeThemeSwitch();
}

/** On a phone the models stand in the menu, which is not left open where there is no button to close it. */
function placeModels() {
  menu.hidePopover();
  if (phone.matches) menu.prepend(models);
  else presets.parentElement?.before(models);
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
  showPresets(reading, spec);
}

/**
 * @param {import('apiary').Reading} reading
 * @param {Spec} spec
 */
function showPresets(reading, spec) {
  const { about } = spec;
  const known = presetOf(reading.link, about.presets) ?? about.presets.find(({ link }) => link === reading.scenario);
  const shown = known?.link ?? `${about.name} edited`;
  if (presets.dataset.shown === shown) return;
  presets.dataset.shown = shown;
  const option = (/** @type {import('apiary').Preset} */ preset) =>
    make('option', { value: preset.link, title: preset.about, selected: preset === known }, preset.title);
  // Of every model, as phones have no other way from one to another.
  const lists = abouts.flatMap(({ label, presets }) => [...new Set(presets.map(({ group }) => group))].map((group) =>
    make('optgroup', { label: `${label}: ${group.toLowerCase()}` }, ...presets.filter((preset) => preset.group === group).map(option))));
  const edited = make('option', { value: reading.link, selected: true, disabled: true }, `${about.presets[0].title}, edited`);
  presets.replaceChildren(...(known ? [] : [edited]), ...lists);
}

/**
 * Fills the logo's cell up to the headline's share.
 * @param {number} share
 */
export function fillLogo(share) {
  const filled = Number.isFinite(share) ? share : 0;
  level.setAttribute('y', String(21.5 - 19 * filled));
}

// first.js has set the theme that was chosen here before, or the system's.
function makeThemeSwitch() {
  const root = document.documentElement;
  byId('theme').addEventListener('click', () => {
    const theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
    root.dataset.theme = theme;
    try { localStorage.setItem('theme', theme); } catch { /* It then lasts as long as the page. */ }
  });
}
