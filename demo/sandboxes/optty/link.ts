import type { LinkRequest } from './fields.js';

export type LinkStatus =
  'INITIATED' | 'PENDING' | 'PAID' | 'DECLINED' | 'CANCELLED' | 'ERROR' | 'REFUNDED';

/** One payment at a BNPL provider. */
export interface Attempt {
  readonly id: string;
  readonly provider: string;
  readonly at: number;
  /** Decimal string, tip included. */
  readonly amount: string;
  readonly tip: string;
  status: 'PENDING' | 'SUCCESSFUL' | 'DECLINED' | 'CANCELLED' | 'ERROR';
  reason?: string;
}

export interface Refund {
  readonly id: string;
  readonly at: number;
  readonly amount: string;
  status: 'PENDING' | 'SUCCESSFUL';
}

/** A payment link (Optty also says session). */
export interface Link {
  /** The secret part of the link. */
  readonly token: string;
  /** Optty's reference. */
  readonly reference: string;
  readonly createdAt: number;
  order: LinkRequest;
  status: LinkStatus;
  readonly attempts: Attempt[];
  refund: Refund | null;
}

export const inProgress = ({ attempts }: Link): Attempt | undefined =>
  attempts.find(({ status }) => status === 'PENDING');

/** The payment that was made. */
export const successful = ({ attempts }: Link): Attempt | undefined =>
  attempts.find(({ status }) => status === 'SUCCESSFUL');

/** Whether a shopper may begin a payment, or go on with one. */
export const isOpen = ({ status }: Link): boolean =>
  status === 'INITIATED' || status === 'PENDING' || status === 'DECLINED' || status === 'ERROR';

/** The links of one sandbox; a link's invoice number is its own. */
export class Ledger {
  readonly #byToken = new Map<string, Link>();

  list(): readonly Link[] {
    return [...this.#byToken.values()];
  }

  add(link: Link): void {
    this.#byToken.set(link.token, link);
  }

  get(token: string): Link | undefined {
    return this.#byToken.get(token);
  }

  byInvoice(invoiceNumber: string): Link | undefined {
    return this.list().find((each) => each.order.invoiceNumber === invoiceNumber);
  }

  /** By invoice number, Optty's reference or the secret part of the link. */
  find(key: string): Link | undefined {
    return (
      this.get(key) ?? this.byInvoice(key) ?? this.list().find((each) => each.reference === key)
    );
  }
}
