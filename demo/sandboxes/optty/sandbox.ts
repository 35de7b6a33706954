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
import { apiRoutes, errorAnswer, notFound, operationNames } from './api.js';
import type { OpttyContext } from './context.js';
import { linkUrl } from './create.js';
import { hostedRoutes } from './hosted.js';
import { Ledger, type Link } from './link.js';
import { DEFAULT_SETTINGS, OpttySettings, PROVIDERS, type OpttyOptions } from './options.js';
import { emitEvent, patchLink, shop } from './stage.js';

export interface OpttySandbox extends Sandbox {
  readonly control: ControlWith<typeof OpttySettings>;
  readonly credentials: Readonly<Record<'client_id' | 'client_secret', string>>;
}

/** Optty's webhook time-out and the number of its retries are not documented. */
const WEBHOOK_TIMEOUT_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A fake Optty: seed 000, and what its public documentation adds. */
export function opttySandbox(options: OpttyOptions): OpttySandbox {
  const now = options.now ?? Date.now;
  const wait = options.sleep ?? sleep;
  const faults = new FaultDesk();
  const recorder = new Recorder();
  const courier = new Courier({
    deliver: options.deliver ?? ((request) => globalThis.fetch(request)),
    now,
    sleep: wait,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
    retries: options.webhookRetries ?? 3,
    retryOn: 'failure',
    retryAfterMs: options.webhookRetryAfterMs ?? 5000,
  });
  const context: OpttyContext = {
    url: (path) => options.baseUrl.replace(/\/+$/, '') + path,
    now,
    client: {
      id: options.clientId ?? 'optty-sandbox-client',
      secret: options.clientSecret ?? 'optty-sandbox-client-secret',
    },
    tokenLifetimeMs: options.tokenLifetimeMs ?? DAY_MS,
    tokens: new Map(),
    providers: options.providers ?? PROVIDERS,
    settings: new Settings(OpttySettings, { ...DEFAULT_SETTINGS, ...options.settings }),
    ledger: new Ledger(),
    courier,
  };
  const known = (payment: string): Link => {
    const found = context.ledger.find(payment);
    if (found === undefined) throw new ControlError(404, `Optty has no payment ${payment}`);
    return found;
  };
  const credentials = { client_id: context.client.id, client_secret: context.client.secret };
  const parts: ControlParts<typeof OpttySettings> = {
    name: 'optty',
    faults,
    recorder,
    courier,
    settings: context.settings,
    complete: (payment, outcome) => shop(context, known(payment), outcome),
    emit: (payment, emission) => emitEvent(context, known(payment), emission),
    alter: (payment, patch) => patchLink(known(payment), patch),
    describe: () => ({
      credentials,
      payments: context.ledger.list().map((link) => {
        const { reference, status, order, attempts, refund } = link;
        const { invoiceNumber } = order;
        return {
          invoiceNumber,
          reference,
          link: linkUrl(context, link),
          status,
          order,
          attempts,
          refund,
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
  hostedRoutes(app, context);
  apiRoutes(app, context);
  return {
    name: 'optty',
    credentials,
    control,
    idle: () => courier.idle(),
    fetch: createFront({
      app,
      mount,
      operationOf: operationNames(context),
      faults,
      recorder,
      now,
      sleep: wait,
    }),
  };
}
