import { z } from 'zod';
import { webUrl } from '../kit/web-url.js';
import type { SandboxOptions } from '../sandbox.js';

/** The switches: what no source settles about Optty, and what a test wants to turn. */
export const OpttySettings = z.strictObject({
  /** Where webhooks go; set in the merchant's account, so no request can. Null: nobody listens. */
  webhook_url: webUrl('Must be an http(s) URL.').nullable(),
  /** How deep the content of a webhook lies: `{event, data}` or `{event, data: {data}}`. */
  webhook_nesting: z.enum(['data', 'data.data']),
  /** The event that tells of a shopper's payment. */
  payment_event: z.enum(['ORDER_STATUS_UPDATE', 'ORDER_ASYNC_CALLBACK']),
  /** Whether a webhook tells that a payment has begun (`PENDING`). */
  announce_pending: z.boolean(),
  /** The word for a paid link: the sources use both. */
  paid_word: z.enum(['PAID', 'SUCCESSFUL']),
  /** The field of the answer that holds the link. */
  link_field: z.enum(['link', 'url', 'paymentLink', 'redirectUrl']),
  /** The call that refunds or cancels. `{invoiceNumber}` in the path: else the body holds it. */
  refund_or_cancel_method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  refund_or_cancel_path: z.string().startsWith('/'),
  /** refused: the BNPL provider says no to a refund. pending: it decides later. */
  refund_outcome: z.enum(['done', 'pending', 'refused']),
  /** Whether a shopper who cancels at the BNPL provider ends the link, or may try again. */
  after_cancel: z.enum(['closed', 'retry']),
  /** What pressing "pay" leads to: error is a failure of the BNPL provider. */
  payment_outcome: z.enum(['approved', 'error']),
});
export type OpttySettings = z.output<typeof OpttySettings>;

export const DEFAULT_SETTINGS: OpttySettings = {
  webhook_url: null,
  webhook_nesting: 'data',
  payment_event: 'ORDER_STATUS_UPDATE',
  announce_pending: false,
  paid_word: 'PAID',
  link_field: 'link',
  refund_or_cancel_method: 'POST',
  refund_or_cancel_path: '/custom/hpp/refund-or-cancel',
  refund_outcome: 'done',
  after_cancel: 'closed',
  payment_outcome: 'approved',
};

/** A provider of "buy now, pay later"; limits are decimal strings in the currency of the link. */
export interface BnplProvider {
  readonly code: string;
  readonly name: string;
  readonly terms: string;
  readonly min?: string;
  readonly max?: string;
}

/** Made-up providers: one for every price, one from a price on, one up to a price. */
export const PROVIDERS: readonly BnplProvider[] = [
  { code: 'pay-in-4', name: 'Pay in 4', terms: 'Four equal parts, every two weeks' },
  { code: 'pay-monthly', name: 'Pay monthly', terms: 'Twelve parts, one a month', min: '100' },
  { code: 'pay-in-30', name: 'Pay in 30 days', terms: 'All of it, a month later', max: '1000' },
];

export interface OpttyOptions extends SandboxOptions {
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Life of an access token, ms. Default: a day. */
  readonly tokenLifetimeMs?: number;
  readonly providers?: readonly BnplProvider[];
  /** Further tries of a webhook that failed. Default: 3. */
  readonly webhookRetries?: number;
  /** Wait before each of them, ms. Default: 5000. */
  readonly webhookRetryAfterMs?: number;
  readonly settings?: Partial<OpttySettings>;
}
