import { HppCheckoutError, failureOf } from './errors.js';
import type { HppBeforeCancelEvent, HppBeforeRedirectEvent } from './journey-events.js';
import type { Ports } from './ports.js';
import type { CheckoutEvent } from './session/state.js';

/** Milliseconds that a page may hold the shopper with `waitUntil`. */
const HOOK_TIMEOUT = 30_000;

/** Asks the merchant's page: a veto, a rejection or 30 seconds of silence forbid the act. */
export async function askPage(
  host: EventTarget,
  event: HppBeforeRedirectEvent | HppBeforeCancelEvent,
  ports: Ports,
  signal: AbortSignal,
): Promise<CheckoutEvent> {
  host.dispatchEvent(event);
  const timer = new AbortController();
  signal.addEventListener('abort', () => timer.abort(), { signal: timer.signal });
  const late = ports.sleep(HOOK_TIMEOUT, timer.signal).then(() => {
    throw new HppCheckoutError('hook_timeout', `${event.type}: waitUntil`);
  });
  try {
    if (!event.defaultPrevented) await Promise.race([event.settled, late]);
    return event.defaultPrevented ? { type: 'vetoed', failure: null } : { type: 'allowed' };
  } catch (error) {
    const failure = failureOf(error);
    return {
      type: 'vetoed',
      failure: failure.code === 'hook_timeout' ? failure : { ...failure, code: 'hook_failed' },
    };
  } finally {
    timer.abort();
  }
}
