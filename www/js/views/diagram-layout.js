// Where the boxes of the diagram stand and how its arrows run. Boxes stand in layers, from left to right or, where
// there is no width for that, from top to bottom; an arrow over several layers runs on a rail between the boxes of
// those it crosses. Rails are shared by all arrows from a box in a direction. (Sugiyama's method, small: libraries that
// lay out graphs are as large as the rest of the page's scripts.)

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {{ from: string, to: string, later: boolean }} Arrow */
/** @typedef {{ id: string, size: number, at: number }} Item a box or a rail: where it begins across its layer */
/** @typedef {{ height: number, boxes: Map<string, Box>, paths: string[] }} Drawing paths in the order of the arrows */

const RAIL = 9;
const NARROW = 4;
const WIDE = { width: 136, height: 72, between: 14 };
const UPRIGHT = { width: 104, most: 150, height: 72, between: 6, apart: 34 };

/**
 * @param {string[][]} layers
 * @param {Arrow[]} arrows
 * @param {number} width
 * @param {boolean} upright
 * @returns {Drawing}
 */
export function drawing(layers, arrows, width, upright) {
  const rows = upright ? wrapped(layers, Math.max(2, Math.floor(width / (UPRIGHT.width + UPRIGHT.between)))) : layers;
  const ways = waysOf(rows, arrows);
  const boxSize = upright ? uprightSize(rows, ways, width) : WIDE.height;
  const between = upright ? UPRIGHT.between : WIDE.between;
  const items = rows.map((row, layer) => [
    ...row.map((id) => ({ id, size: boxSize + between, at: 0 })),
    ...railsIn(layer, ways).map((id) => ({ id, size: upright ? NARROW : RAIL, at: 0 })),
  ]);
  const room = upright ? width + between : Math.max(...items.map(sizeOf));
  settle(items, ways, room);

  const deep = upright ? UPRIGHT.height : WIDE.width;
  const step = upright ? deep + UPRIGHT.apart : (width - deep) / Math.max(1, rows.length - 1);
  /** @type {Map<string, { along: number, across: number }>} */
  const middles = new Map();
  /** @type {Map<string, Box>} */
  const boxes = new Map();
  items.forEach((row, layer) => row.forEach(({ id, size, at }) => {
    const along = Math.round(layer * step);
    middles.set(`${layer} ${id}`, { along, across: at + (size - (isRail(id) ? 0 : between)) / 2 });
    if (isRail(id)) return;
    const [start, wide] = [Math.round(at), Math.floor(boxSize)];
    boxes.set(id, upright ? { x: start, y: along, width: wide, height: deep } : { x: along, y: start, width: deep, height: wide });
  }));
  const height = upright ? (rows.length - 1) * step + deep : room - between;
  return { height: Math.ceil(height), boxes, paths: ways.map((way) => pathOf(way, middles, deep, upright)) };
}

/** Layers with no more boxes than fit beside each other. @param {string[][]} layers @param {number} most */
function wrapped(layers, most) {
  return layers.flatMap((layer) => {
    const count = Math.ceil(layer.length / most);
    const each = Math.ceil(layer.length / count);
    return Array.from({ length: count }, (_, index) => layer.slice(index * each, (index + 1) * each));
  });
}

/** @param {string} id */
const isRail = (id) => id.startsWith('>') || id.startsWith('<');
/** @param {Item[]} row */
const sizeOf = (row) => row.reduce((sum, { size }) => sum + size, 0);

/**
 * The layers and items that each arrow passes, from its box to the other.
 * @param {string[][]} rows
 * @param {Arrow[]} arrows
 * @returns {Array<Array<{ layer: number, id: string }>>}
 */
function waysOf(rows, arrows) {
  const layerOf = new Map(rows.flatMap((row, layer) => row.map((id) => [id, layer])));
  return arrows.map(({ from, to }) => {
    const [start, end] = [layerOf.get(from) ?? 0, layerOf.get(to) ?? 0];
    const step = Math.sign(end - start);
    const rails = Array.from({ length: Math.max(0, Math.abs(end - start) - 1) }, (_, index) => ({ layer: start + step * (index + 1), id: `${step > 0 ? '>' : '<'}${from}` }));
    return [{ layer: start, id: from }, ...rails, { layer: end, id: to }];
  });
}

/** @param {number} layer @param {ReturnType<typeof waysOf>} ways */
function railsIn(layer, ways) {
  return [...new Set(ways.flat().filter((stop) => stop.layer === layer && isRail(stop.id)).map(({ id }) => id))];
}

/** How wide boxes can be where the fullest layer has to hold its rails, too. @param {string[][]} rows @param {ReturnType<typeof waysOf>} ways @param {number} width */
function uprightSize(rows, ways, width) {
  const fits = rows.map((row, layer) => (width - railsIn(layer, ways).length * NARROW) / row.length - UPRIGHT.between);
  return Math.floor(Math.min(UPRIGHT.most, ...fits));
}

