import type { PaymentSessionView } from '../../../src/contract/payment-session.js';
import type { StartPaymentRequest } from '../../../src/contract/start-payment.js';
import { createAssets } from '../../../src/server/assets/assets.js';
import { CheckoutError } from '../../../src/server/errors.js';
import type { Gateway } from '../../../src/server/gateways/gateway.js';
import { createHandler } from '../../../src/server/handler.js';
import type { Log, LogFields } from '../../../src/server/log.js';
import { checkOptions, type CheckoutOptions } from '../../../src/server/options.js';
import type { IncomingWebhook, Payments } from '../../../src/server/payments/payments.js';
import { memoryStore } from '../../../src/server/store/memory.js';
import type { StartTimer } from '../../../src/server/timer.js';

export const BASE = 'https://shop.example/api/checkout';
export const SESSION_ID = 'Zk3v9QmT7cXw1LpB8sYh2nRd';
export const CLIENT_KEY = 'pk_live_1';
export const PROVIDER = 'https://pay.provider.example/abc';
const KWD = { value: '14.000', currency: 'KWD' };

export const START: StartPaymentRequest = {
  payment_method: 'ottu:knet',
  options: {},
  amount: KWD,
  total: KWD,
};

export const VIEW: PaymentSessionView = {
  contract: 1,
  id: SESSION_ID,
  state: 'created',
  review: false,
  amount: KWD,
  captured_amount: null,
  refunded_amount: null,
  order: {
    reference: 'A-1',
    description: null,
    merchant_name: null,
    items: [],
    subtotal: null,
    discount: null,
    shipping: null,
    tax: null,
  },
  payment_methods: [],
  expires_at: null,
  due_at: null,
  server_time: '2026-01-01T00:00:00.000Z',
  language: null,
  cancel_url: null,
  attempt: null,
};

export const ATTEMPT = {
  id: 'at_1',
  state: 'redirected',
  payment_method: 'ottu:knet',
  payment_method_name: 'KNET',
  failure_reason: null,
  started_at: '2026-01-01T00:00:00.000Z',
  returned_at: null,
} as const;

/** The rules as the edge sees them: one known session, and a record of what was asked. */
export function fakePayments(overrides: Partial<Payments> = {}) {
  const starts: { id: string; key: string; request: StartPaymentRequest }[] = [];
  const cancels: string[] = [];
  const returns: string[] = [];
  const webhooks: IncomingWebhook[] = [];
  const known = (id: string): void => {
    if (id !== SESSION_ID) throw new CheckoutError('session_not_found', `no ${id}`);
  };
  const payments: Payments = {
    view: async (id) => {
      known(id);
      return Promise.resolve(VIEW);
    },
    start: async (id, key, request) => {
      known(id);
      starts.push({ id, key, request });
      return Promise.resolve({ attempt: ATTEMPT, redirect: { method: 'GET', url: PROVIDER } });
    },
    cancel: async (id) => {
      known(id);
      cancels.push(id);
      return Promise.resolve({ session: VIEW, redirect_url: null });
    },
    returned: (token) => {
      returns.push(token);
      return Promise.resolve(`https://shop.example/thanks?session_id=${SESSION_ID}`);
    },
    webhook: (webhook) => {
      webhooks.push(webhook);
      return Promise.resolve('accepted');
    },
    ...overrides,
  };
  return { payments, starts, cancels, returns, webhooks };
}

export interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

export function recordingLog(): Log & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const at =
    (level: Line['level']) =>
    (message: string, fields: LogFields = {}): void =>
      void lines.push({ level, message, fields });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** A promise that the test settles. */
export function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A clock whose bells ring only when told. */
export function manualTimer() {
  const bells = new Set<{ ms: number; ring: () => void }>();
  const timer: StartTimer = (ms, ring) => {
    const bell = { ms, ring };
    bells.add(bell);
    return () => bells.delete(bell);
  };
  return { timer, bells, ring: () => [...bells].forEach((bell) => bell.ring()) };
}

export function testGateway(overrides: Partial<Gateway> = {}): Gateway {
  const unused = () => Promise.reject(new Error('The edge calls no gateway.'));
  return {
    code: 'ottu',
    assetHosts: ['cdn.provider.example'],
    proof: 'retrieve',
    sharesSession: true,
    webhookToken: null,
    list: unused,
    start: unused,
    readWebhook: unused,
    retrieve: null,
    cancel: null,
    capture: null,
    refund: null,
    void: null,
    refundOrCancel: null,
    ...overrides,
  };
}

export function testOptions(overrides: Partial<CheckoutOptions> = {}): CheckoutOptions {
  return {
    publicUrl: BASE,
    returnUrl: 'https://shop.example/thanks?lang=ar',
    gateways: [testGateway()],
    store: memoryStore(),
    clientKeys: [CLIENT_KEY, 'pk_live_2'],
    ...overrides,
  };
}

/** The edge over a fake of the rules. */
export function edge({
  options = {},
  rules = {},
}: { options?: Partial<CheckoutOptions>; rules?: Partial<Payments> } = {}) {
  const log = recordingLog();
  const settings = checkOptions(testOptions({ log, ...options }));
  const fake = fakePayments(rules);
  const clock = manualTimer();
  const assets = createAssets({ settings, timer: clock.timer });
  let requests = 0;
  const handle = createHandler({
    payments: fake.payments,
    assets,
    options: settings,
    log,
    newRequestId: () => `req-${(requests += 1)}`,
    timer: clock.timer,
  });
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    handle(new Request(BASE + path, init));
  return { ...fake, handle, call, log, assets, clock };
}

const sessionHeaders = { 'Client-Key': CLIENT_KEY };

/** A well-formed start; `headers` replace or (empty) remove the usual ones. */
export function startInit(
  body: BodyInit = JSON.stringify(START),
  headers: Readonly<Record<string, string | null>> = {},
): RequestInit {
  return post(body, { 'Idempotency-Key': 'key-1', ...headers });
}

export function post(
  body: BodyInit,
  headers: Readonly<Record<string, string | null>> = {},
): RequestInit {
  const all: Readonly<Record<string, string | null>> = {
    ...sessionHeaders,
    'Content-Type': 'application/json',
    ...headers,
  };
  const kept = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as [string, string]],
  );
  return { method: 'POST', headers: kept, body };
}

export function withKey(headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { headers: { ...sessionHeaders, ...headers } };
}

export async function problemOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}
