import { z } from 'zod';
import { ControlError } from '../kit/control.js';
import type { WebhookDelivery } from '../kit/courier.js';
import type { Emission, ShopperOutcome, ShopperResult } from '../sandbox.js';
import type { PostpayContext } from './context.js';
import { listeners, notify, type Notice, type Receiver } from './events.js';
import { HookEvent } from './fields.js';
import { remember } from './hook.js';
import { detailOf, transactionOf, type Order } from './order.js';
import { endVisit, isPayable } from './shopper.js';

/** What `control.alter` may change. */
const OrderPatch = z.strictObject({
  order_id: z.string().optional(),
  total_amount: z.int().optional(),
  tax_amount: z.int().optional(),
  currency: z.string().optional(),
  status: z.enum(['pending', 'approved', 'captured', 'denied']).optional(),
});

export function patchOrder(order: Order, patch: unknown, now: number): void {
  const { order_id, total_amount, tax_amount, currency, status } = OrderPatch.parse(patch);
  order.orderId = order_id ?? order.orderId;
  order.totalAmount = total_amount ?? order.totalAmount;
  order.taxAmount = tax_amount ?? order.taxAmount;
  order.currency = currency ?? order.currency;
  if (status === undefined) return;
  order.status = status;
  order.statusChanged = now;
}

/** Acts as the shopper with a good card and the right code. Throws when the page would refuse. */
export async function shop(
  context: PostpayContext,
  order: Order,
  { action, late = false }: ShopperOutcome,
): Promise<ShopperResult> {
  const settled = order.status === 'approved' || order.status === 'captured';
  if (settled || (!late && !isPayable(context, order))) {
    throw new ControlError(409, 'The hosted page refuses: the checkout has ended');
  }
  const reference = order.orderId;
  if (action === 'abandon') {
    return { state: order.status, redirect_url: null, reference, webhook: null };
  }
  const { redirectUrl, delivery } = await endVisit(context, order, { action });
  return { state: order.status, redirect_url: redirectUrl, reference, webhook: delivery };
}

function noticeOf(
  context: PostpayContext,
  order: Order,
  { event = 'order', overrides = {} }: Emission,
): Notice {
  const name = HookEvent.parse(event);
  if (name === 'order') return { event: name, order, data: { ...detailOf(order), ...overrides } };
  const last = context.ledger.transactions.findLast((each) => each.order === order);
  if (last === undefined) throw new ControlError(409, 'The order has no transaction yet');
  const data = { ...transactionOf(last, context.now()), ...overrides };
  return { event: name, order, data };
}

/** Sends a webhook now: to `url`, else to the first active hook that wants the event. */
export async function emitEvent(
  context: PostpayContext,
  order: Order,
  emission: Emission,
): Promise<WebhookDelivery> {
  const { replay, url } = emission;
  const earlier = context.courier.deliveries().find((each) => each.id === replay);
  const notice = earlier === undefined ? noticeOf(context, order, emission) : undefined;
  const event = HookEvent.parse(notice?.event ?? earlier?.event);
  const hooks = url === undefined ? listeners(context, event) : context.hooks.list();
  const hook = hooks.find((each) => url === undefined || each.url === url);
  const receiver: Receiver | undefined =
    hook ?? (url === undefined ? undefined : { url, secret: context.hookSecret });
  if (receiver === undefined) {
    throw new ControlError(409, `No active hook listens to ${event}: create one or name a url`);
  }
  const { delivery, first } =
    notice !== undefined
      ? await notify(context, receiver, notice)
      : await context.courier.dispatch({
          event,
          payment: order.token,
          url: receiver.url,
          build: () => Promise.resolve(earlier ?? { headers: {}, body: '' }),
        });
  if (hook !== undefined) remember(hook, delivery);
  await first;
  return delivery;
}
