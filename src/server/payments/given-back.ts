import type { Money } from '../../contract/money.js';
import type { Outcome, Reading } from '../gateways/gateway.js';
import { compareMoney } from '../money.js';
import { settleAmounts } from './amounts.js';
import { isCharged } from './attempt-machine.js';
import {
  closeProviderSession,
  moveAttempt,
  moveSession,
  patchAttempt,
  record,
  type Change,
} from './change.js';
import { applyCharge, type ChargeContext } from './charge.js';
import { endDone, noteOne, noteSum, totalOf } from './movements.js';
import { isOpenOperation, type OperationRecord } from './operation-record.js';
import type { AttemptRecord, ProviderSessionRecord, SessionRecord } from './records.js';
import { hold } from './review.js';
import { settleUnpaid, type RetryRule } from './unpaid.js';

/** Money went back to the shopper. `total` is the sum of all refunds of this payment so far. */
export function applyRefund(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  total: Money,
  context: ChargeContext,
): Change {
  const paid = chargedOn(change.session, provider)?.state === 'paid';
  const charged = paid ? change : asPaid(change, provider, reading, context);
  return settleRefund(charged, provider, total, (next) =>
    noteSum(next, refundsOf(provider), total),
  );
}

/**
 * One refund among others: a repeat of it adds nothing. Its amount is its own: only when it gives
 * all of the order back it also says that this was paid.
 */
export function applyOneRefund(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  { id, amount }: Extract<Outcome, { kind: 'refund' }>,
  context: ChargeContext,
): Change {
  const charged = chargedOn(change.session, provider)
    ? change
    : asPaid(change, provider, { ...reading, amount }, context);
  return settleRefund(charged, provider, amount, (next) =>
    noteOne(next, refundsOf(provider), id, amount),
  );
}

/** One capture among others, of an authorization; a repeat of it adds nothing. */
export function applyOneCapture(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  { id, amount }: Extract<Outcome, { kind: 'capture' }>,
  context: ChargeContext,
): Change {
  const where = { kind: 'capture', providerSessionId: provider.id } as const;
  const known = chargedOn(change.session, provider);
  // An authorization that nobody told of: all of the order says what it is about, a part does not.
  if (!known) return applyCharge(change, provider, { ...reading, amount }, 'paid', context);
  if (amount.currency !== known.amount.currency) return otherCurrency(change, known, amount);
  const noted = noteOne(change, where, id, amount);
  return settleAmounts(moveAttempt(noted, known, 'pay'));
}

const refundsOf = ({ id: providerSessionId }: ProviderSessionRecord) =>
  ({ kind: 'refund', providerSessionId }) as const;

/** What was given back was paid before. The transaction that is named is not the charge. */
function asPaid(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  context: ChargeContext,
): Change {
  return applyCharge(change, provider, { ...reading, transactionId: null }, 'paid', context);
}

function settleRefund(
  change: Change,
  provider: ProviderSessionRecord,
  told: Money,
  note: (change: Change) => Change,
): Change {
  const attempt = chargedOn(change.session, provider);
  // What is no charge of ours is held for review; in another currency it is in no book of ours.
  if (!attempt) return told.currency === provider.amount.currency ? note(change) : change;
  if (told.currency !== attempt.amount.currency) return otherCurrency(change, attempt, told);
  const noted = note(change);
  if (attempt.reversal === null) return settleAmounts(noted);
  const total = totalOf(noted.session, 'refund', provider.id);
  const whole = totalOf(noted.session, 'capture', provider.id) ?? attempt.amount;
  return total && compareMoney(total, whole) >= 0 ? finishReversal(noted, attempt) : noted;
}

function otherCurrency(change: Change, attempt: AttemptRecord, { currency }: Money): Change {
  const { id: attemptId, providerSessionId } = attempt;
  const ground = { reason: 'amount_mismatch', providerSessionId, attemptId } as const;
  return hold(change, ground, `captured or refunded in ${currency}`);
}

/** An authorization was released, or a payment undone before settlement. */
export function applyVoid(
  change: Change,
  provider: ProviderSessionRecord,
  rule: RetryRule,
): Change {
  const attempt = chargedOn(change.session, provider);
  const closed = closeProviderSession(change, provider);
  if (!attempt) {
    const live = change.session.attempts.findLast((one) => one.providerSessionId === provider.id);
    if (!live) return closed;
    return settleUnpaid(moveAttempt(closed, live, 'cancel', { voided: true }), 'cancel', rule);
  }
  const voided = moveAttempt(closed, attempt, 'void', { voided: true });
  const ended = endReleasing(voided, attempt.id);
  if (attempt.reversal !== null) return finishReversal(ended, attempt);
  return moveSession(ended, 'void', attempt.id);
}

/** The authorization can be captured no more. Money that was captured in time still counts. */
export function applyLapse(change: Change, attempt: AttemptRecord): Change {
  const { captureBefore } = attempt;
  const ended = captureBefore !== null && captureBefore < change.at ? captureBefore : change.at;
  const noted = patchAttempt(change, attempt.id, { captureBefore: ended });
  if (attempt.state !== 'authorized') return noted;
  const expired = moveAttempt(noted, attempt, 'expire');
  if (attempt.reversal !== null) return finishReversal(expired, attempt);
  return moveSession(expired, 'expire', attempt.id);
}

/** Operations that wanted the same have their answer. */
function endReleasing(change: Change, attemptId: string): Change {
  return change.session.operations
    .filter((one) => one.attemptId === attemptId && isOpenOperation(one) && releases(one))
    .reduce((next, one) => endDone(next, one), change);
}

const releases = ({ kind }: OperationRecord): boolean =>
  kind === 'void' || kind === 'refundOrCancel';

/** A charge that was not to be kept has gone back. */
export function finishReversal(change: Change, attempt: AttemptRecord): Change {
  if (attempt.reversal === 'done') return change;
  const done = patchAttempt(change, attempt.id, { reversal: 'done', leaseUntil: null });
  return record(done, 'attempt.reversed', attempt.id);
}

function chargedOn(
  session: SessionRecord,
  provider: ProviderSessionRecord,
): AttemptRecord | undefined {
  return session.attempts.find(
    (one) => one.providerSessionId === provider.id && isCharged(one.state),
  );
}
