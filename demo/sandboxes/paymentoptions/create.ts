import { wordId } from '../kit/ids.js';
import { demandMerchant } from './access.js';
import { readAmount } from './amount.js';
import type { PaymentOptionsContext } from './context.js';
import type { LinkRequest } from './fields.js';
import type { Payment } from './payment.js';
import { refuse } from './refused.js';

/** Generates a link. Throws 400, and 404 for another merchant. */
export function createPayment(context: PaymentOptionsContext, order: LinkRequest): Payment {
  demandMerchant(context, order.merchant_id);
  const { amount, currency, merchant_txn_ref: reference } = order;
  if (reference !== undefined && isTaken(context, reference)) {
    throw refuse(400, 'merchant_txn_ref', 'must be unique');
  }
  const payment: Payment = {
    id: crypto.randomUUID(),
    token: wordId(8),
    createdAt: context.now(),
    order,
    minor: amount == null ? null : readAmount(context, amount, currency),
    billing: order.billing_address,
    state: 'CREATED',
    transactions: [],
  };
  context.ledger.add(payment);
  return payment;
}

function isTaken({ ledger, settings }: PaymentOptionsContext, reference: string): boolean {
  const rule = settings.value.unique_references;
  const same = ledger.list().filter(({ order }) => order.merchant_txn_ref === reference);
  if (rule === 'never') return false;
  return rule === 'always' ? same.length > 0 : same.some(({ state }) => state === 'APPROVED');
}

/** The path names a country, as in the documented example: that of the card holder. */
export const linkOf = ({ url }: PaymentOptionsContext, { order, token }: Payment): string =>
  url(`/${(order.billing_address.country ?? 'us').toLowerCase()}/HostedPaymentPage/${token}`);

/** The answer to a generated link: what was sent without the payment method, `id` and `url`. */
export function linkAnswer(
  context: PaymentOptionsContext,
  payment: Payment,
): Record<string, unknown> {
  const { order } = payment;
  return {
    id: payment.id,
    url: linkOf(context, payment),
    ...(order.amount != null && { amount: order.amount }),
    currency: order.currency,
    ...(order.merchant_txn_ref !== undefined && { merchant_txn_ref: order.merchant_txn_ref }),
    merchant_id: order.merchant_id,
    merchant_email: order.merchant_email,
    return_url: order.return_url,
    billing_address: order.billing_address,
    ...(order.shipping_address !== undefined && { shipping_address: order.shipping_address }),
  };
}
