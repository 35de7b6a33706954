import { format } from '../kit/money.js';
import { gatewayOf, paymentOperation, type OttuContext } from './context.js';
import { methodView, offersOf } from './offers.js';
import { DEFAULT_EXPIRATION, type Offer, type Transaction } from './transaction.js';

const line = (label: string, value: string, currency: string) => ({
  label,
  value,
  currency_code: currency,
  display: `${value} ${currency}`,
});

const billing = ({ amount, fee, total, currency }: Offer) => ({
  sub_total: line('Sub total', amount, currency),
  fee: line('Fee', fee, currency),
  amount: line('Total', total, currency),
});

/** What Ottu's own SDK is set up with, so that it needs no further request. */
export function preloadPayload(
  context: OttuContext,
  transaction: Transaction,
): Record<string, unknown> {
  const { fields, sessionId } = transaction;
  const amount = format(fields.amount, fields.currency_code);
  const methods = offersOf(fields, context.gateways).map((offer) => {
    const gateway = gatewayOf(context, offer.code);
    const view = methodView(offer, gateway, context.url, sessionId);
    const can_save_card = gateway.tokenizable && fields.customer_id !== undefined;
    return { ...view, can_save_card, submit_url: view.redirect_url, billing: billing(offer) };
  });
  return {
    amount,
    billing: { amount: line('Total', amount, fields.currency_code) },
    cancel_url: context.url(`/b/checkout/cancel/${sessionId}/`),
    cards: [],
    currency_code: fields.currency_code,
    customer_id: fields.customer_id ?? null,
    customer_phone: fields.customer_phone ?? null,
    expiration_time: fields.expiration_time ?? DEFAULT_EXPIRATION,
    flex_methods: [],
    is_amount_editable: false,
    language: fields.language ?? 'en',
    operation: paymentOperation(context, transaction),
    payment_methods: methods,
    payment_services: [],
    payment_type: fields.payment_type ?? 'one_off',
    session_id: sessionId,
    state: transaction.state,
    type: fields.type,
  };
}
