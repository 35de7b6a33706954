import { assemble, basisOf } from '../kit/assemble.js';
import type { ControlWith } from '../kit/control.js';
import type { Sandbox } from '../sandbox.js';
import { apiRoutes, errorAnswer, notFound, operationName } from './api.js';
import type { FinrelayContext } from './context.js';
import { linkOf } from './create.js';
import { hostedRoutes } from './hosted.js';
import { DEFAULT_SETTINGS, FinrelaySettings, TERMINALS, type FinrelayOptions } from './options.js';
import { Ledger } from './payment.js';
import { createSigner, type PublicKey } from './signer.js';
import { emitEvent, patchPayment, shop } from './stage.js';

export interface FinrelaySandbox extends Sandbox {
  readonly control: ControlWith<typeof FinrelaySettings>;
  readonly credentials: Readonly<
    Record<'username' | 'password' | 'x_api_key' | 'terminal_id' | 'public_key_pem', string>
  >;
  /** Verifies the webhooks. */
  readonly publicKey: PublicKey;
}

/** Finrelay's webhook time-out is not documented; retries are none. */
const WEBHOOK_TIMEOUT_MS = 10_000;

/** A fake Finrelay: seed 001, and what its public documentation adds. */
export async function finrelaySandbox(options: FinrelayOptions): Promise<FinrelaySandbox> {
  const signer = await createSigner(options.algorithm ?? 'ES256', options.privateJwk);
  const { publicKey } = signer;
  const context: FinrelayContext = {
    ...basisOf(options, FinrelaySettings, DEFAULT_SETTINGS, {
      timeoutMs: WEBHOOK_TIMEOUT_MS,
      retries: 0,
      retryAfterMs: 0,
    }),
    terminals: options.terminals ?? TERMINALS,
    login: {
      username: options.username ?? 'finrelay-sandbox-user',
      password: options.password ?? 'finrelay-sandbox-password',
      xApiKey: options.xApiKey ?? 'finrelay-sandbox-x-api-key',
    },
    tokenLifetimeMs: options.tokenLifetimeMs ?? 300_000,
    tokens: new Map(),
    ledger: new Ledger(),
    signer,
  };
  const sandbox = assemble(options, {
    name: 'finrelay',
    title: 'Finrelay',
    context,
    credentials: {
      username: context.login.username,
      password: context.login.password,
      x_api_key: context.login.xApiKey,
      terminal_id: context.terminals[0]?.id ?? '',
      public_key_pem: publicKey.pem,
    },
    find: (payment) => context.ledger.find(payment),
    complete: shop,
    emit: emitEvent,
    alter: patchPayment,
    describe,
    routes: [apiRoutes, hostedRoutes],
    operationOf: operationName,
    errorAnswer,
    notFound,
  });
  return { ...sandbox, publicKey };
}

/** What the control page shows. */
const describe = (context: FinrelayContext): Record<string, unknown> => ({
  public_key: context.signer.publicKey,
  payments: context.ledger.list().map((payment) => {
    const { sessionId, state, order, transactions } = payment;
    return {
      session_id: sessionId,
      redirect_url: linkOf(context, payment),
      state,
      order,
      transactions,
    };
  }),
});
