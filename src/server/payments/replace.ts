import { CheckoutError } from '../errors.js';
import type { Gateway, Reading } from '../gateways/gateway.js';
import { isLive } from './attempt-machine.js';
import { askAbout } from './ask.js';
import { attemptOf, moveAttempt, providerSessionOf } from './change.js';
import { findGateway, nowOf, type Context } from './context.js';
import { loadSession, mutate } from './mutate.js';
import { applyProven } from './prove.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { isWatched } from './schedule.js';
import { settleUnpaid } from './unpaid.js';
import { toAttemptView } from './view.js';

const CANCEL_TIMEOUT_MS = 8000;

/**
 * Makes room for another method: the live attempt is re-read, then canceled at the provider.
 * Where that is impossible it is superseded on the shopper's explicit word, and stays watched.
 * @throws {CheckoutError} `attempt_not_cancelable` without that word
 */
export async function replaceAttempt(
  context: Context,
  sessionId: string,
  choice: { readonly attempt: AttemptRecord; readonly confirmed: boolean },
  nextGateway: string,
): Promise<void> {
  const { attempt, confirmed } = choice;
  if (attempt.state === 'starting') return dropStart(context, sessionId, attempt.id);
  const gateway = findGateway(context, attempt.gateway);
  if (gateway && (await endAtProvider(context, sessionId, attempt, gateway, nextGateway))) return;
  // The same provider session takes one payment only, so leaving this method is safe.
  const safe = gateway?.sharesSession === true && attempt.gateway === nextGateway;
  if (safe || confirmed) return stepAside(context, sessionId, attempt.id);
  throw new CheckoutError(
    'attempt_not_cancelable',
    'The provider cannot cancel the live attempt; send `confirmed: true` to go on beside it.',
    { attempt: toAttemptView(attempt) },
  );
}

/** True when the attempt is not live any more. */
async function endAtProvider(
  context: Context,
  sessionId: string,
  attempt: AttemptRecord,
  gateway: Gateway,
  nextGateway: string | null,
): Promise<boolean> {
  const session = await loadSession(context, sessionId);
  const provider = providerSessionOf(session, attempt.providerSessionId);
  const read = await askAbout(context, session, provider);
  if (!isLive(attemptOf(read, attempt.id).state)) return true;
  if (gateway.sharesSession && attempt.gateway === nextGateway) return false;
  const canceled = await cancelAtProvider(context, read, provider, attempt.methodCode);
  return !isLive(attemptOf(canceled, attempt.id).state);
}

/**
 * Cancels a provider session where the provider can, and applies what became of it. A refusal
 * is followed by a question, for the shopper may have just paid.
 */
export async function cancelAtProvider(
  context: Context,
  session: SessionRecord,
  provider: ProviderSessionRecord,
  methodCode: string,
): Promise<SessionRecord> {
  const cancel = findGateway(context, provider.gateway)?.cancel;
  if (!cancel) return session;
  try {
    const signal = AbortSignal.timeout(CANCEL_TIMEOUT_MS);
    const result = await cancel({ providerSession: provider, methodCode, signal });
    if (result.kind === 'canceled') {
      return await applyProven(context, session.id, provider, canceledReading(provider));
    }
  } catch (error) {
    context.settings.log.warn('a provider session could not be canceled', {
      gateway: provider.gateway,
      error,
    });
  }
  return askAbout(context, session, provider);
}

/**
 * Cancels what a shopper might still pay elsewhere: links of other provider sessions that were
 * given out before. True when something changed.
 */
export async function releaseOthers(
  context: Context,
  session: SessionRecord,
  nextGateway: string,
): Promise<boolean> {
  const open = session.providerSessions.filter(
    (one) => isWatched(session, one) && !isSharedWith(context, one, nextGateway),
  );
  let current = session;
  for (const provider of open) {
    if (!findGateway(context, provider.gateway)?.cancel) continue;
    const methodCode = lastMethod(session, provider);
    current = await cancelAtProvider(context, current, provider, methodCode);
  }
  return current.version !== session.version;
}

function isSharedWith(
  context: Context,
  provider: ProviderSessionRecord,
  nextGateway: string,
): boolean {
  const shares = findGateway(context, provider.gateway)?.sharesSession === true;
  return shares && provider.gateway === nextGateway;
}

export function lastMethod(session: SessionRecord, provider: ProviderSessionRecord): string {
  const attempts = session.attempts.filter((one) => one.providerSessionId === provider.id);
  return attempts.at(-1)?.methodCode ?? '';
}

/** Only while it is nobody's: another tab may have taken it over and got its link meanwhile. */
async function dropStart(context: Context, sessionId: string, attemptId: string): Promise<void> {
  const { maxAttempts } = context.settings;
  await mutate(context, sessionId, (change) => {
    const attempt = attemptOf(change.session, attemptId);
    if (attempt.state !== 'starting' || (attempt.leaseUntil ?? '') > change.at) return change;
    return settleUnpaid(moveAttempt(change, attempt, 'supersede'), 'cancel', { maxAttempts });
  });
}

async function stepAside(context: Context, sessionId: string, attemptId: string): Promise<void> {
  const { maxAttempts } = context.settings;
  await mutate(context, sessionId, (change) => {
    const attempt = attemptOf(change.session, attemptId);
    if (!isLive(attempt.state)) return change;
    return settleUnpaid(moveAttempt(change, attempt, 'supersede'), 'cancel', { maxAttempts });
  });
}

function canceledReading(provider: ProviderSessionRecord): Reading {
  return {
    reference: provider.reference,
    outcome: { kind: 'canceled' },
    amount: null,
    methodCode: null,
    transactionId: null,
  };
}

/** Ends the live attempt for a cancel: false when that is not possible now. */
export async function endLiveAttempt(
  context: Context,
  session: SessionRecord,
  attempt: AttemptRecord,
): Promise<boolean> {
  if (attempt.state === 'starting') {
    if (attempt.leaseUntil !== null && attempt.leaseUntil > nowOf(context)) return false;
    await dropStart(context, session.id, attempt.id);
    return true;
  }
  const gateway = findGateway(context, attempt.gateway);
  return gateway !== null && endAtProvider(context, session.id, attempt, gateway, null);
}
