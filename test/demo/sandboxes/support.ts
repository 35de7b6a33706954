import { readFileSync } from 'node:fs';
import type { Sleep } from '../../../demo/sandboxes/kit/clock.js';
import { ottuSandbox, type OttuSandbox } from '../../../demo/sandboxes/ottu/sandbox.js';
import type { OttuOptions } from '../../../demo/sandboxes/ottu/options.js';
import { finrelaySandbox, type FinrelaySandbox } from '../../../demo/sandboxes/finrelay/sandbox.js';
import type { FinrelayOptions } from '../../../demo/sandboxes/finrelay/options.js';

export type Json = Record<string, unknown>;

export function fixture(path: string): Json {
  const file = new URL(`../../fixtures/seeds/${path}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

/** A clock that moves only when told to, and wakes whoever sleeps until then. */
export class Clock {
  #now = Date.UTC(2026, 0, 15, 12);
  #sleepers = new Set<{ readonly at: number; readonly wake: () => void }>();
  #watchers: (() => void)[] = [];

  readonly now = (): number => this.#now;

  readonly sleep: Sleep = (ms, signal) =>
    new Promise((resolve) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        resolve();
      });
      for (const watcher of this.#watchers.splice(0)) watcher();
    });

  /** Moves on, and wakes who is due. */
  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.at > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  /** Waits until somebody sleeps, then moves on. */
  async pass(ms: number): Promise<void> {
    while (this.#sleepers.size === 0) {
      await new Promise<void>((resolve) => this.#watchers.push(resolve));
    }
    this.advance(ms);
  }
}

/** The merchant's end of the webhooks. */
export class Merchant {
  readonly received: { url: string; headers: Headers; raw: string; body: Json }[] = [];
  answer: () => Response | Promise<Response> = () => new Response(null, { status: 200 });

  readonly deliver = async (request: Request): Promise<Response> => {
    const raw = await request.text();
    const body = JSON.parse(raw) as Json;
    this.received.push({ url: request.url, headers: request.headers, raw, body });
    return this.answer();
  };
}

export const SHOP = 'https://shop.example';

export interface Ottu {
  readonly sandbox: OttuSandbox;
  readonly merchant: Merchant;
  readonly clock: Clock;
  /** With the API key unless other headers are given. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly create: (fields?: Json, headers?: Record<string, string>) => Promise<Json>;
  readonly state: (session: unknown) => Promise<unknown>;
}

export const PAYMENTS = '/b/checkout/v1/pymt-txn/';

/** What a shop sends; every code of the sandbox unless the test says otherwise. */
export const payment = (fields: Json = {}): Json => ({
  type: 'e_commerce',
  pg_codes: ['knet', 'credit-card', 'apple-pay', 'tabby', 'stc-pay'],
  amount: '14',
  currency_code: 'KWD',
  order_no: 'ORDER-1',
  webhook_url: `${SHOP}/hooks/ottu`,
  redirect_url: `${SHOP}/back`,
  ...fields,
});

export function ottu(options: Partial<OttuOptions> = {}): Ottu {
  const merchant = new Merchant();
  const clock = new Clock();
  const { now, sleep } = clock;
  const baseUrl = 'https://ottu.test/ottu';
  const sandbox = ottuSandbox({ baseUrl, deliver: merchant.deliver, now, sleep, ...options });
  const base = options.baseUrl ?? baseUrl;
  const call: Ottu['call'] = (method, path, body, headers) =>
    sandbox.fetch(
      new Request(path.startsWith('http') ? path : base + path, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(headers ?? { authorization: `Api-Key ${sandbox.credentials.api_key}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  return {
    sandbox,
    merchant,
    clock,
    call,
    create: async (fields, headers) => json(await call('POST', PAYMENTS, payment(fields), headers)),
    state: async (session) => (await json(await call('GET', PAYMENTS + String(session))))['state'],
  };
}

export const json = async (response: Response): Promise<Json> => (await response.json()) as Json;

export const basic = (username: string, password: string): Record<string, string> => ({
  authorization: `Basic ${btoa(`${username}:${password}`)}`,
});

/** Submits a form of a hosted page. */
export const form = (url: string, fields: Record<string, string>): Request =>
  new Request(url, { method: 'POST', body: new URLSearchParams(fields) });

/** Where the form of a page posts to. */
export const formAction = (html: string): string =>
  /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? '';

export interface Finrelay {
  readonly sandbox: FinrelaySandbox;
  readonly merchant: Merchant;
  readonly clock: Clock;
  readonly call: (
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly token: () => Promise<string>;
  /** A hosted payment page with the token and the key. */
  readonly open: (fields?: Json) => Promise<Json>;
}

export async function finrelay(options: Partial<FinrelayOptions> = {}): Promise<Finrelay> {
  const merchant = new Merchant();
  const clock = new Clock();
  const { now, sleep } = clock;
  const sandbox = await finrelaySandbox({
    baseUrl: 'https://finrelay.test/finrelay',
    deliver: merchant.deliver,
    now,
    sleep,
    settings: { webhook_url: `${SHOP}/hooks/finrelay` },
    ...options,
  });
  const base = options.baseUrl ?? 'https://finrelay.test/finrelay';
  const { username, password, x_api_key } = sandbox.credentials;
  const call: Finrelay['call'] = (path, body, headers = {}) =>
    sandbox.fetch(
      new Request(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  const token = async (): Promise<string> =>
    String(
      (await json(await call('/api/oauth2/login/token', { username, password })))['access_token'],
    );
  return {
    sandbox,
    merchant,
    clock,
    call,
    token,
    open: async (fields = {}) => {
      const order = { ...fixture('finrelay/hosted-payment-page.request.json'), ...fields };
      const headers = { authorization: `Bearer ${await token()}`, 'x-api-key': x_api_key };
      return json(await call('/api/hosted-payment-page', order, headers));
    },
  };
}
