import type { Dispatch, SignedBody } from '../kit/courier.js';
import type { OpttyContext } from './context.js';
import { statusWord } from './create.js';
import type { Link } from './link.js';

export type OpttyEvent = 'ORDER_STATUS_UPDATE' | 'ORDER_ASYNC_CALLBACK';

/** What a webhook tells of a link. The sources show no more of it than the inventory names. */
export function contentOf(context: OpttyContext, link: Link): Record<string, unknown> {
  const { order, reference, attempts, refund } = link;
  const last = attempts.findLast(({ status }) => status === 'SUCCESSFUL') ?? attempts.at(-1);
  return {
    status: statusWord(context, link),
    reference,
    transactionId: last?.id ?? reference,
    amount: Number(last?.amount ?? order.price),
    tipAmount: Number(last?.tip ?? '0'),
    currency: order.currency,
    provider: last?.provider ?? null,
    ...(last?.reason !== undefined && { reason: last.reason }),
    initiator: 'payment-link',
    metadata: { invoiceNumber: order.invoiceNumber },
    ...(refund !== null && {
      refund: {
        refundReference: refund.id,
        refundedAmount: Number(refund.amount),
        refundStatus: refund.status,
        refundDate: new Date(refund.at).toISOString(),
      },
    }),
  };
}

/** Sends one event, unsigned: Optty documents no signature, so a forgery can alter the body only. */
export function notify(
  { courier, settings }: OpttyContext,
  link: Link,
  event: string,
  url: string,
  content: Readonly<Record<string, unknown>>,
): Promise<Dispatch> {
  const data = settings.value.webhook_nesting === 'data' ? content : { data: content };
  const body = JSON.stringify({ event, data });
  return courier.dispatch({
    event,
    payment: link.order.invoiceNumber,
    url,
    build: (forge): Promise<SignedBody> =>
      Promise.resolve({
        headers: { 'content-type': 'application/json' },
        body: forge === 'body' ? body.replace(/"amount":[\d.]+/, '"amount":1') : body,
      }),
  });
}

/** Tells of the link's state, when somebody listens. */
export async function announce(
  context: OpttyContext,
  link: Link,
  event: OpttyEvent = 'ORDER_STATUS_UPDATE',
): Promise<Dispatch | null> {
  const { webhook_url: url } = context.settings.value;
  return url === null ? null : notify(context, link, event, url, contentOf(context, link));
}
