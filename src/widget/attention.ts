import type { Ports } from './ports.js';
import type { CheckoutEvent } from './session/state.js';
import type { Attention } from './polling.js';
import type { Host } from './session/session-controller.js';

/** A page that gains focus and visibility at once is read once. */
const AT_MOST_EVERY = 1000;

export const browserAttention: Attention = {
  isPresent: () => document.visibilityState === 'visible' && navigator.onLine,
  isOnline: () => navigator.onLine,
  returned(signal) {
    return new Promise((resolve) => {
      const listening = new AbortController();
      const stop = () => {
        listening.abort();
        resolve();
      };
      const check = () => {
        if (browserAttention.isPresent()) stop();
      };
      const options = { signal: listening.signal };
      signal.addEventListener('abort', stop, options);
      document.addEventListener('visibilitychange', check, options);
      window.addEventListener('online', check, options);
    });
  },
};

/** Tells when the shopper comes back to the page: by a tab, a window, or the back button. */
export function watchReturns(
  ports: Ports,
  attention: Attention,
  signal: AbortSignal,
  send: (event: CheckoutEvent) => void,
): void {
  let last = -AT_MOST_EVERY;
  const resume = () => {
    if (!attention.isPresent() || ports.now() - last < AT_MOST_EVERY) return;
    last = ports.now();
    send({ type: 'resumed' });
  };
  document.addEventListener('visibilitychange', resume, { signal });
  window.addEventListener('online', resume, { signal });
  window.addEventListener('focus', resume, { signal });
  window.addEventListener(
    'pageshow',
    (event) => {
      // From the back/forward cache: the page still shows what it showed when it was left.
      if (!event.persisted) return;
      last = ports.now();
      send({ type: 'restored' });
    },
    { signal },
  );
}

/** Draws again when an attribute of the element changes, the language of the page, or the network. */
export function watchSurroundings(host: Host, signal: AbortSignal): void {
  window.addEventListener('offline', () => host.requestUpdate(), { signal });
  const observer = new MutationObserver(() => host.requestUpdate());
  observer.observe(document, { attributeFilter: ['lang'], subtree: true });
  observer.observe(host, { attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());
}
