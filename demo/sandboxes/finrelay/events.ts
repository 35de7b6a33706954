import type { Dispatch } from '../kit/courier.js';
import { hexId } from '../kit/ids.js';
import type { FinrelayContext } from './context.js';
import type { Payment, Transaction } from './payment.js';

const ROOT = 'transaction-svc:transaction';

/** The event that tells of a transaction (documentation of Finrelay: webhooks). */
export function eventOf({ transaction_type: type, status }: Transaction): string {
  switch (type) {
    case 'PURCHASE':
      return `${ROOT}:purchase:${status.toLowerCase()}`;
    case 'AUTHORIZE':
      return `${ROOT}:authorize:${status === 'APPROVED' ? 'authorized' : status.toLowerCase()}`;
    case 'CAPTURE':
    case 'REFUND':
    case 'VOID':
      return `${ROOT}:management:${type.toLowerCase()}:${status.toLowerCase()}`;
  }
}

/** Events of a family go to the family's URL; null: nobody listens. */
export function receiverOf({ settings }: FinrelayContext, event: string): string | null {
  const { webhook_url, management_webhook_url } = settings.value;
  return event.startsWith(`${ROOT}:management`)
    ? (management_webhook_url ?? webhook_url)
    : webhook_url;
}

export interface Notice {
  readonly event: string;
  readonly url: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Sends one event. The shape of the body is the sandbox's assumption. */
export function notify(
  { courier, signer, settings, now }: FinrelayContext,
  { sessionId }: Payment,
  { event, url, data }: Notice,
): Promise<Dispatch> {
  const body = { id: hexId(32), event, created_at: new Date(now()).toISOString(), data };
  return courier.dispatch({
    event,
    payment: sessionId,
    url,
    build: (forge) => signer.sign(body, settings.value, forge),
  });
}

/** Tells of a transaction, when somebody listens. */
export async function announce(
  context: FinrelayContext,
  payment: Payment,
  transaction: Transaction,
): Promise<Dispatch | null> {
  const event = eventOf(transaction);
  const url = receiverOf(context, event);
  return url === null ? null : notify(context, payment, { event, url, data: { ...transaction } });
}
