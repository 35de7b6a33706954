import type { WebhookDelivery } from '../kit/courier.js';
import { expiryOf } from './checkout.js';
import type { PostpayContext } from './context.js';
import { announceOrder } from './events.js';
import type { Order } from './order.js';

type ReturnStatus = 'APPROVED' | 'DENIED' | 'CANCELLED';

export interface ShopperChoice {
  readonly action: 'pay' | 'decline' | 'cancel';
  /** Chosen by the shopper where the merchant left it open. */
  readonly numInstalments?: number | undefined;
}

export interface ShopperEnd {
  /** Null where the merchant gave no URL: the shopper stays. */
  readonly redirectUrl: string | null;
  readonly delivery: WebhookDelivery | null;
}

/** Whether the page can still take the payment. */
export function isPayable(context: PostpayContext, order: Order): boolean {
  const closed = order.canceled && context.settings.value.after_cancel === 'closed';
  return order.status === 'pending' && !closed && context.now() < expiryOf(context, order);
}

/** Adds parameters and leaves what the URL already says as it is, byte for byte. */
function withParameters(href: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(href);
  const added = new URLSearchParams(parameters).toString();
  url.search = url.search === '' ? added : `${url.search}&${added}`;
  return url.href;
}

function wayBack({ settings }: PostpayContext, order: Order, status: ReturnStatus): string | null {
  const { merchant } = order.request;
  if (merchant === undefined || merchant === null) return null;
  if (status === 'APPROVED' || settings.value.redirects === 'confirmation') {
    return withParameters(merchant.confirmation_url, { order_id: order.orderId, status });
  }
  return withParameters(merchant.cancel_url, { status });
}

/** Ends the shopper's visit: the webhooks leave first, then the shopper, whatever was answered. */
export async function endVisit(
  context: PostpayContext,
  order: Order,
  { action, numInstalments }: ShopperChoice,
): Promise<ShopperEnd> {
  if (action === 'cancel') {
    order.canceled = true;
    return { redirectUrl: wayBack(context, order, 'CANCELLED'), delivery: null };
  }
  const approved = action === 'pay';
  order.status = approved ? 'approved' : 'denied';
  order.statusChanged = context.now();
  order.canceled = false;
  if (approved) order.numInstalments ??= numInstalments ?? context.instalments[0];
  const sent = await announceOrder(context, order);
  await Promise.all(sent.filter(({ shopper }) => shopper === 'waits').map(({ first }) => first));
  return {
    redirectUrl: wayBack(context, order, approved ? 'APPROVED' : 'DENIED'),
    delivery: sent[0]?.delivery ?? null,
  };
}
