import { assemble, basisOf } from '../kit/assemble.js';
import type { ControlWith } from '../kit/control.js';
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
  const basis = basisOf(options, PostpaySettings, DEFAULT_SETTINGS, {
    timeoutMs: WEBHOOK_TIMEOUT_MS,
    retries: 0,
    retryAfterMs: 0,
  });
  const hooks = new Hooks();
  for (const hook of options.hooks ?? []) hooks.create(hook, basis.now());
  return {
    ...basis,
    login: {
      merchantId: options.merchantId ?? 'postpay-sandbox-merchant',
      secretKey: options.secretKey ?? 'sk_test_postpay_sandbox',
      readOnlySecretKey: options.readOnlySecretKey ?? 'sk_test_postpay_sandbox_read_only',
    },
    hookSecret: options.hookSecret ?? 'postpay-sandbox-hook-secret',
    instalments: options.instalments ?? [1, 2, 3, 4, 6],
    ledger: new Ledger(),
    hooks,
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
  const { ledger, login, now } = context;
  return assemble(options, {
    name: 'postpay',
    title: 'Postpay',
    context,
    credentials: {
      merchant_id: login.merchantId,
      secret_key: login.secretKey,
      read_only_secret_key: login.readOnlySecretKey,
      hook_secret: context.hookSecret,
    },
    find: (payment) => ledger.byToken(payment) ?? ledger.byOrderId(payment),
    complete: shop,
    emit: emitEvent,
    alter: (order, patch) => patchOrder(order, patch, now()),
    describe: (here) => ({
      payments: ledger.list().map((order) => shown(here, order)),
      transactions: ledger.transactions.map((each) => transactionOf(each, now())),
      hooks: context.hooks.list().map(hookOf),
    }),
    routes: [apiRoutes, hostedRoutes],
    operationOf: operationName,
    errorAnswer,
    notFound,
    faultBody: bodyOfStatus,
  });
}
