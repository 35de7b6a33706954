import type { Money } from '../../contract/money.js';
import type { Outcome, Reading } from '../gateways/gateway.js';
import { compareMoney, sumMoney } from '../money.js';
import { isCharged } from './attempt-machine.js';
import {
  closeProviderSession,
  moveAttempt,
  moveSession,
  notify,
  patchAttempt,
  patchSession,
  record,
  type Change,
} from './change.js';
import { applyCharge, type ChargeContext } from './charge.js';
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
  const attempt = chargedOn(change.session, provider);
  if (!attempt) {
    const charged = applyCharge(change, provider, reading, 'paid', context);
    const found = chargedOn(charged.session, provider);
    return found ? refundOf(charged, found, total) : charged;
  }
  return refundOf(change, attempt, total);
}

/** One refund among others: a repeat of it adds nothing. */
export function applyOneRefund(
  change: Change,
  provider: ProviderSessionRecord,
  reading: Reading,
  refund: Extract<Outcome, { kind: 'refund' }>,
  context: ChargeContext,
): Change {
  const { refunds } = change.session;
  if (refunds.some(({ id }) => id === refund.id)) return change;
  const all = [
    ...refunds,
    { id: refund.id, providerSessionId: provider.id, amount: refund.amount },
  ];
  const same = all.filter((one) => one.providerSessionId === provider.id).map((one) => one.amount);
  const total = sumMoney(same, refund.amount.currency) ?? refund.amount;
  const noted = patchSession(change, { refunds: all });
  return applyRefund(noted, provider, reading, total, context);
}

function refundOf(change: Change, attempt: AttemptRecord, total: Money): Change {
  if (total.currency !== attempt.amount.currency) {
    const { id: attemptId, providerSessionId } = attempt;
    const ground = { reason: 'amount_mismatch', providerSessionId, attemptId } as const;
    return hold(change, ground, `refunded in ${total.currency}`);
  }
  if (attempt.reversal !== null) {
    const whole = compareMoney(total, attempt.amount) >= 0;
    return whole ? finishReversal(change, attempt) : change;
  }
  const known = change.session.refundedAmount;
  if (known !== null && compareMoney(total, known) <= 0) return change;
  const noted = patchSession(change, { refundedAmount: total });
  const logged = record(noted, 'session.refunded_amount', attempt.id, {
    value: total.value,
    currency: total.currency,
  });
  const captured = change.session.capturedAmount ?? attempt.amount;
  const moved =
    compareMoney(total, captured) >= 0 ? moveSession(logged, 'refund', attempt.id) : logged;
  return notify(moved, 'refunded', attempt.id, change.session.state);
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
  if (attempt.reversal !== null) return finishReversal(voided, attempt);
  return moveSession(voided, 'void', attempt.id);
}

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
