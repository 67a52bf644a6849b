// What influences what: boxes in layers, arrows from the model's own equations, and the path of the box that is chosen.
import { HEXAGON, icon, make } from '../dom.js';
import { nextTask } from '../task.js';
import { influences, layers, LUCK, reached } from '../influence.js';
import { shown as inUnit, spoken } from '../text.js';
import { drawing } from './diagram-layout.js';
import { sparkline } from './sparkline.js';

/** @typedef {import('./works.js').Shown} Shown */
/** @typedef {import('../influence.js').Influences} Influences */

const SPACE = 'http://www.w3.org/2000/svg';

/** @type {Shown} */ let shown;
/** @type {Influences} */ let graph;
/** @type {Map<string, HTMLButtonElement>} */ let boxes = new Map();
/** @type {Array<{ from: string, to: string, later: boolean, path: SVGPathElement }>} */ let arrows = [];
/** @type {HTMLElement} */ let field;
/** @type {SVGSVGElement} */ let svg;
/** @type {HTMLElement} */ let told;
let model = '';
/** The box that was chosen last, and stays so while nothing is pointed at. */
let chosen = '';
let width = 0;
/** The study whose fans the boxes show. @type {import('apiary').Study | null} */ let drawn = null;

/**
 * @param {HTMLElement} place
 * @param {Shown} what
 */
export function show(place, what) {
  shown = what;
  if (model !== what.spec.about.name) start(place);
  for (const [key, box] of boxes) fill(key, box);
  if (what.study !== drawn) fillCharts(what.study);
  choose(chosen);
}

/** @param {HTMLElement} place */
function start(place) {
  const { about, outputs, parameters } = shown.spec;
  model = about.name;
  drawn = null;
  width = 0;
  graph = influences(shown.explained, parameters.map(({ key }) => key), outputs.map(({ key }) => key));
  chosen = about.goal.output;
  field = make('div', { className: 'diagram-field' });
  svg = document.createElementNS(SPACE, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  told = make('p', { className: 'diagram-told', role: 'status' });
  arrows = graph.arrows.filter(({ from, to }) => from !== to).map((arrow) => ({ ...arrow, path: document.createElementNS(SPACE, 'path') }));
  svg.append(...arrows.map(({ path }) => path));
  boxes = new Map();
  field.append(svg, ...layers(graph, 7).flat().map(makeBox));
  field.addEventListener('pointerleave', () => point(chosen));
  place.replaceChildren(make('p', {}, lead()), field, told, asTable());
  new ResizeObserver(() => lay()).observe(field);
}

function lead() {
  const word = shown.spec.about.timestep;
  return `An arrow leads from what is read to what follows from it: an unbroken one within a ${word}, a dashed one to the ${word} after. Boxes show this scenario: values, and fans of its runs. Choose one to see its ways: thick arrows are direct, thin ones lead on within the ${word}.`;
}

/** @param {string} key */
function makeBox(key) {
  const box = make('button', { type: 'button', className: `node ${kindOf(key)}` });
  box.append(make('span', { className: 'node-label' }, labelOf(key)), make('span', { className: 'node-value' }));
  if (kindOf(key) === 'output') box.append(make('span', { className: 'node-chart' }));
  if (graph.arrows.some(({ from, to }) => from === key && to === key)) box.append(make('span', { className: 'node-self', 'aria-hidden': 'true' }, '↻'));
  box.addEventListener('pointerenter', (event) => { if (event.pointerType === 'mouse') point(key); });
  box.addEventListener('focus', () => choose(key));
  box.addEventListener('click', () => choose(key));
  boxes.set(key, box);
  return box;
}

/** @param {string} key */
function kindOf(key) {
  if (key === LUCK) return 'luck';
  return shown.spec.parameters.find((parameter) => parameter.key === key)?.role ?? 'output';
}

/** @param {string} key */
function labelOf(key) {
  const { outputs, parameters } = shown.spec;
  return [...parameters, ...outputs].find((row) => row.key === key)?.label ?? 'Luck';
}

/** @param {string} key @param {HTMLElement} box */
function fill(key, box) {
  const value = /** @type {HTMLElement} */ (box.querySelector('.node-value'));
  const parameter = shown.spec.parameters.find((one) => one.key === key);
  const setting = shown.reading.settings.find((one) => one.key === key);
  if (key === LUCK) value.textContent = `new every ${shown.spec.about.timestep}`;
  if (!parameter || !setting) return;
  box.classList.toggle('changed', setting.changed);
  value.replaceChildren(icon(HEXAGON), setting.axis ? `${setting.points.length} values` : spoken(setting.text, parameter.unit));
}

/** One after the other, since each takes as long as the main picture's. @param {import('apiary').Study | null} study */
async function fillCharts(study) {
  drawn = study;
  for (const [index, output] of study ? shown.spec.outputs.entries() : []) {
    await nextTask();
    // A study that is not shown any more has no fans any more.
    if (!study || drawn !== study) return;
    fillChart(output, study.fan(index));
  }
}

/** @param {import('apiary').Output} output @param {Float64Array} fan */
function fillChart({ key, span, unit }, fan) {
  const [chart, value] = ['.node-chart', '.node-value'].map((part) => boxes.get(key)?.querySelector(part));
  if (!chart || !value) return;
  chart.replaceChildren(...(fan.length ? [sparkline(fan, span)] : []));
  value.textContent = fan.length ? `median ${rounded(fan[(fan.length / 5) * 3 - 1], unit)}` : 'not kept';
}

/** A number with the digits that its unit is worth, as people write it. @param {number} value @param {import('apiary').Unit} unit */
function rounded(value, unit) {
  if (!Number.isFinite(value)) return 'none';
  const [whole, rest] = inUnit(String(Number(value.toFixed(unit.decimals + unit.power))), unit).split('.');
  const number = [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), rest].filter((part) => part !== undefined).join('.');
  return unit.symbol === '%' ? `${number}\u202f%` : number;
}

