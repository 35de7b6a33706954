import { z } from 'zod';
import { COUNTRIES } from '../kit/countries.js';
import { CURRENCIES } from '../kit/money.js';
import { webUrl } from '../kit/web-url.js';

const text = z.string().min(1);
const url = webUrl('must be a valid URL');
const email = z.email({
  error: (issue) =>
    issue.code === 'invalid_format' ? 'must be a well-formed email address' : undefined,
});
const country = z.string().refine((value) => COUNTRIES.has(value), {
  error: 'must be an ISO 3166-1 alpha-2 code',
});

const order = {
  reference: text,
  terminal_id: text,
  currency: z
    .string()
    .refine((value) => CURRENCIES.includes(value), { error: 'must be an ISO 4217 code' }),
  /** Minor units. */
  amount: z.int().min(1),
  transaction_type: z.enum(['PURCHASE', 'AUTHORIZE']),
  success_url: url,
  cancel_url: url,
  description: text.optional(),
};

/** Steers the simulation (seed 001); any other key is kept and not looked at. */
const Metadata = z.looseObject({
  simulated_flow: z.string().optional(),
  response_code: z.string().optional(),
  payment_provider_response_message: z.string().optional(),
  payment_provider_response_code: z.string().optional(),
  approval_code: z.string().optional(),
});
export type Metadata = z.infer<typeof Metadata>;

/** `POST /api/hosted-payment-page`. */
export const PageRequest = z.object({
  ...order,
  error_url: url,
  customer_id: text.optional(),
  customer_first_name: text.optional(),
  customer_last_name: text.optional(),
  customer_email: email.optional(),
  customer_phone_number: text.optional(),
  customer_address: text.optional(),
  customer_city: text.optional(),
  customer_country: country.optional(),
  customer_postal_code: text.optional(),
  tokenization: z.object({ save_card_for_future_payments: z.boolean().optional() }).optional(),
  metadata: Metadata.optional(),
});

/** `POST /api/sessions`: known from one example only, so what it does not show is optional. */
export const SessionRequest = z.object({
  ...order,
  error_url: url.optional(),
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
    .optional(),
  country: country.optional(),
  tokenization: z.object({ save_card_for_future_payments: z.boolean().optional() }).optional(),
  metadata: Metadata.optional(),
});

export type OrderRequest = z.infer<typeof PageRequest> | z.infer<typeof SessionRequest>;

export const LoginRequest = z.object({ username: text, password: text });

/** `POST /api/transactions/manage`. */
export const ManageRequest = z.object({
  terminal_id: text,
  currency: order.currency,
  amount: z.int().min(1),
  reference: text,
  transaction_type: z.enum(['CAPTURE', 'REFUND', 'VOID']),
  parent_transaction_id: text.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});
export type ManageRequest = z.infer<typeof ManageRequest>;
