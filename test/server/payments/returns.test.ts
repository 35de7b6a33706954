import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop, PUBLIC_URL } from '../../support/shop.js';

describe('returning from the provider', () => {
  it('sends the shopper to the merchant page with our session id and nothing of the provider', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const { redirect_url } = await shop.ottu.control.complete(await shop.reference(id), 'pay');
    assert.match(redirect_url ?? '', /order_no=/);
    const response = await shop.follow(redirect_url);
    assert.equal(response.status, 303);
    const location = response.headers.get('Location');
    assert.equal(location, `https://shop.test/return?lang=en&session_id=${id}`);
    assert.equal((await shop.view(id)).state, 'paid');
  });

  it('proves nothing: a return without a payment leaves the session unpaid', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'finrelay:hosted_page' });
    const body = shop.finrelay.control
      .requests()
      .find(({ path }) => path.includes('hosted-payment-page'))?.body;
    const { success_url } = JSON.parse(typeof body === 'string' ? body : JSON.stringify(body)) as {
      success_url: string;
    };
    await shop.follow(`${success_url}?status=paid&state=paid&result=success`);
    await shop.settle();
    const view = await shop.view(id);
    assert.equal(view.state, 'pending');
    assert.equal(view.attempt?.state, 'returned');
    assert.ok(view.attempt.returned_at);
  });

  it('records the first return only, and may be followed again', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const { redirect_url } = await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.follow(redirect_url);
    const first = (await shop.view(id)).attempt?.returned_at;
    shop.advance(60_000);
    assert.equal((await shop.follow(redirect_url)).status, 303);
    assert.equal((await shop.view(id)).attempt?.returned_at, first);
    assert.equal(await shop.state(id), 'paid');
  });

  it('takes the cancel of a provider that cannot be asked as giving up, and still watches it', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'finrelay:hosted_page' });
    const reference = await shop.reference(id);
    const { redirect_url } = await shop.finrelay.control.complete(reference, 'cancel');
    await shop.follow(redirect_url);
    await shop.settle();
    assert.equal(await shop.state(id), 'attempted');
    await shop.leave(id, { method: 'ottu:knet' });
  });

  it('sees a cancel on the hosted page of Ottu', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const { redirect_url } = await shop.ottu.control.complete(await shop.reference(id), 'cancel');
    await shop.follow(redirect_url);
    await shop.settle();
    const view = await shop.view(id);
    assert.equal(view.state, 'attempted');
    assert.equal(view.attempt?.state, 'canceled');
    await shop.leave(id, { method: 'ottu:knet' });
  });

  it('tells of a decline, after which another try succeeds', async () => {
    for (const [gateway, method] of [
      ['ottu', 'ottu:credit-card'],
      ['finrelay', 'finrelay:hosted_page'],
    ] as const) {
      const shop = await openShop();
      const id = await shop.create();
      await shop.leave(id, { method });
      const code = method.slice(gateway.length + 1);
      const declined = await shop[gateway].control.complete(await shop.reference(id), {
        action: 'decline',
        ...(gateway === 'ottu' ? { method: code } : {}),
      });
      await shop.follow(declined.redirect_url);
      await shop.settle();
      const view = await shop.view(id);
      assert.equal(view.state, 'attempted', gateway);
      assert.equal(view.attempt?.state, 'failed', gateway);
      assert.ok(view.attempt.failure_reason, gateway);
      await shop.leave(id, { method });
      await shop[gateway].control.complete(await shop.reference(id), {
        action: 'pay',
        ...(gateway === 'ottu' ? { method: code } : {}),
      });
      await shop.settle();
      assert.equal(await shop.state(id), 'paid', gateway);
    }
  });

  it('tells of a second decline of the same method on one Ottu session', async () => {
    const shop = await openShop();
    const id = await shop.create();
    for (const _ of [1, 2]) {
      await shop.leave(id, { method: 'ottu:knet' });
      const { redirect_url } = await shop.ottu.control.complete(await shop.reference(id), {
        action: 'decline',
        method: 'knet',
      });
      await shop.follow(redirect_url);
      await shop.settle();
    }
    const { attempts, state } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map((one) => one.state),
      ['failed', 'failed'],
    );
    assert.equal(state, 'attempted');
  });

  it('sends a stranger with an unknown token to the merchant page without a session id', async () => {
    const shop = await openShop();
    const response = await shop.checkout.fetch(
      new Request(`${PUBLIC_URL}/returns/${'x'.repeat(43)}.d`),
    );
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('Location'), 'https://shop.test/return?lang=en');
  });

  it('answers within its time although the provider hangs', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    const { redirect_url } = await shop.ottu.control.complete(await shop.reference(id), 'pay');
    shop.ottu.control.failApi({ kind: 'hang', method: 'GET' });
    const began = performance.now();
    assert.equal((await shop.follow(redirect_url)).status, 303);
    assert.ok(performance.now() - began < 3000);
    shop.ottu.control.clearApiFaults();
    await shop.settle();
    assert.equal((await shop.view(id)).attempt?.state, 'returned');
  });
});