/**
 * Orders the items of each layer by where their neighbours stand, then moves them there as far as they have room:
 * there and back, until few lines cross and most run straight.
 * @param {Item[][]} items
 * @param {ReturnType<typeof waysOf>} ways
 * @param {number} room
 */
function settle(items, ways, room) {
  const known = new Map(items.flatMap((row, layer) => row.map((item) => [`${layer} ${item.id}`, item])));
  /** @type {Map<Item, Set<Item>>} */
  const neighbours = new Map([...known.values()].map((item) => [item, new Set()]));
  for (const way of ways) {
    way.slice(1).forEach((stop, index) => {
      const [a, b] = [known.get(`${way[index].layer} ${way[index].id}`), known.get(`${stop.layer} ${stop.id}`)];
      if (!a || !b || way[index].layer === stop.layer) return;
      neighbours.get(a)?.add(b);
      neighbours.get(b)?.add(a);
    });
  }
  const wanted = (/** @type {Item} */ item) => {
    const near = [...(neighbours.get(item) ?? [])];
    if (near.length === 0) return item.at;
    return near.reduce((sum, one) => sum + one.at + one.size / 2, 0) / near.length - item.size / 2;
  };
  for (const row of items) pack(row, row.map(() => room / 2), room);
  for (let round = 0; round < 24; round += 1) {
    for (const row of round % 2 ? [...items].reverse() : items) {
      const places = new Map(row.map((item) => [item, wanted(item)]));
      // The last rounds keep the order and only straighten.
      if (round < 16) row.sort((a, b) => (places.get(a) ?? 0) + a.size / 2 - (places.get(b) ?? 0) - b.size / 2);
      pack(row, row.map((item) => places.get(item) ?? 0), room);
    }
  }
}

/**
 * Puts items as near as can be to where they want to be, in their order, none over another and all within the room: the
 * middle of the two ways to do so from either end.
 * @param {Item[]} row
 * @param {number[]} wanted
 * @param {number} room
 */
function pack(row, wanted, room) {
  const sizes = row.map(({ size }) => size);
  const first = fromStart(sizes, wanted, room);
  const mirrored = row.map((_, index) => room - wanted[index] - sizes[index]).reverse();
  const last = fromStart([...sizes].reverse(), mirrored, room).reverse();
  row.forEach((item, index) => { item.at = (first[index] + room - last[index] - sizes[index]) / 2; });
}

/** @param {number[]} sizes @param {number[]} wanted @param {number} room */
function fromStart(sizes, wanted, room) {
  let end = 0;
  const places = wanted.map((place, index) => {
    const at = Math.max(place, end);
    end = at + sizes[index];
    return at;
  });
  let limit = room;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index], limit - sizes[index]);
    limit = places[index];
  }
  return places;
}

/**
 * An arrow with its head. It leaves and enters boxes in the direction of the layers; backwards a little beside the middle,
 * and between boxes of one layer in an arc.
 * @param {Array<{ layer: number, id: string }>} way
 * @param {Map<string, { along: number, across: number }>} middles
 * @param {number} deep how deep a layer is
 * @param {boolean} upright
 */
function pathOf(way, middles, deep, upright) {
  const none = { along: 0, across: 0 };
  const stops = way.map(({ layer, id }) => middles.get(`${layer} ${id}`) ?? none);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const point = (/** @type {number} */ along, /** @type {number} */ across) => (upright ? [across, along] : [along, across]).map((one) => Math.round(one * 10) / 10).join(' ');
  const head = (/** @type {number} */ along, /** @type {number} */ across, /** @type {number} */ back) => `M${point(along + 6 * back, across - 3.5)}L${point(along, across)}L${point(along + 6 * back, across + 3.5)}`;
  if (way[0].layer === way[way.length - 1].layer) {
    const [edge, y1, y2] = [first.along + deep, first.across, last.across + (first.across < last.across ? -10 : 10)];
    const bend = edge + 20 + Math.abs(y2 - y1) * 0.05;
    return `M${point(edge, y1)}C${point(bend, y1)} ${point(bend, y2)} ${point(edge + 1, y2)}${head(edge + 1, y2, 1)}`;
  }
  const forwards = last.along > first.along;
  const [enter, leave, beside] = forwards ? [0, deep, 0] : [deep, 0, 10];
  let path = `M${point(first.along + leave, first.across + beside)}`;
  let [x, y] = [first.along + leave, first.across + beside];
  stops.slice(1).forEach((stop, index) => {
    const isLast = index === stops.length - 2;
    const [x2, y2] = [stop.along + enter + (isLast ? (forwards ? -1 : 1) : 0), stop.across + (isLast ? beside : 0)];
    const bend = (x2 - x) * 0.5;
    path += `C${point(x + bend, y)} ${point(x2 - bend, y2)} ${point(x2, y2)}`;
    [x, y] = [x2, y2];
    if (isLast) return;
    x = stop.along + leave;
    path += `L${point(x, y)}`;
  });
  return path + head(x, y, forwards ? -1 : 1);
}
