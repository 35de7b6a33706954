import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from '../../support/shop.js';

const GET = (shop: Awaited<ReturnType<typeof openShop>>): number =>
  shop.ottu.control.requests().filter(({ method }) => method === 'GET').length;

describe('what one session may cost', () => {
  it('leaves the last attempt that it may have alone when another method is chosen', async () => {
    const shop = await openShop({ maxAttempts: 1 });
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'finrelay:hosted_page' });
    const replaces = { attempt_id: attempt.id, confirmed: true };
    const { status, body } = await shop.start(id, { method: 'ottu:knet', replaces });
    assert.equal(status, 429);
    assert.equal(body.code, 'too_many_attempts');
    const session = await shop.checkout.sessions.retrieve(id);
    assert.equal(session.state, 'pending');
    assert.deepEqual(
      session.attempts.map(({ state }) => state),
      ['redirected'],
    );
    assert.equal((await shop.leave(id, { method: 'finrelay:hosted_page' })).attempt.id, attempt.id);
  });

  it('keeps a bounded number of idempotency keys, and every one of them', async () => {
    const shop = await openShop({ maxAttempts: 2 });
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'ottu:knet', key: 'first' });
    let refused = 0;
    for (let click = 0; click < 150; click += 1) {
      const { body } = await shop.start(id, { method: 'ottu:knet', key: `key-${click}` });
      if (body.code === 'too_many_attempts') refused += 1;
    }
    assert.ok(refused > 0);
    const stored = await shop.store.load(id);
    assert.ok((stored?.starts.length ?? 0) <= 110);
    const again = await shop.leave(id, { method: 'ottu:knet', key: 'first' });
    assert.equal(again.attempt.id, attempt.id);
    assert.equal((await shop.start(id, { method: 'ottu:credit-card', key: 'key-0' })).status, 422);
  });

  it('asks the provider no more for a return that is followed again and again', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    const reference = await shop.reference(id);
    const { redirect_url } = await shop.ottu.control.complete(reference, 'decline');
    await shop.follow(redirect_url);
    await shop.settle();
    const asked = GET(shop);
    const events = (await shop.store.events(id)).length;
    for (let time = 0; time < 5; time += 1) await shop.follow(redirect_url);
    await shop.settle();
    assert.equal(GET(shop), asked);
    assert.equal((await shop.store.events(id)).length, events);
  });

  it('opens one session at a provider that could not list before, however many pages read', async () => {
    const shop = await openShop();
    shop.ottu.control.failApi({ kind: 'status', operation: 'create', status: 503, times: 1 });
    const id = await shop.create();
    shop.advance(20_000);
    const creates = (): number =>
      shop.ottu.control
        .requests()

        .filter(({ operation }) => operation === 'create').length;
    const before = creates();
    await Promise.all([1, 2, 3, 4, 5].map(() => shop.view(id)));
    assert.equal(creates(), before + 1);
    const { payment_methods } = await shop.view(id);
    assert.ok(payment_methods.some(({ code }) => code === 'ottu:knet'));
  });

  it('writes nothing for a read that brings no news', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const before = await shop.store.load(id);
    await shop.view(id);
    await shop.view(id);
    assert.equal((await shop.store.load(id))?.version, before?.version);
  });
});
