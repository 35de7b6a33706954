import { assemble, basisOf } from '../kit/assemble.js';
import type { ControlWith } from '../kit/control.js';
import type { Sandbox } from '../sandbox.js';
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
  const context: OttuContext = {
    ...basisOf(options, OttuSettings, DEFAULT_SETTINGS, {
      timeoutMs: 15_000,
      retries: 3,
      retryAfterMs: 5000,
    }),
    gateways,
    keys,
    hmacKey: options.hmacKey ?? 'ottu-sandbox-hmac-key',
    ledger: new Ledger(),
    vault: [],
  };
  const [first = user] = keys.users;
  return assemble(options, {
    name: 'ottu',
    title: 'Ottu',
    context,
    credentials: {
      api_key: keys.apiKey,
      public_key: keys.publicKey,
      hmac_key: context.hmacKey,
      username: first.username,
      password: first.password,
    },
    find: (payment) => context.ledger.find(payment),
    complete: shop,
    emit: emitEvent,
    alter: patchPayment,
    describe: () => ({
      payments: context.ledger.list().map(({ sessionId, state, fields, attempts, children }) => {
        return { session_id: sessionId, state, fields, attempts, children };
      }),
    }),
    routes: [apiRoutes, hostedRoutes],
    operationOf: operationName,
    errorAnswer,
    notFound: (c) => c.json({ detail: 'Not found.' }, 404),
  });
}
