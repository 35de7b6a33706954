import type { Money } from '../../src/contract/money.js';
import type { NewSession, OperationOrder } from '../../src/server/checkout-types.js';
import type { SessionEvent, SessionRecord } from '../../src/server/payments/records.js';
import type { Store } from '../../src/server/store/store.js';

/** Where a backend process takes the orders of the merchant's own code. */
export const MERCHANT_PATH = '/merchant';

export interface Dump {
  readonly session: SessionRecord;
  readonly events: readonly SessionEvent[];
}

/** What is still to be done, as the store says, at any time to come; and what was counted. */
export interface Remaining {
  /** Ids of sessions. */
  readonly due: readonly string[];
  readonly notices: number;
  readonly webhooks: number;
  readonly commits: number;
  readonly conflicts: number;
}

export interface KeyedOrder {
  readonly id: string;
  readonly key: string;
}

/** What the merchant's own code may order, and what each answers. */
export interface Orders {
  readonly create: (order: NewSession) => Promise<{ readonly id: string }>;
  readonly cancel: (id: string) => Promise<{ readonly state: string }>;
  /** Takes the money of an authorization. */
  readonly capture: (order: KeyedOrder) => Promise<unknown>;
  /** Without an amount: all that is left. */
  readonly refund: (order: KeyedOrder & { readonly amount?: Money }) => Promise<unknown>;
  readonly reconcile: (limit: number) => Promise<{ readonly checked: number }>;
  readonly clock: (offset: number) => Promise<null>;
  readonly dump: (id: string) => Promise<Dump | null>;
  readonly remaining: (limit: number) => Promise<Remaining>;
}

/** What of a checkout is used, whatever its gateways. */
export interface MerchantSide {
  readonly sessions: {
    create(order: NewSession): Promise<{ readonly id: string }>;
    cancel(id: string): Promise<{ readonly state: string }>;
    capture(id: string, order: { readonly idempotencyKey: string }): Promise<unknown>;
    refund(id: string, order: OperationOrder): Promise<unknown>;
  };
  readonly reconcile: (options: {
    readonly limit: number;
  }) => Promise<{ readonly checked: number }>;
}

export interface Desk {
  readonly checkout: MerchantSide;
  readonly store: Store;
  readonly clock: { offset: number };
  readonly counts: { readonly commits: number; readonly conflicts: number };
}

const FOREVER = '9999-01-01T00:00:00.000Z';

function ordersOf({ checkout, store, clock, counts }: Desk): Orders {
  return {
    create: (order) => checkout.sessions.create(order),
    cancel: (id) => checkout.sessions.cancel(id),
    capture: async ({ id, key }) => {
      await checkout.sessions.capture(id, { idempotencyKey: key });
      return null;
    },
    refund: async ({ id, key, amount }) => {
      const part = amount && { amount };
      await checkout.sessions.refund(id, { idempotencyKey: key, ...part });
      return null;
    },
    reconcile: (limit) => checkout.reconcile({ limit }),
    clock: (offset) => {
      clock.offset = offset;
      return Promise.resolve(null);
    },
    dump: async (id) => {
      const session = await store.load(id);
      return session && { session, events: await store.events(id) };
    },
    remaining: async (limit) => ({
      due: await store.due(FOREVER, limit),
      notices: (await store.pendingNotices(FOREVER, limit)).length,
      webhooks: (await store.pendingWebhooks(FOREVER, limit)).length,
      ...counts,
    }),
  };
}

/** Does one order: `{ order, given }`. 200 with its answer, or 409 with the words of the refusal. */
export async function obey(desk: Desk, request: Request): Promise<Response> {
  const { order, given } = (await request.json()) as { order: keyof Orders; given: never };
  try {
    return Response.json(await ordersOf(desk)[order](given));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
    return Response.json({ code, detail: String(error) }, { status: 409 });
  }
}
