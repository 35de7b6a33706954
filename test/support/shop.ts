import assert from 'node:assert/strict';
import type { CancelSessionResponse } from '../../src/contract/cancel-session.js';
import type { PaymentSessionView } from '../../src/contract/payment-session.js';
import type { Problem } from '../../src/contract/problem.js';
import type {
  StartPaymentRequest,
  StartPaymentResponse,
} from '../../src/contract/start-payment.js';
import { createCheckout } from '../../src/server/create-checkout.js';
import type { NewSession } from '../../src/server/checkout-types.js';
import type { Gateway } from '../../src/server/gateways/gateway.js';
import type { StateChange } from '../../src/server/payments/merchant-session.js';
import type { CheckoutOptions } from '../../src/server/options.js';
import { memoryStore } from '../../src/server/store/memory.js';
import type { Store } from '../../src/server/store/store.js';
import { openProviders, type GatewayOptions, type ProviderCode } from './providers.js';

export const PUBLIC_URL = 'https://shop.test/api/checkout';
export const CLIENT_KEY = 'pk_test_1';

const USUAL = ['ottu', 'finrelay'] as const satisfies readonly ProviderCode[];

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface StartChoice {
  readonly method: string;
  readonly key?: string;
  readonly replaces?: StartPaymentRequest['replaces'];
  readonly amount?: string;
  readonly total?: string;
  readonly saveCard?: boolean;
  readonly instalments?: number;
  readonly termsAccepted?: boolean;
}

export interface ShopOptions extends Partial<
  Omit<CheckoutOptions, 'now' | 'waitUntil' | 'store' | 'gateways'>
> {
  readonly store?: Store;
  /** Whose gateways the merchant has, in this order. Default: Ottu and Finrelay. */
  readonly providers?: readonly ProviderCode[];
  readonly wrap?: (gateway: Gateway) => Gateway;
  /** Authorizations are captured by the merchant. Default: payments are taken at once. */
  readonly authorize?: boolean;
  /** What else the merchant tells the gateways. */
  readonly gatewayOptions?: GatewayOptions;
  /** Sees all background work first. */
  readonly backgroundWork?: (work: Promise<unknown>) => void;
}

export interface Restart {
  /** The code of a gateway that the merchant has removed. */
  readonly without?: string;
}

/**
 * A merchant's backend with the real gateways, wired in process to the sandboxes of their
 * providers. Time stands still until a test moves it.
 */
