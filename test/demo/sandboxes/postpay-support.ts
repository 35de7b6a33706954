import type { PostpayOptions } from '../../../demo/sandboxes/postpay/options.js';
import { postpaySandbox, type PostpaySandbox } from '../../../demo/sandboxes/postpay/sandbox.js';
import { basic, Clock, fixture, json, Merchant, SHOP, type Json } from './support.js';

export const HOOK = `${SHOP}/hooks/postpay`;
export const ACCEPT = 'application/vnd.postpay+json; version=v1';

export interface Postpay {
  readonly sandbox: PostpaySandbox;
  readonly merchant: Merchant;
  readonly clock: Clock;
  /** With the secret key unless other headers are given. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  /** The documented checkout, with the fields given replaced. */
  readonly open: (fields?: Json) => Promise<Json>;
  readonly approved: (fields?: Json) => Promise<string>;
  readonly captured: (fields?: Json) => Promise<string>;
  readonly status: (orderId: string) => Promise<unknown>;
}

export const checkout = (fields: Json = {}): Json => ({
  ...fixture('postpay/checkout.request.json'),
  ...fields,
});

export function postpay(options: Partial<PostpayOptions> = {}): Postpay {
  const merchant = new Merchant();
  const clock = new Clock();
  const base = options.baseUrl ?? 'https://postpay.test/postpay';
  const sandbox = postpaySandbox({
    baseUrl: base,
    deliver: merchant.deliver,
    now: clock.now,
    sleep: clock.sleep,
    ...options,
  });
  const { merchant_id, secret_key } = sandbox.credentials;
  const call: Postpay['call'] = (method, path, body, headers = {}) =>
    sandbox.fetch(
      new Request(path.startsWith('http') ? path : base + path, {
        method,
        headers: {
          accept: ACCEPT,
          ...basic(merchant_id, secret_key),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && {
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      }),
    );
  const open = async (fields: Json = {}): Promise<Json> =>
    json(await call('POST', '/checkouts', checkout(fields)));
  const approved = async (fields: Json = {}): Promise<string> => {
    await open(fields);
    const orderId = String(checkout(fields)['order_id']);
    await sandbox.control.complete(orderId, 'pay');
    return orderId;
  };
  return {
    sandbox,
    merchant,
    clock,
    call,
    open,
    approved,
    captured: async (fields) => {
      const orderId = await approved(fields);
      await call('POST', `/orders/${orderId}/capture`);
      return orderId;
    },
    status: async (orderId) => (await json(await call('GET', `/orders/${orderId}`)))['status'],
  };
}

export interface Failure {
  readonly status: number;
  readonly code: unknown;
  readonly fields: Json | undefined;
}

/** An error in the documented shape. */
export async function failure(answer: Response | Promise<Response>): Promise<Failure> {
  const response = await answer;
  const { error } = (await json(response)) as { error: Json };
  return {
    status: response.status,
    code: error['code'],
    fields: error['fields'] as Json | undefined,
  };
}
