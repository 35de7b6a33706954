import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from '../../support/shop.js';

const DEARER = { value: '20.000', currency: 'KWD' };

describe('an order that changed after a link was left', () => {
  it('is not paid by the old amount on the old link: it is held for review', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'finrelay:hosted_page' });
    const reference = await shop.reference(id);
    await shop.finrelay.control.complete(reference, 'decline');
    await shop.settle();
    await shop.checkout.sessions.update(id, { amount: DEARER });
    await shop.finrelay.control.complete(reference, { action: 'pay', late: true });
    await shop.settle();
    const session = await shop.checkout.sessions.retrieve(id);
    assert.notEqual(session.state, 'paid');
    assert.equal(session.review?.reason, 'amount_mismatch');
    assert.ok(shop.typesOf().includes('review_needed'));
  });

  it('is paid by the new amount on a link that the provider has updated', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const reference = await shop.reference(id);
    await shop.ottu.control.complete(reference, { action: 'decline', method: 'knet' });
    await shop.settle();
    await shop.checkout.sessions.update(id, { amount: DEARER });
    await shop.ottu.control.complete(reference, { action: 'pay', method: 'knet' });
    await shop.settle();
    const session = await shop.checkout.sessions.retrieve(id);
    assert.equal(session.state, 'paid');
    assert.deepEqual(session.capturedAmount, DEARER);
    assert.equal(session.review, null);
  });

  it('gets its second payment back in the amount that was taken', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'finrelay:hosted_page' });
    const reference = await shop.reference(id);
    await shop.finrelay.control.complete(reference, 'decline');
    await shop.settle();
    await shop.checkout.sessions.update(id, { amount: DEARER });
    await shop.leave(id, { method: 'ottu:knet' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.settle();
    await shop.finrelay.control.complete(reference, { action: 'pay', late: true });
    await shop.settle();
    const { state, attempts, review } = await shop.checkout.sessions.retrieve(id);
    assert.equal(state, 'paid');
    assert.equal(review, null);
    assert.equal(attempts[0]?.reversal, 'done');
    assert.equal(attempts[0].amount.value, '14.000');
  });

  it('starts nothing from a list that was made for the old amount', async () => {
    const shop = await openShop();
    const id = await shop.create();
    shop.ottu.control.failApi({ kind: 'status', status: 503 });
    await shop.checkout.sessions.update(id, { amount: DEARER });
    const stored = await shop.store.load(id);
    const offered = stored?.listings.filter(({ gateway, failed }) => gateway === 'ottu' && !failed);
    assert.deepEqual(offered, []);
    const { body } = await shop.start(id, { method: 'ottu:knet', total: '14.000' });
    assert.equal(body.code, 'payment_method_unavailable');
  });
});
