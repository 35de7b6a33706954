import { setImmediate } from 'node:timers/promises';
import type { StartPaymentResponse } from '../../../src/contract/start-payment.js';
import { liveAttempt } from '../../../src/server/payments/change.js';
import { memoryStore } from '../../../src/server/store/memory.js';
import type { Store } from '../../../src/server/store/store.js';
import { openShop, type Shop } from '../../support/shop.js';
import { PROVIDER_CODES, PROVIDERS, type Provider } from './provider-books.js';
import { METHODS, type Step } from './walk-steps.js';

interface Link {
  readonly at: Provider;
  /** What the sandbox knows the payment by. */
  readonly payment: string;
  readonly method: string;
}

/** A shop, one session, and what a shopper with many tabs has in hand. */
export interface World {
  readonly shop: Shop;
  readonly id: string;
  readonly links: Link[];
  readonly returns: string[];
  readonly merchant: { fails: number };
  /** What the merchant has taken. */
  readonly told: Shop['notices'];
  readonly faults: ('before' | 'after' | 'conflict')[];
  /** Payments that nobody told us of, and that can be found by no question. */
  readonly untold: Set<string>;
  readonly flags: { updated: boolean };
}

/**
 * A store that loses a write, or the word that it was made, or the race, when it is told to; and
 * that takes now less and now more time, so that what happens at once happens in many orders.
 */
function unsteady(faults: World['faults']): Store {
  const store = memoryStore();
  let tick = 0;
  const pause = async (): Promise<void> => {
    tick = (tick * 5 + 3) % 64;
    for (let turn = tick % 4; turn > 0; turn -= 1) await setImmediate();
  };
  return {
    ...store,
    async load(id) {
      await pause();
      const session = await store.load(id);
      await pause();
      return session;
    },
    async commit(commit) {
      const fault = faults.shift();
      await pause();
      if (fault === 'conflict') return false;
      if (fault === 'before') throw new Error('the store is away');
      const done = await store.commit(commit);
      if (fault === 'after') throw new Error('the answer of the store was lost');
      return done;
    },
  };
}

/** @param authorize the merchant captures; else payments are taken at once. */
export async function openWorld(authorize: boolean): Promise<World> {
  const faults: World['faults'] = [];
  const merchant = { fails: 0 };
  const told: World['told'] = [];
  const shop = await openShop({
    store: unsteady(faults),
    maxAttempts: 8,
    authorize,
    onStateChange: (change) => {
      if (merchant.fails-- > 0) throw new Error('the order system is down');
      told.push(change);
    },
  });
  const id = await shop.create();
  const flags = { updated: false };
  return { shop, id, links: [], returns: [], merchant, told, faults, untold: new Set(), flags };
}

/** What is refused is refused: only the invariants judge. */
export async function take(world: World, step: Step): Promise<void> {
  if (step.kind === 'both') {
    const first = take(world, step.first);
    // The second one reaches another process on the same store.
    world.shop.restart();
    await Promise.all([first, take(world, step.second)]);
    return;
  }
  await act(world, step).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'AssertionError') throw error;
  });
}

