// Keeps what is typed into forms of dialogs in this tab until they are sent or cancelled, so that it survives signing in
// again. Never passwords, codes or what can't be changed. It belongs to the user, and goes when that user signs out.
(() => {
  const PREFIX = 'drawdown.draft\n';
  const FIELDS =
    'vaadin-text-field, vaadin-text-area, vaadin-email-field, vaadin-integer-field, vaadin-number-field';
  const SECRET = '[readonly], [autocomplete="one-time-code"], [autocomplete$="-password"], .secret *';
  const MAX_LENGTH = 4000;
  const opened = new Map();

  const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

  const userPrefix = () => {
    const user = document.querySelector('vaadin-app-layout')?.dataset.user;
    return user === undefined ? null : `${PREFIX}${user}\n`;
  };

  const keyOf = (title) => {
    const account = new URLSearchParams(location.search).get('account') ?? '';
    const prefix = userPrefix();
    return prefix === null ? null : `${prefix}${location.pathname}\n${account}\n${title}`;
  };

  const fieldsOf = (dialog) => [...dialog.querySelectorAll(FIELDS)].filter((field) => !field.matches(SECRET));

  const nameOf = (dialog, field) =>
    field.label || field.getAttribute('aria-label') || String(fieldsOf(dialog).indexOf(field));

  const read = (key) => JSON.parse(sessionStorage.getItem(key) ?? '{}');

  const keep = (event) => {
    const field = event.target.closest?.(FIELDS);
    const dialog = field?.closest('.form-dialog');
    const key = dialog ? opened.get(dialog.headerTitle) : undefined;
    if (key && !field.matches(SECRET)) {
      const draft = read(key);
      draft[nameOf(dialog, field)] = String(event.target.value).slice(0, MAX_LENGTH);
      try {
        sessionStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // The tab's storage is full: this draft won't survive, and nothing else is the matter.
      }
    }
  };

  const write = (field, text) => {
    field.value = text;
    field.dispatchEvent(new CustomEvent('input', { bubbles: true }));
    field.dispatchEvent(new CustomEvent('change', { bubbles: true }));
  };

  window.drawdownDrafts = {
    // Returns whether something was typed before that is back now.
    async restore(dialog, title) {
      const key = keyOf(title);
      if (key === null) {
        return false;
      }
      keys()
        .filter((other) => !other.startsWith(userPrefix()))
        .forEach((other) => sessionStorage.removeItem(other));
      opened.set(title, key);
      const draft = read(key);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const changed = fieldsOf(dialog).filter((field) => {
        const text = draft[nameOf(dialog, field)];
        return text !== undefined && text !== '' && text !== field.value;
      });
      changed.forEach((field) => write(field, draft[nameOf(dialog, field)]));
      return changed.length > 0;
    },

    discard(title) {
      const key = opened.get(title);
      opened.delete(title);
      if (key) {
        sessionStorage.removeItem(key);
      }
    },
  };

  document.addEventListener('input', keep, true);
  document.addEventListener(
    'click',
    (event) => {
      if (event.target.closest?.('.sign-out')) {
        keys().forEach((key) => sessionStorage.removeItem(key));
      }
    },
    true,
  );
})();
