import type { Dispatch } from '../kit/courier.js';
import { transactionAnswer } from './answer.js';
import type { PaymentOptionsContext } from './context.js';
import type { Payment, Transaction } from './payment.js';

/** `CAPTURE.approved`: the sandbox's name of a webhook; on the wire there is none. */
export const eventOf = ({ type, outcome }: Transaction): string => `${type}.${outcome}`;

/** Sends a transaction, unsigned: no signature is documented, so a forgery alters the body only. */
export function notify(
  { courier }: PaymentOptionsContext,
  payment: Payment,
  event: string,
  url: string,
  content: Readonly<Record<string, unknown>>,
): Promise<Dispatch> {
  const body = JSON.stringify(content);
  return courier.dispatch({
    event,
    payment: payment.id,
    url,
    build: (forge) =>
      Promise.resolve({
        headers: { 'content-type': 'application/json' },
        body: forge === 'body' ? body.replace(/"amount":[\d.]+/, '"amount":1') : body,
      }),
  });
}

export const announce = (
  context: PaymentOptionsContext,
  payment: Payment,
  transaction: Transaction,
): Promise<Dispatch> =>
  notify(
    context,
    payment,
    eventOf(transaction),
    payment.order.return_url.webhook_url,
    transactionAnswer(context, payment, transaction),
  );
