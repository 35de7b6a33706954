import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop, PUBLIC_URL, type Shop } from '../../support/shop.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const reviewsTold = (shop: Shop): number =>
  shop.typesOf().filter((type) => type === 'review_needed').length;

/** Paid at Finrelay with a wrong amount. */
async function mismatched(shop: Shop): Promise<{ id: string; reference: string }> {
  const id = await shop.create();
  await shop.leave(id, { method: 'finrelay:hosted_page' });
  const reference = await shop.reference(id);
  shop.finrelay.control.alter(reference, { amount: 1000 });
  await shop.finrelay.control.complete(reference, 'pay');
  await shop.settle();
  return { id, reference };
}

describe('a session that is held for review', () => {
  it('is not ended by time: neither paid nor failed', async () => {
    const shop = await openShop();
    const { id } = await mismatched(shop);
    for (const days of [1, 2, 8]) {
      shop.advance(days * DAY);
      await shop.checkout.reconcile();
      await shop.settle();
    }
    const view = await shop.view(id);
    assert.equal(view.state, 'pending');
    assert.equal(view.review, true);
    assert.equal(view.attempt?.state, 'redirected');
    assert.equal((await shop.store.load(id))?.check.nextAt, null);
  });

  it('is let go of when the amount is right after all', async () => {
    const shop = await openShop();
    const { id, reference } = await mismatched(shop);
    await shop.finrelay.control.emit(reference, { overrides: { amount: 14_000 } });
    await shop.settle();
    const session = await shop.checkout.sessions.retrieve(id);
    assert.equal(session.state, 'paid');
    assert.equal(session.review, null);
    assert.equal((await shop.view(id)).review, false);
  });

  it('is closed to the page, and ended by the merchant who has looked', async () => {
    const shop = await openShop();
    const { id } = await mismatched(shop);
    assert.equal((await shop.cancel(id)).body.code, 'session_closed');
    const session = await shop.checkout.sessions.cancel(id);
    assert.equal(session.state, 'canceled');
    assert.equal(session.review, null);
    assert.equal(session.attempts[0]?.state, 'canceled');
  });

  it('for a status that one provider says stays held whatever another provider says', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'finrelay:hosted_page' });
    const left = await shop.reference(id);
    const replaces = { attempt_id: attempt.id, confirmed: true };
    await shop.leave(id, { method: 'ottu:knet', replaces });
    await shop.finrelay.control.emit(left, { event: 'transaction-svc:transaction:odd' });
    await shop.settle();
    assert.equal(reviewsTold(shop), 1);
    for (let round = 0; round < 4; round += 1) {
      shop.advance(MINUTE);
      await shop.checkout.reconcile();
      await shop.settle();
    }
    const session = await shop.checkout.sessions.retrieve(id);
    assert.equal(session.review?.reason, 'unknown_status');
    assert.equal(reviewsTold(shop), 1);
  });

  it('keeps what has to be looked at when a second thing comes', async () => {
    const shop = await openShop();
    const { id, reference } = await mismatched(shop);
    await shop.finrelay.control.emit(reference, { event: 'transaction-svc:transaction:odd' });
    await shop.finrelay.control.emit(reference, {
      event: 'transaction-svc:transaction:purchase:pending',
    });
    await shop.settle();
    const stored = await shop.store.load(id);
    assert.deepEqual(
      stored?.reviews.map(({ reason }) => reason),
      ['amount_mismatch'],
    );
    assert.equal(reviewsTold(shop), 2);
  });

  it('is one refunded in another currency while its refund is awaited: the webhook is dealt with', async () => {
    const shop = await openShop({ providers: ['optty'] });
    const id = await shop.create({ customer: { email: 'a@shop.test', phone: '+96550000000' } });
    await shop.leave(id, { method: 'optty:hosted_page' });
    shop.optty.control.failApi({ kind: 'network_error' });
    await assert.rejects(shop.checkout.sessions.refundOrCancel(id, { idempotencyKey: 'k' }));
    const [provider] = (await shop.store.load(id))?.providerSessions ?? [];
    const gateway = shop.gateways().find(({ code }) => code === 'optty');
    const url = `${PUBLIC_URL}/webhooks/optty/${gateway?.webhookToken ?? ''}`;
    const facts = { status: 'REFUNDED', amount: 14, refundedAmount: 14, currency: 'USD' };
    const data = { ...facts, metadata: { invoiceNumber: provider?.reference } };
    const body = JSON.stringify({ event: 'ORDER_STATUS_UPDATE', data });
    await shop.checkout.fetch(new Request(url, { method: 'POST', body }));
    await shop.settle();
    const session = await shop.checkout.sessions.retrieve(id);
    assert.equal(session.review?.reason, 'amount_mismatch');
    assert.equal(session.refundedAmount, null);
    assert.equal(session.operationLog[0]?.state, 'unknown');
    const later = new Date(shop.clock.ms + MINUTE).toISOString();
    assert.deepEqual(await shop.store.pendingWebhooks(later, 9), []);
  });

  it('shows the page a payment that is kept, whatever else has to be looked at', async () => {
    const shop = await openShop();
    const { id, reference } = await mismatched(shop);
    await shop.finrelay.control.emit(reference, { overrides: { amount: 14_000 } });
    await shop.finrelay.control.emit(reference, { event: 'transaction-svc:transaction:odd' });
    await shop.settle();
    const view = await shop.view(id);
    assert.equal(view.state, 'paid');
    assert.equal(view.review, false);
    assert.equal((await shop.checkout.sessions.retrieve(id)).review?.reason, 'unknown_status');
  });
});

describe('an answer about another reference', () => {
  it('is held for review, told once, and pays nothing', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const reference = await shop.reference(id);
    shop.ottu.control.alter(reference, { order_no: 'somebody-else' });
    shop.ottu.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    await shop.ottu.control.complete('somebody-else', 'pay');
    for (let round = 0; round < 4; round += 1) {
      shop.advance(MINUTE);
      await shop.checkout.reconcile();
      await shop.settle();
    }
    const session = await shop.checkout.sessions.retrieve(id);
    assert.equal(session.state, 'pending');
    assert.equal(session.review?.reason, 'reference_mismatch');
    assert.equal(reviewsTold(shop), 1);
    const log = await shop.store.events(id);
    assert.equal(log.filter(({ type }) => type === 'session.review').length, 1);
  });
});
