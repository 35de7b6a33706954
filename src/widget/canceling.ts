import { cancelSession } from '../contract/cancel-session.js';
import { request, type Api } from './client.js';
import { HppCheckoutError, failureOf } from './errors.js';
import { JSON_HEADERS } from './recover.js';
import type { Cancelable, CheckoutEvent } from './session/state.js';
import { allowedCancelUrl, type UrlPolicy } from './url-policy.js';

/** Milliseconds after which the shopper may leave without an answer. */
const CANCEL_TIMEOUT = 4000;

/** Tells the backend where there is something to tell, and finds out where to go. */
export async function cancelAt(
  api: Api | undefined,
  from: Cancelable,
  cancelUrl: string | null,
  policy: UrlPolicy,
  signal: AbortSignal,
): Promise<CheckoutEvent> {
  const session = 'session' in from ? from.session : null;
  const target = (...others: readonly (string | null | undefined)[]) =>
    firstAllowed([cancelUrl, ...others, session?.cancel_url], policy);
  const isLeaving = from.phase === 'settled' || from.phase === 'confirming';
  if (!api || isLeaving) return { type: 'canceled', session: null, url: target() };
  const { method, path, response } = cancelSession;
  try {
    const call = {
      method,
      path,
      headers: JSON_HEADERS,
      body: '{}',
      timeout: CANCEL_TIMEOUT,
      tries: 1,
    };
    const answer = await request(api, call, response, signal);
    const url = target(answer.redirect_url, answer.session.cancel_url);
    return { type: 'canceled', session: answer.session, url };
  } catch (error) {
    const failure = failureOf(error);
    const context = error instanceof HppCheckoutError ? error.context : {};
    if (context.session) return { type: 'loaded', session: context.session };
    const live = failure.code.startsWith('attempt_') ? (context.attempt ?? session?.attempt) : null;
    return { type: 'cancel_failed', failure, attempt: live ?? null, url: target() };
  }
}

function firstAllowed(
  urls: readonly (string | null | undefined)[],
  policy: UrlPolicy,
): string | null {
  for (const url of urls) {
    const allowed = url ? allowedCancelUrl(url, policy) : null;
    if (allowed) return allowed;
  }
  return null;
}
