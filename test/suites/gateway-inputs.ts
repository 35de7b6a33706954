import type { Money } from '../../src/contract/money.js';
import type {
  CallbackUrls,
  Gateway,
  ListInput,
  ProviderSession,
  StartInput,
  Started,
} from '../../src/server/gateways/gateway.js';
import type { Customer, OrderFacts } from '../../src/server/gateways/order-facts.js';

/** Inputs of the gateway port, as the payment rules would give them. */

export const CUSTOMER: Customer = {
  id: 'customer-7',
  firstName: 'Mariam',
  lastName: 'Al-Sabah',
  email: 'mariam.private@example.com',
  phone: '+96550001234',
  billingAddress: {
    line1: 'Villa 9, Palm Street',
    line2: 'Block 4',
    city: 'Salmiya',
    country: 'KW',
    postalCode: '22001',
  },
};

export const URLS: CallbackUrls = {
  returnUrl: (hint) => `https://shop.test/api/checkout/returns/token-${hint}`,
  webhookUrl: 'https://shop.test/api/checkout/webhooks/gateway/token',
};

export function orderOf(amount: Money, change: Partial<OrderFacts> = {}): OrderFacts {
  return {
    amount,
    summary: {
      reference: 'A-1001',
      description: 'Two coffee cups',
      merchant_name: 'The Shop',
      items: [],
      subtotal: null,
      discount: null,
      shipping: null,
      tax: null,
    },
    language: 'en-GB',
    dueAt: null,
    expiresAt: null,
    ...change,
  };
}

export function reserved(
  amount: Money,
  reference: string,
  change: Partial<ProviderSession> = {},
): ProviderSession {
  return {
    id: `own-${reference}`,
    gateway: 'any',
    reference,
    providerId: null,
    amount,
    data: {},
    expiresAt: null,
    ...change,
  };
}

export function listInput(providerSession: ProviderSession, change: Partial<ListInput> = {}) {
  return {
    order: orderOf(providerSession.amount),
    customer: CUSTOMER,
    providerSession,
    urls: URLS,
    signal: new AbortController().signal,
    ...change,
  } satisfies ListInput;
}

export function startInput(
  providerSession: ProviderSession,
  methodCode: string,
  change: Partial<StartInput> = {},
): StartInput {
  const choice = { methodCode, saveCard: false, instalments: null };
  return { ...listInput(providerSession), ...choice, ...change };
}

/** A start that led to a redirect, and the provider session as it is stored afterwards. */
export interface Opened {
  readonly session: ProviderSession;
  readonly started: Extract<Started, { kind: 'redirect' }>;
}

export async function startAt(
  gateway: Gateway,
  session: ProviderSession,
  methodCode: string,
  change: Partial<StartInput> = {},
): Promise<Opened> {
  const started = await gateway.start(startInput(session, methodCode, change));
  if (started.kind !== 'redirect') throw new Error('The provider says that the payment has ended.');
  return { started, session: { ...session, ...started.opened } };
}
