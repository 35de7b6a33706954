import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from '../../support/shop.js';

describe('canceling a session', () => {
  it('says where to go, and the same again when asked twice', async () => {
    const shop = await openShop({ cancelUrl: 'https://shop.test/cart' });
    const id = await shop.create();
    for (const _ of [1, 2]) {
      const { status, body } = await shop.cancel(id);
      assert.equal(status, 200);
      assert.equal(body.session.state, 'canceled');
      assert.equal(body.redirect_url, 'https://shop.test/cart');
    }
    assert.equal(shop.notices.filter(({ state }) => state === 'canceled').length, 1);
  });

  it('prefers the cancel URL of the session', async () => {
    const shop = await openShop({ cancelUrl: 'https://shop.test/cart' });
    const id = await shop.create({ cancelUrl: 'https://shop.test/cart/7?a=1#b' });
    assert.equal((await shop.cancel(id)).body.redirect_url, 'https://shop.test/cart/7?a=1#b');
  });

  it('cancels the live attempt at the provider first', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const reference = await shop.reference(id);
    assert.equal((await shop.cancel(id)).status, 200);
    await shop.settle();
    const late = await shop.ottu.control.complete(reference, 'pay').catch(() => null);
    assert.notEqual(late?.state, 'paid');
    assert.equal(await shop.state(id), 'canceled');
  });

  it('refuses while an attempt is live and cannot be canceled', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'finrelay:hosted_page' });
    const { status, body } = await shop.cancel(id);
    assert.equal(status, 409);
    assert.equal(body.code, 'attempt_in_progress');
    assert.equal(body.attempt?.id, attempt.id);
    assert.equal(await shop.state(id), 'pending');
  });

  it('refuses for a session that was paid a moment ago in another tab', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    const { status, body } = await shop.cancel(id);
    assert.equal(status, 409);
    assert.equal(body.code, 'session_closed');
    assert.equal(body.session.state, 'paid');
  });

  it('starts nothing afterwards', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.cancel(id);
    assert.equal((await shop.start(id, { method: 'ottu:knet' })).body.code, 'session_closed');
  });
});
