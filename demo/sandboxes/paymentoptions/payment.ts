import type { Address, LinkRequest } from './fields.js';

export type TransactionType = 'PRE_AUTH' | 'CAPTURE' | 'REFUND' | 'VOID';
export type Outcome = 'approved' | 'declined' | 'pending';

export interface Transaction {
  readonly id: string;
  readonly ref: number;
  readonly at: number;
  readonly type: TransactionType;
  /** Minor units. */
  readonly minor: bigint;
  readonly outcome: Outcome;
  /** Why it was declined: the value of a reason of the hosted page. */
  readonly reason: string | null;
  readonly authCode: string | null;
  readonly storedPaymentMethodId: string | null;
}

export type LinkState = 'CREATED' | 'PENDING' | 'APPROVED' | 'DECLINED' | 'CANCELED';

/** A payment link and what was paid by it. */
export interface Payment {
  readonly id: string;
  /** The secret part of the link. */
  readonly token: string;
  readonly createdAt: number;
  order: LinkRequest;
  /** Minor units; null until the shopper has typed it. */
  minor: bigint | null;
  /** As sent, and completed by the shopper. */
  billing: Address;
  state: LinkState;
  /** The payment and its tries, then what was done to it. */
  readonly transactions: Transaction[];
}

export const isPaymentOf = ({ type, outcome }: Transaction): boolean =>
  outcome === 'approved' && (type === 'PRE_AUTH' || type === 'CAPTURE');

/** The links of one sandbox. */
export class Ledger {
  readonly #byToken = new Map<string, Payment>();

  list(): readonly Payment[] {
    return [...this.#byToken.values()];
  }

  add(payment: Payment): void {
    this.#byToken.set(payment.token, payment);
  }

  get(token: string): Payment | undefined {
    return this.#byToken.get(token);
  }

  byTransaction(id: string): Payment | undefined {
    return this.list().find(({ transactions }) => transactions.some((each) => each.id === id));
  }

  /** By id, secret part of the link, transaction or reference (the newest). */
  find(key: string): Payment | undefined {
    const all = this.list();
    return (
      all.find(({ id }) => id === key) ??
      this.get(key) ??
      this.byTransaction(key) ??
      all.findLast(({ order }) => order.merchant_txn_ref === key)
    );
  }
}