function lay() {
  const now = field.clientWidth;
  if (now === width || now === 0) return;
  width = now;
  const upright = now < 900;
  const { height, boxes: places, paths } = drawing(layers(graph, upright ? 20 : 7), arrows, now, upright);
  field.style.height = `${height}px`;
  svg.setAttribute('viewBox', `0 0 ${now} ${height}`);
  for (const [key, { x, y, width: wide, height: high }] of places) {
    const box = boxes.get(key);
    if (box) Object.assign(box.style, { left: `${x}px`, top: `${y}px`, width: `${wide}px`, height: `${high}px` });
  }
  paths.forEach((path, index) => arrows[index].path.setAttribute('d', path));
}

/** @param {string} key */
function choose(key) {
  chosen = key;
  for (const [name, box] of boxes) box.setAttribute('aria-pressed', String(name === key));
  point(key);
}

/** Shows the ways to and from a box: thick the direct ones, thin those that lead on within the timestep. @param {string} key */
function point(key) {
  const [sources, results] = [within(key, 'to', 'from'), within(key, 'from', 'to')];
  const marks = new Map([[key, 'here']]);
  for (const { from, to, later, path } of arrows) {
    const way = sources.has(to) ? 'into' : results.has(from) ? 'out' : '';
    const far = (way === 'into' ? to : from) === key ? '' : 'far';
    path.setAttribute('class', `${way} ${far} ${later ? 'later' : ''}`);
    // What is shown lies above what is not.
    if (!way) continue;
    svg.append(path);
    const other = way === 'into' ? from : to;
    if (!far || !marks.has(other)) marks.set(other, other === key ? 'here' : `${way} ${far}`);
  }
  for (const [name, box] of boxes) {
    for (const mark of ['into', 'out', 'far', 'here']) box.classList.toggle(mark, marks.get(name)?.split(' ').includes(mark) ?? false);
  }
  const sentence = sentenceOf(key);
  if (told.textContent !== sentence) told.textContent = sentence;
}

/**
 * The boxes that arrows of the same timestep lead to from a box, or come from; the box itself among them.
 * @param {string} key
 * @param {'from' | 'to'} start
 * @param {'from' | 'to'} end
 */
function within(key, start, end) {
  const found = new Set([key]);
  for (const node of found) {
    for (const arrow of graph.arrows) if (!arrow.later && arrow[start] === node) found.add(arrow[end]);
  }
  return found;
}

/** The ways to and from a box in words. @param {string} key */
function sentenceOf(key) {
  const parameter = shown.spec.parameters.find((one) => one.key === key);
  if (parameter) return `${parameter.label}: ${parameter.help} ${feeds(key)} ${spread(key)}`;
  if (key === LUCK) return `Luck is drawn anew every ${shown.spec.about.timestep}, by the seed alone. ${feeds(key)} ${spread(key)}`;
  return `${labelOf(key)} ${follows(key)}. ${only(key)}${feeds(key)}`;
}

