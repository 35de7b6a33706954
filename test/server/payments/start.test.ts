import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop } from '../../support/shop.js';

const MINUTE = 60_000;

describe('starting a payment', () => {
  it('gives the redirect of the chosen method and makes the session pending', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt, redirect } = await shop.leave(id, { method: 'ottu:knet' });
    assert.equal(attempt.state, 'redirected');
    assert.equal(redirect.method, 'GET');
    assert.ok(redirect.url.startsWith('https://ottu.test/'));
    assert.equal(await shop.state(id), 'pending');
  });

  it('makes one attempt of a double click', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const key = 'click-1';
    const answers = await Promise.all(
      [1, 2, 3].map(() => shop.start(id, { method: 'finrelay:hosted_page', key })),
    );
    const redirects = answers
      .filter(({ status }) => status === 200)
      .map(({ body }) => body.redirect.url);
    assert.equal(new Set(redirects).size, 1);
    const waiting = answers.filter(({ status }) => status === 409);
    for (const { body, headers } of waiting) {
      assert.equal(body.code, 'start_in_progress');
      assert.equal(headers.get('Retry-After'), '1');
    }
    const again = await shop.leave(id, { method: 'finrelay:hosted_page', key });
    assert.equal(again.redirect.url, redirects[0]);
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.equal(attempts.length, 1);
    const created = shop.finrelay.control
      .requests()
      .filter(({ path }) => path.includes('hosted-payment-page'));
    assert.equal(created.length, 1);
  });

  it('refuses the same key for another payment', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet', key: 'one' });
    const { status, body } = await shop.start(id, { method: 'ottu:credit-card', key: 'one' });
    assert.equal(status, 422);
    assert.equal(body.code, 'idempotency_key_reused');
  });

  it('gives the live redirect again for the same method under a new key', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const first = await shop.leave(id, { method: 'ottu:knet', key: 'one' });
    const second = await shop.leave(id, { method: 'ottu:knet', key: 'two' });
    assert.equal(second.attempt.id, first.attempt.id);
    assert.equal(second.redirect.url, first.redirect.url);
  });

  it('answers 409 with the live attempt when another method is chosen', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'ottu:knet' });
    const { status, body } = await shop.start(id, { method: 'finrelay:hosted_page' });
    assert.equal(status, 409);
    assert.equal(body.code, 'attempt_in_progress');
    assert.equal(body.attempt.id, attempt.id);
    assert.equal(body.attempt.payment_method_name, 'KNET');
  });

  it('says what the shopper pays with it, fee included', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const card = (await shop.view(id)).payment_methods.find(
      ({ code }) => code === 'ottu:credit-card',
    );
    assert.ok(card?.fee);
    const { attempt } = await shop.leave(id, { method: 'ottu:credit-card' });
    assert.deepEqual(attempt.total, card.total);
    assert.deepEqual((await shop.view(id)).attempt?.total, card.total);
  });

  it('changes the method within one Ottu session without canceling it', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'ottu:knet' });
    const replaces = { attempt_id: attempt.id, confirmed: false };
    const next = await shop.leave(id, { method: 'ottu:credit-card', replaces });
    assert.notEqual(next.attempt.id, attempt.id);
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['superseded', 'redirected'],
    );
    assert.equal(attempts[0]?.reference, attempts[1]?.reference);
    const operations = shop.ottu.control
      .requests()
      .filter(({ path }) => path.includes('operation'));
    assert.equal(operations.length, 0);
  });

  it('cancels the old attempt at its provider before another provider gets one', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'ottu:knet' });
    const replaces = { attempt_id: attempt.id, confirmed: false };
    await shop.leave(id, { method: 'finrelay:hosted_page', replaces });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['canceled', 'redirected'],
    );
    const dead = await shop.ottu.control
      .complete(attempts[0]?.reference ?? '', 'pay')
      .catch(() => null);
    assert.notEqual(dead?.state, 'paid');
  });

  it('leaves an attempt that cannot be canceled only on an explicit word', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'finrelay:hosted_page' });
    const refused = await shop.start(id, {
      method: 'ottu:knet',
      replaces: { attempt_id: attempt.id, confirmed: false },
    });
    assert.equal(refused.status, 409);
    assert.equal(refused.body.code, 'attempt_not_cancelable');
    assert.equal(refused.body.attempt.id, attempt.id);
    await shop.leave(id, {
      method: 'ottu:knet',
      replaces: { attempt_id: attempt.id, confirmed: true },
    });
    const { attempts } = await shop.checkout.sessions.retrieve(id);
    assert.deepEqual(
      attempts.map(({ state }) => state),
      ['superseded', 'redirected'],
    );
  });

  it('finds a payment that was just made instead of replacing its attempt', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'ottu:knet' });
    shop.ottu.control.setWebhooks({ mode: 'drop', shopper: 'continues' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    const { status, body } = await shop.start(id, {
      method: 'finrelay:hosted_page',
      replaces: { attempt_id: attempt.id, confirmed: true },
    });
    assert.equal(status, 409);
    assert.equal(body.code, 'session_closed');
    assert.equal(body.session?.state, 'paid');
  });

  it('asks what became of an attempt before it is canceled', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { attempt } = await shop.leave(id, { method: 'ottu:knet' });
    const before = shop.ottu.control.requests().length;
    const replaces = { attempt_id: attempt.id, confirmed: true };
    await shop.leave(id, { method: 'finrelay:hosted_page', replaces });
    const asked = shop.ottu.control.requests().slice(before);
    assert.deepEqual(
      asked.slice(0, 2).map(({ method, operation }) => `${method} ${operation}`),
      ['GET retrieve', 'POST operation'],
    );
  });

  it('refuses an amount or a total that is not the one of the session', async () => {
    const shop = await openShop();
    const id = await shop.create();
    for (const shown of [{ amount: '13.000' }, { total: '13.000' }]) {
      const { status, body } = await shop.start(id, { method: 'ottu:knet', ...shown });
      assert.equal(status, 409);
      assert.equal(body.code, 'session_changed');
      assert.equal(body.session?.amount.value, '14.000');
    }
    assert.equal(await shop.state(id), 'created');
  });

  it('refuses a method that the session does not offer', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { status, body } = await shop.start(id, { method: 'ottu:nothing' });
    assert.equal(status, 409);
    assert.equal(body.code, 'payment_method_unavailable');
  });

  it('starts nothing after the session has expired', async () => {
    const shop = await openShop();
    const id = await shop.create({ expiresAt: '2026-01-05T10:30:00Z' });
    shop.advance(31 * MINUTE);
    const { status, body } = await shop.start(id, { method: 'ottu:knet' });
    assert.equal(status, 410);
    assert.equal(body.code, 'session_expired');
    assert.equal((await shop.view(id)).state, 'expired');
  });

  it('still awaits a live attempt after the session has expired', async () => {
    const shop = await openShop();
    const id = await shop.create({ expiresAt: '2026-01-05T10:30:00Z' });
    await shop.leave(id, { method: 'ottu:knet' });
    shop.advance(31 * MINUTE);
    assert.equal((await shop.view(id)).state, 'pending');
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
  });

  it('caps the attempts of a session', async () => {
    const shop = await openShop({ maxAttempts: 2 });
    const id = await shop.create();
    for (const method of ['ottu:knet', 'ottu:credit-card']) {
      await shop.leave(id, { method });
      await shop.ottu.control.complete(await shop.reference(id), {
        action: 'decline',
        method: method.slice(5),
      });
      await shop.settle();
    }
    assert.equal(await shop.state(id), 'failed');
    const { body } = await shop.start(id, { method: 'ottu:knet' });
    assert.equal(body.code, 'session_closed');
  });

  it('sends nobody to a redirect that the URL policy refuses', async () => {
    for (const url of ['javascript:alert(1)', 'http://evil.test/', 'https://a:b@evil.test/']) {
      const shop = await openShop({
        wrap: (gateway) => ({
          ...gateway,
          start: async (input) => {
            const started = await gateway.start(input);
            return started.kind === 'redirect'
              ? { ...started, redirect: { method: 'GET', url } }
              : started;
          },
        }),
      });
      const { status, body } = await shop.start(await shop.create(), {
        method: 'finrelay:hosted_page',
      });
      assert.equal(status, 502, url);
      assert.equal(body.code, 'provider_refused');
    }
  });

  it('keeps to the allowed redirect origins', async () => {
    const shop = await openShop({ allowedRedirectOrigins: ['https://ottu.test'] });
    const id = await shop.create();
    assert.equal((await shop.start(id, { method: 'finrelay:hosted_page' })).status, 502);
    assert.equal((await shop.start(id, { method: 'ottu:knet' })).status, 200);
  });

  it('asks for saving the card only where the method can save one', async () => {
    const shop = await openShop();
    const id = await shop.create();
    const { status, body } = await shop.start(id, { method: 'ottu:knet', saveCard: true });
    assert.equal(status, 400);
    assert.equal(body.code, 'invalid_request');
  });
});
