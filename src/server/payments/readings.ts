import type { AttemptState } from '../../contract/attempt.js';
import type { Outcome, Reading } from '../gateways/gateway.js';
import { isCharged, isLive, type AttemptEvent } from './attempt-machine.js';
import {
  closeProviderSession as close,
  moveAttempt,
  patchAttempt,
  patchProviderSession,
  providerSessionOf,
  record,
  type Change,
} from './change.js';
import { applyCharge } from './charge.js';
import {
  applyLapse,
  applyOneCapture,
  applyOneRefund,
  applyRefund,
  applyVoid,
} from './given-back.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { hold, releaseUnknown } from './review.js';
import { settleUnpaid, type RetryRule } from './unpaid.js';

/** What the rules have to know beside the session. */
export interface ReadingContext extends RetryRule {
  /** The gateway can give a charge in this state back. */
  readonly reversible: (state: AttemptState) => boolean;
  /** A fresh unguessable id. */
  readonly newToken: () => string;
}

/**
 * Applies what a provider states about one of its sessions. Pure; the reading must be proven
 * (retrieved, or from a verified webhook) and quote the reference of this provider session.
 * The same reading twice changes nothing the second time, and no order of readings turns a
 * payment into something less.
 */
export function applyReading(
  change: Change,
  providerSessionId: string,
  reading: Reading,
  context: ReadingContext,
): Change {
  const provider = providerSessionOf(change.session, providerSessionId);
  const noted = reading.data
    ? patchProviderSession(change, provider.id, { data: reading.data })
    : change;
  const outcome = reading.outcome;
  if (outcome.kind === 'unknown') return holdUnknown(noted, provider, outcome.status);
  const known = releaseUnknown(noted, provider.id);
  return keepMethod(applyOutcome(known, provider, reading, outcome, context), provider, reading);
}

/** The reference of a stored card or account, on the attempt that it was stored with. */
function keepMethod(
  change: Change,
  { id }: ProviderSessionRecord,
  { storedMethod, methodCode }: Reading,
): Change {
  if (storedMethod === undefined) return change;
  const attempts = onProvider(change.session, id);
  const owner =
    attempts.find(({ state }) => isCharged(state)) ??
    attempts.findLast((one) => one.methodCode === methodCode) ??
    attempts.at(-1);
  if (!owner || owner.storedMethod?.token === storedMethod.token) return change;
  const kept = patchAttempt(change, owner.id, { storedMethod });
  return record(kept, 'attempt.method_stored', owner.id, { brand: storedMethod.brand });
}

function applyOutcome(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  outcome: Exclude<Outcome, { kind: 'unknown' }>,
  context: ReadingContext,
): Change {
  switch (outcome.kind) {
    case 'open':
      return change;
    case 'authorized':
    case 'paid':
    case 'cod':
      return applyCharge(change, provider, reading, outcome.kind, context);
    case 'failed': {
      const attempt = failedAttempt(change.session, provider.id, reading.methodCode);
      const patch = { failureReason: outcome.reason, transactionId: reading.transactionId };
      const failed = attempt ? moveAttempt(change, attempt, 'fail', patch) : change;
      return settleUnpaid(outcome.final ? close(failed, provider) : failed, 'fail', context);
    }
    case 'canceled':
      return outcome.sessionOpen === true
        ? cancelOne(change, provider, reading.methodCode, context)
        : endProviderSession(change, provider, 'cancel', context);
    case 'expired':
      return endProviderSession(change, provider, 'expire', context);
    case 'invalided':
      return endProviderSession(change, provider, 'invalidate', context);
    case 'capture':
      return applyOneCapture(change, provider, reading, outcome, context);
    case 'refunded':
      return applyRefund(change, provider, reading, outcome.amount, context);
    case 'refund':
      return applyOneRefund(change, provider, reading, outcome, context);
    case 'voided':
      return applyVoid(change, provider, context);
  }
}

/** Only this try was canceled: the provider session takes another one. */
function cancelOne(
  change: Change,
  provider: ProviderSessionRecord,
  methodCode: string | null,
  context: ReadingContext,
): Change {
  const attempt = failedAttempt(change.session, provider.id, methodCode);
  const canceled = attempt ? moveAttempt(change, attempt, 'cancel') : change;
  return settleUnpaid(canceled, 'cancel', context);
}

/** Nothing can be paid on it any more: every attempt that is waiting on it ends. */
function endProviderSession(
  change: Change,
  provider: ProviderSessionRecord,
  end: 'cancel' | 'expire' | 'invalidate',
  context: ReadingContext,
): Change {
  const event: AttemptEvent = end === 'cancel' ? 'cancel' : 'expire';
  const closed = close(change, provider);
  const ended = onProvider(closed.session, provider.id).reduce((next, attempt) => {
    if (isLive(attempt.state) || attempt.state === 'superseded') {
      return moveAttempt(next, attempt, event);
    }
    return next;
  }, closed);
  const charged = onProvider(ended.session, provider.id).find(({ state }) => isCharged(state));
  if (charged?.state === 'authorized' && end !== 'expire')
    return applyVoid(ended, provider, context);
  // Cash is paid at the door: what has expired is only the page.
  if (charged && end === 'expire' && ended.session.state !== 'cod') {
    return applyLapse(ended, charged);
  }
  return settleUnpaid(ended, end, context);
}

function holdUnknown(change: Change, provider: ProviderSessionRecord, status: string): Change {
  const detail = `${provider.gateway} reports a status that is not known here: ${status}`;
  const ground = { reason: 'unknown_status', providerSessionId: provider.id } as const;
  return hold(change, { ...ground, attemptId: null }, detail);
}

/** A failure belongs to the latest attempt with the method it names, else to the live one. */
function failedAttempt(
  session: SessionRecord,
  providerSessionId: string,
  methodCode: string | null,
): AttemptRecord | null {
  const attempts = onProvider(session, providerSessionId);
  if (methodCode === null) return attempts.find((one) => isLive(one.state)) ?? null;
  return attempts.findLast((one) => one.methodCode === methodCode) ?? null;
}

function onProvider(session: SessionRecord, providerSessionId: string): AttemptRecord[] {
  return session.attempts.filter((one) => one.providerSessionId === providerSessionId);
}