export async function openShop(options: ShopOptions = {}) {
  const { store = memoryStore(), wrap = (gateway: Gateway) => gateway, ...others } = options;
  const {
    backgroundWork,
    authorize = false,
    providers = USUAL,
    gatewayOptions = {},
    ...rest
  } = others;
  const clock = { ms: Date.parse('2026-01-05T10:00:00Z') };
  const now = (): number => clock.ms;
  const works = new Set<Promise<unknown>>();
  const notices: StateChange[] = [];
  const errors: string[] = [];
  // Built anew by `restart`; the providers keep calling the same address.
  const backend: { fetch: (request: Request) => Promise<Response> } = {
    fetch: () => Promise.resolve(new Response(null, { status: 503 })),
  };
  const deliver = (request: Request): Promise<Response> => backend.fetch(request);
  const wired = await openProviders({
    publicUrl: PUBLIC_URL,
    now,
    deliver,
    authorize,
    gatewayOptions,
  });
  const { ottu, finrelay, optty, paymentoptions, postpay } = wired;
  const gatewaysNow = (): Gateway[] => providers.map((code) => wired[code].gateway());

  function build({ without }: Restart = {}) {
    const checkout = createCheckout({
      publicUrl: PUBLIC_URL,
      returnUrl: 'https://shop.test/return?lang=en',
      clientKeys: [CLIENT_KEY],
      onStateChange: (change) => void notices.push(change),
      log: {
        info: () => undefined,
        warn: (message) => void errors.push(message),
        error: (message) => void errors.push(message),
      },
      ...rest,
      gateways: gatewaysNow()
        .filter(({ code }) => code !== without)
        .map(wrap),
      store,
      now,
      waitUntil: (work) => {
        backgroundWork?.(work);
        works.add(work);
        void work.finally(() => works.delete(work)).catch(() => undefined);
      },
    });
    backend.fetch = checkout.fetch;
    return checkout;
  }
  let checkout = build();

  /** Waits until nothing is under way: background work, and webhooks of the providers. */
  async function settle(): Promise<void> {
    do {
      await Promise.allSettled(works);
      await Promise.all(Object.values(wired).map(({ sandbox }) => sandbox.idle()));
    } while (works.size > 0);
  }

  async function call<T>(method: string, path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const headers = { 'Client-Key': CLIENT_KEY, ...(init.headers as Record<string, string>) };
    const request = new Request(PUBLIC_URL + path, { ...init, method, headers });
    const response = await checkout.fetch(request);
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as T,
    };
  }

  async function post<T>(path: string, body: unknown, key?: string): Promise<Answer<T & Problem>> {
    return call('POST', path, {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...(key ? { 'Idempotency-Key': key } : {}) },
    });
  }

  async function view(id: string): Promise<PaymentSessionView> {
    const answer = await call<PaymentSessionView>('GET', `/sessions/${id}`);
    assert.equal(answer.status, 200);
    return answer.body;
  }

  async function start(
    id: string,
    choice: StartChoice,
  ): Promise<Answer<StartPaymentResponse & Problem>> {
    const session = await store.load(id);
    const [gateway, ...code] = choice.method.split(':');
    const offers = session?.listings.find((one) => one.gateway === gateway)?.offers ?? [];
    const offer = offers.find((one) => one.code === code.join(':'));
    const amount = session?.amount ?? { value: '0', currency: 'KWD' };
    const total = offer?.total ?? amount;
    return post(
      `/sessions/${id}/payments`,
      {
        payment_method: choice.method,
        options: {
          ...(choice.saveCard === undefined ? {} : { save_card: choice.saveCard }),
          ...(choice.instalments === undefined ? {} : { instalments: choice.instalments }),
          ...(choice.termsAccepted === undefined ? {} : { terms_accepted: choice.termsAccepted }),
        },
        amount: choice.amount ? { ...amount, value: choice.amount } : amount,
        total: choice.total ? { ...total, value: choice.total } : total,
        ...(choice.replaces ? { replaces: choice.replaces } : {}),
      },
      choice.key ?? crypto.randomUUID(),
    );
  }

  return {
    get checkout() {
      return checkout;
    },
    store,
    clock,
    notices,
    errors,
    /** The sandboxes of all five, whether the merchant has their gateways or not. */
    ottu: ottu.sandbox,
    finrelay: finrelay.sandbox,
    optty: optty.sandbox,
    paymentoptions: paymentoptions.sandbox,
    postpay: postpay.sandbox,
    providers: wired,
    settle,
    view,
    start,
    post,
    call,
    /** Moves time. */
    advance(ms: number): void {
      clock.ms += ms;
    },
    /** The process dies and comes up again with the same store. */
    restart(how?: Restart): void {
      checkout = build(how);
    },
    gateways: gatewaysNow,
    async create(input: Partial<NewSession> = {}): Promise<string> {
      const amount = { value: '14.000', currency: 'KWD' };
      const session = await checkout.sessions.create({ amount, reference: 'ORDER-1', ...input });
      return session.id;
    },
    /** Starts and expects a redirect. */
    async leave(id: string, choice: StartChoice): Promise<StartPaymentResponse> {
      const answer = await start(id, choice);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body;
    },
    cancel: (id: string): Promise<Answer<CancelSessionResponse & Problem>> =>
      post(`/sessions/${id}/cancel`, {}),
    /** The shopper's browser follows the provider's redirect back to us. */
    async follow(url: string | null): Promise<Response> {
      assert.ok(url, 'the provider sends the shopper back');
      return checkout.fetch(new Request(url, { redirect: 'manual' }));
    },
    /** What the provider was told to call the live, or the latest, attempt. */
    async reference(id: string): Promise<string> {
      const { attempts } = await checkout.sessions.retrieve(id);
      return attempts.at(-1)?.reference ?? '';
    },
    async state(id: string): Promise<string> {
      return (await checkout.sessions.retrieve(id)).state;
    },
    typesOf: (): string[] => notices.map(({ type }) => type),
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;
