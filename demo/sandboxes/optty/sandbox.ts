import { assemble, basisOf } from '../kit/assemble.js';
import type { ControlWith } from '../kit/control.js';
import type { Sandbox } from '../sandbox.js';
import { apiRoutes, errorAnswer, notFound, operationNames } from './api.js';
import type { OpttyContext } from './context.js';
import { linkUrl } from './create.js';
import { hostedRoutes } from './hosted.js';
import { Ledger } from './link.js';
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
  const context: OpttyContext = {
    ...basisOf(options, OpttySettings, DEFAULT_SETTINGS, {
      timeoutMs: WEBHOOK_TIMEOUT_MS,
      retries: options.webhookRetries ?? 3,
      retryOn: 'failure',
      retryAfterMs: options.webhookRetryAfterMs ?? 5000,
    }),
    client: {
      id: options.clientId ?? 'optty-sandbox-client',
      secret: options.clientSecret ?? 'optty-sandbox-client-secret',
    },
    tokenLifetimeMs: options.tokenLifetimeMs ?? DAY_MS,
    tokens: new Map(),
    providers: options.providers ?? PROVIDERS,
    ledger: new Ledger(),
  };
  return assemble(options, {
    name: 'optty',
    title: 'Optty',
    context,
    credentials: { client_id: context.client.id, client_secret: context.client.secret },
    find: (payment) => context.ledger.find(payment),
    complete: shop,
    emit: emitEvent,
    alter: patchLink,
    describe,
    routes: [hostedRoutes, apiRoutes],
    operationOf: operationNames(context),
    errorAnswer,
    notFound,
  });
}

/** What the control page shows. */
const describe = (context: OpttyContext): Record<string, unknown> => ({
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
});
