import { z } from 'zod';
import { ControlError } from '../kit/control.js';
import type { WebhookDelivery } from '../kit/courier.js';
import type { Emission, ShopperOutcome, ShopperResult } from '../sandbox.js';
import { readAmount } from './amount.js';
import { transactionAnswer } from './answer.js';
import type { PaymentOptionsContext } from './context.js';
import { eventOf, notify } from './events.js';
import type { Payment } from './payment.js';
import { endVisit, fill, isPayable } from './shopper.js';

/** What `control.alter` may change; transactions that were made change with it. */
const PaymentPatch = z.strictObject({
  amount: z.number().optional(),
  currency: z.string().optional(),
  merchant_txn_ref: z.string().optional(),
  state: z.enum(['CREATED', 'DECLINED', 'CANCELED']).optional(),
});

export function patchPayment(
  context: PaymentOptionsContext,
  payment: Payment,
  patch: unknown,
): void {
  const { state, amount, currency, merchant_txn_ref } = PaymentPatch.parse(patch);
  const { order, transactions } = payment;
  payment.order = {
    ...order,
    currency: currency ?? order.currency,
    ...(merchant_txn_ref !== undefined && { merchant_txn_ref }),
    ...(amount !== undefined && { amount }),
  };
  if (amount !== undefined) {
    const minor = readAmount(context, amount, payment.order.currency);
    payment.minor = minor;
    transactions.splice(
      0,
      transactions.length,
      ...transactions.map((each) => ({ ...each, minor })),
    );
  }
  if (state !== undefined) payment.state = state;
}

/** What a shopper of the control types where the payload lacks it. */
const TYPED = {
  amount: '10',
  country: 'JP',
  email: 'shopper@example.com',
  phone_number: '8112345678',
  address1: '1 Example Street',
  city: 'Tokyo',
  state: 'Tokyo',
  postal_code: '1000001',
};

/** Acts as the shopper, who types example data where the page asks. Throws when the page refuses. */
export async function shop(
  context: PaymentOptionsContext,
  payment: Payment,
  { action, reason, late = false }: ShopperOutcome,
): Promise<ShopperResult> {
  if (payment.state === 'APPROVED' || (!late && !isPayable(context, payment))) {
    throw new ControlError(409, 'The hosted page refuses: the link takes no payment any more');
  }
  if (action === 'abandon') {
    return { state: payment.state, redirect_url: null, reference: payment.id, webhook: null };
  }
  if (action !== 'cancel') fill(payment, TYPED);
  const { redirectUrl, delivery, transaction } = await endVisit(context, payment, {
    action,
    reason,
    late,
  });
  return {
    state: payment.state,
    redirect_url: redirectUrl,
    reference: transaction?.id ?? payment.id,
    webhook: delivery,
  };
}

/** Sends the last transaction now; overrides replace whole members of the body. */
export async function emitEvent(
  context: PaymentOptionsContext,
  payment: Payment,
  { event, overrides = {}, url, replay }: Emission,
): Promise<WebhookDelivery> {
  const receiver = url ?? payment.order.return_url.webhook_url;
  const earlier = context.courier.deliveries().find((each) => each.id === replay);
  if (replay !== undefined && earlier === undefined) {
    throw new ControlError(404, `PaymentOptions has sent no webhook ${replay}`);
  }
  if (earlier !== undefined) {
    const sent = await context.courier.dispatch({
      event: earlier.event,
      payment: payment.id,
      url: receiver,
      build: () => Promise.resolve(earlier),
    });
    await sent.first;
    return sent.delivery;
  }
  const last = payment.transactions.at(-1);
  if (last === undefined) throw new ControlError(409, 'There is no transaction to tell of');
  const body = { ...transactionAnswer(context, payment, last), ...overrides };
  const { delivery, first } = await notify(
    context,
    payment,
    event ?? eventOf(last),
    receiver,
    body,
  );
  await first;
  return delivery;
}
