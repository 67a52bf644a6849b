// What must happen before the first paint, and so is a plain script and no module: the colours, and
// a word to the reader when the page's own scripts cannot be loaded or understood.
{
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  const follow = () => {
    let chosen = null;
    try { chosen = localStorage.getItem('theme'); } catch { /* Frames of other sites may have no storage. */ }
    root.dataset.theme = chosen ?? (system.matches ? 'dark' : 'light');
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
