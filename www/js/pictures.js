// Pictures that can be saved: whoever shows one on the page gives it away as it draws it there, with the table
// of its numbers.

/** How high a picture is that can have any height. */
const HEIGHT = 460;

/**
 * A picture that can be saved.
 * @typedef {object} Picture
 * @property {string} title what it is called among the others
 * @property {string} [part] what stands for it in a file's name, where that is not its title
 * @property {(width: number) => number} height in CSS pixels
 * @property {import('./canvas.js').Draw} draw
 * @property {() => string} table its numbers as CSV
 * @property {string[]} [told] what is said beside it
 * @property {() => boolean} [prepare] computes a part of what it draws, if one is missing; whether it was
 */

/**
 * The pictures of a study, the main one first.
 * @param {import('apiary').Study} study
 * @param {import('apiary').Spec} spec
 * @param {import('apiary').Reading} reading
 * @returns {Picture[]}
 */
export function picturesOf(study, { about, outputs }, { view, axes }) {
  const output = outputs.find(({ key }) => key === view.output);
  const maps = axes.length > 0 ? [0, 1] : [];
  const charts = study.charts ? about.charts : [];
  return [
    { title: output?.label ?? '', part: view.output, height: (width) => study.main_height(width) ?? HEIGHT, draw: (...paper) => study.draw_main(...paper), table: () => study.main_table(), prepare: () => study.prepare_main() },
    ...maps.map((which) => mapOf(study, which)),
    ...charts.map(({ title }, index) => chartOf(study, title, index)),
  ];
}

/** @param {import('apiary').Study} study @param {number} which @returns {Picture} */
const mapOf = (study, which) => ({
  title: `Map: ${study.map_label(which)}`,
  part: `map-${which + 1}`,
  height: (width) => study.map_height(width),
  draw: (...paper) => study.draw_map(which, ...paper, true),
  table: () => study.map_table(which),
});

/** @param {import('apiary').Study} study @param {string} title @param {number} index @returns {Picture} */
const chartOf = (study, title, index) => ({
  title,
  height: (width) => study.chart_height(index, width),
  draw: (...paper) => study.draw_chart(index, ...paper),
  table: () => study.chart_table(index),
  prepare: () => study.prepare_chart(index),
});
