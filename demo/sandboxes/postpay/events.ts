import type { Dispatch, Forgery, SignedBody } from '../kit/courier.js';
import { hexId, toHex } from '../kit/ids.js';
import type { PostpayContext } from './context.js';
import type { HookEvent } from './fields.js';
import { remember, type Hook } from './hook.js';
import { detailOf, transactionOf, type Order, type Transaction } from './order.js';
import { stamp } from './times.js';

const encoder = new TextEncoder();

async function hmac(secret: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = encoder.encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text))));
}

/**
 * Signs as Postpay does: `X-Postpay-Signature: {unix seconds}:{hex}`, HMAC-SHA256 over the time, a
 * colon and the raw body (seed 004 names the header; the rest is what Postpay's own client checks).
 */
export async function sign(
  body: unknown,
  secret: string,
  now: number,
  forge: Forgery,
): Promise<SignedBody> {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json' };
  if (forge === 'unsigned') return { headers, body: text };
  const seconds = Math.floor(now / 1000);
  const key = forge === 'signature' ? `${secret} of a stranger` : secret;
  const signature = `${seconds}:${await hmac(key, `${seconds}:${text}`)}`;
  const altered = forge === 'body' ? text.replace(/(?<="(?:total_)?amount":)\d+/, '1') : text;
  return { headers: { ...headers, 'x-postpay-signature': signature }, body: altered };
}

export interface Notice {
  readonly event: HookEvent;
  readonly order: Order;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where a webhook goes, and what signs it. */
export type Receiver = Pick<Hook, 'url' | 'secret'>;

/** Sends one event to one receiver. */
export async function notify(
  { courier, now, settings }: PostpayContext,
  { url, secret }: Receiver,
  { event, order, data }: Notice,
): Promise<Dispatch> {
  const at = now();
  const enveloped = settings.value.webhook_body === 'envelope';
  const body = enveloped ? { id: hexId(32), event, created: stamp(at), data } : data;
  return courier.dispatch({
    event,
    payment: order.token,
    url,
    build: (forge) => sign(body, secret, at, forge),
  });
}

/** The active hooks that an event goes to. */
export const listeners = ({ hooks }: PostpayContext, event: HookEvent): readonly Hook[] =>
  hooks.list().filter((hook) => hook.active && hook.events.includes(event));

async function announce(context: PostpayContext, notice: Notice): Promise<readonly Dispatch[]> {
  return Promise.all(
    listeners(context, notice.event).map(async (hook) => {
      const dispatch = await notify(context, hook, notice);
      remember(hook, dispatch.delivery);
      return dispatch;
    }),
  );
}

export const announceOrder = (context: PostpayContext, order: Order) =>
  announce(context, { event: 'order', order, data: detailOf(order) });

export const announceTransaction = (context: PostpayContext, transaction: Transaction) =>
  announce(context, {
    event: 'transaction',
    order: transaction.order,
    data: transactionOf(transaction, context.now()),
  });
