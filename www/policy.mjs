// The page's policy where its public address is known. In a sandboxed frame without an origin WebKit takes
// 'self' to be nobody, and refuses the page its own scripts and styles; a named address it follows.

/**
 * The page with its own address wherever its policy says 'self'.
 * @param {string} html
 * @param {string} site without its last slash
 */
export const naming = (html, site) =>
  html.replace(/(http-equiv="Content-Security-Policy" content=")([^"]*)/, (_, before, policy) => before + policy.replaceAll("'self'", `'self' ${site}/`));
