import type { AttemptState, FailureReason } from '../../contract/attempt.js';
import type { Money } from '../../contract/money.js';
import type { SessionState } from '../../contract/payment-session.js';
import type { Gateway, StoredMethod } from '../gateways/gateway.js';
import type { MerchantOperationKind, OperationRecord, OperationState } from './operation-record.js';
import { possibleNow, possibleOperations } from './operation-rules.js';
import type {
  AcceptedTerms,
  AttemptRecord,
  Notice,
  Reversal,
  Review,
  SessionRecord,
} from './records.js';

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
  /** Until when its authorization can be captured, where the provider says so. */
  readonly captureBefore: string | null;
  /** The card or account that the provider stored with this payment. Not for the page. */
  readonly storedMethod: StoredMethod | null;
  /** How many payments the shopper chose; null where they chose nothing here. */
  readonly instalments: number | null;
  /** The terms that the shopper accepted before this attempt, and when. */
  readonly termsAccepted: AcceptedTerms | null;
}

/** What the merchant ordered for a payment, and what became of it. */
export interface MerchantOperation {
  /** Ours; also what the provider was told as idempotency key, where it takes one. */
  readonly id: string;
  readonly kind: MerchantOperationKind;
  /**
   * `started`: being found out. `queued`: the provider will tell. `done`, `refused`: so it ended.
   * `unknown`: the provider's word was lost; see `settleOperation`.
   */
  readonly state: OperationState;
  readonly attemptId: string;
  readonly amount: Money;
  readonly reason: string | null;
  readonly idempotencyKey: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly providerOperationId: string | null;
  /** What the provider said when it refused, or why nothing is known. For the merchant only. */
  readonly why: string | null;
}

/** A payment session as the merchant's own code sees it. */
export interface MerchantSession {
  readonly id: string;
  readonly state: SessionState;
  readonly amount: Money;
  readonly capturedAmount: Money | null;
  readonly refundedAmount: Money | null;
  /** What can be captured and given back now; null when that is nothing. */
  readonly capturableAmount: Money | null;
  readonly refundableAmount: Money | null;
  /** The merchant's own order reference. */
  readonly reference: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** The first thing to look at; null when there is nothing. */
  readonly review: Review | null;
  readonly reviews: readonly Review[];
  readonly attempts: readonly MerchantAttempt[];
  /** What can be ordered now: the state allows it and the gateway can do it. */
  readonly operations: readonly MerchantOperationKind[];
  /** What was ordered, oldest first. */
  readonly operationLog: readonly MerchantOperation[];
}

/** What `onStateChange` hears. `id` is the same when a notice is told again. */
export interface StateChange extends Notice {
  readonly session: MerchantSession;
}

interface Facts {
  readonly gatewayOf: (code: string) => Gateway | null;
  readonly now: string;
}

export function toMerchantSession(session: SessionRecord, facts: Facts): MerchantSession {
  const references = new Map(session.providerSessions.map((one) => [one.id, one.reference]));
  return {
    id: session.id,
    state: session.state,
    amount: session.amount,
    capturedAmount: session.capturedAmount,
    refundedAmount: session.refundedAmount,
    capturableAmount: possibleNow(session, 'capture', facts)?.left ?? null,
    refundableAmount: possibleNow(session, 'refund', facts)?.left ?? null,
    reference: session.order.reference,
    metadata: session.metadata,
    createdAt: session.createdAt,
    expiresAt: session.expiresAt,
    review: session.reviews[0] ?? null,
    reviews: session.reviews,
    attempts: session.attempts.map((one) => toAttempt(one, references)),
    operations: possibleOperations(session, facts),
    operationLog: session.operations.map(toMerchantOperation),
  };
}

function toAttempt(one: AttemptRecord, references: ReadonlyMap<string, string>): MerchantAttempt {
  return {
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
    captureBefore: one.captureBefore,
    storedMethod: one.storedMethod,
    instalments: one.instalments ?? null,
    termsAccepted: one.acceptedTerms ?? null,
  };
}

export function toMerchantOperation(one: OperationRecord): MerchantOperation {
  return {
    id: one.id,
    kind: one.kind,
    state: one.state,
    attemptId: one.attemptId,
    amount: one.amount,
    reason: one.reason,
    idempotencyKey: one.key,
    startedAt: one.startedAt,
    endedAt: one.endedAt,
    providerOperationId: one.providerOperationId,
    why: one.why,
  };
}
