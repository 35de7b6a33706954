import type { StartPaymentResponse } from '../../contract/start-payment.js';
import { CheckoutError } from '../errors.js';
import type { Started } from '../gateways/gateway.js';
import { GatewayError } from '../gateways/gateway-error.js';
import {
  attemptOf,
  moveAttempt,
  patchAttempt,
  patchProviderSession,
  providerSessionOf,
} from './change.js';
import { nowOf, requireGateway, type Context } from './context.js';
import { followUp } from './follow-up.js';
import { listMethods } from './listings.js';
import { loadSession, mutate } from './mutate.js';
import { listInput, noteOpened } from './provider-sessions.js';
import { applyProven } from './prove.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { isRedirectAllowed } from './redirect-policy.js';
import { answer } from './attempt-record.js';
import { settleUnpaid } from './unpaid.js';
import { toView } from './view.js';

const START_TIMEOUT_MS = 15_000;
/** Seconds after which a start whose outcome is unknown may be sent again. */
const RETRY_AFTER = 2;

/**
 * Asks the provider for the page of a stored attempt, and stores the answer. Also finishes a
 * start whose answer was lost: the provider gets the same reference again.
 * @throws {CheckoutError} `provider_unavailable` (unknown outcome: the attempt stays, the same
 * start may be sent again), `provider_refused` (nothing was done: the attempt has failed), or
 * `session_changed` when the attempt ended meanwhile.
 */
export async function askProvider(
  context: Context,
  sessionId: string,
  attemptId: string,
): Promise<StartPaymentResponse> {
  const session = await loadSession(context, sessionId);
  const attempt = attemptOf(session, attemptId);
  let asked: Asked;
  try {
    asked = await callStart(context, session, attempt);
  } catch (error) {
    throw await startFailed(context, sessionId, attempt, error);
  }
  const { provider, started } = asked;
  if (started.kind === 'settled') {
    await followUp(context, await applyProven(context, sessionId, provider, started.reading));
    throw await changed(context, sessionId);
  }
  if (!isRedirectAllowed(started.redirect.url, context.settings)) {
    const error = new GatewayError(
      'misconfigured',
      attempt.gateway,
      'The provider answered a redirect URL that the URL policy refuses: see allowedRedirectOrigins.',
    );
    throw await startFailed(context, sessionId, attempt, error);
  }
  return noteRedirect(context, sessionId, attempt, started);
}

interface Asked {
  /** As it was when the provider was asked. */
  readonly provider: ProviderSessionRecord;
  readonly started: Started;
}

async function callStart(
  context: Context,
  session: SessionRecord,
  attempt: AttemptRecord,
): Promise<Asked> {
  const gateway = requireGateway(context, attempt.gateway);
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  let provider = providerSessionOf(session, attempt.providerSessionId);
  if (gateway.sharesSession && provider.providerId === null) {
    const opened = await listMethods(context, session.id, gateway, provider);
    provider = providerSessionOf(opened, provider.id);
    if (provider.providerId === null) {
      throw new GatewayError('unavailable', gateway.code, 'The provider opened no session.');
    }
  }
  const input = listInput(context, gateway, session, provider, attempt.returnToken, signal);
  const { methodCode, saveCard, instalments = null } = attempt;
  const started = await gateway.start({ ...input, methodCode, saveCard, instalments });
  return { provider, started };
}

async function noteRedirect(
  context: Context,
  sessionId: string,
  { id, providerSessionId, amount }: AttemptRecord,
  { opened, redirect }: Extract<Started, { kind: 'redirect' }>,
): Promise<StartPaymentResponse> {
  const written = await mutate(context, sessionId, (change) => {
    const attempt = attemptOf(change.session, id);
    const { providerId } = providerSessionOf(change.session, providerSessionId);
    if (attempt.state !== 'starting') {
      // Nobody gets this link. It is noted only where nothing else is, so that it can be canceled;
      // of two answers under one reference the first one counts.
      return providerId === null ? noteOpened(change, providerSessionId, opened, amount) : change;
    }
    const noted = noteOpened(change, providerSessionId, opened, amount);
    const revealed = patchProviderSession(noted, providerSessionId, { revealed: true });
    return moveAttempt(revealed, attempt, 'redirect', { redirect });
  });
  const attempt = attemptOf(written, id);
  // Another caller may have finished the same start: then its redirect is the one that counts.
  if (attempt.redirect && attempt.state !== 'canceled') return answer(attempt, attempt.redirect);
  throw await changed(context, sessionId);
}

async function startFailed(
  context: Context,
  sessionId: string,
  attempt: AttemptRecord,
  error: unknown,
): Promise<CheckoutError> {
  const { log, maxAttempts } = context.settings;
  log.error('a payment could not be started', { gateway: attempt.gateway, error });
  if (error instanceof GatewayError && error.definite) {
    await mutate(context, sessionId, (change) => {
      const current = attemptOf(change.session, attempt.id);
      if (current.state !== 'starting') return change;
      const failed = moveAttempt(change, current, 'fail', { failureReason: 'provider_refused' });
      return settleUnpaid(failed, 'fail', { maxAttempts });
    });
    return new CheckoutError(
      'provider_refused',
      'The provider refused this payment; see the log.',
      {
        cause: error,
      },
    );
  }
  // The lease ends now, so that the same start may be sent again at once.
  await mutate(context, sessionId, (change) => {
    const current = attemptOf(change.session, attempt.id);
    const ours = current.state === 'starting' && current.leaseUntil === attempt.leaseUntil;
    return ours ? patchAttempt(change, attempt.id, { leaseUntil: null }) : change;
  });
  return new CheckoutError('provider_unavailable', 'The provider did not answer; try again.', {
    retryAfter: RETRY_AFTER,
    cause: error,
  });
}

async function changed(context: Context, sessionId: string): Promise<CheckoutError> {
  const session = await loadSession(context, sessionId);
  const view = toView(session, { ...context.settings, now: nowOf(context) });
  return new CheckoutError('session_changed', 'The payment ended while it was being started.', {
    session: view,
  });
}
