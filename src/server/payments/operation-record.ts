import type { Money } from '../../contract/money.js';
import type { OperationKind } from '../gateways/operation.js';

/** What a merchant can order for a payment: the names of the methods, and of the gateway port. */
export type MerchantOperationKind = OperationKind | 'refundOrCancel';

/**
 * - `started`: ordered; whether the provider has heard of it is being found out.
 * - `queued`: the provider took the order and will tell later.
 * - `done`: it has happened.
 * - `refused`: the provider said no; nothing has happened.
 * - `unknown`: the provider's word was lost, and asking again could do it twice.
 */
export type OperationState = 'started' | 'queued' | 'done' | 'refused' | 'unknown';

/** So long a provider may take to tell what became of an operation. */
export const WORD_MS = 3 * 24 * 60 * 60 * 1000;

/** One order of the merchant: stored before the provider hears of it. */
export interface OperationRecord {
  /** Ours, and the idempotency key at the provider: at most 36 URL-safe characters. */
  readonly id: string;
  readonly kind: MerchantOperationKind;
  readonly attemptId: string;
  /** How much of it is taken up until the operation has ended. */
  readonly amount: Money;
  /** It was all that was left when it was ordered. */
  readonly whole: boolean;
  readonly reason: string | null;
  /** The merchant's idempotency key, and what it stands for. */
  readonly key: string;
  readonly fingerprint: string;
  readonly state: OperationState;
  /** Until when a caller may be working on it; of a queued one, until when it is waited for. */
  readonly leaseUntil: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly providerOperationId: string | null;
  /** What the provider said when it refused, or why nothing is known. */
  readonly why: string | null;
}

/**
 * Money that moved, once per capture or refund, however often and by whatever way it is told: by
 * the answer to an operation of ours, by a notice of its own, or as part of a sum.
 */
export interface MovementRecord {
  readonly kind: 'capture' | 'refund';
  readonly providerSessionId: string;
  readonly amount: Money;
  /** The provider's id of it; null when only an answer or a sum told of it. */
  readonly id: string | null;
  /** The operation of ours that it is; null for one that was made elsewhere. */
  readonly operationId: string | null;
  readonly at: string;
}

/** It may still happen, or may have happened: its amount is taken up. */
export function isOpenOperation({ state }: OperationRecord): boolean {
  return state === 'started' || state === 'queued' || state === 'unknown';
}
