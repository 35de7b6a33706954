import { tokenOf, type Edge, type EdgeContext, type Endpoint } from '../edge.js';
import { CheckoutError } from '../errors.js';
import { TIMED_OUT, timeBox } from '../timer.js';

/** The shopper is on the way to the merchant's page within 3 s; this leaves time to travel. */
const BUDGET_MS = 2500;

/**
 * Sends the shopper on, whatever happens here. What the provider wrote into the query or the body
 * is never read: it proves nothing and must not travel on.
 */
export function returnFromProviderEndpoint(edge: Edge): Endpoint {
  return async (c) => {
    const token = tokenOf(c);
    // A HEAD is a link checker, not a shopper: it must not count as a return.
    const known = token !== null && c.req.method !== 'HEAD';
    const target = known ? await askRules(edge, c, token) : edge.settings.returnUrl;
    return new Response(null, { status: 303, headers: { Location: target } });
  };
}

async function askRules(edge: Edge, c: EdgeContext, token: string): Promise<string> {
  const { returnUrl, waitUntil } = edge.settings;
  try {
    const recording = edge.payments.returned(token);
    const target = await timeBox(recording, BUDGET_MS, edge.timer);
    if (target !== TIMED_OUT) return new URL(target).href;
    // Nobody waits for it any more, but it may still be recorded.
    waitUntil(recording.catch((error: unknown) => report(c, error)));
    c.env.log.error('A return took too long to record; the shopper was sent on without it.');
  } catch (error) {
    report(c, error);
  }
  return returnUrl;
}

function report(c: EdgeContext, error: unknown): void {
  if (error instanceof CheckoutError && error.status < 500) {
    c.env.log.warn('A return could not be matched.', { code: error.code });
  } else {
    c.env.log.error('A return could not be recorded.', { error });
  }
}
