import * as z from 'zod/mini';
import { AttemptView } from './attempt.js';
import { PaymentSessionView } from './payment-session.js';

/** The public error codes: a closed list. Everything else that goes wrong is `internal_error`. */
export const PROBLEM_CODES = [
  'invalid_request',
  'unsupported_media_type',
  'payload_too_large',
  'not_found',
  'method_not_allowed',
  'origin_not_allowed',
  'session_not_found',
  'session_changed',
  'session_closed',
  'session_expired',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'start_in_progress',
  'attempt_in_progress',
  'attempt_not_cancelable',
  'too_many_attempts',
  'payment_method_unavailable',
  'terms_not_accepted',
  'provider_unavailable',
  'provider_refused',
  'internal_error',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** RFC 9457 problem details, as `application/problem+json`. */
export const Problem = z.object({
  type: z.optional(z.string()),
  title: z.optional(z.string()),
  status: z.optional(z.number()),
  /** For developers and support, in English. Never shown to shoppers. */
  detail: z.optional(z.string()),
  code: z.catch(z.enum(PROBLEM_CODES), 'internal_error'),
  request_id: z.optional(z.string()),
  /** With `session_changed`, `session_closed` and `session_expired`: the fresh session. */
  session: z.catch(z.optional(PaymentSessionView), undefined),
  /** With `attempt_in_progress` and `attempt_not_cancelable`: the live attempt. */
  attempt: z.catch(z.optional(AttemptView), undefined),
});
export type Problem = z.infer<typeof Problem>;
