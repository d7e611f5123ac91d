// Runs before the first paint: the remembered choice, else what the system prefers.
(() => {
  const KEY = 'drawdown.color-scheme';
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  const show = () => {
    root.dataset.colorScheme = localStorage.getItem(KEY) ?? (systemDark.matches ? 'dark' : 'light');
  };

  show();
  systemDark.addEventListener('change', show);
  window.addEventListener('storage', show);
  document.addEventListener('click', (event) => {
    if (event.target.closest('.switch-color-scheme')) {
      localStorage.setItem(KEY, root.dataset.colorScheme === 'dark' ? 'light' : 'dark');
      show();
    }
  });
})();
