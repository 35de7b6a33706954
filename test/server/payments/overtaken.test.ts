import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Gateway } from '../../../src/server/gateways/gateway.js';
import { memoryStore } from '../../../src/server/store/memory.js';
import { openShop } from '../../support/shop.js';

/** Holds back answers to what is asked while it is closed, until they are let go. */
function gate() {
  let closed = false;
  let waiting: (() => void)[] = [];
  return {
    close: (): void => void (closed = true),
    /** What is asked from now on is answered at once; what is held stays held. */
    open: (): void => void (closed = false),
    release(): void {
      for (const go of waiting.splice(0)) go();
    },
    held: (): number => waiting.length,
    async pass<T>(answer: Promise<T>): Promise<T> {
      const hold = closed;
      const value = await answer;
      if (hold) await new Promise<void>((resolve) => (waiting = [...waiting, resolve]));
      return value;
    },
  };
}

type Gate = ReturnType<typeof gate>;

const holdRetrieve =
  (door: Gate) =>
  (gateway: Gateway): Gateway => {
    const { retrieve } = gateway;
    return retrieve ? { ...gateway, retrieve: (input) => door.pass(retrieve(input)) } : gateway;
  };

const holdStart =
  (door: Gate, code: string) =>
  (gateway: Gateway): Gateway =>
    gateway.code === code
      ? { ...gateway, start: (input) => door.pass(gateway.start(input)) }
      : gateway;

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await setImmediate();
}

describe('an answer that was overtaken', () => {
  it('about an earlier try does not end the next one', async () => {
    const door = gate();
    const shop = await openShop({ wrap: holdRetrieve(door) });
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const reference = await shop.reference(id);
    shop.ottu.control.setWebhooks({ mode: 'hold', shopper: 'continues' });
    await shop.ottu.control.complete(reference, { action: 'decline', method: 'knet' });
    shop.advance(5000);
    door.close();
    const read = shop.view(id);
    await until(() => door.held() === 1);
    door.open();
    // The webhook tells of the same decline, and the shopper tries again.
    await shop.ottu.control.release();
    assert.equal(await shop.state(id), 'attempted');
    const { attempt } = await shop.leave(id, { method: 'ottu:knet' });
    door.release();
    await read;
    await shop.settle();
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts.find((one) => one.id === attempt.id)?.state, 'redirected');
  });

  it('of a start that was taken over gives nobody another link', async () => {
    const door = gate();
    const shop = await openShop({ wrap: holdStart(door, 'finrelay') });
    const id = await shop.create();
    door.close();
    const slow = shop.start(id, { method: 'finrelay:hosted_page', key: 'k' });
    await until(() => door.held() === 1);
    door.open();
    shop.advance(25_000);
    const { redirect } = await shop.leave(id, { method: 'finrelay:hosted_page', key: 'k' });
    door.release();
    assert.equal((await slow).body.redirect.url, redirect.url);
    const stored = await shop.store.load(id);
    assert.ok(redirect.url.endsWith(stored?.providerSessions.at(-1)?.providerId ?? '?'));
  });

  it('of a start that was left for another method gives nobody its link', async () => {
    const door = gate();
    const shop = await openShop({ wrap: holdStart(door, 'finrelay') });
    const id = await shop.create();
    door.close();
    const slow = shop.start(id, { method: 'finrelay:hosted_page' });
    await until(() => door.held() === 1);
    shop.advance(25_000);
    await shop.leave(id, { method: 'ottu:knet' });
    door.release();
    const { status, body } = await slow;
    assert.equal(status, 409);
    assert.equal(body.code, 'session_changed');
    const stored = await shop.store.load(id);
    assert.equal(stored?.providerSessions.at(-1)?.revealed, false);
    assert.deepEqual(
      stored.attempts.map(({ state }) => state),
      ['canceled', 'redirected'],
    );
  });
});

describe('a start that another tab takes over at the last moment', () => {
  it('is not dropped for another method: its link was given out', async () => {
    const store = memoryStore();
    const hooks: (() => Promise<void>)[] = [];
    let loads = 0;
    const shop = await openShop({
      store: {
        ...store,
        load: async (id) => {
          loads += 1;
          // Decided on the second load of the switching tab; it writes from the third one.
          if (loads === 3) await hooks.shift()?.();
          return store.load(id);
        },
      },
    });
    const id = await shop.create();
    shop.finrelay.control.failApi({ kind: 'network_error', path: 'hosted-payment-page', times: 1 });
    await shop.start(id, { method: 'finrelay:hosted_page', key: 'first' });
    hooks.push(async () => {
      loads = 100;
      await shop.leave(id, { method: 'finrelay:hosted_page', key: 'first' });
    });
    loads = 0;
    const { status, body } = await shop.start(id, { method: 'ottu:knet' });
    assert.equal(status, 409);
    assert.equal(body.code, 'attempt_in_progress');
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['redirected'],
    );
  });
});
