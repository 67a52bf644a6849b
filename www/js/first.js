// What must happen before the first paint, and so is a plain script and no module: whether this is the
// page or the small view that other sites embed, the colours, and a word to the reader when the page's own
// scripts cannot be loaded or understood.
{
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  if (query.has('embed')) root.dataset.embed = query.get('embed') === 'still' ? 'still' : 'sliders';
  // Only what is shown is fetched: stamp.mjs names the modules of both.
  const view = root.dataset.embed ? 'embed' : 'main';
  for (const link of document.querySelectorAll(`link[data-view~="${view}"]`)) link.setAttribute('rel', 'modulepreload');

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
  };
  // Resources that fail say so only to listeners that capture.
  addEventListener('error', ({ target }) => {
    if (target === window || target instanceof HTMLScriptElement) explain();
  }, true);
}
