// What influences what in a model, from its equations: no arrow is written by hand. Steps on the way are left out, so
// an arrow goes from a parameter, luck or an output to an output.

/** @typedef {import('apiary').Formula} Formula */
/** @typedef {{ from: string, to: string, later: boolean }} Arrow `later`: it takes a timestep. */
/** @typedef {{ nodes: string[], outputs: string[], arrows: Arrow[] }} Influences by keys of links, and `luck` */

export const LUCK = 'luck';

/** @param {string} name */
const keyOf = (name) => name.replaceAll('_', '-');

/**
 * Names in a formula: each with whether it is of the same timestep.
 * @param {Formula} formula
 * @returns {Array<[string, boolean]>}
 */
function namesIn(formula) {
  if ('name' in formula) return [[formula.name, false]];
  if ('now' in formula) return [[formula.now, true]];
  return 'call' in formula ? formula.call[1].flatMap(namesIn) : [];
}

/**
 * @param {Pick<import('apiary').Explained, 'draws' | 'passages'>} explained
 * @param {string[]} parameters keys
 * @param {string[]} outputs keys
 * @returns {Influences}
 */
export function influences({ draws, passages }, parameters, outputs) {
  const equations = new Map(passages.flatMap(({ equations: own }) => own).map(({ of, formula }) => [of, formula]));
  const chance = new Set(draws.map(({ name }) => name));
  /** @type {Map<string, Arrow>} */
  const arrows = new Map();
  for (const to of outputs) {
    const formula = equations.get(to.replaceAll('-', '_'));
    if (formula) follow(formula, to);
  }
  const nodes = [...parameters, ...(chance.size ? [LUCK] : []), ...outputs];
  return { nodes, outputs, arrows: [...arrows.values()] };

  /** @param {Formula} formula @param {string} to */
  function follow(formula, to) {
    for (const [name, now] of namesIn(formula)) {
      const key = keyOf(name);
      const known = parameters.includes(key) || outputs.includes(key);
      const way = equations.get(name);
      if (chance.has(name)) add({ from: LUCK, to, later: false });
      else if (known) add({ from: key, to, later: outputs.includes(key) && !now });
      else if (way) follow(way, to);
    }
  }

  /** @param {Arrow} arrow */
  function add(arrow) {
    arrows.set(`${arrow.from} ${arrow.to} ${arrow.later}`, arrow);
  }
}

/**
 * All that arrows lead to from a node, at whatever time, without the node itself.
 * @param {Influences} graph
 * @param {string} from
 */
export function reached({ arrows }, from) {
  const found = new Set([from]);
  for (const node of found) {
    for (const arrow of arrows) if (arrow.from === node) found.add(arrow.to);
  }
  found.delete(from);
  return found;
}

/**
 * Which layer each node stands in: what is set first, then each output behind what it follows from. Arrows of the
 * same timestep always lead on; of the others as many as there is room for, since there are circles among them.
 * @param {Influences} graph
 * @param {number} most how many layers there may be
 * @returns {string[][]} the nodes of each layer
 */
export function layers(graph, most) {
  const { nodes, outputs, arrows } = graph;
  const start = new Map(nodes.map((node) => [node, outputs.includes(node) ? 1 : 0]));
  const sameTime = arrows.filter(({ later }) => !later);
  let chosen = sameTime;
  let depth = depths(chosen, start) ?? start;
  for (const arrow of arrows.filter(({ from, to, later }) => later && from !== to)) {
    const tried = depths([...chosen, arrow], start);
    if (!tried || Math.max(...tried.values()) >= most) continue;
    chosen = [...chosen, arrow];
    depth = tried;
  }
  const rows = Array.from({ length: Math.max(...depth.values()) + 1 }, (_, layer) => nodes.filter((node) => depth.get(node) === layer));
  return rows.filter((row) => row.length);
}

/**
 * The longest way to each node; null where arrows go round in a circle.
 * @param {Arrow[]} arrows
 * @param {Map<string, number>} start
 */
function depths(arrows, start) {
  const depth = new Map(start);
  for (let round = 0; round <= start.size; round += 1) {
    let moved = false;
    for (const { from, to } of arrows) {
      const next = (depth.get(from) ?? 0) + 1;
      if ((depth.get(to) ?? 0) >= next) continue;
      depth.set(to, next);
      moved = true;
    }
    if (!moved) return depth;
  }
  return null;
}
