import { OttuSettings } from '../../../../demo/sandboxes/ottu/options.js';
import type { z } from 'zod';
import { ottuClient, type OttuClient } from '../../../../src/server/gateways/ottu/gateway.js';
import { inventory } from '../../../demo/sandboxes/inventory-support.js';
import { fixture, json, ottu, type Json, type Ottu } from '../../../demo/sandboxes/support.js';
import type { OttuOptions } from '../../../../demo/sandboxes/ottu/options.js';
import type { Parameter } from '../inventory-walk.js';

export interface Endpoint {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly request: readonly Parameter[];
  readonly request_of?: string;
  readonly query?: readonly Parameter[];
  readonly response: readonly Answered[];
  readonly items?: readonly Shown[];
}

export interface Shown {
  readonly name: string;
  readonly type: string;
}

export interface Answered extends Shown {
  readonly presence: string;
  readonly values?: readonly string[];
  readonly max_length?: number;
}

interface Entry {
  readonly id: string;
}

interface Inventory {
  readonly endpoints: readonly Endpoint[];
  readonly permissions: readonly Entry[];
  readonly payment_method: readonly Shown[];
  readonly preload: readonly Shown[];
  readonly conditions: readonly (Entry & { readonly field: string })[];
  readonly facts: readonly Entry[];
  readonly states: readonly string[];
  readonly child_states: readonly string[];
  readonly operations: readonly string[];
  readonly errors: readonly (Entry & { readonly status: number })[];
  readonly error_shapes: readonly Entry[];
  readonly webhook: {
    readonly faq_fields: { readonly status: readonly string[]; readonly names: readonly string[] };
    readonly payment_fields: { readonly names: readonly string[] };
    readonly operation_fields: Readonly<Record<'names' | 'results' | 'txn', readonly string[]>>;
    readonly signature: { readonly signed: readonly string[] };
  };
}

export const known = inventory('ottu') as Inventory;

export const endpoint = (id: string): Endpoint => {
  const found = known.endpoints.find((one) => one.id === id);
  if (found === undefined) throw new Error(`The inventory has no endpoint ${id}.`);
  return found;
};

const TOKEN = fixture('ottu/payment-instrument-token.request.json');

const address = {
  line1: 'Street 1',
  line2: 'Block 4',
  city: 'Salmiya',
  state: 'Hawalli',
  country: 'KW',
};

/** Every parameter at once, but for the file. A card saves itself for the agreement. */
export const WHOLE: Json = {
  type: 'e_commerce',
  pg_codes: ['credit-card'],
  amount: '14.000',
  currency_code: 'KWD',
  agreement: {
    id: 'agreement-1',
    amount_variability: 'fixed',
    start_date: '2026-01-31',
    expiry_date: '2027-01-31',
    max_amount_per_cycle: '20.000',
    cycle_interval_days: 30,
    total_cycles: 12,
    frequency: 'irregular',
    type: 'recurring',
    seller: { category_code: '1234', short_name: 'Shop', names: 'The Shop' },
    extra_params: { plan: { level: 2 } },
  },
  attachment_upload_url: 'https://files.test/a.pdf',
  billing_address: { ...address, postal_code: '22001' },
  card_acceptance_criteria: { min_expiry_time: '30' },
  customer_birthdate: '2000-02-29',
  customer_email: 'noor@example.com',
  customer_first_name: 'Noor',
  customer_id: 'customer-7',
  customer_last_name: 'Al-Sabah',
  customer_phone: '+96550000000',
  due_datetime: '31/12/2026 10:00',
  email_recipients: ['desk@example.com'],
  expiration_time: '1 00:16:00',
  extra: { basket: { items: 2 } },
  generate_qr_code: true,
  include_sdk_setup_preload: true,
  language: 'ar',
  notifications: { email: ['paid'], sms: ['failed'] },
  order_no: 'ORDER-1',
  payment_type: 'auto_debit',
  ...TOKEN,
  product_type: 'cups',
  redirect_url: 'https://shop.test/back',
  shipping_address: {
    ...{ ...address, postal_code: '22001' },
    ...{
      first_name: 'Noor',
      last_name: 'Al-Sabah',
      email: 'noor@example.com',
      phone: '+96550000000',
    },
  },
  shortify_attachment_url: true,
  shortify_checkout_url: true,
  vendor_name: 'The Shop',
  webhook_url: 'https://shop.test/hook',
};

/** An order that a payer pays on the page. */
export const ORDER: Json = {
  type: 'e_commerce',
  pg_codes: ['knet', 'credit-card'],
  amount: '14.000',
  currency_code: 'KWD',
  order_no: 'ORDER-1',
  webhook_url: 'https://shop.test/hook',
  redirect_url: 'https://shop.test/back',
};

export interface World extends Ottu {
  readonly client: OttuClient;
  /** Opens a payment; its session id. */
  readonly open: (change?: Json) => Promise<string>;
}

export function world(
  settings: Partial<z.infer<typeof OttuSettings>> = {},
  options: Partial<OttuOptions> = {},
): World {
  const own = ottu({ settings, ...options });
  const client = ottuClient({
    baseUrl: 'https://ottu.test/ottu',
    apiKey: own.sandbox.credentials.api_key,
    fetch: (request) => own.sandbox.fetch(request),
  });
  const open: World['open'] = async (change = {}) =>
    (await client.create({ ...ORDER, ...change } as never)).session_id;
  return { ...own, client, open };
}

/** A payment that was paid, or authorized. */
export async function paid(
  settings: Partial<z.infer<typeof OttuSettings>> = {},
  change: Json = {},
): Promise<World & { readonly session: string }> {
  const own = world(settings);
  const session = await own.open(change);
  await own.sandbox.control.complete(session, 'pay');
  return { ...own, session };
}

/** The body of the last webhook. */
export const told = ({ merchant }: World): Json => merchant.received.at(-1)?.body ?? {};

/** What the sandbox was sent last, as JSON. */
export const sentTo = ({ sandbox }: World): Json =>
  JSON.parse(sandbox.control.requests().at(-1)?.body ?? '{}') as Json;

export const answerOf = json;
