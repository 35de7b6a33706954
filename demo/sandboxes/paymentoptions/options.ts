import { z } from 'zod';
import type { SandboxOptions } from '../sandbox.js';

/** The switches: what no source settles about PaymentOptions, and what a test wants to turn. */
export const PaymentOptionsSettings = z.strictObject({
  /** What an amount counts: the sources show yen only, where both are the same. */
  amount_unit: z.enum(['major', 'minor']),
  /** How the key stands after `Basic `: as it is (seed 002), in base64, or either. */
  authorization: z.enum(['raw', 'base64', 'either']),
  /** How the shopper's browser comes back. POST: by a form with a button, for pages without script. */
  return_method: z.enum(['GET', 'POST']),
  /** Whether the way back carries `transaction_id` and `merchant_txn_ref`. */
  return_params: z.boolean(),
  /** Whether a transaction has an id of its own, or that of its link. */
  transaction_id: z.enum(['own', 'link']),
  /** Whether a declined link takes another try. */
  attempts: z.enum(['single', 'multi']),
  /** What the merchant's account makes of a payment: money at once, or an authorization. */
  payment_type: z.enum(['CAPTURE', 'PRE_AUTH']),
  /** What pressing "pay" leads to. */
  payment_outcome: z.enum(['approved', 'pending']),
  /** What the status of a payment tells after an operation: itself, or the last operation. */
  status_of_payment: z.enum(['own', 'latest']),
  operation_outcome: z.enum(['approved', 'declined']),
  /** Whether refunds, captures and voids are told to the webhook URL too. */
  operation_webhooks: z.boolean(),
  unique_references: z.enum(['always', 'paid', 'never']),
  link_lifetime_ms: z.int().min(1),
});
export type PaymentOptionsSettings = z.output<typeof PaymentOptionsSettings>;

export const DEFAULT_SETTINGS: PaymentOptionsSettings = {
  amount_unit: 'major',
  authorization: 'raw',
  return_method: 'GET',
  return_params: false,
  transaction_id: 'own',
  attempts: 'single',
  payment_type: 'CAPTURE',
  payment_outcome: 'approved',
  status_of_payment: 'own',
  operation_outcome: 'approved',
  operation_webhooks: true,
  unique_references: 'never',
  link_lifetime_ms: 24 * 60 * 60 * 1000,
};

export interface PaymentOptionsOptions extends SandboxOptions {
  /** What stands after `Basic ` in `Authorization`. */
  readonly apiKey?: string;
  readonly xApiKey?: string;
  /** The one merchant (DASMID) of the account. */
  readonly merchantId?: string;
  readonly settings?: Partial<PaymentOptionsSettings>;
}
