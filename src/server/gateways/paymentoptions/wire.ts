import { z } from 'zod';

/** What is sent to and read from PaymentOptions: seed 002, and its public documentation. */

const given = z.string().min(1);

/** Every part may be left out: the page asks the shopper for what it lacks. */
export const PaymentOptionsAddress = z.object({
  /** ISO 3166-1 alpha-2. */
  country: given.optional(),
  email: given.optional(),
  phone_number: given.optional(),
  address1: given.optional(),
  city: given.optional(),
  state: given.optional(),
  postal_code: given.optional(),
});
export type PaymentOptionsAddress = z.infer<typeof PaymentOptionsAddress>;

/** The body of `POST /server-to-server-interface/hpp/generate/link`, with the limits of the seed. */
export const PaymentOptionsCreate = z.object({
  return_url: z.object({
    webhook_url: given,
    success_url: given,
    decline_url: given,
    cancel_url: given,
    /** Where a pending payment goes. Known from an older manual only. */
    inprogress_url: given.optional(),
  }),
  /** In the unit of the account. Without it the shopper types how much to pay. */
  amount: z.number().positive().optional(),
  currency: given.max(3),
  /** Also called DASMID. */
  merchant_id: given.max(128),
  merchant_email: given.max(45),
  merchant_txn_ref: given.max(45).optional(),
  payment_method: z.object({
    type: z.literal('scheme'),
    /** True stores the card: its id is told with the transaction. */
    store_payment_method: z.boolean().optional(),
  }),
  billing_address: PaymentOptionsAddress,
  shipping_address: PaymentOptionsAddress.optional(),
});
export type PaymentOptionsCreate = z.infer<typeof PaymentOptionsCreate>;

/** The body of `POST …/refund` and `…/capture`. */
export const PaymentOptionsAmountRequest = z.object({
  transactionId: given,
  /** In the unit of the account. */
  amount: z.number().positive(),
  merchant_id: given.max(128),
  notes: given.optional(),
});
export type PaymentOptionsAmountRequest = z.infer<typeof PaymentOptionsAmountRequest>;

/** The body of `POST …/void`: always the whole authorization. */
export const PaymentOptionsVoidRequest = z.object({
  transactionId: given,
  merchant_id: given.max(128),
});
export type PaymentOptionsVoidRequest = z.infer<typeof PaymentOptionsVoidRequest>;

/** A part of a path that stays one. */
export const PaymentOptionsId = given.max(200).refine((id) => id !== '.' && id !== '..');

const text = z.string().nullish();
/** Not needed to know what became of a payment: must never spoil what is. */
const aside = z.string().nullish().catch(null);
const anything = z.unknown().optional();

/** A generated link. Numbers arrive as text (see `parseExactly`). */
export const PaymentOptionsLink = z.object({
  id: z.string().min(1),
  url: z.string().min(1),
  amount: text,
  currency: text,
  merchant_txn_ref: text,
  merchant_id: text,
  merchant_email: text,
  return_url: z.record(z.string(), z.unknown()).nullish(),
  billing_address: z.record(z.string(), z.unknown()).nullish(),
  shipping_address: z.record(z.string(), z.unknown()).nullish(),
});
export type PaymentOptionsLink = z.infer<typeof PaymentOptionsLink>;

/**
 * A transaction: what every call but the first answers, and the body of a webhook. The seed shows
 * `transaction_details`, the public documentation the rest. Numbers arrive as text.
 */
export const PaymentOptionsTransaction = z.object({
  success: z.boolean().nullish().catch(null),
  status_code: text,
  is_live: z.boolean().nullish().catch(null),
  transaction_type: text,
  gateway_response: z.object({ version: aside, type: aside, message: aside, code: text }).nullish(),
  return_url_details: anything,
  merchant_details: z
    .object({ legal_name: aside, mid: aside, merchant_txn_ref: text, billing_details: anything })
    .nullish(),
  device_details: anything,
  payment_details: z
    .object({
      amount: text,
      response_code: text,
      auth_code: aside,
      currency: text,
      payment_method: aside,
      scheme: aside,
      card: z
        .object({ name: aside, number: aside, exp_month: aside, exp_year: aside })
        .nullish()
        .catch(null),
    })
    .nullish(),
  transaction_details: z.object({
    id: PaymentOptionsId,
    ref: aside,
    timestamp: aside,
    merchant_txn_ref: text,
    stored_payment_method_id: aside,
  }),
  'risk-details': z.object({ risk_score: aside }).nullish().catch(null),
});
export type PaymentOptionsTransaction = z.infer<typeof PaymentOptionsTransaction>;
