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
import type { FinrelayContext } from './context.js';
import { linkOf } from './create.js';
import { hostedRoutes } from './hosted.js';
import { DEFAULT_SETTINGS, FinrelaySettings, TERMINALS, type FinrelayOptions } from './options.js';
import { Ledger, type Payment } from './payment.js';
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
  const signer = await createSigner(options.algorithm ?? 'ES256', options.privateJwk);
  const terminals = options.terminals ?? TERMINALS;
  const context: FinrelayContext = {
    url: (path) => options.baseUrl.replace(/\/+$/, '') + path,
    now,
    terminals,
    login: {
      username: options.username ?? 'finrelay-sandbox-user',
      password: options.password ?? 'finrelay-sandbox-password',
      xApiKey: options.xApiKey ?? 'finrelay-sandbox-x-api-key',
    },
    tokenLifetimeMs: options.tokenLifetimeMs ?? 300_000,
    tokens: new Map(),
    settings: new Settings(FinrelaySettings, { ...DEFAULT_SETTINGS, ...options.settings }),
    ledger: new Ledger(),
    courier,
    signer,
  };
  const known = (payment: string): Payment => {
    const found = context.ledger.find(payment);
    if (found === undefined) throw new ControlError(404, `Finrelay has no payment ${payment}`);
    return found;
  };
  const credentials = {
    username: context.login.username,
    password: context.login.password,
    x_api_key: context.login.xApiKey,
    terminal_id: terminals[0]?.id ?? '',
    public_key_pem: signer.publicKey.pem,
  };
  const parts: ControlParts<typeof FinrelaySettings> = {
    name: 'finrelay',
    faults,
    recorder,
    courier,
    settings: context.settings,
    complete: (payment, outcome) => shop(context, known(payment), outcome),
    emit: (payment, emission) => emitEvent(context, known(payment), emission),
    alter: (payment, patch) => patchPayment(known(payment), patch),
    describe: () => ({
      credentials,
      public_key: signer.publicKey,
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
    name: 'finrelay',
    credentials,
    publicKey: signer.publicKey,
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
