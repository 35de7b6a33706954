import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop, type Shop } from '../../support/shop.js';

/** Finrelay was left for Ottu, and both links are open in two tabs. */
async function twoOpenLinks(shop: Shop): Promise<{ id: string; left: string; live: string }> {
  const id = await shop.create();
  const { attempt } = await shop.leave(id, { method: 'finrelay:hosted_page' });
  const left = await shop.reference(id);
  await shop.leave(id, {
    method: 'ottu:knet',
    replaces: { attempt_id: attempt.id, confirmed: true },
  });
  return { id, left, live: await shop.reference(id) };
}

describe('a superseded attempt that pays after all', () => {
  it('counts when nothing else was paid, and the other link is canceled', async () => {
    const shop = await openShop();
    const { id, left, live } = await twoOpenLinks(shop);
    await shop.finrelay.control.complete(left, 'pay');
    await shop.settle();
    const { state, attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(state, 'paid');
    assert.deepEqual(
      attempts.map((one) => one.state),
      ['paid', 'canceled'],
    );
    assert.equal(attempts[0]?.late, true);
    const second = await shop.ottu.control.complete(live, 'pay').catch(() => null);
    assert.notEqual(second?.state, 'paid');
  });

  it('is given back when another attempt was paid before', async () => {
    const shop = await openShop();
    const { id, left, live } = await twoOpenLinks(shop);
    await shop.ottu.control.complete(live, 'pay');
    await shop.settle();
    await shop.finrelay.control.complete(left, 'pay');
    await shop.settle();
    const session = await shop.checkout.sessions.retrieve(id);
    assert.equal(session.state, 'paid');
    assert.equal(session.refundedAmount, null);
    assert.equal(session.attempts[0]?.reversal, 'done');
    assert.ok(shop.typesOf().includes('duplicate_payment'));
    const refunds = shop.finrelay.control.requests().filter(({ path }) => path.includes('manage'));
    assert.equal(refunds.length, 1);
  });

  it('is given back by the reconciler when the first try failed', async () => {
    const shop = await openShop();
    const { id, left, live } = await twoOpenLinks(shop);
    await shop.ottu.control.complete(live, 'pay');
    await shop.settle();
    shop.finrelay.control.failApi({ kind: 'status', path: 'manage', status: 503, times: 1 });
    await shop.finrelay.control.complete(left, 'pay');
    await shop.settle();
    assert.equal((await shop.checkout.sessions.retrieve(id)).attempts[0]?.reversal, 'needed');
    shop.advance(60_000);
    await shop.checkout.reconcile();
    await shop.settle();
    assert.equal((await shop.checkout.sessions.retrieve(id)).attempts[0]?.reversal, 'done');
  });

  it('is reported, never hidden, when the provider refuses to give it back', async () => {
    const shop = await openShop();
    const { id, left, live } = await twoOpenLinks(shop);
    await shop.ottu.control.complete(live, 'pay');
    await shop.settle();
    shop.finrelay.control.failApi({
      kind: 'status',
      path: 'manage',
      status: 400,
      body: { status: 'INVALID', errors: [{ property: 'amount', message: 'no' }] },
    });
    await shop.finrelay.control.complete(left, 'pay');
    await shop.settle();
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts[0]?.reversal, 'reported');
    const reports = shop.notices.filter(({ type }) => type === 'duplicate_payment');
    assert.ok(reports.some(({ session }) => session.attempts[0]?.reversal === 'reported'));
  });

  it('keeps one charge when both are paid at the same time', async () => {
    const shop = await openShop();
    const { id, left, live } = await twoOpenLinks(shop);
    await Promise.all([
      shop.finrelay.control.complete(left, 'pay'),
      shop.ottu.control.complete(live, 'pay'),
    ]);
    await shop.settle();
    for (let round = 0; round < 3; round += 1) {
      shop.advance(60_000);
      await shop.checkout.reconcile();
      await shop.settle();
    }
    const { state, attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(state, 'paid');
    const charged = attempts.filter((one) => one.state === 'paid' && one.reversal === null);
    assert.equal(charged.length, 1);
    const given = attempts.filter((one) => one.reversal !== null);
    assert.ok(given.every((one) => one.reversal === 'done'));
  });

  it('takes the message of a payment on a shared session for one payment', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'ottu:knet' });
    const replaces = { attempt_id: attempt.id, confirmed: false };
    await shop.leave(id, { method: 'ottu:credit-card', replaces });
    await shop.ottu.control.complete(await shop.reference(id), { action: 'pay', method: 'knet' });
    await shop.settle();
    const { state, attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(state, 'paid');
    assert.deepEqual(
      attempts.map((one) => one.state),
      ['paid', 'superseded'],
    );
    assert.ok(!shop.typesOf().includes('duplicate_payment'));
  });
});