async function act(world: World, step: Exclude<Step, { kind: 'both' }>): Promise<unknown> {
  const { shop, id } = world;
  switch (step.kind) {
    case 'start':
      return start(world, step);
    case 'shopper':
      return visit(world, step);
    case 'webhooks': {
      const { mode, copies, forge } = step;
      shop[step.at].control.setWebhooks({ mode, copies, forge, shopper: 'continues' });
      return null;
    }
    case 'release':
      return shop[step.at].control.release(step.order);
    case 'replay': {
      const deliveries = shop[step.at].control.deliveries();
      const delivery = deliveries[step.delivery % Math.max(deliveries.length, 1)];
      if (!delivery) return null;
      const { url, headers, body } = delivery;
      return shop.checkout.fetch(new Request(url, { method: 'POST', headers, body }));
    }
    case 'return': {
      const url = world.returns[step.which % Math.max(world.returns.length, 1)];
      return url ? shop.follow(url) : null;
    }
    case 'cancel':
      return shop.cancel(id);
    case 'read':
      return shop.call('GET', `/sessions/${id}`);
    case 'restart':
      shop.restart();
      return null;
    case 'reconcile':
      return shop.checkout.reconcile();
    case 'merchantFails':
      world.merchant.fails = 2;
      return null;
    case 'fault': {
      const { fault: kind, times } = step;
      shop[step.at].control.failApi({
        kind,
        times,
        ...(kind === 'status' && { status: 503 }),
      });
      return null;
    }
    case 'operate':
      return operate(world, step);
    case 'storeFault':
      return world.faults.push(step.when);
    case 'wait':
      shop.advance(step.ms);
      return null;
    case 'update': {
      const amount = { value: step.value, currency: 'KWD' };
      const before = (await shop.store.load(id))?.amount.value;
      if (before !== step.value) world.flags.updated = true;
      return shop.checkout.sessions.update(id, { amount });
    }
  }
}

/** What the merchant orders. */
async function operate(
  { shop, id }: World,
  { operation, value, key, trouble }: Extract<Step, { kind: 'operate' }>,
): Promise<unknown> {
  for (const at of trouble === 'none' ? [] : PROVIDER_CODES) {
    const { control } = shop[at];
    control.failApi({ kind: 'lose_answer', path: PROVIDERS[at].operations, times: 1 });
    if (trouble === 'silently') control.setWebhooks({ mode: 'drop', shopper: 'continues' });
  }
  const { sessions } = shop.checkout;
  const idempotencyKey = `${operation}-${key}`;
  if (operation === 'void') return sessions.void(id, { idempotencyKey });
  const amount = value === null ? {} : { amount: { value, currency: 'KWD' } };
  return sessions[operation](id, { ...amount, idempotencyKey });
}

async function start(world: World, step: Extract<Step, { kind: 'start' }>): Promise<void> {
  const { shop, id } = world;
  const method = METHODS[step.method % METHODS.length] ?? '';
  const session = await shop.store.load(id);
  const live = session && liveAttempt(session);
  const replaces =
    step.replaces === 'nothing' || !live
      ? undefined
      : {
          attempt_id: step.replaces === 'stranger' ? 'nobody' : live.id,
          confirmed: step.replaces === 'confirmed',
        };
  const key = step.key > 5 ? crypto.randomUUID() : `key-${step.key}`;
  const answer = await shop.start(id, { method, key, ...(replaces && { replaces }) });
  if (answer.status === 200) world.links.push(await linkOf(world, answer.body));
}

/** The page that the redirect leads to, as the sandbox knows it. */
async function linkOf({ shop, id }: World, { attempt }: StartPaymentResponse): Promise<Link> {
  const [gateway, ...code] = attempt.payment_method.split(':');
  const session = await shop.store.load(id);
  const stored = session?.attempts.find((one) => one.id === attempt.id);
  const provider = session?.providerSessions.find((one) => one.id === stored?.providerSessionId);
  return { at: gateway as Provider, payment: provider?.providerId ?? '', method: code.join(':') };
}

async function visit(world: World, step: Extract<Step, { kind: 'shopper' }>): Promise<void> {
  const link = world.links[step.link % Math.max(world.links.length, 1)];
  if (!link) return;
  const { control } = world.shop[link.at];
  // What Ottu says after a late word is about the order as it is then: no tale of an old amount.
  const late = step.late && step.action === 'pay' && !world.flags.updated;
  const { action } = step;
  const method = PROVIDERS[link.at].methods.length > 1 ? { method: link.method } : {};
  const outcome = await control.complete(link.payment, { action, late, ...method });
  if (outcome.redirect_url) world.returns.push(outcome.redirect_url);
  if (action === 'pay' && (late || !PROVIDERS[link.at].askable))
    world.untold.add(`${link.at} ${link.payment}`);
}
