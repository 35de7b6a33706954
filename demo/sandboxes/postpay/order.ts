import type { CheckoutRequest } from './fields.js';
import { nextMidnight, stamp } from './times.js';

export type OrderStatus = 'pending' | 'approved' | 'captured' | 'denied';

export interface Refund {
  readonly refundId: string;
  /** Hundredths. */
  readonly amount: number;
  readonly full: boolean;
  readonly description: string;
  readonly created: number;
}

/** The order of one checkout. Amounts in hundredths, times in epoch ms. */
export interface Order {
  readonly token: string;
  readonly created: number;
  readonly request: CheckoutRequest;
  orderId: string;
  totalAmount: number;
  taxAmount: number;
  currency: string;
  numInstalments: number | undefined;
  status: OrderStatus;
  statusChanged: number;
  /** The shopper left with "cancel": no order status tells. */
  canceled: boolean;
  readonly refunds: Refund[];
}

export type TransactionType = 'order' | 'refund' | 'instalment' | 'regularization';

/** A transaction of the settlement. */
export interface Transaction {
  readonly id: string;
  readonly type: TransactionType;
  readonly order: Order;
  readonly amount: number;
  readonly fees: boolean;
  readonly description: string;
  readonly created: number;
}

/** The orders and transactions of one sandbox. */
export class Ledger {
  readonly #byToken = new Map<string, Order>();
  readonly transactions: Transaction[] = [];

  list(): readonly Order[] {
    return [...this.#byToken.values()];
  }

  add(order: Order): void {
    this.#byToken.set(order.token, order);
  }

  byToken(token: string): Order | undefined {
    return this.#byToken.get(token);
  }

  byOrderId(orderId: string): Order | undefined {
    return this.list().find((each) => each.orderId === orderId);
  }
}

export const summaryOf = (order: Order) => ({
  order_id: order.orderId,
  status: order.status,
  status_changed: stamp(order.statusChanged),
  total_amount: order.totalAmount,
  tax_amount: order.taxAmount,
  currency: order.currency,
  created: stamp(order.created),
});

/** What was not sent is left out. */
const sent = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );

export function detailOf(order: Order) {
  const { shipping, billing_address, customer, items, discounts, metadata } = order.request;
  const num_instalments = order.numInstalments;
  return {
    ...summaryOf(order),
    ...sent({ num_instalments, shipping, billing_address, customer, items, discounts, metadata }),
  };
}

export const refundOf = ({ refundId, amount, full, description, created }: Refund) => ({
  refund_id: refundId,
  amount,
  full,
  description,
  created: stamp(created),
});

/** 1 AED, 4.5 % and 5 % tax on both: the figures of the documented example. */
const FEES = { amount: 100, rate: 450, taxRate: 500 };
const NO_FEES = { amount: 0, rate: 0, taxRate: 0 };

/** Paid at the next midnight (UTC), as in the documented example; null until then. */
export const paidAt = ({ created }: Transaction, now: number): number | null =>
  now >= nextMidnight(created) ? nextMidnight(created) : null;

export function transactionOf(transaction: Transaction, now: number) {
  const { id, type, order, amount, description, created } = transaction;
  const fees = transaction.fees ? FEES : NO_FEES;
  // Ten-thousandths of a hundredth times ten-thousand: integers until the one rounding.
  const fee = (amount * fees.rate + fees.amount * 10_000) * (10_000 + fees.taxRate);
  const paid = paidAt(transaction, now);
  return {
    id,
    type,
    currency: order.currency,
    amount,
    fee_amount: fees.amount,
    fee_rate: fees.rate,
    fee_tax_rate: fees.taxRate,
    total_amount: amount - Math.round(fee / 100_000_000),
    description,
    created: stamp(created),
    paid: paid === null ? null : stamp(paid),
    order: summaryOf(order),
  };
}
