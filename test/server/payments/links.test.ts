import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from '../../support/shop.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('a link whose time is over', () => {
  for (const method of ['ottu:knet', 'finrelay:hosted_page']) {
    it(`is not given again: the same click opens a new one (${method})`, async () => {
      const shop = await openShop({ sessionLifetime: 3 * DAY });
      const id = await shop.create();
      const first = await shop.leave(id, { method, key: 'old' });
      shop.advance(DAY + MINUTE);
      const stale = await shop.start(id, { method, key: 'old' });
      assert.equal(stale.body.code, 'session_changed');
      const second = await shop.leave(id, { method, key: 'new' });
      assert.notEqual(second.redirect.url, first.redirect.url);
      const { attempts } = await shop.checkout.sessions.retrieve(id);
      assert.equal(attempts.length, 2);
      assert.equal(attempts[1]?.state, 'redirected');
    });
  }

  it('is asked about before it is given up: a payment that nobody told of is found by a read', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    shop.advance(3 * DAY);
    assert.equal((await shop.view(id)).state, 'paid');
  });

  it('is asked about again later when the provider was away at its end', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    shop.ottu.control.failApi({ kind: 'status', status: 503 });
    shop.advance(2 * DAY);
    await shop.checkout.reconcile();
    assert.equal(await shop.state(id), 'expired');
    shop.ottu.control.clearApiFaults();
    shop.advance(20 * MINUTE);
    await shop.checkout.reconcile();
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
    assert.ok(shop.typesOf().includes('late_payment'));
  });

  it('is given up when the provider stays away', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.failApi({ kind: 'status', status: 503 });
    for (const days of [2, 8, 1]) {
      shop.advance(days * DAY);
      await shop.checkout.reconcile();
      await shop.settle();
    }
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
    assert.equal(await shop.state(id), 'expired');
  });
});

describe('a start that nobody can finish', () => {
  it('is given up after a while, and does not keep the session open', async () => {
    const shop = await openShop();
    const id = await shop.create({ expiresAt: '2026-01-05T12:00:00Z' });
    shop.finrelay.control.failApi({ kind: 'status', path: 'hosted-payment-page', status: 503 });
    await shop.start(id, { method: 'finrelay:hosted_page' });
    shop.advance(31 * MINUTE);
    await shop.checkout.reconcile();
    await shop.settle();
    const { attempts, state } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[0]?.state, 'expired');
    assert.equal(state, 'attempted');
    shop.advance(90 * MINUTE);
    await shop.checkout.reconcile();
    assert.equal(await shop.state(id), 'expired');
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
  });

  it('is not finished after the session has expired', async () => {
    const shop = await openShop();
    const id = await shop.create({ expiresAt: '2026-01-05T10:05:00Z' });
    shop.finrelay.control.failApi({ kind: 'network_error', path: 'hosted-payment-page', times: 1 });
    await shop.start(id, { method: 'finrelay:hosted_page', key: 'k' });
    const opened = (): number =>
      shop.finrelay.control.requests().filter(({ path }) => path.includes('hosted-payment-page'))
        .length;
    const before = opened();
    shop.advance(6 * MINUTE);
    const { body } = await shop.start(id, { method: 'finrelay:hosted_page', key: 'k' });
    assert.equal(body.code, 'session_expired');
    await shop.checkout.reconcile();
    await shop.settle();
    assert.equal(opened(), before);
    assert.equal(await shop.state(id), 'expired');
  });
});

describe('coming back', () => {
  it('by Back after the provider had said that it is done takes nothing back', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'finrelay:hosted_page' });
    shop.finrelay.control.setWebhooks({ mode: 'hold', shopper: 'continues' });
    const reference = await shop.reference(id);
    const { redirect_url } = await shop.finrelay.control.complete(reference, 'pay');
    await shop.follow(redirect_url);
    await shop.follow(redirect_url?.replace(/\.d$/, '.c') ?? null);
    await shop.settle();
    const view = await shop.view(id);
    assert.equal(view.attempt?.state, 'returned');
    assert.equal(view.state, 'pending');
  });

  it('counts anew after the shopper went on', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'finrelay:hosted_page' });
    shop.finrelay.control.setWebhooks({ mode: 'hold', shopper: 'continues' });
    const body = shop.finrelay.control
      .requests()
      .find(({ path }) => path.includes('hosted-payment-page'))?.body;
    const { success_url } = JSON.parse(typeof body === 'string' ? body : JSON.stringify(body)) as {
      success_url: string;
    };
    await shop.follow(success_url);
    const { attempt } = await shop.leave(id, { method: 'finrelay:hosted_page' });
    assert.equal(attempt.state, 'redirected');
    assert.equal(attempt.returned_at, null);
    await shop.follow(success_url);
    assert.equal((await shop.view(id)).attempt?.state, 'returned');
  });
});
