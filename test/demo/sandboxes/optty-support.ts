import type { Sleep } from '../../../demo/sandboxes/kit/clock.js';
import type { OpttyOptions } from '../../../demo/sandboxes/optty/options.js';
import { opttySandbox, type OpttySandbox } from '../../../demo/sandboxes/optty/sandbox.js';
import { Clock, json, Merchant, SHOP, type Json } from './support.js';

export const BASE = 'https://optty.test/optty';
export const HOOK = `${SHOP}/hooks/optty/secret`;
export const MANAGE = '/custom/hpp/refund-or-cancel';

/** What a shop sends. */
export const invoice = (fields: Json = {}): Json => ({
  email: 'shopper@example.com',
  price: 99.99,
  phoneNumber: '61400000000',
  description: 'Two lamps',
  currency: 'AUD',
  invoiceNumber: 'INV-1',
  referenceName: 'Example shop',
  dueDate: '2026-02-01T00:00:00Z',
  subTotal: 90.9,
  taxAmount: 9.09,
  enableTipping: false,
  items: [{ itemName: 'Lamp', sku: 'L-1', quantity: 2, price: 45.45 }],
  ...fields,
});

/** A sleep that notes the waits before a repeated webhook, and does not wait them. */
export const impatient =
  (waits: number[]): Sleep =>
  (ms, signal) => {
    if (ms !== 5000) return new Clock().sleep(ms, signal);
    waits.push(ms);
    return Promise.resolve();
  };

export interface Optty {
  readonly sandbox: OpttySandbox;
  readonly merchant: Merchant;
  readonly clock: Clock;
  readonly login: (fields?: Json) => Promise<Response>;
  readonly token: (scope?: string) => Promise<string>;
  /** With a fresh token unless other headers are given. */
  readonly call: (
    path: string,
    body: unknown,
    headers?: Record<string, string>,
    method?: string,
  ) => Promise<Response>;
  readonly open: (fields?: Json) => Promise<Json>;
  readonly manage: (invoiceNumber: string) => Promise<Json>;
  readonly get: (url: unknown) => Promise<Response>;
}

export function optty(options: Partial<OpttyOptions> = {}): Optty {
  const merchant = new Merchant();
  const clock = new Clock();
  const { now, sleep } = clock;
  const settings = { webhook_url: HOOK, ...options.settings };
  const sandbox = opttySandbox({
    baseUrl: BASE,
    deliver: merchant.deliver,
    now,
    sleep,
    ...options,
    settings,
  });
  const { client_id, client_secret } = sandbox.credentials;
  const login: Optty['login'] = (fields = {}) => {
    const all: Json = {
      client_id,
      client_secret,
      grant_type: 'client_credentials',
      scope: 'merchant',
    };
    const given = Object.entries({ ...all, ...fields }).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    const body = new URLSearchParams(given);
    return sandbox.fetch(new Request(`${BASE}/token`, { method: 'POST', body }));
  };
  const token: Optty['token'] = async (scope = 'merchant') =>
    String((await json(await login({ scope })))['access_token']);
  const call: Optty['call'] = async (path, body, headers, method = 'POST') =>
    sandbox.fetch(
      new Request(BASE + path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(headers ?? { authorization: `Bearer ${await token()}` }),
        },
        body: JSON.stringify(body),
      }),
    );
  return {
    sandbox,
    merchant,
    clock,
    login,
    token,
    call,
    open: async (fields) => json(await call('/custom/hpp', invoice(fields))),
    manage: async (invoiceNumber) => json(await call(MANAGE, { invoiceNumber })),
    get: (url) => sandbox.fetch(new Request(String(url))),
  };
}
