import {
  finrelayAccount,
  opttyAccount,
  ottuAccount,
  paymentOptionsAccount,
  postpayAccount,
  type Place,
} from '../../demo/accounts.js';
import { GATEWAYS } from '../../demo/sandboxes/ottu/gateways.js';
import type { Sandbox } from '../../demo/sandboxes/sandbox.js';
import { finrelay, type FinrelayOptions } from '../../src/server/gateways/finrelay/gateway.js';
import type { Gateway } from '../../src/server/gateways/gateway.js';
import { optty, type OpttyOptions } from '../../src/server/gateways/optty/gateway.js';
import { ottu, type OttuOptions } from '../../src/server/gateways/ottu/gateway.js';
import {
  paymentOptions,
  type PaymentOptionsOptions,
} from '../../src/server/gateways/paymentoptions/gateway.js';
import { postpay, type PostpayOptions } from '../../src/server/gateways/postpay/gateway.js';
import {
  finrelayBook,
  opttyBook,
  ottuBook,
  paymentOptionsBook,
  postpayBook,
  type Book,
} from './books.js';

export const PROVIDER_CODES = ['optty', 'finrelay', 'paymentoptions', 'ottu', 'postpay'] as const;
export type ProviderCode = (typeof PROVIDER_CODES)[number];

/** A provider's sandbox in this process, and the gateway that a merchant makes for it. */
export interface Wired<Box extends Sandbox = Sandbox> {
  readonly code: string;
  /** As the shopper's page knows them. */
  readonly methodCodes: readonly string[];
  readonly sandbox: Box;
  /** Built anew at each call, as by a backend that starts. */
  readonly gateway: () => Gateway;
  /** Every payment that the provider has, paid or not. */
  readonly books: () => Promise<readonly Book[]>;
}

export interface Wiring {
  /** Of the backend, without a slash at the end. */
  readonly publicUrl: string;
  readonly now: () => number;
  /** How webhooks reach the backend. */
  readonly deliver: (request: Request) => Promise<Response>;
  /** The merchant captures, where the provider has authorizations. Else payments are taken at once. */
  readonly authorize?: boolean;
  /** What else the merchant tells the gateways. */
  readonly gatewayOptions?: GatewayOptions;
}

export interface GatewayOptions {
  readonly optty?: Partial<OpttyOptions>;
  readonly finrelay?: Partial<FinrelayOptions>;
  readonly paymentoptions?: Partial<PaymentOptionsOptions>;
  readonly postpay?: Partial<PostpayOptions>;
  readonly ottu?: Partial<Pick<OttuOptions, 'qrCode' | 'preload' | 'methods'>>;
}

/** All five providers, wired to one backend. */
export async function openProviders(wiring: Wiring) {
  return {
    optty: openOptty(wiring),
    finrelay: await openFinrelay(wiring),
    paymentoptions: openPaymentOptions(wiring),
    ottu: openOttu(wiring),
    postpay: openPostpay(wiring),
  };
}

export type WiredProviders = Awaited<ReturnType<typeof openProviders>>;

const CARD = { name: 'Card (Finrelay)' };
const HOSTED_PAGE = ['hosted_page'] as const;

function placeOf(code: ProviderCode, { publicUrl, now, deliver }: Wiring): Place {
  const webhookToken = `webhook-secret-of-${code}-0123456789`;
  return {
    baseUrl: `https://${code}.test`,
    shopUrl: new URL(publicUrl).origin,
    webhookToken,
    webhookUrl: `${publicUrl}/webhooks/${code}/${webhookToken}`,
    now,
    deliver,
  };
}

interface Opened<Box extends Sandbox> {
  readonly sandbox: Box;
  readonly gateway: (fetch: Box['fetch']) => Gateway;
  readonly methods: readonly string[];
  /** Reads one payment of the sandbox's control page. */
  readonly read: (payment: never) => Book;
}

function wired<Box extends Sandbox>(code: ProviderCode, opened: Opened<Box>): Wired<Box> {
  const { sandbox, gateway, methods, read } = opened;
  return {
    code,
    methodCodes: methods.map((method) => `${code}:${method}`),
    sandbox,
    gateway: () => gateway((request) => sandbox.fetch(request)),
    books: async () => {
      const answer = await sandbox.fetch(new Request(`https://${code}.test/_control`));
      const { payments } = (await answer.json()) as { readonly payments: readonly never[] };
      return payments.map(read);
    },
  };
}

function openOttu(wiring: Wiring) {
  const { sandbox, options } = ottuAccount(placeOf('ottu', wiring), GATEWAYS);
  const { now, authorize = false, gatewayOptions } = wiring;
  if (authorize) {
    sandbox.control.configure({ operations: { knet: 'authorize', 'credit-card': 'authorize' } });
  }
  return wired('ottu', {
    sandbox,
    methods: ['knet', 'credit-card'],
    gateway: (fetch) => ottu({ ...options, ...gatewayOptions?.ottu, fetch, now }),
    read: ottuBook,
  });
}

async function openFinrelay(wiring: Wiring) {
  const { sandbox, options } = await finrelayAccount(placeOf('finrelay', wiring));
  const { now, authorize = false, gatewayOptions } = wiring;
  const transactionType = authorize ? 'AUTHORIZE' : 'PURCHASE';
  return wired('finrelay', {
    sandbox,
    methods: HOSTED_PAGE,
    gateway: (fetch) => {
      const own = { method: CARD, ...gatewayOptions?.finrelay };
      return finrelay({ ...options, ...own, transactionType, fetch, now });
    },
    read: finrelayBook,
  });
}

/** Optty has no authorizations. It sends nothing again by itself, for that would take its time. */
function openOptty(wiring: Wiring) {
  const place = placeOf('optty', wiring);
  const { sandbox, options } = opttyAccount(place, { webhookRetries: 0 });
  const { now, gatewayOptions } = wiring;
  return wired('optty', {
    sandbox,
    methods: HOSTED_PAGE,
    gateway: (fetch) => optty({ ...options, ...gatewayOptions?.optty, fetch, now }),
    read: opttyBook,
  });
}

function openPaymentOptions(wiring: Wiring) {
  const { sandbox, options } = paymentOptionsAccount(placeOf('paymentoptions', wiring));
  const { now, authorize = false, gatewayOptions } = wiring;
  if (authorize) sandbox.control.configure({ payment_type: 'PRE_AUTH' });
  return wired('paymentoptions', {
    sandbox,
    methods: HOSTED_PAGE,
    gateway: (fetch) =>
      paymentOptions({ ...options, ...gatewayOptions?.paymentoptions, fetch, now }),
    read: paymentOptionsBook,
  });
}

/** Always approved first: the gateway captures, unless the merchant does. */
function openPostpay(wiring: Wiring) {
  const { sandbox, options } = postpayAccount(placeOf('postpay', wiring));
  const { now, authorize = false, gatewayOptions } = wiring;
  const capture = authorize ? 'manual' : 'automatic';
  return wired('postpay', {
    sandbox,
    methods: HOSTED_PAGE,
    gateway: (fetch) => postpay({ ...options, capture, ...gatewayOptions?.postpay, fetch, now }),
    read: postpayBook,
  });
}
