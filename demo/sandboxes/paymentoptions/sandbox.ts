import { sleep } from '../kit/clock.js';
import {
  controlRoutes,
  createControl,
  ControlError,
  type ControlParts,
  type ControlWith,
} from '../kit/control.js';
import { Courier } from '../kit/courier.js';
import { FaultDesk } from '../kit/faults.js';
import { createFront, createRouter, mountOf } from '../kit/front.js';
import { Recorder } from '../kit/recorder.js';
import { Settings } from '../kit/settings.js';
import type { Sandbox } from '../sandbox.js';
import { writeAmount } from './amount.js';
import { apiRoutes, errorAnswer, notFound, operationName } from './api.js';
import type { PaymentOptionsContext } from './context.js';
import { linkOf } from './create.js';
import { hostedRoutes } from './hosted.js';
import { DEFAULT_SETTINGS, PaymentOptionsSettings, type PaymentOptionsOptions } from './options.js';
import { Ledger, type Payment } from './payment.js';
import { emitEvent, patchPayment, shop } from './stage.js';

export interface PaymentOptionsSandbox extends Sandbox {
  readonly control: ControlWith<typeof PaymentOptionsSettings>;
  readonly credentials: Readonly<Record<'api_key' | 'x_api_key' | 'merchant_id', string>>;
}

/** The webhook time-out of PaymentOptions is not documented, nor are retries: there are none. */
const WEBHOOK_TIMEOUT_MS = 10_000;

/** A fake PaymentOptions: seed 002, and what its public documentation adds. */
export function paymentOptionsSandbox(options: PaymentOptionsOptions): PaymentOptionsSandbox {
  const now = options.now ?? Date.now;
  const wait = options.sleep ?? sleep;
  const faults = new FaultDesk();
  const recorder = new Recorder();
  const courier = new Courier({
    deliver: options.deliver ?? ((request) => globalThis.fetch(request)),
    now,
    sleep: wait,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
    retries: 0,
    retryAfterMs: 0,
  });
  const context: PaymentOptionsContext = {
    url: (path) => options.baseUrl.replace(/\/+$/, '') + path,
    now,
    keys: {
      apiKey: options.apiKey ?? 'paymentoptions-sandbox-api-key',
      xApiKey: options.xApiKey ?? 'paymentoptions-sandbox-x-api-key',
    },
    merchantId: options.merchantId ?? 'DASMID-SANDBOX',
    settings: new Settings(PaymentOptionsSettings, { ...DEFAULT_SETTINGS, ...options.settings }),
    ledger: new Ledger(),
    courier,
  };
  const known = (payment: string): Payment => {
    const found = context.ledger.find(payment);
    if (found === undefined)
      throw new ControlError(404, `PaymentOptions has no payment ${payment}`);
    return found;
  };
  const credentials = {
    api_key: context.keys.apiKey,
    x_api_key: context.keys.xApiKey,
    merchant_id: context.merchantId,
  };
  const parts: ControlParts<typeof PaymentOptionsSettings> = {
    name: 'paymentoptions',
    faults,
    recorder,
    courier,
    settings: context.settings,
    complete: (payment, outcome) => shop(context, known(payment), outcome),
    emit: (payment, emission) => emitEvent(context, known(payment), emission),
    alter: (payment, patch) => patchPayment(context, known(payment), patch),
    describe: () => ({
      credentials,
      payments: context.ledger.list().map((payment) => describe(context, payment)),
    }),
  };
  const control = createControl(parts);
  const mount = mountOf(options.baseUrl);
  const app = createRouter(mount);
  app.onError(errorAnswer);
  app.notFound(notFound);
  controlRoutes(app, parts, control);
  apiRoutes(app, context);
  hostedRoutes(app, context);
  return {
    name: 'paymentoptions',
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

function describe(context: PaymentOptionsContext, payment: Payment): Record<string, unknown> {
  const { id, state, order, transactions } = payment;
  return {
    id,
    url: linkOf(context, payment),
    state,
    order,
    transactions: transactions.map(({ minor, ...rest }) => ({
      ...rest,
      amount: writeAmount(context, minor, order.currency),
    })),
  };
}
