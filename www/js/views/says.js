// What the first sentence will be about, as far as a link tells before anything is computed.

/** Whether a comparison of this link speaks of another output's mean, which takes more room. @param {string} link */
export const isOfMeans = (link) => /[?&]view=/.test(link);
