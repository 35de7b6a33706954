import type { OrderRequest } from './fields.js';

export type TransactionType = 'PURCHASE' | 'AUTHORIZE' | 'CAPTURE' | 'REFUND' | 'VOID';
export type TransactionStatus = 'APPROVED' | 'DECLINED' | 'PENDING';

/** A transaction as the API and the webhooks show it (the field names are the sandbox's assumption). */
export interface Transaction {
  readonly transaction_id: string;
  readonly parent_transaction_id: string | null;
  readonly reference: string;
  readonly terminal_id: string;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly transaction_type: TransactionType;
  readonly status: TransactionStatus;
  readonly response_code: string;
  readonly response_message: string;
  readonly session_id: string;
  readonly payment_provider_response_code?: string;
  readonly payment_provider_response_message?: string;
  readonly approval_code?: string;
  readonly card_token?: string;
}

export type SessionState =
  'CREATED' | 'CHALLENGE' | 'PENDING' | 'APPROVED' | 'DECLINED' | 'CANCELED';

export interface Payment {
  readonly sessionId: string;
  /** The other part of the link. */
  readonly linkToken: string;
  readonly createdAt: number;
  order: OrderRequest;
  state: SessionState;
  /** Purchase or authorization first, then what was done to it. */
  readonly transactions: Transaction[];
}

/** The payments of one sandbox. */
export class Ledger {
  readonly #bySession = new Map<string, Payment>();

  list(): readonly Payment[] {
    return [...this.#bySession.values()];
  }

  add(payment: Payment): void {
    this.#bySession.set(payment.sessionId, payment);
  }

  get(sessionId: string): Payment | undefined {
    return this.#bySession.get(sessionId);
  }

  /** By session id, else the newest with the reference. */
  find(key: string): Payment | undefined {
    return this.get(key) ?? this.list().findLast((each) => each.order.reference === key);
  }
}
