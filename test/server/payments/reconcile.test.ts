import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from '../../support/shop.js';

const MINUTE = 60_000;

describe('reconciling', () => {
  it('finds a payment whose webhook was dropped and whose tab was closed', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    assert.equal(await shop.state(id), 'pending');
    shop.advance(MINUTE);
    const { checked } = await shop.checkout.reconcile();
    await shop.settle();
    assert.equal(checked, 1);
    assert.equal(await shop.state(id), 'paid');
  });

  it('finds a payment on a link that the shopper went back to after a decline', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const reference = await shop.reference(id);
    await shop.ottu.control.complete(reference, { action: 'decline', method: 'knet' });
    await shop.settle();
    assert.equal(await shop.state(id), 'attempted');
    shop.ottu.control.setWebhooks({ mode: 'drop' });
    await shop.ottu.control.complete(reference, { action: 'pay', method: 'knet' });
    shop.advance(MINUTE);
    await shop.checkout.reconcile();
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
    assert.ok(shop.typesOf().includes('late_payment'));
  });

  it('asks less and less often, and stops when the link has expired', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const asked = (): number =>
      shop.ottu.control.requests().filter(({ method }) => method === 'GET').length;
    let last = asked();
    const gaps: number[] = [];
    for (let minute = 0, since = 0; minute < 60; minute += 1) {
      shop.advance(MINUTE);
      since += 1;
      await shop.checkout.reconcile();
      if (asked() > last) {
        gaps.push(since);
        since = 0;
        last = asked();
      }
    }
    assert.ok(gaps.length >= 6 && gaps.length < 20, `asked ${gaps.length} times`);
    assert.ok((gaps.at(-1) ?? 0) >= 10);
    shop.advance(25 * 60 * MINUTE);
    await shop.checkout.reconcile();
    await shop.settle();
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['expired'],
    );
    assert.equal(await shop.state(id), 'expired');
    const stored = await shop.store.load(id);
    assert.equal(stored?.check.nextAt, null);
  });

  it('finishes a webhook whose question to the provider failed', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.failApi({ kind: 'status', method: 'GET', status: 503, times: 1 });
    await shop.ottu.control.complete(await shop.reference(id), {
      action: 'decline',
      method: 'knet',
    });
    await shop.settle();
    assert.equal(await shop.state(id), 'pending');
    shop.advance(MINUTE);
    await shop.checkout.reconcile();
    await shop.settle();
    assert.equal(await shop.state(id), 'attempted');
  });

  it('asks on a read, but not more than once in a few seconds', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop' });
    await shop.ottu.control.complete(await shop.reference(id), 'abandon');
    const before = shop.ottu.control.requests().length;
    await Promise.all([shop.view(id), shop.view(id), shop.view(id)]);
    await shop.view(id);
    assert.equal(shop.ottu.control.requests().length, before + 1);
    shop.advance(4000);
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    assert.equal((await shop.view(id)).state, 'paid');
  });

  it('tells a notice again until the merchant took it', async () => {
    let failures = 2;
    const told: string[] = [];
    const shop = await openShop({
      onStateChange: ({ id, state }) => {
        told.push(`${state} ${id}`);
        if (state === 'paid' && failures-- > 0) throw new Error('the order system is down');
      },
    });
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.settle();
    for (let round = 0; round < 4; round += 1) {
      shop.advance(MINUTE);
      await shop.checkout.reconcile();
    }
    const paid = told.filter((one) => one.startsWith('paid'));
    assert.equal(paid.length, 3);
    assert.equal(new Set(paid).size, 1);
  });
});