/** @param {string} key */
function follows(key) {
  const word = shown.spec.about.timestep;
  const { same, before, own, set, luck } = sources(key);
  const parts = [
    ...(same.length ? [`${listed(same)} of the same ${word}`] : []),
    ...(before.length ? [`${listed(before)} of the ${word} before`] : []),
    ...(own ? [`its own value of the ${word} before`] : []),
    ...(set.length ? [`what is set: ${listed(set)}`] : []),
    ...(luck ? ['luck'] : []),
  ];
  return `follows from ${parts.join('; ')}`;
}

/** Where all arrows into a box come from. @param {string} key */
function sources(key) {
  const into = graph.arrows.filter(({ to }) => to === key);
  const of = (/** @type {boolean} */ later) => into.filter((arrow) => arrow.later === later && arrow.from !== key && graph.outputs.includes(arrow.from)).map(({ from }) => from);
  return {
    same: of(false), before: of(true),
    own: into.some(({ from }) => from === key),
    set: into.map(({ from }) => from).filter((from) => from !== LUCK && !graph.outputs.includes(from)),
    luck: into.some(({ from }) => from === LUCK),
  };
}

/** What a reader should notice: a box with a single way in, or none. @param {string} key */
function only(key) {
  const { same, before } = sources(key);
  const ways = [...new Set([...same, ...before])];
  if (ways.length === 0) return 'Nothing else that happens in the model reaches it. ';
  const behind = reached({ ...graph, arrows: graph.arrows.map(({ from, to, later }) => ({ from: to, to: from, later })) }, ways[0]);
  return ways.length === 1 && [...behind].some((one) => one !== key) ? `Whatever else happens reaches it only through ${name(ways[0])}. ` : '';
}

/** @param {string} key */
function feeds(key) {
  const word = shown.spec.about.timestep;
  const of = (/** @type {boolean} */ later) => graph.arrows.filter((arrow) => arrow.from === key && arrow.to !== key && arrow.later === later).map(({ to }) => to);
  const [same, later] = [of(false), of(true)];
  const own = sources(key).own ? ' but itself' : '';
  if (same.length + later.length === 0) return `Nothing in the model depends on it${own}.`;
  if (!graph.outputs.includes(key)) return `It acts on ${listed(same)}.`;
  const parts = [...(same.length ? [`${listed(same)} in the same ${word}`] : []), ...(later.length ? [`${listed(later)} a ${word} later`] : [])];
  return `It acts on ${parts.join(', and on ')}.`;
}

/** What something that is set reaches in the end. @param {string} key */
function spread(key) {
  const all = reached(graph, key);
  const never = graph.outputs.filter((output) => !all.has(output));
  return never.length ? `It never reaches ${listed(never)}.` : 'In the end it reaches everything.';
}

/** @param {string} key */
const name = (key) => `“${labelOf(key)}”`;

/** @param {string[]} keys */
function listed(keys) {
  const names = keys.map(name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The same for those who read it in a table. */
function asTable() {
  const { timestep: word } = shown.spec.about;
  const columns = ['Output', `Follows from, of the same ${word}`, `Of the ${word} before`, 'What is set', `Acts on`];
  const plainly = (/** @type {string[]} */ keys) => (keys.length ? [...new Set(keys)].map(labelOf).join(', ') : '–');
  const rows = graph.outputs.map((key) => {
    const { same, before, own, set, luck } = sources(key);
    const acts = graph.arrows.filter(({ from, to }) => from === key && to !== key).map(({ to }) => to);
    const cells = [same, own ? [...before, key] : before, luck ? [...set, LUCK] : set, acts].map(plainly);
    return make('tr', {}, make('th', { scope: 'row' }, labelOf(key)), ...cells.map((cell) => make('td', {}, cell)));
  });
  const table = make('table', {}, make('thead', {}, make('tr', {}, ...columns.map((column) => make('th', { scope: 'col' }, column)))), make('tbody', {}, ...rows));
  return make('details', {}, make('summary', {}, 'As a table'), make('div', { className: 'table', tabIndex: 0, role: 'region', 'aria-label': 'What influences what' }, table));
}
