import type { Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { z } from 'zod';
import type {
  SandboxControl,
  ShopperAction,
  ShopperOutcome,
  ShopperResult,
  Emission,
} from '../sandbox.js';
import { WebhookBehaviour, type Courier, type WebhookDelivery } from './courier.js';
import { ApiFault, type FaultDesk } from './faults.js';
import type { Recorder } from './recorder.js';
import type { Settings } from './settings.js';

/** What the control of every sandbox works on. */
export interface ControlParts<Shape extends z.ZodObject> {
  readonly name: string;
  readonly faults: FaultDesk;
  readonly recorder: Recorder;
  readonly courier: Courier;
  readonly settings: Settings<Shape>;
  readonly complete: (payment: string, outcome: ShopperOutcome) => Promise<ShopperResult>;
  readonly emit: (payment: string, emission: Emission) => Promise<WebhookDelivery>;
  readonly alter: (payment: string, patch: Readonly<Record<string, unknown>>) => void;
  /** What this sandbox adds to its control page: payments, credentials, keys. */
  readonly describe: () => Record<string, unknown>;
}

/** A control with the switches of its own sandbox. */
export interface ControlWith<Shape extends z.ZodObject> extends SandboxControl {
  readonly settings: z.output<Shape>;
  readonly configure: (change: Partial<z.input<Shape>>) => void;
}

/** What the control cannot do: 404 for an unknown payment, 409 where its state forbids it. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: 404 | 409;

  constructor(status: 404 | 409, message: string) {
    super(message);
    this.status = status;
  }
}

export function createControl<Shape extends z.ZodObject>(
  parts: ControlParts<Shape>,
): ControlWith<Shape> {
  const { faults, recorder, courier, settings } = parts;
  return {
    get settings() {
      return settings.value;
    },
    configure: (change) => settings.set(change),
    failApi: (fault) => faults.add(fault),
    clearApiFaults: () => faults.clear(),
    setWebhooks: (behaviour) => courier.set(behaviour),
    release: (order) => courier.release(order),
    requests: () => recorder.list(),
    deliveries: () => courier.deliveries(),
    complete: async (payment, outcome) => parts.complete(payment, asOutcome(outcome)),
    emit: async (payment, emission = {}) => parts.emit(payment, emission),
    alter: (payment, patch) => parts.alter(payment, patch),
    reset: () => {
      faults.clear();
      recorder.clear();
      courier.reset();
      settings.reset();
    },
  };
}

const asOutcome = (outcome: ShopperAction | ShopperOutcome): ShopperOutcome =>
  typeof outcome === 'string' ? { action: outcome } : outcome;

/** The body of `PUT {baseUrl}/_control`; its parts act in this order. */
const Command = z.strictObject({
  reset: z.literal(true).optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  webhooks: WebhookBehaviour.partial().optional(),
  /** Replaces the list of API faults. */
  api_faults: z.array(ApiFault).optional(),
  release: z.enum(['in_order', 'reversed']).optional(),
  alter: z
    .strictObject({ payment: z.string(), patch: z.record(z.string(), z.unknown()) })
    .optional(),
  complete: z
    .strictObject({
      payment: z.string(),
      action: z.enum(['pay', 'decline', 'cancel', 'abandon']),
      method: z.string().optional(),
      reason: z.string().optional(),
      late: z.boolean().optional(),
    })
    .optional(),
  emit: z
    .strictObject({
      payment: z.string(),
      event: z.string().optional(),
      overrides: z.record(z.string(), z.unknown()).optional(),
      url: z.string().optional(),
      replay: z.string().optional(),
    })
    .optional(),
});

async function obey<Shape extends z.ZodObject>(
  parts: ControlParts<Shape>,
  control: ControlWith<Shape>,
  command: z.output<typeof Command>,
): Promise<unknown> {
  if (command.reset === true) control.reset();
  if (command.settings !== undefined) {
    control.configure(command.settings as Partial<z.input<Shape>>);
  }
  if (command.webhooks !== undefined) parts.courier.set(defined(command.webhooks));
  if (command.api_faults !== undefined) {
    parts.faults.clear();
    for (const fault of command.api_faults) parts.faults.add(fault);
  }
  if (command.release !== undefined) await control.release(command.release);
  if (command.alter !== undefined) control.alter(command.alter.payment, command.alter.patch);
  if (command.complete !== undefined) {
    const { payment, ...outcome } = command.complete;
    return control.complete(payment, outcome);
  }
  if (command.emit !== undefined) {
    const { payment, ...emission } = command.emit;
    return control.emit(payment, emission);
  }
  return null;
}

/** Drops absent fields, so that a partial change does not overwrite with undefined. */
const defined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

const loopback = (origin: string): string | null =>
  /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(origin) ? origin : null;

/** `GET` and `PUT {baseUrl}/_control`: never recorded, never faulted. */
export function controlRoutes<Shape extends z.ZodObject>(
  app: Hono,
  parts: ControlParts<Shape>,
  control: ControlWith<Shape>,
): void {
  const state = (c: Context, result: unknown) =>
    c.json({
      name: parts.name,
      settings: parts.settings.value,
      webhooks: parts.courier.behaviour,
      api_faults: parts.faults.list(),
      requests: parts.recorder.list(),
      deliveries: parts.courier.deliveries(),
      ...parts.describe(),
      result,
    });
  // The panel of the demo lives on another loopback origin.
  app.use('/_control', cors({ origin: loopback, allowMethods: ['GET', 'PUT'] }));
  app.get('/_control', (c) => state(c, null));
  app.put('/_control', async (c) => {
    try {
      const command = Command.parse(await c.req.json());
      return state(c, await obey(parts, control, command));
    } catch (error) {
      if (error instanceof z.ZodError) return c.json({ detail: z.prettifyError(error) }, 400);
      if (error instanceof SyntaxError) return c.json({ detail: 'The body is not JSON.' }, 400);
      if (error instanceof ControlError) return c.json({ detail: error.message }, error.status);
      throw error;
    }
  });
}
