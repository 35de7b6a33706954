import * as z from 'zod/mini';
import { AttemptView } from './attempt.js';
import { Money } from './money.js';
import { RedirectView } from './redirect.js';
import { textLike } from './text-like.js';

/** What the shopper chose beside the method. */
export const PaymentOptions = z.object({
  /** The shopper asked to have the card saved. Only for methods with `can_save_card`. */
  save_card: z.optional(z.boolean()),
  /** The `count` of one of the method's plans. */
  instalments: z.optional(z.number()),
  /** The shopper accepted the session's `terms`. */
  terms_accepted: z.optional(z.boolean()),
});
export type PaymentOptions = z.infer<typeof PaymentOptions>;

/**
 * The body of a start. Sent with an `Idempotency-Key` header: one key per session, method, options
 * and amount; the same key with another body is refused (422 `idempotency_key_reused`).
 */
export const StartPaymentRequest = z.object({
  payment_method: /* @__PURE__ */ textLike(/^[^]{1,200}$/),
  options: PaymentOptions,
  /** The amount and the total that the shopper was shown: a changed session is refused with 409. */
  amount: Money,
  total: Money,
  /**
   * The live attempt that the shopper chose to leave for this one. The backend cancels it at the
   * provider. Where that is impossible it answers `attempt_not_cancelable`, and `confirmed: true`
   * says that the shopper was told and wants to go on.
   */
  replaces: z.optional(z.object({ attempt_id: z.string(), confirmed: z.boolean() })),
});
export type StartPaymentRequest = z.infer<typeof StartPaymentRequest>;

export const StartPaymentResponse = z.object({ attempt: AttemptView, redirect: RedirectView });
export type StartPaymentResponse = z.infer<typeof StartPaymentResponse>;

/** `POST {backend}/sessions/{session_id}/payments` -> the attempt and its redirect. */
export const startPayment = {
  method: 'POST',
  path: '/sessions/:session_id/payments',
  response: StartPaymentResponse,
} as const;
