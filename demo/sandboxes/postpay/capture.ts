import { hexId } from '../kit/ids.js';
import type { PostpayContext } from './context.js';
import { announceOrder, announceTransaction } from './events.js';
import { RefundRequest } from './fields.js';
import { detailOf, refundOf, type Order, type Refund, type Transaction } from './order.js';
import { parseAs, Refused } from './refused.js';

/** `POST /orders/{order_id}/capture`. Throws `invalid_status`, `expired` and `capture_error`. */
export async function capture(context: PostpayContext, order: Order) {
  const { capture_lifetime_ms, capture_outcome } = context.settings.value;
  const now = context.now();
  if (order.status !== 'approved') {
    throw new Refused('invalid_status', { message: 'Order status must be approved.' });
  }
  if (now >= order.statusChanged + capture_lifetime_ms) throw new Refused('expired');
  if (capture_outcome === 'declined') throw new Refused('capture_error');
  order.status = 'captured';
  order.statusChanged = now;
  const answer = detailOf(order);
  const transaction = book(context, {
    type: 'order',
    order,
    amount: order.totalAmount,
    fees: true,
    description: '',
  });
  await announceOrder(context, order);
  await announceTransaction(context, transaction);
  return answer;
}

export const refundedOf = ({ refunds }: Order): number =>
  refunds.reduce((sum, { amount }) => sum + amount, 0);

/** `POST /orders/{order_id}/refunds`. Throws `invalid`, `invalid_status`, `conflict`, `limit_exceeded`. */
export async function createRefund(context: PostpayContext, order: Order, body: unknown) {
  const request = parseAs(RefundRequest, refundBody(context, body));
  if (order.status !== 'captured') {
    throw new Refused('invalid_status', { message: 'Order status must be captured.' });
  }
  if (isTaken(context, order, request.refund_id)) {
    throw new Refused('conflict', { message: 'There is already a refund with this ID.' });
  }
  const left = order.totalAmount - refundedOf(order);
  const amount = request.amount ?? left;
  if (amount > left || left === 0) throw new Refused('limit_exceeded');
  const refund: Refund = {
    refundId: request.refund_id,
    amount,
    full: amount === order.totalAmount,
    description: request.description ?? '',
    created: context.now(),
  };
  order.refunds.push(refund);
  const { description } = refund;
  const transaction = book(context, { type: 'refund', order, amount, fees: false, description });
  await announceTransaction(context, transaction);
  return refundOf(refund);
}

/** Reads `refundId` where it is allowed and `refund_id` is absent. */
function refundBody({ settings }: PostpayContext, body: unknown): unknown {
  if (settings.value.refund_id_field !== 'either') return body;
  if (typeof body !== 'object' || body === null || !('refundId' in body)) return body;
  const { refundId, ...rest } = body;
  return { refund_id: refundId, ...rest };
}

function isTaken({ ledger, settings }: PostpayContext, order: Order, refundId: string): boolean {
  const reach = settings.value.unique_refund_ids === 'merchant' ? ledger.list() : [order];
  return reach.some(({ refunds }) => refunds.some((each) => each.refundId === refundId));
}

function book(
  { ledger, now }: PostpayContext,
  fields: Omit<Transaction, 'id' | 'created'>,
): Transaction {
  const transaction = { id: hexId(32), created: now(), ...fields };
  ledger.transactions.push(transaction);
  return transaction;
}
