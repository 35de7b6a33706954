import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomToken, type Context } from '../../../src/server/payments/context.js';
import { deliverNotices } from '../../../src/server/payments/notices.js';
import { checkOptions } from '../../../src/server/options.js';
import { memoryStore } from '../../../src/server/store/memory.js';
import { openShop, PUBLIC_URL, type Shop } from '../../support/shop.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function reconcileAfter(shop: Shop, ms: number): Promise<void> {
  shop.advance(ms);
  await shop.checkout.reconcile();
  await shop.settle();
}

/** Finrelay's payment is kept, and Ottu's is the second one. */
async function paidTwice(shop: Shop): Promise<string> {
  const id = await shop.create();
  const { attempt } = await shop.leave(id, { method: 'finrelay:hosted_page' });
  const left = await shop.reference(id);
  const replaces = { attempt_id: attempt.id, confirmed: true };
  await shop.leave(id, { method: 'ottu:knet', replaces });
  const live = await shop.reference(id);
  shop.ottu.control.setWebhooks({ mode: 'hold', shopper: 'continues', times: 1 });
  await shop.ottu.control.complete(live, 'pay');
  await shop.finrelay.control.complete(left, 'pay');
  await shop.ottu.control.release();
  await shop.settle();
  return id;
}

describe('a second charge', () => {
  it('that the provider queued and never spoke of again is reported', async () => {
    const shop = await openShop();
    shop.ottu.control.configure({ operation_result: 'queued' });
    const id = await paidTwice(shop);
    const queued = await shop.checkout.sessions.retrieve(id);
    assert.equal(queued.attempts[1]?.reversal, 'queued');
    assert.notEqual((await shop.store.load(id))?.check.nextAt, null);
    await reconcileAfter(shop, 4 * DAY);
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[1]?.reversal, 'reported');
    const told = shop.notices.filter(({ type }) => type === 'duplicate_payment').at(-1);
    assert.equal(told?.session.attempts[1]?.reversal, 'reported');
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
  });

  it('is reported when its gateway is not configured any more', async () => {
    const shop = await openShop();
    shop.ottu.control.failApi({ kind: 'status', path: 'operation', status: 503 });
    const id = await paidTwice(shop);
    const before = await shop.checkout.sessions.retrieve(id);
    assert.equal(before.attempts[1]?.reversal, 'needed');
    shop.restart({ without: 'ottu' });
    await reconcileAfter(shop, HOUR);
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[1]?.reversal, 'reported');
  });
});

describe('a session that is over', () => {
  it('leaves no link behind: a cancel that the provider did not hear is sent again', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const reference = await shop.reference(id);
    await shop.ottu.control.complete(reference, { action: 'decline', method: 'knet' });
    await shop.settle();
    shop.ottu.control.failApi({ kind: 'status', path: 'operation', status: 503, times: 1 });
    assert.equal((await shop.cancel(id)).status, 200);
    await shop.settle();
    await reconcileAfter(shop, MINUTE);
    const pay = { action: 'pay', method: 'knet' } as const;
    await assert.rejects(shop.ottu.control.complete(reference, pay));
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
  });

  it('ends although the gateway of an interrupted start is not configured any more', async () => {
    const shop = await openShop();
    const id = await shop.create({ expiresAt: '2026-01-05T11:00:00Z' });
    shop.finrelay.control.failApi({ kind: 'network_error', path: 'hosted-payment-page', times: 1 });
    await shop.start(id, { method: 'finrelay:hosted_page' });
    shop.restart({ without: 'finrelay' });
    await reconcileAfter(shop, 5 * MINUTE);
    assert.ok(!(await shop.view(id)).payment_methods.some(({ gateway }) => gateway === 'finrelay'));
    assert.equal((await shop.start(id, { method: 'finrelay:hosted_page' })).status, 502);
    await reconcileAfter(shop, HOUR);
    await reconcileAfter(shop, HOUR);
    assert.equal(await shop.state(id), 'expired');
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
  });
});

describe('an authentic webhook', () => {
  it('counts at its own address although it came to another one before', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    const delivery = shop.ottu.control.deliveries().at(-1);
    assert.ok(delivery);
    const { url, headers, body } = delivery;
    for (const address of [`${PUBLIC_URL}/webhooks/ottu/some-other-token-of-old`, url]) {
      await shop.checkout.fetch(new Request(address, { method: 'POST', headers, body }));
    }
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
  });

  it('whose provider never answers does not wait for ever', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.failApi({ kind: 'status', method: 'GET', status: 503 });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.settle();
    await reconcileAfter(shop, HOUR);
    const late = (): string => new Date(shop.clock.ms + DAY).toISOString();
    assert.equal((await shop.store.pendingWebhooks(late(), 10)).length, 1);
    await reconcileAfter(shop, 2 * DAY);
    assert.equal((await shop.store.pendingWebhooks(late(), 10)).length, 1);
    await reconcileAfter(shop, 7 * DAY);
    assert.deepEqual(await shop.store.pendingWebhooks(late(), 10), []);
  });
});

describe('the merchant', () => {
  it('is told of other changes although a handler never returns', async () => {
    const told: string[] = [];
    const store = memoryStore();
    const shop = await openShop({ store, onStateChange: () => Promise.reject(new Error('down')) });
    const ids = [await shop.create(), await shop.create()];
    for (const id of ids) await shop.checkout.sessions.cancel(id);
    await shop.settle();
    const settings = checkOptions({
      publicUrl: PUBLIC_URL,
      returnUrl: 'https://shop.test/return',
      clientKeys: ['pk_test_1'],
      gateways: shop.gateways(),
      store,
      now: () => shop.clock.ms + HOUR,
      onStateChange: ({ sessionId }) => {
        told.push(sessionId);
        return sessionId === ids[0] ? new Promise<void>(() => undefined) : undefined;
      },
    });
    const context: Context = {
      settings,
      assets: { register: () => Promise.reject(new Error('no asset is needed')) },
      // Every handler that is waited for takes too long.
      timer: (_, then) => {
        const timer = setTimeout(then, 5);
        return () => clearTimeout(timer);
      },
      newToken: randomToken,
    };
    assert.equal(await deliverNotices(context), 1);
    assert.deepEqual(told, ids);
    const later = new Date(shop.clock.ms + 2 * HOUR).toISOString();
    const left = await store.pendingNotices(later, 10);
    assert.deepEqual(
      left.map(({ sessionId }) => sessionId),
      [ids[0]],
    );
  });

  it('gets its answer although the runtime refuses background work', async () => {
    const shop = await openShop({
      backgroundWork: () => {
        throw new Error('there is no request to wait for');
      },
    });
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    assert.equal((await shop.view(id)).state, 'paid');
  });
});
