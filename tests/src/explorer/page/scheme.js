// Before the first paint: the scheme that was chosen here last, or else the system's.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = null;
  try {
    chosen = localStorage.getItem('scheme');
  } catch {
    // Without storage the system's scheme holds.
  }
  const dark = () => (chosen === null ? system.matches : chosen === 'dark');
  const show = () => {
    document.documentElement.classList.toggle('dark-mode', dark());
    document.getElementById('scheme')?.setAttribute('aria-pressed', String(dark()));
  };
  show();
  system.addEventListener('change', show);
  document.addEventListener('DOMContentLoaded', () => {
    show();
    document.getElementById('scheme').addEventListener('click', () => {
      chosen = dark() ? 'light' : 'dark';
      try {
        localStorage.setItem('scheme', chosen);
      } catch {
        // It holds until the page is left.
      }
      show();
    });
  });
})();
