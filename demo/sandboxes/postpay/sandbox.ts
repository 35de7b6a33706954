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
import { apiRoutes, errorAnswer, notFound, operationName } from './api.js';
import { pageOf } from './checkout.js';
import type { PostpayContext } from './context.js';
import { hookOf, Hooks } from './hook.js';
import { hostedRoutes } from './hosted.js';
import { DEFAULT_SETTINGS, PostpaySettings, type PostpayOptions } from './options.js';
import { detailOf, Ledger, refundOf, transactionOf, type Order } from './order.js';
import { bodyOfStatus } from './refused.js';
import { emitEvent, patchOrder, shop } from './stage.js';

export interface PostpaySandbox extends Sandbox {
  readonly control: ControlWith<typeof PostpaySettings>;
  readonly credentials: Readonly<
    Record<'merchant_id' | 'secret_key' | 'read_only_secret_key' | 'hook_secret', string>
  >;
}

/** Neither time-out nor retries of Postpay's webhooks are documented; retries are none. */
const WEBHOOK_TIMEOUT_MS = 10_000;

function contextOf(options: PostpayOptions): PostpayContext {
  const now = options.now ?? Date.now;
  const base = options.baseUrl.replace(/\/+$/, '');
  const hooks = new Hooks();
  for (const hook of options.hooks ?? []) hooks.create(hook, now());
  return {
    url: (path) => base + path,
    now,
    login: {
      merchantId: options.merchantId ?? 'postpay-sandbox-merchant',
      secretKey: options.secretKey ?? 'sk_test_postpay_sandbox',
      readOnlySecretKey: options.readOnlySecretKey ?? 'sk_test_postpay_sandbox_read_only',
    },
    hookSecret: options.hookSecret ?? 'postpay-sandbox-hook-secret',
    instalments: options.instalments ?? [1, 2, 3, 4, 6],
    settings: new Settings(
      PostpaySettings,
      PostpaySettings.parse({ ...DEFAULT_SETTINGS, ...options.settings }),
    ),
    ledger: new Ledger(),
    hooks,
    courier: new Courier({
      deliver: options.deliver ?? ((request) => globalThis.fetch(request)),
      now,
      sleep: options.sleep ?? sleep,
      timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
      retries: 0,
      retryAfterMs: 0,
    }),
    asked: [],
  };
}

/** What the control page shows of an order. */
const shown = (context: PostpayContext, order: Order) => ({
  token: order.token,
  redirect_url: pageOf(context, order),
  canceled: order.canceled,
  ...detailOf(order),
  refunds: order.refunds.map(refundOf),
});

/** A fake Postpay: seed 004, and what Postpay's own client adds. */
export function postpaySandbox(options: PostpayOptions): PostpaySandbox {
  const context = contextOf(options);
  const { courier, ledger, login, now } = context;
  const faults = new FaultDesk(bodyOfStatus);
  const recorder = new Recorder();
  const known = (payment: string): Order => {
    const order = ledger.byToken(payment) ?? ledger.byOrderId(payment);
    if (order === undefined) throw new ControlError(404, `Postpay has no order ${payment}`);
    return order;
  };
  const credentials = {
    merchant_id: login.merchantId,
    secret_key: login.secretKey,
    read_only_secret_key: login.readOnlySecretKey,
    hook_secret: context.hookSecret,
  };
  const parts: ControlParts<typeof PostpaySettings> = {
    name: 'postpay',
    faults,
    recorder,
    courier,
    settings: context.settings,
    complete: (payment, outcome) => shop(context, known(payment), outcome),
    emit: (payment, emission) => emitEvent(context, known(payment), emission),
    alter: (payment, patch) => patchOrder(known(payment), patch, now()),
    describe: () => ({
      credentials,
      payments: ledger.list().map((order) => shown(context, order)),
      transactions: ledger.transactions.map((each) => transactionOf(each, now())),
      hooks: context.hooks.list().map(hookOf),
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
    name: 'postpay',
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
      sleep: options.sleep ?? sleep,
    }),
  };
}
