import { z } from 'zod';
import { COUNTRIES } from '../kit/countries.js';
import { CURRENCIES } from '../kit/money.js';
import { webUrl } from '../kit/web-url.js';

const text = z.string().min(1);
const url = z.string().pipe(webUrl('must be a URL'));
const email = z.string().pipe(z.email({ error: 'must be an email address' }));
const country = z.string().refine((value) => COUNTRIES.has(value), {
  error: 'must be an ISO 3166-1 alpha-2 code',
});

/** Every part may be missing: the hosted page asks the shopper for what it needs (seed 002). */
export const Address = z.object({
  country: country.optional(),
  email: email.optional(),
  phone_number: text.optional(),
  address1: text.optional(),
  city: text.optional(),
  state: text.optional(),
  postal_code: text.optional(),
});
export type Address = z.infer<typeof Address>;

/** `POST /server-to-server-interface/hpp/generate/link`. */
export const LinkRequest = z.object({
  return_url: z.object({
    webhook_url: url,
    success_url: url,
    decline_url: url,
    cancel_url: url,
    /** Where a pending payment goes (older manual). */
    inprogress_url: url.optional(),
  }),
  /** Null or absent: the shopper types it. The unit is a setting. */
  amount: z.number().nullish(),
  currency: text.max(3).refine((value) => CURRENCIES.includes(value), {
    error: 'must be an ISO 4217 code',
  }),
  merchant_id: text.max(128),
  merchant_email: z
    .string()
    .max(45)
    .pipe(z.email({ error: 'must be an email address' })),
  merchant_txn_ref: text.max(45).optional(),
  payment_method: z.object({
    type: z.enum(['scheme']),
    store_payment_method: z.boolean().optional(),
  }),
  billing_address: Address,
  shipping_address: Address.optional(),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

/** `POST /server-to-server-interface/refund` and `/capture`. */
export const AmountRequest = z.object({
  transactionId: text,
  amount: z.number(),
  merchant_id: text,
  notes: text.optional(),
});

/** `POST /server-to-server-interface/void`. */
export const VoidRequest = z.object({ transactionId: text, merchant_id: text });
