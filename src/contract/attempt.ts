import * as z from 'zod/mini';
import { Money } from './money.js';

/** The states of one attempt to pay. */
export const ATTEMPT_STATES = [
  'starting',
  'redirected',
  'returned',
  'authorized',
  'paid',
  'failed',
  'canceled',
  'expired',
  'superseded',
] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** Why an attempt failed: a closed list, so that every reason has words for the shopper. */
export const FAILURE_REASONS = [
  'declined',
  'insufficient_funds',
  'card_expired',
  'card_not_supported',
  'authentication_failed',
  'limit_exceeded',
  'suspected_fraud',
  'provider_error',
  'provider_refused',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/** One attempt as the page sees it. Times are ISO 8601 UTC. */
export const AttemptView = z.object({
  id: z.string(),
  /** A state this reader does not know becomes `unknown` and is treated as unresolved. */
  state: z.catch(z.enum([...ATTEMPT_STATES, 'unknown']), 'unknown'),
  /** The code of the payment method that the attempt uses. */
  payment_method: z.string(),
  /** Its name, kept here because the method may have left the list since. */
  payment_method_name: z.string(),
  /** What the shopper pays with it, fee included; null where nobody knows. */
  total: z.optional(z.nullable(Money)),
  failure_reason: z.catch(z.nullable(z.enum(FAILURE_REASONS)), null),
  started_at: z.string(),
  /** When the shopper came back from the provider; null while they have not. */
  returned_at: z.nullable(z.string()),
});
export type AttemptView = z.infer<typeof AttemptView>;
