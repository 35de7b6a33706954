import { sleep } from '../kit/clock.js';
import {
  controlRoutes,
  createControl,
  ControlError,
  type ControlWith,
  type ControlParts,
} from '../kit/control.js';
import { Courier, type WebhookDelivery } from '../kit/courier.js';
import { FaultDesk } from '../kit/faults.js';
import { createFront, createRouter, mountOf } from '../kit/front.js';
import { Recorder } from '../kit/recorder.js';
import { Settings } from '../kit/settings.js';
import type { Emission, Sandbox, ShopperOutcome, ShopperResult } from '../sandbox.js';
import { apiRoutes, errorAnswer, operationName } from './api.js';
import type { OttuContext } from './context.js';
import { GATEWAYS } from './gateways.js';
import { hostedRoutes } from './hosted.js';
import { DEFAULT_SETTINGS, OttuSettings, type OttuOptions, type OttuUser } from './options.js';
import { emitEvent, patchPayment, shop } from './stage.js';
import { Ledger } from './transaction.js';

export interface OttuSandbox extends Sandbox {
  readonly control: ControlWith<typeof OttuSettings>;
  readonly credentials: Readonly<
    Record<'api_key' | 'public_key' | 'hmac_key' | 'username' | 'password', string>
  >;
}

/** A user who may only look at what others created. */
const VIEWER: OttuUser = {
  id: 36,
  username: 'viewer',
  password: 'viewer-test-password',
  email: 'viewer@example.com',
  first_name: 'View',
  last_name: 'Only',
  permissions: ['e_commerce.view', 'payment_request.view'],
  pgCodes: [],
};

const cashier = (codes: readonly string[]): OttuUser => ({
  id: 35,
  username: 'cashier',
  password: 'cashier-test-password',
  email: 'cashier@example.com',
  first_name: 'Casey',
  last_name: 'Desk',
  permissions: [
    ...['e_commerce.add', 'e_commerce.change', 'payment_request.add', 'payment_request.change'],
    ...[
      'payment.refund',
      'payment.capture',
      'payment.void',
      'payment.cancel',
      'payment.expire',
      'payment.inquiry',
    ],
  ],
  pgCodes: codes,
});

/** A fake Ottu: seed 003, and what its public documentation adds. */
export function ottuSandbox(options: OttuOptions): OttuSandbox {
  const gateways = options.gateways ?? GATEWAYS;
  const user = cashier(gateways.map((each) => each.code));
  const keys = {
    apiKey: options.apiKey ?? 'ottu-sandbox-api-key',
    publicKey: options.publicKey ?? 'ottu-sandbox-public-key',
    users: options.users ?? [user, VIEWER],
  };
  const now = options.now ?? Date.now;
  const wait = options.sleep ?? sleep;
  const faults = new FaultDesk();
  const recorder = new Recorder();
  const courier = new Courier({
    deliver: options.deliver ?? ((request) => globalThis.fetch(request)),
    now,
    sleep: wait,
    timeoutMs: options.webhookTimeoutMs ?? 15_000,
    retries: 3,
    retryAfterMs: 5000,
  });
  const context: OttuContext = {
    url: (path) => options.baseUrl.replace(/\/+$/, '') + path,
    now,
    gateways,
    keys,
    hmacKey: options.hmacKey ?? 'ottu-sandbox-hmac-key',
    settings: new Settings(OttuSettings, { ...DEFAULT_SETTINGS, ...options.settings }),
    ledger: new Ledger(),
    courier,
  };
  const known = (payment: string) => {
    const found = context.ledger.find(payment);
    if (found === undefined) throw new ControlError(404, `Ottu has no payment ${payment}`);
    return found;
  };
  const [first = user] = keys.users;
  const credentials = {
    api_key: keys.apiKey,
    public_key: keys.publicKey,
    hmac_key: context.hmacKey,
    username: first.username,
    password: first.password,
  };
  const parts: ControlParts<typeof OttuSettings> = {
    name: 'ottu',
    faults,
    recorder,
    courier,
    settings: context.settings,
    complete: (payment: string, outcome: ShopperOutcome): Promise<ShopperResult> =>
      shop(context, known(payment), outcome),
    emit: (payment: string, emission: Emission): Promise<WebhookDelivery> =>
      emitEvent(context, known(payment), emission),
    alter: (payment, patch) => patchPayment(known(payment), patch),
    describe: () => ({
      credentials,
      payments: context.ledger.list().map(({ sessionId, state, fields, attempts, children }) => {
        return { session_id: sessionId, state, fields, attempts, children };
      }),
    }),
  };
  const control = createControl(parts);
  const mount = mountOf(options.baseUrl);
  const app = createRouter(mount);
  app.onError(errorAnswer);
  app.notFound((c) => c.json({ detail: 'Not found.' }, 404));
  controlRoutes(app, parts, control);
  apiRoutes(app, context);
  hostedRoutes(app, context);
  return {
    name: 'ottu',
    credentials,
    control,
    idle: () => courier.idle(),
    fetch: createFront({
      app,
      mount,
      operationOf: operationName,
      faults,
      recorder,
      now,
      sleep: wait,
    }),
  };
}
