import type { MerchantHttpOptions } from '../../../src/server/merchant-http/options.js';
import type { MerchantProblem } from '../../../src/server/merchant-http/problem.js';
import type { sessionAnswer } from '../../../src/server/merchant-http/answer.js';
import type { LogFields } from '../../../src/server/log.js';
import { openShop, PUBLIC_URL, type Shop, type ShopOptions } from '../../support/shop.js';

export const HTTP = {
  apiKey: 'ak_live_0123456789abcdef',
  username: 'shop-server',
  password: 'correct horse battery staple',
  tokenSecret: 'a-secret-of-at-least-32-characters-1',
} as const satisfies MerchantHttpOptions;

export type SessionAnswer = ReturnType<typeof sessionAnswer>;

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T & MerchantProblem;
}

export type Headers_ = Readonly<Record<string, string | null>>;

/** A shop whose own server is written in another language. */
export async function openHttpShop(
  http: Partial<MerchantHttpOptions> = {},
  options: Omit<ShopOptions, 'merchantHttp'> = {},
) {
  const lines: { readonly message: string; readonly fields: LogFields }[] = [];
  const note = (message: string, fields: LogFields = {}): void => {
    lines.push({ message, fields });
  };
  const shop = await openShop({
    merchantHttp: { ...HTTP, ...http },
    log: { info: note, warn: note, error: note },
    ...options,
  });
  const port = merchantPort(shop);
  return { shop, lines, ...port };
}

export type HttpShop = Awaited<ReturnType<typeof openHttpShop>>;

/** The merchant's server: nothing but HTTP. `null` takes a usual header away. */
function merchantPort(shop: Shop) {
  const send = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Headers_ = {},
  ): Promise<Answer<T>> => {
    const all: Headers_ = {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const given = Object.entries(all).flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as [string, string]],
    );
    const request = new Request(`${PUBLIC_URL}/merchant${path}`, {
      method,
      headers: given,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const response = await shop.checkout.fetch(request);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as T & MerchantProblem,
    };
  };
  const logIn = (login: unknown = { username: HTTP.username, password: HTTP.password }) =>
    send<{ access_token: string; token_type: string; expires_in: number }>('POST', '/token', login);
  const authorized = async (): Promise<Headers_> => ({
    'x-api-key': HTTP.apiKey,
    Authorization: `Bearer ${(await logIn()).body.access_token}`,
  });
  const call = async <T = SessionAnswer>(
    method: string,
    path: string,
    body?: unknown,
    headers: Headers_ = {},
  ): Promise<Answer<T>> => send(method, path, body, { ...(await authorized()), ...headers });
  const create = (body: unknown = ORDER, key = 'order-1'): Promise<Answer<SessionAnswer>> =>
    call('POST', '/sessions', body, { 'Idempotency-Key': key });
  return { send, logIn, authorized, call, create };
}

export const ORDER = { amount: '14.000', currency: 'KWD', reference: 'ORDER-1' } as const;
