// Which preset a link is, however its runs are looked at.

/**
 * A link without what only says which output is looked at, as what, and of which run or subset.
 * @param {string} link
 */
function bare(link) {
  const [model, values = ''] = link.split('?');
  return [model, ...values.split('&').filter((value) => !/^view[-=]/.test(value))].join('&');
}

/**
 * The preset that is this very link; else the one that is looked at in another way.
 * @param {string} link
 * @param {import('apiary').Preset[]} presets
 */
export const presetOf = (link, presets) =>
  presets.find((preset) => preset.link === link) ?? presets.find((preset) => bare(preset.link) === bare(link));
