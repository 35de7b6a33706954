import type { Driver } from './journey.js';

/** Tells other tabs of the shop that something happened to a session, so that they look, too. */
export interface Tabs {
  tell(): void;
  /** Listens as long as the signal lives. */
  watch(signal: AbortSignal): void;
}

/** All widgets of the origin hear each other. */
export const browserChannel = () => new BroadcastChannel('hpp-checkout');

/** Only a hint: whoever hears it asks the backend. */
export function createTabs(driver: Driver, openChannel: () => BroadcastChannel): Tabs {
  let channel: BroadcastChannel | undefined;
  const open = () => {
    try {
      channel = openChannel();
      channel.onmessage = ({ data }) => {
        if (data === driver.api?.sessionId) driver.dispatch({ type: 'resumed' });
      };
    } catch {
      // A page whose storage is shut off has no channels.
    }
  };
  const close = () => {
    channel?.close();
    channel = undefined;
  };
  return {
    tell: () => channel?.postMessage(driver.api?.sessionId),
    watch(signal) {
      open();
      signal.addEventListener('abort', close);
      // An open channel keeps a page out of the back/forward cache.
      window.addEventListener('pagehide', close, { signal });
      window.addEventListener(
        'pageshow',
        ({ persisted }) => {
          if (persisted) open();
        },
        { signal },
      );
    },
  };
}
