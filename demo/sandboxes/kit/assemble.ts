import type { Context as Call, Hono } from 'hono';
import type { z } from 'zod';
import type {
  Emission,
  Sandbox,
  SandboxOptions,
  ShopperOutcome,
  ShopperResult,
} from '../sandbox.js';
import { sleep } from './clock.js';
import { controlRoutes, createControl, ControlError, type ControlParts } from './control.js';
import type { ControlWith } from './control.js';
import { Courier, type CourierOptions, type WebhookDelivery } from './courier.js';
import { FaultDesk } from './faults.js';
import { createFront, createRouter, mountOf } from './front.js';
import { Recorder } from './recorder.js';
import { Settings } from './settings.js';

/** What the parts of every sandbox share; the context of a provider adds to it. */
export interface Basis<Shape extends z.ZodObject> {
  /** An absolute URL of the sandbox. */
  readonly url: (path: string) => string;
  readonly now: () => number;
  readonly settings: Settings<Shape>;
  readonly courier: Courier;
}

/** How the provider sends webhooks. */
export type WebhookHabits = Pick<
  CourierOptions,
  'timeoutMs' | 'retries' | 'retryAfterMs' | 'retryOn'
>;

const below =
  (baseUrl: string) =>
  (path: string): string =>
    baseUrl.replace(/\/+$/, '') + path;

export function basisOf<Shape extends z.ZodObject>(
  options: SandboxOptions & { readonly settings?: Partial<z.output<Shape>> },
  schema: Shape,
  defaults: z.output<Shape>,
  webhooks: WebhookHabits,
): Basis<Shape> {
  const now = options.now ?? Date.now;
  return {
    url: below(options.baseUrl),
    now,
    settings: new Settings(schema, schema.parse({ ...defaults, ...options.settings })),
    courier: new Courier({
      ...webhooks,
      deliver: options.deliver ?? ((request) => globalThis.fetch(request)),
      now,
      sleep: options.sleep ?? sleep,
      timeoutMs: options.webhookTimeoutMs ?? webhooks.timeoutMs,
    }),
  };
}

/** What makes a sandbox that of its provider. */
export interface Plan<
  Shape extends z.ZodObject,
  Context extends Basis<Shape>,
  Payment,
  Credentials extends Readonly<Record<string, string>>,
> {
  readonly name: string;
  /** The provider's name, as people write it. */
  readonly title: string;
  readonly context: Context;
  readonly credentials: Credentials;
  readonly find: (payment: string) => Payment | undefined;
  readonly complete: (
    context: Context,
    payment: Payment,
    outcome: ShopperOutcome,
  ) => Promise<ShopperResult>;
  readonly emit: (
    context: Context,
    payment: Payment,
    emission: Emission,
  ) => Promise<WebhookDelivery>;
  readonly alter: (payment: Payment, patch: Readonly<Record<string, unknown>>) => void;
  /** What the control page adds: payments, keys. The credentials are there already. */
  readonly describe: (context: Context) => Record<string, unknown>;
  /** In the order in which they are asked. */
  readonly routes: readonly ((app: Hono, context: Context) => void)[];
  /** The sandbox's name of an endpoint; undefined for what is neither recorded nor faulted. */
  readonly operationOf: (method: string, path: string) => string | undefined;
  readonly errorAnswer: (error: Error, call: Call) => Response | Promise<Response>;
  readonly notFound: (call: Call) => Response;
  /** The body of an injected error that names none. */
  readonly faultBody?: (status: number) => unknown;
}

/** Puts a sandbox together: its routes, its control, and the front that records and fails. */
export function assemble<
  Shape extends z.ZodObject,
  Context extends Basis<Shape>,
  Payment,
  Credentials extends Readonly<Record<string, string>>,
>(options: SandboxOptions, plan: Plan<Shape, Context, Payment, Credentials>) {
  const { name, title, credentials, operationOf } = plan;
  const { courier, settings, now } = plan.context;
  const faults = new FaultDesk(plan.faultBody);
  const recorder = new Recorder();
  const known = (payment: string): Payment => {
    const found = plan.find(payment);
    if (found === undefined) throw new ControlError(404, `${title} has no payment ${payment}`);
    return found;
  };
  const partsAt = (context: Context): ControlParts<Shape> => ({
    name,
    faults,
    recorder,
    courier,
    settings,
    complete: (payment, outcome) => plan.complete(context, known(payment), outcome),
    emit: (payment, emission) => plan.emit(context, known(payment), emission),
    alter: (payment, patch) => plan.alter(known(payment), patch),
    describe: () => ({ credentials, ...plan.describe(context) }),
  });
  // Everything but the addresses is shared, so every base URL shows the same payments.
  const at = (baseUrl: string): Sandbox['fetch'] => {
    const context = { ...plan.context, url: below(baseUrl) };
    const parts = partsAt(context);
    const mount = mountOf(baseUrl);
    const app = createRouter(mount);
    app.onError(plan.errorAnswer);
    app.notFound(plan.notFound);
    controlRoutes(app, parts, createControl(parts));
    for (const addRoutes of plan.routes) addRoutes(app, context);
    const wait = options.sleep ?? sleep;
    return createFront({ app, mount, operationOf, faults, recorder, now, sleep: wait });
  };
  return {
    name,
    credentials,
    control: createControl(partsAt(plan.context)),
    idle: () => courier.idle(),
    fetch: at(options.baseUrl),
    at,
  } satisfies Sandbox & { readonly control: ControlWith<Shape> };
}
