import type { AttemptView } from '../contract/attempt.js';
import type { PaymentSessionView } from '../contract/payment-session.js';
import type { ProblemCode } from '../contract/problem.js';
import { isMerchantCode, MERCHANT_STATUS, type MerchantErrorCode } from './merchant-errors.js';
import type { MerchantOperation } from './payments/merchant-session.js';

/** The HTTP status of each public code: one place, exhaustive. */
export const PROBLEM_STATUS: Readonly<Record<ProblemCode, number>> = {
  invalid_request: 400,
  unsupported_media_type: 415,
  payload_too_large: 413,
  not_found: 404,
  method_not_allowed: 405,
  origin_not_allowed: 403,
  session_not_found: 404,
  session_changed: 409,
  session_closed: 409,
  session_expired: 410,
  idempotency_key_missing: 400,
  idempotency_key_reused: 422,
  terms_not_accepted: 422,
  start_in_progress: 409,
  attempt_in_progress: 409,
  attempt_not_cancelable: 409,
  too_many_attempts: 429,
  payment_method_unavailable: 409,
  provider_unavailable: 502,
  provider_refused: 502,
  internal_error: 500,
};

export interface CheckoutErrorOptions {
  readonly session?: PaymentSessionView;
  readonly attempt?: AttemptView;
  /** The merchant's order that it is about. Never on the wire to a page. */
  readonly operation?: MerchantOperation;
  /** Seconds after which the same request may be sent again. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

export type CheckoutErrorCode = ProblemCode | MerchantErrorCode;

/**
 * The error of the server realm. A `ProblemCode` is public; a `MerchantErrorCode` is only thrown to
 * the merchant's own code, and a page would see `internal_error` instead. `message` names the remedy for the developer
 * and goes to the wire as `detail` (it never holds a secret, a session id or personal data).
 */
export class CheckoutError extends Error {
  override readonly name = 'CheckoutError';
  readonly code: CheckoutErrorCode;
  readonly session: PaymentSessionView | undefined;
  readonly attempt: AttemptView | undefined;
  readonly operation: MerchantOperation | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: CheckoutErrorCode, message: string, options: CheckoutErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.session = options.session;
    this.attempt = options.attempt;
    this.operation = options.operation;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return isMerchantCode(this.code) ? MERCHANT_STATUS[this.code] : PROBLEM_STATUS[this.code];
  }
}
