// A fan without axes, small enough for a box: two bands and the median.

const SPACE = 'http://www.w3.org/2000/svg';
const [WIDTH, HEIGHT] = [120, 26];
/** More points than these cannot be seen. */
const POINTS = 60;

/**
 * @param {Float64Array} fan five quantiles, each over all timesteps
 * @param {[number, number] | null} span the ends of its axis where they are natural ones
 */
export function sparkline(fan, span) {
  const length = fan.length / 5;
  const every = Math.max(1, Math.floor((length - 1) / POINTS));
  const times = Array.from({ length: Math.ceil(length / every) }, (_, index) => index * every);
  const rows = [0, 1, 2, 3, 4].map((level) => times.map((time) => fan[level * length + time]));
  const finite = rows.flat().filter(Number.isFinite);
  const [low, high] = span ?? [Math.min(...finite), Math.max(...finite)];
  const x = (/** @type {number} */ index) => ((index / Math.max(1, times.length - 1)) * WIDTH).toFixed(1);
  const y = (/** @type {number} */ value) => (HEIGHT - 1 - ((value - low) / (high - low || 1)) * (HEIGHT - 2)).toFixed(1);
  const line = (/** @type {number[]} */ row) => row.map((value, index) => (Number.isFinite(value) ? `${x(index)} ${y(value)}` : '')).filter(Boolean);
  const band = (/** @type {number} */ below, /** @type {number} */ above) => `M${[...line(rows[below]), ...line(rows[above]).reverse()].join('L')}Z`;
  const svg = document.createElementNS(SPACE, 'svg');
  for (const [key, text] of [['viewBox', `0 0 ${WIDTH} ${HEIGHT}`], ['preserveAspectRatio', 'none'], ['aria-hidden', 'true'], ['class', 'sparkline']]) svg.setAttribute(key, text);
  if (!finite.length) return svg;
  for (const [name, d] of [['band90', band(0, 4)], ['band50', band(1, 3)], ['median', `M${line(rows[2]).join('L')}`]]) {
    const path = document.createElementNS(SPACE, 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
