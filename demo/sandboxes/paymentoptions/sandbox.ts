import { assemble, basisOf } from '../kit/assemble.js';
import type { ControlWith } from '../kit/control.js';
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
  const context: PaymentOptionsContext = {
    ...basisOf(options, PaymentOptionsSettings, DEFAULT_SETTINGS, {
      timeoutMs: WEBHOOK_TIMEOUT_MS,
      retries: 0,
      retryAfterMs: 0,
    }),
    keys: {
      apiKey: options.apiKey ?? 'paymentoptions-sandbox-api-key',
      xApiKey: options.xApiKey ?? 'paymentoptions-sandbox-x-api-key',
    },
    merchantId: options.merchantId ?? 'DASMID-SANDBOX',
    ledger: new Ledger(),
  };
  return assemble(options, {
    name: 'paymentoptions',
    title: 'PaymentOptions',
    context,
    credentials: {
      api_key: context.keys.apiKey,
      x_api_key: context.keys.xApiKey,
      merchant_id: context.merchantId,
    },
    find: (payment) => context.ledger.find(payment),
    complete: shop,
    emit: emitEvent,
    alter: (payment, patch) => patchPayment(context, payment, patch),
    describe: (here) => ({
      payments: context.ledger.list().map((payment) => describe(here, payment)),
    }),
    routes: [apiRoutes, hostedRoutes],
    operationOf: operationName,
    errorAnswer,
    notFound,
  });
}

/** What the control page shows of a payment. */
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
