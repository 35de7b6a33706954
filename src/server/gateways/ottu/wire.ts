import { z } from 'zod';

/** What Ottu's Checkout API answers, as seed 003 and its public docs write it. */

/** Text or nothing. Numbers arrive as text, so this takes them too. */
const text = z.string().nullish();
const flag = z.boolean().nullish().catch(null);

/** Ottu's newer public docs: words that stand beside a method. */
const Branding = z.object({ text }).nullish().catch(null);

export const OttuMethod = z.object({
  code: z.string().min(1),
  name: text,
  pg: text,
  /** The table of seed 003 says `is_sandbox`, its example says `type: "sandbox"`. */
  type: text,
  is_sandbox: flag,
  amount: text,
  currency_code: text,
  fee: text,
  fee_description: text,
  icon: text,
  flow: text,
  redirect_url: text,
  branding_options: Branding,
});
export type OttuMethod = z.infer<typeof OttuMethod>;

const texts = z.array(z.string()).nullish().catch(null);
const object = z.record(z.string(), z.unknown()).nullish().catch(null);

/** What an operation at a payment gateway left behind: a payment of its own, under the one it is of. */
const Child = z.object({
  session_id: text,
  order_no: text,
  amount: text,
  currency_code: text,
  state: text,
});
export type OttuChild = z.infer<typeof Child>;

/**
 * The answer of create, update and retrieve. Everything but the first few is optional: most fields
 * are there under a condition. Numbers arrive as text. A method that cannot be read is as good as none.
 */
export const OttuPayment = z.object({
  session_id: z.string().min(1).max(128),
  /** One of seed 003's states, or of those in its public docs; a new one is not refused here. */
  state: z.string().min(1),
  amount: z.string(),
  currency_code: z.string(),
  type: text,
  /** `purchase` or `authorize`. */
  operation: text,
  pg_codes: texts,
  payment_methods: z.array(OttuMethod.nullable().catch(null)).nullish(),
  payment_type: text,
  language: text,
  order_no: text,
  checkout_url: text,
  checkout_short_url: text,
  qr_code_url: text,
  due_datetime: text,
  expiration_time: text,
  agreement: object,
  attachment: text,
  attachment_short_url: text,
  attachment_upload_url: text,
  billing_address: object,
  card_acceptance_criteria: object,
  customer_birthdate: text,
  customer_email: text,
  customer_first_name: text,
  customer_id: text,
  customer_last_name: text,
  customer_phone: text,
  /** The answer's table in seed 003 spells `customer_phone` like this. */
  custome_phone: text,
  email_recipients: texts,
  /** Exactly as Ottu wrote it. */
  extra: object,
  /** Who created it; with Basic authentication only. */
  initiator_id: text,
  notifications: object,
  product_type: text,
  redirect_url: text,
  /** For Ottu's own SDK, exactly as Ottu wrote it. */
  sdk_setup_preload_payload: object,
  shipping_address: object,
  vendor_name: text,
  webhook_url: text,
  /** Which method took the payment, once one did (public docs). */
  settled_pg_code: text,
  /** Not in the seed; read where an installation sends them. */
  refunded_amount: text,
  transactions: z.array(Child.nullable().catch(null)).nullish().catch(null),
  token: object,
});
export type OttuPayment = z.infer<typeof OttuPayment>;

/** The answer of an operation: Ottu's own (`detail`), or what the webhook of the operation says. */
export const OttuOperation = z.object({
  detail: text,
  operation: text,
  /** `success`, `failed`, `rejected`, `queued`. */
  result: text,
  success: flag,
  amount: text,
  order_no: text,
  pg_code: text,
  reference_number: text,
  session_id: text,
  source: text,
  txn: Child.nullish().catch(null),
});
export type OttuOperation = z.infer<typeof OttuOperation>;

/** The answer of an inquiry: what the payment's webhook says, signature included. */
export const OttuInquired = z.looseObject({
  session_id: z.string(),
  state: z.string(),
  result: text,
  amount: text,
  currency_code: text,
  order_no: text,
  reference_number: text,
  gateway_account: text,
  paid_amount: text,
  settled_amount: text,
  refunded_amount: text,
  remaining_amount: text,
  transactions: OttuPayment.shape.transactions,
  token: object,
  signature: text,
  timestamp_utc: text,
});
export type OttuInquired = z.infer<typeof OttuInquired>;
