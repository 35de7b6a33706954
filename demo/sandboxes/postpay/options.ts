import { z } from 'zod';
import type { SandboxOptions } from '../sandbox.js';
import type { HookRequest } from './fields.js';

export const PostpaySettings = z.strictObject({
  /** Where a shopper goes who canceled or was denied: the sources disagree. */
  redirects: z.enum(['split', 'confirmation']),
  /** Whether the page of a canceled checkout can be paid after all. */
  after_cancel: z.enum(['closed', 'open']),
  /** What the card does when an approved order is captured. */
  capture_outcome: z.enum(['approved', 'declined']),
  /** From the creation to the end of the page. */
  checkout_lifetime_ms: z.int().min(1),
  /** From the approval to the end of the right to capture. */
  capture_lifetime_ms: z.int().min(1),
  /** The documentation requires `shipping`; a plugin leaves it out for virtual goods. */
  shipping: z.enum(['required', 'optional']),
  /** `checked`: 422 where the total is not items, shipping and tax less discounts. */
  totals: z.enum(['unchecked', 'checked']),
  /** The example of a refund says `refundId`, everything else `refund_id`. */
  refund_id_field: z.enum(['either', 'snake_case']),
  /** How far a refund_id reaches. */
  unique_refund_ids: z.enum(['merchant', 'order']),
  /** What a webhook carries: the sources do not say. */
  webhook_body: z.enum(['object', 'envelope']),
  /** `payment_required`: every request is answered 402. */
  account: z.enum(['active', 'payment_required']),
  /** 429 above it; null: no limit. */
  requests_per_minute: z.int().min(0).nullable(),
  /** Whether the page is filled with a test card and the right code. */
  prefill: z.boolean(),
});
export type PostpaySettings = z.output<typeof PostpaySettings>;

export const DEFAULT_SETTINGS: PostpaySettings = {
  redirects: 'split',
  after_cancel: 'closed',
  capture_outcome: 'approved',
  checkout_lifetime_ms: 60 * 60 * 1000,
  capture_lifetime_ms: 7 * 24 * 60 * 60 * 1000,
  shipping: 'required',
  totals: 'unchecked',
  refund_id_field: 'either',
  unique_refund_ids: 'merchant',
  webhook_body: 'object',
  account: 'active',
  requests_per_minute: null,
  prefill: true,
};

export interface TestCard {
  readonly brand: string;
  readonly number: string;
}

/** The cards that the sandbox takes, with any 3 digits and any future date (seed 004). */
export const TEST_CARDS: readonly TestCard[] = [
  { brand: 'VISA', number: '4111 1111 1111 1111' },
  { brand: 'MasterCard', number: '5555 5555 5555 4444' },
  { brand: 'American Express', number: '3782 8224 6310 005' },
  { brand: 'Discover', number: '6011 1111 1111 1117' },
];

export interface PostpayOptions extends SandboxOptions {
  readonly merchantId?: string;
  readonly secretKey?: string;
  /** May read, not write. */
  readonly readOnlySecretKey?: string;
  /** Key of the webhooks that no hook asked for. */
  readonly hookSecret?: string;
  /** The numbers of instalments that the merchant offers. */
  readonly instalments?: readonly number[];
  /** Hooks that are there from the start. */
  readonly hooks?: readonly HookRequest[];
  readonly settings?: Partial<PostpaySettings>;
}
