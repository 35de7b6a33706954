import * as z from 'zod/mini';
import { Money } from './money.js';

/** Why a payment method cannot be used for this session. */
export const UNAVAILABLE_REASONS = [
  'amount_too_low',
  'amount_too_high',
  'amount_not_supported',
  'currency_not_supported',
  'country_not_supported',
  'temporarily_unavailable',
  'not_eligible',
] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/** One way to pay in parts, as the shopper may choose it. */
export const InstalmentPlan = z.object({
  /** How many payments, the first one included: 2 or more. Unique within the method. */
  count: z.number(),
  /** What each of them costs; null where only the provider's page tells. */
  amount: z.nullable(Money),
});
export type InstalmentPlan = z.infer<typeof InstalmentPlan>;

/** A payment method as the page lists it. */
export const PaymentMethodView = z.object({
  /** Unique within the session: what the page sends back to start a payment. */
  code: z.string(),
  gateway: z.string(),
  name: z.string(),
  /** A URL of the merchant's backend (see `assets`), or null: then a monogram is drawn. */
  icon: z.nullable(z.string()),
  description: z.nullable(z.string()),
  fee: z.nullable(Money),
  fee_description: z.nullable(z.string()),
  /** What the shopper pays with this method, fee included. */
  total: Money,
  sandbox: z.boolean(),
  /** Whether the shopper may ask to have the card saved. */
  can_save_card: z.boolean(),
  /** Null when the method can be used. A reason this reader does not know becomes `not_eligible`. */
  unavailable_reason: z.catch(z.nullable(z.enum(UNAVAILABLE_REASONS)), 'not_eligible'),
  /** A few words of praise: "0 % interest". */
  promo_label: z.optional(z.nullable(z.string())),
  /** The merchant's recommendation: at most a few methods have it. */
  recommended: z.optional(z.boolean()),
  /** The least and the most that the method takes; said where the amount is out of these bounds. */
  min_amount: z.optional(z.nullable(Money)),
  max_amount: z.optional(z.nullable(Money)),
  /** The plans to choose from. Without any there is nothing to choose. */
  instalments: z.optional(z.array(InstalmentPlan)),
});
export type PaymentMethodView = z.infer<typeof PaymentMethodView>;

/** The plan that a choice stands for: without one, or with one that is not offered, the first. */
export const chosenPlan = (
  method: PaymentMethodView | undefined,
  count: number | undefined,
): InstalmentPlan | undefined =>
  method?.instalments?.find((plan) => plan.count === count) ?? method?.instalments?.[0];
