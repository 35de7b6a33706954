import type {
  MerchantAttempt,
  MerchantOperation,
  MerchantSession,
} from '../payments/merchant-session.js';

/** An operation as the merchant's server sees it: `MerchantOperation` in the words of this wire. */
export type OperationAnswer = ReturnType<typeof operationAnswer>;

/**
 * The session as the merchant's server sees it: `MerchantSession` in the words of this wire. With
 * `client_key` and `session_id` the page has all that it needs. Amounts are decimal strings in the
 * `currency` beside them.
 */
export function sessionAnswer(session: MerchantSession, clientKey: string) {
  return {
    session_id: session.id,
    client_key: clientKey,
    state: session.state,
    amount: session.amount.value,
    currency: session.amount.currency,
    captured_amount: session.capturedAmount?.value ?? null,
    refunded_amount: session.refundedAmount?.value ?? null,
    capturable_amount: session.capturableAmount?.value ?? null,
    refundable_amount: session.refundableAmount?.value ?? null,
    reference: session.reference,
    metadata: session.metadata,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
    reviews: session.reviews.map(({ reason, attemptId, detail, since }) => {
      return { reason, attempt_id: attemptId, detail, since };
    }),
    attempts: session.attempts.map(attemptAnswer),
    /** What can be ordered now, by the ends of its endpoints. */
    operations: session.operations.map(wireKind),
    operation_log: session.operationLog.map(operationAnswer),
  };
}

function attemptAnswer(attempt: MerchantAttempt) {
  return {
    attempt_id: attempt.id,
    state: attempt.state,
    gateway: attempt.gateway,
    method_code: attempt.methodCode,
    reference: attempt.reference,
    transaction_id: attempt.transactionId,
    amount: attempt.amount.value,
    currency: attempt.amount.currency,
    started_at: attempt.startedAt,
    ended_at: attempt.endedAt,
    failure_reason: attempt.failureReason,
    late: attempt.late,
    reversal: attempt.reversal,
    capture_before: attempt.captureBefore,
    stored_method: attempt.storedMethod,
    instalments: attempt.instalments,
    terms_accepted: attempt.termsAccepted,
  };
}

export function operationAnswer(operation: MerchantOperation) {
  return {
    operation_id: operation.id,
    kind: wireKind(operation.kind),
    state: operation.state,
    attempt_id: operation.attemptId,
    amount: operation.amount.value,
    currency: operation.amount.currency,
    reason: operation.reason,
    idempotency_key: operation.idempotencyKey,
    started_at: operation.startedAt,
    ended_at: operation.endedAt,
    provider_operation_id: operation.providerOperationId,
    why: operation.why,
  };
}

const wireKind = (kind: MerchantOperation['kind']) =>
  kind === 'refundOrCancel' ? 'refund_or_cancel' : kind;
