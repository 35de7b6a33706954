import type { WebhookDelivery } from '../kit/courier.js';
import { hexId } from '../kit/ids.js';
import { decimalsOf, exponentOf, format, fromMinor, toMinor } from '../kit/money.js';
import type { OpttyContext } from './context.js';
import { announce } from './events.js';
import { inProgress, isOpen, successful, type Attempt, type Link } from './link.js';
import type { BnplProvider } from './options.js';

export const DECLINES = [
  { value: 'CREDIT_LIMIT', label: 'Above the credit limit' },
  { value: 'NOT_ELIGIBLE', label: 'Not eligible' },
  { value: 'FIRST_INSTALMENT_FAILED', label: 'The first instalment failed' },
] as const;

export const priceOf = ({ order }: Link): string => format(String(order.price), order.currency);

/** The providers that take the link's price. */
export function offers({ providers }: OpttyContext, link: Link): readonly BnplProvider[] {
  const { currency } = link.order;
  const price = toMinor(priceOf(link), currency);
  return providers.filter(
    ({ min, max }) =>
      (min === undefined || price >= toMinor(min, currency)) &&
      (max === undefined || price <= toMinor(max, currency)),
  );
}

/** Whether the text is a tip that this link takes. */
export const isTip = ({ order }: Link, tip: string): boolean =>
  /^\d{1,9}(?:\.\d+)?$/.test(tip) &&
  decimalsOf(tip) <= exponentOf(order.currency) &&
  (order.enableTipping || Number(tip) === 0);

/** Begins a payment, or nothing while the link is closed or another payment is in progress. */
export async function begin(
  context: OpttyContext,
  link: Link,
  provider: string,
  tip = '0',
): Promise<Attempt | null> {
  if (!isOpen(link) || inProgress(link) !== undefined) return null;
  const { currency } = link.order;
  const attempt: Attempt = {
    id: hexId(24),
    provider,
    at: context.now(),
    amount: fromMinor(toMinor(priceOf(link), currency) + toMinor(tip, currency), currency),
    tip: format(tip, currency),
    status: 'PENDING',
  };
  link.attempts.push(attempt);
  link.status = 'PENDING';
  if (context.settings.value.announce_pending) await announce(context, link);
  return attempt;
}

/** The shopper cancels the payment in progress to choose another way: nobody is told. */
export function drop(link: Link, attempt: Attempt): void {
  attempt.status = 'CANCELLED';
  link.status = 'INITIATED';
}

export interface Choice {
  readonly action: 'pay' | 'decline' | 'cancel';
  readonly reason?: string | undefined;
}

/** Ends a payment at the BNPL provider. A second success of a link is impossible. */
export async function end(
  context: OpttyContext,
  link: Link,
  attempt: Attempt,
  { action, reason }: Choice,
): Promise<WebhookDelivery | null> {
  const { after_cancel, payment_outcome, payment_event } = context.settings.value;
  if (successful(link) !== undefined) throw new Error('The link is paid already');
  switch (action) {
    case 'pay':
      attempt.status = payment_outcome === 'approved' ? 'SUCCESSFUL' : 'ERROR';
      link.status = payment_outcome === 'approved' ? 'PAID' : 'ERROR';
      break;
    case 'decline':
      attempt.status = 'DECLINED';
      attempt.reason = reason ?? DECLINES[0].value;
      link.status = 'DECLINED';
      break;
    case 'cancel':
      attempt.status = 'CANCELLED';
      link.status = after_cancel === 'closed' ? 'CANCELLED' : 'INITIATED';
      if (after_cancel === 'retry') return null;
  }
  const sent = await announce(context, link, payment_event);
  if (sent?.shopper === 'waits') await sent.first;
  return sent?.delivery ?? null;
}
