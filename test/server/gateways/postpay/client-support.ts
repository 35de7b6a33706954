import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type {
  PostpayAddress,
  PostpayCheckout,
} from '../../../../src/server/gateways/postpay/gateway.js';
import { postpayHarness, type PostpayHarness } from './harness.js';

export type Json = Record<string, unknown>;

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
}

export interface Endpoint {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly request?: string;
  readonly response?: string;
  readonly list?: string;
}

interface Coded {
  readonly status: number | string;
  readonly code: string;
}

interface List {
  readonly filters: readonly { name: string; type: string; lookups: string[]; example: string }[];
  readonly ordering: readonly { name: string; example: string }[];
}

export interface Inventory {
  readonly endpoints: readonly Endpoint[];
  readonly objects: Readonly<Record<string, readonly Field[]>>;
  readonly lists: Readonly<Record<string, List>>;
  readonly lookup_transforms: { readonly fields: string[]; readonly comparisons: string[] };
  readonly pagination: { readonly default_page_size: number; readonly maximum_page_size: number };
  readonly errors: readonly Coded[];
  readonly operation_errors: Readonly<Record<string, readonly Coded[]>>;
  readonly order_statuses: readonly string[];
  readonly webhook: { readonly signature_header: string; readonly events: readonly string[] };
}

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url), 'utf8'));

/** What Postpay documents, written from its documentation alone. */
export const INVENTORY = read('inventory/postpay.json') as Inventory;

export const fixture = (name: string): Json => read(`seeds/postpay/${name}.json`) as Json;

export const camel = (name: string): string =>
  name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const ADDRESS: Required<PostpayAddress> = {
  first_name: 'John',
  last_name: 'Doe',
  phone: '+971 50 199 8853',
  alt_phone: '800 239',
  line1: 'The Gate District, DIFC',
  line2: 'Level 4, Precinct Building 5',
  city: 'Dubai',
  state: 'Dubai',
  country: 'AE',
  postal_code: '00000',
};

/** A checkout with everything that a checkout can have. */
export const whole = (order_id: string) =>
  ({
    order_id,
    total_amount: 81480,
    tax_amount: 3880,
    currency: 'AED',
    num_instalments: 3,
    shipping: { id: 'shipping-01', name: 'Express Delivery', amount: 2000, address: ADDRESS },
    billing_address: ADDRESS,
    customer: {
      id: 'customer-01',
      email: 'john@postpay.io',
      first_name: 'John',
      last_name: 'Doe',
      gender: 'male',
      account: 'guest',
      date_of_birth: '1990-01-20',
      date_joined: '2019-08-26T09:28:14.790Z',
      default_address: ADDRESS,
    },
    items: [
      {
        reference: 'sku-01',
        name: 'Wild Flower Eau de Parfum (50ml)',
        description: 'A bouquet.',
        url: 'https://www.example.ae/wild-flower.html',
        image_url: 'https://www.example.ae/wild-flower.jpg',
        unit_price: 84000,
        qty: 1,
      },
    ],
    discounts: [{ code: 'return-10', name: 'Returning customer', amount: 8400 }],
    merchant: {
      confirmation_url: 'https://www.example.ae/success',
      cancel_url: 'https://www.example.ae/cancel',
    },
    metadata: { campaign: 'spring' },
  }) satisfies Required<PostpayCheckout>;

export interface Busy extends PostpayHarness {
  readonly ids: Readonly<Record<'order_id' | 'refund_id' | 'transaction_id' | 'hook_id', string>>;
}

export async function approved(h: PostpayHarness, orderId: string): Promise<string> {
  await h.client.createCheckout(whole(orderId));
  await h.sandbox.control.complete(orderId, 'pay');
  return orderId;
}

/** A captured order with a refund, a settlement that is paid, and a hook that was answered. */
export async function busy(): Promise<Busy> {
  const h = postpayHarness();
  const { client, sandbox, clock } = h;
  const hook = await client.createHook({
    events: ['order'],
    url: 'https://shop.test/hooks/own',
    secret: 'dolphins',
  });
  const order_id = await approved(h, 'order-01');
  await client.capture(order_id);
  const refund = { refund_id: 'refund-01', amount: 12050, description: 'Item returned by user' };
  await client.createRefund(order_id, refund);
  await sandbox.idle();
  clock.ms += 24 * 3600_000;
  const [transaction] = (await client.listTransactions({ ordering: 'created' })).results;
  assert.ok(transaction);
  const ids = {
    order_id,
    refund_id: refund.refund_id,
    transaction_id: transaction.id,
    hook_id: hook.id,
  };
  return { ...h, ids };
}
