import type { AttemptState, FailureReason } from '../../contract/attempt.js';
import type { Money } from '../../contract/money.js';
import type { SessionState } from '../../contract/payment-session.js';
import type { Notice, Reversal, Review, SessionRecord } from './records.js';

/** An attempt as the merchant's own code sees it. */
export interface MerchantAttempt {
  readonly id: string;
  readonly state: AttemptState;
  readonly gateway: string;
  readonly methodCode: string;
  /** What the provider was told to call this payment: look it up in the provider's dashboard. */
  readonly reference: string;
  readonly transactionId: string | null;
  readonly amount: Money;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly failureReason: FailureReason | null;
  /** Paid after it, or the session, had ended. */
  readonly late: boolean;
  /** Set when this charge stands beside another: `reported` has to be given back by hand. */
  readonly reversal: Reversal | null;
}

/** A payment session as the merchant's own code sees it. */
export interface MerchantSession {
  readonly id: string;
  readonly state: SessionState;
  readonly amount: Money;
  readonly capturedAmount: Money | null;
  readonly refundedAmount: Money | null;
  /** The merchant's own order reference. */
  readonly reference: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** The first thing to look at; null when there is nothing. */
  readonly review: Review | null;
  readonly attempts: readonly MerchantAttempt[];
}

/** What `onStateChange` hears. `id` is the same when a notice is told again. */
export interface StateChange extends Notice {
  readonly session: MerchantSession;
}

export function toMerchantSession(session: SessionRecord): MerchantSession {
  const references = new Map(session.providerSessions.map((one) => [one.id, one.reference]));
  return {
    id: session.id,
    state: session.state,
    amount: session.amount,
    capturedAmount: session.capturedAmount,
    refundedAmount: session.refundedAmount,
    reference: session.order.reference,
    metadata: session.metadata,
    createdAt: session.createdAt,
    expiresAt: session.expiresAt,
    review: session.reviews[0] ?? null,
    attempts: session.attempts.map((one) => ({
      id: one.id,
      state: one.state,
      gateway: one.gateway,
      methodCode: one.methodCode,
      reference: references.get(one.providerSessionId) ?? '',
      transactionId: one.transactionId,
      amount: one.amount,
      startedAt: one.startedAt,
      endedAt: one.endedAt,
      failureReason: one.failureReason,
      late: one.late,
      reversal: one.reversal,
    })),
  };
}
