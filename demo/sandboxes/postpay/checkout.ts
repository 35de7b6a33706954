import { hexId } from '../kit/ids.js';
import type { PostpayContext } from './context.js';
import { ShippedCheckout, UnshippedCheckout, type CheckoutRequest } from './fields.js';
import type { Order } from './order.js';
import { invalid, parseAs, Refused } from './refused.js';
import { stamp } from './times.js';

export const expiryOf = ({ settings }: PostpayContext, { created }: Order): number =>
  created + settings.value.checkout_lifetime_ms;

export const pageOf = ({ url }: PostpayContext, { token }: Order): string =>
  url(`/checkout/${token}`);

/** `POST /checkouts`. Throws `invalid`, `unprocessable` and `conflict`. */
export function createCheckout(context: PostpayContext, body: unknown) {
  const { shipping, totals } = context.settings.value;
  const schema = shipping === 'required' ? ShippedCheckout : UnshippedCheckout;
  const request: CheckoutRequest = parseAs<CheckoutRequest>(schema, body);
  demandInstalments(context, request.num_instalments);
  if (totals === 'checked') demandTotal(request);
  if (context.ledger.byOrderId(request.order_id) !== undefined) throw new Refused('conflict');
  const now = context.now();
  const order: Order = {
    token: hexId(32),
    created: now,
    request,
    orderId: request.order_id,
    totalAmount: request.total_amount,
    taxAmount: request.tax_amount,
    currency: request.currency,
    numInstalments: request.num_instalments ?? undefined,
    status: 'pending',
    statusChanged: now,
    canceled: false,
    refunds: [],
  };
  context.ledger.add(order);
  return {
    token: order.token,
    expires: stamp(expiryOf(context, order)),
    redirect_url: pageOf(context, order),
  };
}

function demandInstalments({ instalments }: PostpayContext, wanted?: number | null): void {
  if (wanted === undefined || wanted === null || instalments.includes(wanted)) return;
  throw invalid('num_instalments', `Choose one of ${instalments.join(', ')}.`);
}

/** The rule that the documented example follows. */
function demandTotal(request: CheckoutRequest): void {
  const { items, shipping, discounts, tax_amount, total_amount } = request;
  const goods = items.reduce((sum, { unit_price, qty }) => sum + unit_price * qty, 0);
  const off = (discounts ?? []).reduce((sum, { amount }) => sum + amount, 0);
  if (goods + (shipping?.amount ?? 0) + tax_amount - off === total_amount) return;
  throw new Refused('unprocessable', {
    fields: { total_amount: ['Is not items, shipping and tax less discounts.'] },
  });
}
