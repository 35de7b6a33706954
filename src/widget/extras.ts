import { HppReturnEvent, HppStartAgainEvent } from './journey-events.js';
import type { Driver } from './journey.js';
import { loadQr } from './on-demand.js';
import { policyOf } from './perform.js';
import type { Attention } from './polling.js';
import type { Host } from './session/session-controller.js';
import { createTiming, type Timing } from './timing.js';
import { allowedCancelUrl } from './url-policy.js';
import type { Later, QrCode } from './view/context.js';

/** What the views know beside their state and their words. */
export interface Extras {
  readonly timing: Timing;
  now(): Later;
}

export function createExtras(host: Host, driver: Driver, attention: Attention): Extras {
  const returnUrl = () => allowedCancelUrl(host.getAttribute('return-url') ?? '', policyOf(host));
  const returnAfter = () => {
    const seconds = returnUrl() ? Number(host.getAttribute('auto-return')) : 0;
    return seconds > 0 ? seconds : null;
  };
  const goBack = () => {
    const { state } = driver;
    const url = returnUrl();
    if (!url || state.phase !== 'settled') return;
    const event = new HppReturnEvent(state.outcome, url);
    host.dispatchEvent(event);
    if (!event.defaultPrevented) driver.dispatch({ type: 'return', url });
  };
  const timing = createTiming(host, driver, returnAfter, goBack);
  const qrCode = createQr(() => host.requestUpdate());
  return {
    timing,
    now: () => ({
      ...timing.moment(),
      online: attention.isOnline(),
      goBack: returnUrl() ? goBack : null,
      stay: () => timing.stay(),
      startAgain: host.hasAttribute('start-again')
        ? (outcome) => void host.dispatchEvent(new HppStartAgainEvent(outcome))
        : null,
      qrCode,
      isAllowed: (url) => allowedCancelUrl(url, policyOf(host)) !== null,
    }),
  };
}

/** Draws a code once what draws it is there. */
function createQr(ready: () => void): Later['qrCode'] {
  const codes = new Map<string, QrCode | null>();
  return (text) => {
    if (!codes.has(text)) {
      codes.set(text, null);
      loadQr()
        .then(({ qrCodeOf }) => {
          codes.set(text, qrCodeOf(text));
          ready();
        })
        // Asked for again with the next drawing. Also where the text is too long for a code.
        .catch(() => codes.delete(text));
    }
    return codes.get(text) ?? null;
  };
}
