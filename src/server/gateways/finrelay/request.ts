import { z } from 'zod';
import { exponentOf } from '../amount.js';
import { knownCountry } from '../country.js';

/** What is sent to Finrelay: the two creates of seed 001, and transaction management (public docs). */

const text = z.string().min(1);
const url = z.url({ protocol: /^https?$/, error: 'give an absolute http(s) URL' });
const email = z.email({ error: 'give a valid email address' });
const country = z.string().refine((code) => knownCountry(code) === code, {
  error: 'give an ISO 3166-1 alpha-2 code in upper case',
});
const currency = z.string().refine((code) => /^[A-Z]{3}$/.test(code) && exponentOf(code) !== null, {
  error: 'give an ISO 4217 code in upper case',
});
/** Minor units: 100 is 1.00 EUR. */
const amount = z.int().min(1);

const order = {
  /** Unique for the order. */
  reference: text,
  terminal_id: text,
  currency,
  amount,
  transaction_type: z.enum(['PURCHASE', 'AUTHORIZE']),
  success_url: url,
  cancel_url: url,
  description: text.optional(),
};
export type FinrelayTransactionType = 'PURCHASE' | 'AUTHORIZE';

/** The body of `POST /api/hosted-payment-page`. */
export const FinrelayHostedPage = z.object({
  ...order,
  error_url: url,
  /** Finrelay's own id of the customer. */
  customer_id: text.optional(),
  customer_first_name: text.optional(),
  customer_last_name: text.optional(),
  customer_email: email.optional(),
  /** E.164 is recommended. */
  customer_phone_number: text.optional(),
  customer_address: text.optional(),
  customer_city: text.optional(),
  customer_country: country.optional(),
  customer_postal_code: text.optional(),
  /** Refused unless terminal, provider and provider account are set up for it. */
  tokenization: z
    .object({ save_card_for_future_payments: z.boolean().optional() })
    .readonly()
    .optional(),
});
export type FinrelayHostedPage = Readonly<z.infer<typeof FinrelayHostedPage>>;

/** Steers Finrelay's own test environment; `APPROVED` and `N/A` are the values of the example. */
const Simulation = z.looseObject({
  simulated_flow: z.string().optional(),
  response_code: z.string().optional(),
  payment_provider_response_message: z.string().optional(),
  payment_provider_response_code: z.string().optional(),
  approval_code: z.string().optional(),
});

/** The body of `POST /api/sessions`, known from one example: what it does not need is optional. */
export const FinrelaySession = z.object({
  ...order,
  customer: z
    .object({
      first_name: text.optional(),
      last_name: text.optional(),
      address: text.optional(),
      city: text.optional(),
      country: country.optional(),
      postal_code: text.optional(),
      email: email.optional(),
      phone: text.optional(),
    })
    .readonly()
    .optional(),
  country: country.optional(),
  metadata: Simulation.readonly().optional(),
});
export type FinrelaySession = Readonly<z.infer<typeof FinrelaySession>>;

/** The body of `POST /api/transactions/manage`. */
export const FinrelayManage = z.object({
  terminal_id: text,
  /** That of the original transaction. */
  currency,
  /** At most what is left of the original. */
  amount,
  /** That of the original order. */
  reference: text,
  transaction_type: z.enum(['CAPTURE', 'REFUND', 'VOID']),
  parent_transaction_id: text.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});
export type FinrelayManage = Readonly<z.infer<typeof FinrelayManage>>;
