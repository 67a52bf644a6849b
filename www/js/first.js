// What must happen before the first paint, and so is a plain script and no module: whether this is the
// page or the small view that other sites embed, what its first picture is made by, the colours, and a word to the reader when the page's own
// scripts cannot be loaded or understood.
{
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const embed = query.get('embed');
  if (embed !== null && !/^(0|false|no|off)$/i.test(embed)) root.dataset.embed = embed === 'still' ? 'still' : 'sliders';

  // Lists and ranges: what has them is most likely a sweep, whose picture takes the whole simulation. All else
  // has its first picture from a part of it, which comes while the modules do.
  const part = document.querySelector('meta[name="wasm-first"]');
  if (part instanceof HTMLMetaElement && !/,|\.\.|%2c/i.test(location.hash)) {
    root.dataset.first = '';
    const early = (/** @type {Record<string, string | undefined>} */ properties) => document.head.append(Object.assign(document.createElement('link'), properties));
    early({ rel: 'modulepreload', href: part.dataset.js });
    early({ rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: part.dataset.wasm });
  }

  const system = matchMedia('(prefers-color-scheme: dark)');

  /** What was chosen: for an embedded view by who embeds it, else here before. */
  const chosen = () => {
    if (root.dataset.embed) return query.get('theme');
    try { return localStorage.getItem('theme'); } catch { return null; /* A frame may have no storage. */ }
  };
  const follow = () => {
    const theme = chosen() ?? '';
    root.dataset.theme = ['dark', 'light'].includes(theme) ? theme : system.matches ? 'dark' : 'light';
  };
  follow();
  system.addEventListener('change', follow);

  const explain = () => {
    const headline = document.getElementById('headline');
    if (!headline || root.dataset.ready) return;
    root.dataset.ready = 'failed';
    headline.textContent = 'The page could not be loaded.';
    const lede = document.getElementById('lede');
    if (lede) lede.textContent = 'Reloading may help; it needs a browser of 2023 or later.';
    if (!root.dataset.embed) return;
    const open = document.createElement('a');
    Object.assign(open, { href: `${location.pathname}${location.hash}`, target: '_blank', rel: 'noopener', textContent: 'Open it in a page of its own' });
    headline.append(' ', open);
  };
  // Without its styles the page says where it can be had with them, in the state that it has here.
  addEventListener('DOMContentLoaded', () => {
    const way = document.querySelector('#bare a');
    if (way instanceof HTMLAnchorElement) way.href = `${location.pathname}${location.hash}`;
  });
  // Resources that fail say so only to listeners that capture.
  addEventListener('error', ({ target }) => {
    if (target === window || target instanceof HTMLScriptElement) explain();
  }, true);
}
