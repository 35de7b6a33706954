/**
 * An existing client of each provider, by nothing but `fetch`: creates a payment and says where the
 * shopper is sent. As a program of its own it is trusted a certificate by NODE_EXTRA_CA_CERTS.
 */
import { isMain } from '../../../scripts/lib/run.mjs';
import { invoice } from './optty-support.js';
import { order } from './paymentoptions-support.js';
import { ACCEPT, checkout } from './postpay-support.js';
import { basic, fixture, json, payment, PAYMENTS, type Json } from './support.js';

/** The credentials as the command prints them, by provider and name. */
export type Credentials = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Address {
  readonly name: string;
  readonly baseUrl: string;
}

export interface Made {
  /** Where the shopper is sent. */
  readonly page: string;
  readonly status: number;
  /** The style sheet that the page asks for. */
  readonly styles: string;
}

type Create = (baseUrl: string, key: Readonly<Record<string, string>>) => Promise<unknown>;

let made = 0;
const fresh = (): string => `ALONE-${process.pid}-${(made += 1)}`;

async function post(url: string, body: Json, headers: Record<string, string>): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return json(response);
}

const CLIENTS: Readonly<Record<string, Create>> = {
  optty: async (baseUrl, { client_id = '', client_secret = '' }) => {
    const grant = { grant_type: 'client_credentials', scope: 'merchant' };
    const body = new URLSearchParams({ client_id, client_secret, ...grant });
    const token = await json(await fetch(`${baseUrl}/token`, { method: 'POST', body }));
    const headers = { authorization: `Bearer ${String(token['access_token'])}` };
    const invoiceNumber = fresh();
    return (await post(`${baseUrl}/custom/hpp`, invoice({ invoiceNumber }), headers))['link'];
  },
  finrelay: async (baseUrl, { username, password, x_api_key = '' }) => {
    const token = await post(`${baseUrl}/api/oauth2/login/token`, { username, password }, {});
    const page = fixture('finrelay/hosted-payment-page.request.json');
    const answer = await post(
      `${baseUrl}/api/hosted-payment-page`,
      { ...page, reference: fresh() },
      { authorization: `Bearer ${String(token['access_token'])}`, 'x-api-key': x_api_key },
    );
    return answer['redirect_url'];
  },
  paymentoptions: async (baseUrl, { api_key, x_api_key = '' }) => {
    const url = `${baseUrl}/server-to-server-interface/hpp/generate/link`;
    const headers = { authorization: `Basic ${api_key}`, 'x-api-key': x_api_key };
    return (await post(url, order({ merchant_txn_ref: fresh() }), headers))['url'];
  },
  ottu: async (baseUrl, { api_key }) => {
    const headers = { authorization: `Api-Key ${api_key}` };
    return (await post(baseUrl + PAYMENTS, payment({ order_no: fresh() }), headers))[
      'checkout_url'
    ];
  },
  postpay: async (baseUrl, { merchant_id = '', secret_key = '' }) => {
    const headers = { accept: ACCEPT, ...basic(merchant_id, secret_key) };
    const body = checkout({ order_id: fresh() });
    return (await post(`${baseUrl}/checkouts`, body, headers))['redirect_url'];
  },
};

/** Creates one payment at each address, and opens its page. */
export function createEach(
  addresses: readonly Address[],
  credentials: Credentials,
): Promise<readonly Made[]> {
  return Promise.all(
    addresses.map(async ({ name, baseUrl }) => {
      const page = String(await CLIENTS[name]?.(baseUrl, credentials[name] ?? {}));
      const response = await fetch(page);
      const styles = /href="([^"]+\.css)"/.exec(await response.text())?.[1] ?? '';
      return { page, status: response.status, styles };
    }),
  );
}

if (isMain(import.meta.url)) {
  const [addresses = '', credentials = ''] = process.argv.slice(2);
  const answers = await createEach(
    JSON.parse(addresses) as Address[],
    JSON.parse(credentials) as Credentials,
  );
  console.log(JSON.stringify(answers));
}
