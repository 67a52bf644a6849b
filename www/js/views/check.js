// The notebook's own numbers beside those that this browser computes.
import { byId, make } from '../dom.js';
import { counted } from '../text.js';

const section = /** @type {HTMLDetailsElement} */ (byId('check-section'));

/** @type {typeof import('apiary')} */ let apiary;
/** @type {import('apiary').About | undefined} */ let model;

/** @param {typeof import('apiary')} itsApiary */
export function makeCheck(itsApiary) {
  apiary = itsApiary;
  section.addEventListener('toggle', show);
}

/** @param {import('apiary').Spec} spec */
export function updateCheck({ about }) {
  section.hidden = about.reference === null;
  if (about.name === model?.name) return;
  model = about;
  show();
}

function show() {
  const checked = section.open && model ? apiary.check(model.name) : undefined;
  if (!checked || !model?.reference) return;
  const { agreeing, all, columns, rows } = checked;
  const how = model.reference.tolerance === null ? 'to their last printed digit' : 'to ten digits: the last ones depend on the exponential function that each library has';
  byId('check-told').textContent = agreeing === all
    ? `All ${counted(all)} numbers come out the same in this browser, ${how}.`
    : `${counted(all - agreeing)} of ${counted(all)} numbers differ from the notebook’s. That is an error in Apiary or in this browser.`;
  byId('check-source').textContent = `${model.reference.source} Each pair: the notebook’s number, and below it the one computed here just now.`;
  byId('check-table').replaceChildren(
    make('thead', {}, make('tr', {}, ...[model.timestep, ...columns].map((name) => make('th', { scope: 'col' }, name)))),
    make('tbody', {}, ...rows.map(({ timestep, cells }) => make('tr', {},
      make('th', { scope: 'row' }, String(timestep)),
      ...cells.map(({ expected, found, agrees }) => make('td', { className: agrees ? '' : 'other' }, expected, make('br'), make('b', {}, found)))))),
  );
}
