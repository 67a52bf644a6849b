// Leads into the playground, leaving no place in the history. Whoever runs no scripts, and so could not
// simulate there, stays on this page.
location.replace(/** @type {HTMLAnchorElement} */ (document.getElementById('open')).href);
