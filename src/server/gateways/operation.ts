import type { Money } from '../../contract/money.js';
import type { ProviderSession, Reading } from './gateway.js';

/** What a merchant can order for a payment that was authorized or paid. */
export type OperationKind = 'capture' | 'refund' | 'void';

export interface OperationInput {
  readonly providerSession: ProviderSession;
  /** The gateway's own code of the method that was paid with. */
  readonly methodCode: string;
  readonly transactionId: string | null;
  /** How much to capture, to refund or to void, in the order's currency. Above zero. */
  readonly amount: Money;
  /** True when `amount` is all that is left: some providers take no amount, or want none then. */
  readonly whole: boolean;
  /**
   * At most 36 URL-safe characters: the same for every try of one operation, and of no other. Also
   * the name under which the provider knows it, where it wants one (a refund id).
   */
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

/**
 * `done`: it has happened; `reading`, where the answer states it, is the payment after it.
 * `operationId` is the provider's id of the operation, by which its webhook names it.
 * `queued`: the provider took the order and will tell later.
 */
export type OperationAnswer =
  | {
      readonly kind: 'done';
      readonly operationId: string | null;
      readonly reading: Reading | null;
    }
  | { readonly kind: 'queued'; readonly operationId: string | null }
  | { readonly kind: 'refused'; readonly why: string };

/** One operation of a provider. `run` may throw a `GatewayError`: then nobody knows. */
export interface Operation {
  /** Less than all of it may be asked for, and more than once. */
  readonly partial: boolean;
  /**
   * Asking again with the same key does it once. Where this is false, an operation whose answer
   * was lost is never sent again by itself: its webhook or the merchant settles it.
   */
  readonly idempotent: boolean;
  readonly run: (input: OperationInput) => Promise<OperationAnswer>;
}

/** What the one call did that refunds what is paid and cancels what is not. */
export type RefundOrCancelAnswer =
  | (Extract<OperationAnswer, { kind: 'done' }> & { readonly did: 'refunded' | 'canceled' })
  | Exclude<OperationAnswer, { kind: 'done' }>;

/**
 * For providers with one call that refunds when paid and cancels otherwise. Never a shopper's
 * cancel: a payment that arrives at the same moment would be refunded.
 */
export interface RefundOrCancel {
  readonly idempotent: boolean;
  readonly run: (input: OperationInput) => Promise<RefundOrCancelAnswer>;
}
