import { setImmediate } from 'node:timers/promises';
import { memoryStore } from '../../../src/server/store/memory.js';
import type { Store } from '../../../src/server/store/store.js';
import type { ProviderCode } from '../../support/providers.js';
import type { Shop } from '../../support/shop.js';
import { noFigures, type Figures } from './walk-figures.js';
import { CUSTOMER, openShopIn, type Setting } from './walk-setting.js';

export interface Link {
  readonly at: ProviderCode;
  /** What the sandbox knows the payment by. */
  readonly payment: string;
  readonly method: string;
  /** The page. */
  readonly url: string;
}

/** A shop, one session, and what a shopper with many tabs has in hand. */
export interface World {
  readonly setting: Setting;
  readonly shop: Shop;
  readonly id: string;
  readonly links: Link[];
  readonly returns: string[];
  readonly merchant: { fails: number };
  /** What the merchant has taken. */
  readonly told: Shop['notices'];
  readonly faults: Faults;
  /** Payments that nobody told us of, and that can be found by no question. */
  readonly untold: Set<string>;
  readonly flags: { updated: boolean };
  readonly figures: Figures;
}

export interface Faults {
  readonly next: ('before' | 'after' | 'conflict')[];
  /** The store is well for now: the faults are for others. */
  spared: boolean;
}

/**
 * A store that loses a write, or the word that it was made, or the race, when it is told to; and
 * that takes now less and now more time, so that what happens at once happens in many orders.
 */
function unsteady(faults: Faults): Store {
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
      const fault = faults.spared ? undefined : faults.next.shift();
      await pause();
      if (fault === 'conflict') return false;
      if (fault === 'before') throw new Error('the store is away');
      const done = await store.commit(commit);
      if (fault === 'after') throw new Error('the answer of the store was lost');
      return done;
    },
  };
}

export async function openWorld(setting: Setting): Promise<World> {
  const faults: Faults = { next: [], spared: false };
  const merchant = { fails: 0 };
  const told: World['told'] = [];
  const shop = await openShopIn(setting, {
    store: unsteady(faults),
    maxAttempts: 8,
    onStateChange: (change) => {
      if (merchant.fails-- > 0) throw new Error('the order system is down');
      told.push(change);
    },
  });
  return {
    setting,
    shop,
    id: await shop.create({ customer: CUSTOMER }),
    links: [],
    returns: [],
    merchant,
    told,
    faults,
    untold: new Set(),
    flags: { updated: false },
    figures: noFigures(),
  };
}
