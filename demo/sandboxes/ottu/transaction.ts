import type { OttuSettings, OttuUser } from './options.js';
import type { StoredFile } from './body.js';
import { durationMs, type PaymentFields } from './fields.js';
import type { Operation } from './gateways.js';

/** Ottu's states of a payment. `refunded` is in the list of seed 003; here only `alter` sets it. */
export const STATES = [
  'created',
  'pending',
  'attempted',
  'authorized',
  'paid',
  'failed',
  'canceled',
  'expired',
  'invalided',
  'refunded',
  'cod',
] as const;
export type PaymentState = (typeof STATES)[number];

export type AttemptState = 'pending' | 'success' | 'failed' | 'canceled' | 'error' | 'cod';

/** One try with one gateway. */
export interface Attempt {
  readonly reference: string;
  readonly code: string;
  /** In the payment's currency, as it was when the try began. */
  readonly amount: string;
  readonly currency: string;
  readonly offer: Offer;
  state: AttemptState;
  reason: string | null;
  savedCard: string | null;
}

/** What one gateway asks for a payment. */
export interface Offer {
  readonly code: string;
  /** Without fee, in the currency that the gateway charges. */
  readonly amount: string;
  readonly currency: string;
  readonly fee: string;
  readonly total: string;
  /** Null where nothing is exchanged. */
  readonly exchangeRate: string | null;
}

export type ChildState = 'paid' | 'refunded' | 'refund_queued' | 'refund_rejected' | 'voided';

/** What an operation at the gateway leaves behind. */
export interface Child {
  readonly sessionId: string;
  readonly reference: string;
  readonly operation: 'refund' | 'capture' | 'void';
  readonly amount: string;
  state: ChildState;
}

export interface OperationAnswer {
  readonly status: 200 | 400;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Transaction {
  readonly sessionId: string;
  readonly shortId: string;
  readonly createdAt: number;
  readonly initiator: OttuUser | null;
  fields: PaymentFields;
  attachment: StoredFile | null;
  state: PaymentState;
  settledPgCode: string | null;
  readonly attempts: Attempt[];
  readonly children: Child[];
  /** Answers of operations by `Tracking-Key`. */
  readonly tracked: Map<string, Promise<OperationAnswer>>;
  /** When inquiries were answered, epoch ms. */
  readonly inquiries: number[];
}

const OPEN: readonly PaymentState[] = ['created', 'pending', 'attempted'];

export const isOpen = (transaction: Transaction): boolean => OPEN.includes(transaction.state);

export const DEFAULT_EXPIRATION = '1 00:00:00';

export const expiresAt = ({ createdAt, fields }: Transaction): number =>
  createdAt + durationMs(fields.expiration_time ?? DEFAULT_EXPIRATION);

/** Where a payment stands after a try (Ottu: payment states, multi-attempt logic). */
export function afterAttempt(
  outcome: Exclude<AttemptState, 'pending' | 'cod'>,
  attempts: OttuSettings['attempts'],
  operation: Operation,
): PaymentState {
  if (outcome === 'success') return operation === 'authorize' ? 'authorized' : 'paid';
  if (attempts === 'multi') return 'attempted';
  return outcome === 'canceled' ? 'expired' : 'failed';
}

/** The payments of one sandbox. */
export class Ledger {
  readonly #bySession = new Map<string, Transaction>();

  list(): readonly Transaction[] {
    return [...this.#bySession.values()];
  }

  add(transaction: Transaction): void {
    this.#bySession.set(transaction.sessionId, transaction);
  }

  remove(transaction: Transaction): void {
    this.#bySession.delete(transaction.sessionId);
  }

  get(sessionId: string): Transaction | undefined {
    return this.#bySession.get(sessionId);
  }

  /** By session id, attempt reference, or order number: the newest with it. */
  find(key: string): Transaction | undefined {
    const matches = (each: Transaction): boolean =>
      each.fields.order_no === key || each.attempts.some(({ reference }) => reference === key);
    return this.get(key) ?? this.list().findLast(matches);
  }
}
