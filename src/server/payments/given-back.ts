import type { Money } from '../../contract/money.js';
import type { Reading } from '../gateways/gateway.js';
import { compareMoney } from '../money.js';
import { isCharged } from './attempt-machine.js';
import {
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

function refundOf(change: Change, attempt: AttemptRecord, total: Money): Change {
  if (attempt.reversal !== null) return finishReversal(change, attempt);
  if (total.currency !== attempt.amount.currency) {
    return hold(change, 'amount_mismatch', attempt.id, `refunded in ${total.currency}`);
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
  if (!attempt) {
    const live = change.session.attempts.findLast((one) => one.providerSessionId === provider.id);
    if (!live) return change;
    return settleUnpaid(moveAttempt(change, live, 'cancel', { voided: true }), 'cancel', rule);
  }
  if (attempt.reversal !== null) {
    return finishReversal(moveAttempt(change, attempt, 'void', { voided: true }), attempt);
  }
  return moveSession(moveAttempt(change, attempt, 'void', { voided: true }), 'void', attempt.id);
}

/** A charge that was not to be kept has gone back. */
export function finishReversal(change: Change, attempt: AttemptRecord): Change {
  if (attempt.reversal === 'done') return change;
  const done = patchAttempt(change, attempt.id, { reversal: 'done' });
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
