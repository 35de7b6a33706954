import type { AttemptView } from '../contract/attempt.js';
import type { PaymentSessionView } from '../contract/payment-session.js';
import type { Failure, FailureCode } from './session/state.js';

/** What an error may carry beside its code. */
export interface ErrorContext {
  /** What to quote to the merchant's support, when the backend answered. */
  readonly requestId?: string | undefined;
  /** The fresh session, when the backend sent it along. */
  readonly session?: PaymentSessionView | undefined;
  /** The live attempt, when the backend sent it along. */
  readonly attempt?: AttemptView | undefined;
  readonly cause?: unknown;
}

/** The one error of the browser realm. `message` is for developers; shoppers get their own words. */
export class HppCheckoutError extends Error {
  readonly code: FailureCode;
  readonly context: ErrorContext;

  constructor(code: FailureCode, detail: string, context: ErrorContext = {}) {
    super(detail, context);
    this.name = 'HppCheckoutError';
    this.code = code;
    this.context = context;
  }
}

/** Any thrown value as data for the machine. */
export function failureOf(error: unknown): Failure {
  return error instanceof HppCheckoutError
    ? { code: error.code, detail: error.message, requestId: error.context.requestId }
    : { code: 'internal_error', detail: String(error) };
}
