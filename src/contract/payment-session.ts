import * as z from 'zod/mini';
import { AttemptView } from './attempt.js';
import { Money } from './money.js';
import { PaymentMethodView } from './payment-method.js';

/** The states of a payment session (the list of Ottu's Checkout API, seed 003). */
export const SESSION_STATES = [
  'created',
  'pending',
  'attempted',
  'authorized',
  'paid',
  'failed',
  'canceled',
  'expired',
  'invalided',
  'refunded',
  'cod',
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

/** A line of the order. `image` is a URL of the merchant's backend. */
export const OrderItem = z.object({
  name: z.string(),
  quantity: z.number(),
  total: Money,
  image: z.nullable(z.string()),
});
export type OrderItem = z.infer<typeof OrderItem>;

/** What the shopper is paying for. Holds nothing personal. */
export const OrderSummary = z.object({
  /** The merchant's order reference, shown to the shopper and quoted to support. */
  reference: z.nullable(z.string()),
  description: z.nullable(z.string()),
  merchant_name: z.nullable(z.string()),
  items: z.array(OrderItem),
  subtotal: z.nullable(Money),
  discount: z.nullable(Money),
  shipping: z.nullable(Money),
  tax: z.nullable(Money),
  /** A URL of the merchant's backend, or null. */
  merchant_logo: z.optional(z.nullable(z.string())),
});
export type OrderSummary = z.infer<typeof OrderSummary>;

/** What the shopper has to accept before they pay. */
export const Terms = z.object({
  /** The name of the terms, as the link to them reads; null for a general one. */
  name: z.nullable(z.string()),
  url: z.string(),
});
export type Terms = z.infer<typeof Terms>;

/** A file of the merchant for the shopper, such as an invoice. */
export const Attachment = z.object({ name: z.string(), url: z.string() });
export type Attachment = z.infer<typeof Attachment>;

/** The payment session as the page sees it: no secret, no personal data. Times are ISO 8601 UTC. */
export const PaymentSessionView = z.object({
  /** Always 1. An enum of one value: `z.literal` would be one more class in every page. */
  contract: z.enum({ version: 1 }),
  id: z.string(),
  /** A state this reader does not know becomes `unknown`: shown read-only as confirming. */
  state: z.catch(z.enum([...SESSION_STATES, 'unknown']), 'unknown'),
  /** True while something about a payment has to be settled by the merchant: shown as confirming. */
  review: z.boolean(),
  amount: Money,
  captured_amount: z.nullable(Money),
  refunded_amount: z.nullable(Money),
  order: OrderSummary,
  payment_methods: z.array(PaymentMethodView),
  /** After this no payment can be started; null when the session does not expire. */
  expires_at: z.nullable(z.string()),
  /** When the payment is due. Informational. */
  due_at: z.nullable(z.string()),
  server_time: z.string(),
  /** BCP 47 language tag for the page, or null. */
  language: z.nullable(z.string()),
  /** Where the shopper goes on cancel, or null. */
  cancel_url: z.nullable(z.string()),
  /** The live attempt, else the latest one, else null. */
  attempt: z.nullable(AttemptView),
  /** The method that is selected at first, by its code; the first usable one without it. */
  default_payment_method: z.optional(z.nullable(z.string())),
  terms: z.optional(z.nullable(Terms)),
  attachment: z.optional(z.nullable(Attachment)),
  /** A page on which this session can be paid on another device, or null. */
  hosted_url: z.optional(z.nullable(z.string())),
  /** A picture of a QR code that leads there: a URL of the merchant's backend, or null. */
  qr_code: z.optional(z.nullable(z.string())),
});
export type PaymentSessionView = z.infer<typeof PaymentSessionView>;
