import { IDEMPOTENCY_KEY_HEADER } from '../contract/http.js';
import type { PaymentSessionView } from '../contract/payment-session.js';
import { startPayment, type StartPaymentRequest } from '../contract/start-payment.js';
import { request, type Api } from './client.js';
import { JSON_HEADERS } from './recover.js';
import { HppCheckoutError, failureOf } from './errors.js';
import type { IdempotencyKeys } from './idempotency.js';
import type { CheckoutEvent, Order } from './session/state.js';
import { allowedUrl, type UrlPolicy } from './url-policy.js';

/** Starts a payment at the backend, and lets its redirect through only if the policy does. */
export async function startOrder(
  api: Api,
  session: PaymentSessionView,
  order: Order,
  keys: IdempotencyKeys,
  policy: UrlPolicy,
  signal: AbortSignal,
): Promise<CheckoutEvent> {
  const { method, path, response } = startPayment;
  const body = JSON.stringify(requestOf(session, order));
  const headers = { ...JSON_HEADERS, [IDEMPOTENCY_KEY_HEADER]: keys.keyFor(api.sessionId + body) };
  try {
    const call = { method, path, headers, body, timeout: 20_000, tries: 3 };
    const { attempt, redirect } = await request(api, call, response, signal);
    const { method: way, fields } = redirect;
    if (way === 'POST' && !fields)
      throw new HppCheckoutError('invalid_response', 'redirect.fields');
    keys.settle();
    const url = allowedUrl(redirect.url, policy);
    if (!url) throw new HppCheckoutError('navigation_refused', originOf(redirect.url));
    const checked =
      fields && way === 'POST' ? { method: way, url, fields } : ({ method: 'GET', url } as const);
    return { type: 'started', attempt, redirect: checked };
  } catch (error) {
    const failure = failureOf(error);
    keys.settle(failure.code);
    const { session: fresh, attempt } = error instanceof HppCheckoutError ? error.context : {};
    return { type: 'start_failed', failure, session: fresh, attempt };
  }
}

/** What the shopper chose and was shown. */
export function requestOf(session: PaymentSessionView, order: Order): StartPaymentRequest {
  const { options } = order;
  const method = session.payment_methods.find(({ code }) => code === order.method);
  return {
    payment_method: order.method,
    // The method may have ceased to offer it since.
    options: { ...options, save_card: method?.can_save_card ? options.save_card : undefined },
    amount: session.amount,
    total: method?.total ?? session.amount,
    ...(order.replaces && { replaces: order.replaces }),
  };
}

/** Enough of a URL to find the mistake; the rest may be a secret. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'a malformed URL';
}
