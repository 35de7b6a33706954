import type { PaymentOptionsOptions } from '../../../demo/sandboxes/paymentoptions/options.js';
import {
  paymentOptionsSandbox,
  type PaymentOptionsSandbox,
} from '../../../demo/sandboxes/paymentoptions/sandbox.js';
import { Clock, fixture, json, Merchant, SHOP, type Json } from './support.js';

export const BASE = 'https://po.test/paymentoptions';
export const API = '/server-to-server-interface';
export const HOOK = `${SHOP}/hooks/paymentoptions/secret`;
export const REFERENCE = '2003089893366DTEST';

/** The documented request, its placeholders filled in. */
export function order(fields: Json = {}): Json {
  const example = fixture('paymentoptions/generate-link.request.json');
  const return_url = { ...(example['return_url'] as Json), webhook_url: HOOK };
  return { ...example, return_url, merchant_id: 'DASMID-SANDBOX', ...fields };
}

export interface World {
  readonly sandbox: PaymentOptionsSandbox;
  readonly merchant: Merchant;
  readonly clock: Clock;
  readonly keys: Record<string, string>;
  /** With the keys unless other headers are given. */
  readonly call: (
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>;
  readonly open: (fields?: Json) => Promise<Json>;
  readonly status: (id: unknown) => Promise<Response>;
  /** A paid link, and the id of its transaction. */
  readonly paid: (fields?: Json) => Promise<string>;
}

export function paymentoptions(options: Partial<PaymentOptionsOptions> = {}): World {
  const merchant = new Merchant();
  const clock = new Clock();
  const { now, sleep } = clock;
  const deliver = merchant.deliver;
  const sandbox = paymentOptionsSandbox({ baseUrl: BASE, deliver, now, sleep, ...options });
  const { api_key, x_api_key } = sandbox.credentials;
  const keys = { authorization: `Basic ${api_key}`, 'x-api-key': x_api_key };
  const call: World['call'] = (path, body, headers = keys) =>
    sandbox.fetch(
      new Request(BASE + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  const open: World['open'] = async (fields) =>
    json(await call(`${API}/hpp/generate/link`, order(fields)));
  return {
    sandbox,
    merchant,
    clock,
    keys,
    call,
    open,
    status: (id) =>
      sandbox.fetch(
        new Request(`${BASE}${API}/transaction/status/${String(id)}`, { headers: keys }),
      ),
    paid: async (fields) =>
      (await sandbox.control.complete(String((await open(fields))['id']), 'pay')).reference,
  };
}
