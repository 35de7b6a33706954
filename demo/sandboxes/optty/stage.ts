import { z } from 'zod';
import { ControlError } from '../kit/control.js';
import type { WebhookDelivery } from '../kit/courier.js';
import type { Emission, ShopperOutcome, ShopperResult } from '../sandbox.js';
import type { OpttyContext } from './context.js';
import { contentOf, notify } from './events.js';
import { inProgress, isOpen, successful, type Attempt, type Link } from './link.js';
import { settleRefund } from './manage.js';
import { begin, end, offers } from './shopper.js';

/** What `control.alter` may change. */
const LinkPatch = z.strictObject({
  price: z.number().optional(),
  currency: z.string().optional(),
  invoiceNumber: z.string().optional(),
  status: z.enum(['INITIATED', 'DECLINED', 'CANCELLED', 'ERROR']).optional(),
});

export function patchLink(link: Link, patch: unknown): void {
  const { status, price, currency, invoiceNumber } = LinkPatch.parse(patch);
  const { order } = link;
  link.order = {
    ...order,
    price: price ?? order.price,
    currency: currency ?? order.currency,
    invoiceNumber: invoiceNumber ?? order.invoiceNumber,
  };
  if (status === undefined) return;
  link.status = status;
  const attempt = inProgress(link);
  if (attempt !== undefined) attempt.status = 'CANCELLED';
}

/** The payment that the shopper ends: the one in progress, or a new one. Throws when the page would. */
async function attemptFor(
  context: OpttyContext,
  link: Link,
  { method, late = false }: ShopperOutcome,
): Promise<Attempt> {
  if (successful(link) !== undefined) throw refusal('it is paid already');
  const current = inProgress(link);
  if (current !== undefined) {
    if (method === undefined || method === current.provider) return current;
    throw refusal('another payment is in progress');
  }
  if (late) return revive(context, link, method);
  if (!isOpen(link)) throw refusal('the link is closed');
  const provider = method ?? offers(context, link)[0]?.code;
  if (!offers(context, link).some(({ code }) => code === provider)) {
    throw refusal('this provider does not take the payment');
  }
  const attempt = await begin(context, link, provider ?? '');
  if (attempt === null) throw refusal('another payment is in progress');
  return attempt;
}

const refusal = (why: string): ControlError =>
  new ControlError(409, `The hosted page refuses: ${why}`);

/** A payment that has ended comes to life again: the BNPL provider confirms late. */
async function revive(
  context: OpttyContext,
  link: Link,
  method: string | undefined,
): Promise<Attempt> {
  const last = link.attempts.at(-1);
  if (last !== undefined) {
    last.status = 'PENDING';
    delete last.reason;
    return last;
  }
  link.status = 'INITIATED';
  return attemptFor(context, link, { action: 'pay', method });
}

/** Acts as the shopper. Nobody is sent back to the shop, so `redirect_url` is null. */
export async function shop(
  context: OpttyContext,
  link: Link,
  outcome: ShopperOutcome,
): Promise<ShopperResult> {
  const { action, method, reason } = outcome;
  const result = (webhook: WebhookDelivery | null, reference: string): ShopperResult => ({
    state: link.status,
    redirect_url: null,
    reference,
    webhook,
  });
  // Without a provider the shopper leaves the list; with one, the payment that was begun.
  if (action === 'abandon' && method === undefined) {
    if (!isOpen(link)) throw refusal('the link is closed');
    return result(null, link.reference);
  }
  const attempt = await attemptFor(context, link, outcome);
  if (action === 'abandon') return result(null, attempt.id);
  return result(await end(context, link, attempt, { action, reason }), attempt.id);
}

/** Sends a webhook now; `ORDER_ASYNC_CALLBACK` first settles a refund that is pending. */
export async function emitEvent(
  context: OpttyContext,
  link: Link,
  { event = 'ORDER_STATUS_UPDATE', overrides = {}, url, replay }: Emission,
): Promise<WebhookDelivery> {
  const receiver = url ?? context.settings.value.webhook_url;
  if (receiver === null)
    throw new ControlError(409, 'No webhook URL is set: configure webhook_url');
  const earlier = context.courier.deliveries().find((each) => each.id === replay);
  if (replay !== undefined && earlier === undefined) {
    throw new ControlError(404, `Optty has sent no webhook ${replay}`);
  }
  if (earlier === undefined && event === 'ORDER_ASYNC_CALLBACK') settleRefund(link);
  const { delivery, first } = earlier
    ? await context.courier.dispatch({
        event: earlier.event,
        payment: link.order.invoiceNumber,
        url: receiver,
        build: () => Promise.resolve(earlier),
      })
    : await notify(context, link, event, receiver, { ...contentOf(context, link), ...overrides });
  await first;
  return delivery;
}
