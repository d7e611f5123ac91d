// Says when figures stand still because the server or the network doesn't answer, and refuses clicks meanwhile: they
// would be sent when the server is back, to the surprise of whoever has clicked.
(() => {
  const PROBE = 'actuator/health/readiness';
  const INTERVAL = 3000;
  const RETRY = 1000;
  const TIMEOUT = 3000;
  const FAILURES = 2;
  const AWAY = [502, 503, 504];
  const AWAY_STATES = ['reconnecting', 'connection-lost'];
  const CONTROLS =
    'vaadin-button:not(.switch-color-scheme), vaadin-grid-sorter, vaadin-side-nav-item, a[href]:not([target="_blank"])';

  const banner = document.createElement('div');
  let lastAnswer = new Date();
  let failures = 0;
  let since = null;
  let timer;
  let isProbing = false;
  let connection;

  const layout = () => document.querySelector('vaadin-app-layout');

  const timeText = (instant) =>
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      timeZone: layout()?.dataset.zone?.replace(/^Z$/, 'UTC'),
    }).format(instant);

  const show = () => {
    const isAway = layout() !== null && (failures >= FAILURES || AWAY_STATES.includes(connection?.state));
    if (isAway === (since !== null)) {
      return;
    }
    since = isAway ? lastAnswer : null;
    document.documentElement.toggleAttribute('data-away', isAway);
    if (isAway) {
      banner.showPopover();
      banner.textContent = `Not live since ${timeText(since)}. Reconnecting …`;
    } else {
      banner.textContent = '';
      banner.hidePopover();
    }
  };

  // Vaadin's own knowledge: a request or the connection for news has failed.
  const watchConnection = () => {
    if (!connection && window.Vaadin?.connectionState?.addStateChangeListener) {
      connection = window.Vaadin.connectionState;
      connection.addStateChangeListener((before, now) => {
        if (document.hidden && AWAY_STATES.includes(now)) {
          lastAnswer = new Date();
        }
        show();
      });
    }
  };

  // Without the session's cookie, so that an open page alone keeps no session alive.
  const isAnswered = async () => {
    try {
      const answer = await fetch(new URL(PROBE, document.baseURI), {
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(TIMEOUT),
      });
      return !AWAY.includes(answer.status);
    } catch {
      return false;
    }
  };

  const probe = async () => {
    clearTimeout(timer);
    if (isProbing || document.hidden) {
      return;
    }
    isProbing = true;
    watchConnection();
    const answered = layout() === null || (await isAnswered());
    isProbing = false;
    failures = answered ? 0 : failures + 1;
    if (answered && !AWAY_STATES.includes(connection?.state)) {
      lastAnswer = new Date();
    }
    show();
    timer = setTimeout(probe, failures === 1 ? RETRY : INTERVAL);
  };

  const refuse = (event) => {
    const isControl = event.composedPath().some((node) => node instanceof Element && node.matches(CONTROLS));
    if (since !== null && isControl) {
      event.preventDefault();
      event.stopImmediatePropagation();
      banner.classList.remove('refused');
      requestAnimationFrame(() => banner.classList.add('refused'));
    }
  };

  banner.className = 'away-banner';
  banner.popover = 'manual';
  banner.setAttribute('role', 'status');
  window.addEventListener('click', refuse, true);
  document.addEventListener('visibilitychange', probe);
  document.addEventListener('DOMContentLoaded', () => {
    document.body.append(banner);
    timer = setTimeout(probe, INTERVAL);
  });
})();
