import { z } from 'zod';
import { ControlError } from '../kit/control.js';
import type { WebhookDelivery } from '../kit/courier.js';
import type { Emission, ShopperOutcome, ShopperResult } from '../sandbox.js';
import type { FinrelayContext } from './context.js';
import { eventOf, notify, receiverOf } from './events.js';
import type { Payment } from './payment.js';
import { endVisit, isPayable } from './shopper.js';

/** What `control.alter` may change. */
const PaymentPatch = z.strictObject({
  amount: z.int().optional(),
  currency: z.string().optional(),
  reference: z.string().optional(),
  state: z.enum(['CREATED', 'DECLINED', 'CANCELED']).optional(),
});

export function patchPayment(payment: Payment, patch: unknown): void {
  const { state, amount, currency, reference } = PaymentPatch.parse(patch);
  const { order } = payment;
  payment.order = {
    ...order,
    amount: amount ?? order.amount,
    currency: currency ?? order.currency,
    reference: reference ?? order.reference,
  };
  if (state !== undefined) payment.state = state;
}

/** Acts as the shopper, a 3-D Secure challenge confirmed on the way. Throws when the page would refuse. */
export async function shop(
  context: FinrelayContext,
  payment: Payment,
  { action, reason, late = false }: ShopperOutcome,
): Promise<ShopperResult> {
  const settled = payment.state === 'APPROVED';
  if (settled || (!late && !isPayable(context, payment))) {
    throw new ControlError(409, 'The hosted page refuses: the payment is unavailable');
  }
  const reference = payment.order.reference;
  if (action === 'abandon') {
    return { state: payment.state, redirect_url: null, reference, webhook: null };
  }
  const { redirectUrl, delivery } = await endVisit(context, payment, { action, reason, late });
  return { state: payment.state, redirect_url: redirectUrl, reference, webhook: delivery };
}

/** Sends a webhook now; without a transaction its data are those of the session. */
export async function emitEvent(
  context: FinrelayContext,
  payment: Payment,
  { event, overrides = {}, url, replay }: Emission,
): Promise<WebhookDelivery> {
  const last = payment.transactions.at(-1);
  const name = event ?? (last ? eventOf(last) : 'transaction-svc:transaction:pending');
  const receiver = url ?? receiverOf(context, name);
  if (receiver === null)
    throw new ControlError(409, 'No webhook URL is set: configure webhook_url');
  const earlier = context.courier.deliveries().find((each) => each.id === replay);
  const { delivery, first } = earlier
    ? await context.courier.dispatch({
        event: earlier.event,
        payment: payment.sessionId,
        url: receiver,
        build: () => Promise.resolve(earlier),
      })
    : await notify(context, payment, {
        event: name,
        url: receiver,
        data: { ...dataOf(payment), ...overrides },
      });
  await first;
  return delivery;
}

function dataOf({ order, sessionId, transactions }: Payment): Readonly<Record<string, unknown>> {
  const { reference, terminal_id, currency, amount, transaction_type } = order;
  const session = {
    reference,
    terminal_id,
    currency,
    amount,
    transaction_type,
    session_id: sessionId,
  };
  return { ...(transactions.at(-1) ?? session) };
}
