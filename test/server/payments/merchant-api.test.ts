import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CheckoutError } from '../../../src/server/errors.js';
import { openShop } from '../../support/shop.js';

const refused = (code: string) => (error: unknown) =>
  error instanceof CheckoutError && error.code === code;

describe('the merchant API', () => {
  it('makes session ids that nobody can guess and that are no id of a provider', async () => {
    const shop = await openShop();
    const ids = await Promise.all(Array.from({ length: 20 }, () => shop.create()));
    assert.equal(new Set(ids).size, 20);
    for (const id of ids) assert.match(id, /^[\w-]{43}$/);
    const stored = await shop.store.load(ids[0] ?? '');
    assert.ok(stored?.providerSessions.every((one) => one.providerId !== ids[0]));
  });

  it('refuses amounts that are none, and says what to give', async () => {
    const shop = await openShop();
    for (const value of ['0', '0.000', '-1', '1,000', '1e3', '14.0001', ' 14', '']) {
      await assert.rejects(
        shop.create({ amount: { value, currency: 'KWD' } }),
        refused('invalid_request'),
        value,
      );
    }
    await assert.rejects(shop.create({ amount: { value: '14', currency: 'kwd' } }), /amount: give/);
    await assert.rejects(
      shop.create({ amount: { value: '14', currency: 'XYZ' } }),
      refused('invalid_request'),
    );
  });

  it('refuses unknown gateways and URLs that shoppers must not be sent to', async () => {
    const shop = await openShop();
    await assert.rejects(shop.create({ gateways: ['nobody'] }), /some of ottu, finrelay/);
    await assert.rejects(
      shop.create({ cancelUrl: 'javascript:alert(1)' }),
      refused('invalid_request'),
    );
  });

  it('lists the methods of the wanted gateways in the wanted order', async () => {
    const shop = await openShop();
    const both = await shop.view(await shop.create({ gateways: ['finrelay', 'ottu'] }));
    assert.equal(both.payment_methods[0]?.gateway, 'finrelay');
    const one = await shop.view(await shop.create({ gateways: ['finrelay'] }));
    assert.deepEqual(
      one.payment_methods.map(({ code }) => code),
      ['finrelay:hosted_page'],
    );
  });

  it('still lists the others when one gateway fails, and asks it again later', async () => {
    const shop = await openShop();
    shop.ottu.control.failApi({ kind: 'status', status: 503 });
    const id = await shop.create();
    assert.deepEqual(
      (await shop.view(id)).payment_methods.map(({ gateway }) => gateway),
      ['finrelay'],
    );
    shop.ottu.control.clearApiFaults();
    shop.advance(16_000);
    const { payment_methods } = await shop.view(id);
    assert.ok(payment_methods.some(({ gateway }) => gateway === 'ottu'));
  });

  it('changes the amount of an order that is not being paid, also at the provider', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.checkout.sessions.update(id, { amount: { value: '20.000', currency: 'KWD' } });
    const view = await shop.view(id);
    assert.equal(view.amount.value, '20.000');
    const card = view.payment_methods.find(({ code }) => code === 'ottu:credit-card');
    assert.equal(card?.total.value, '20.500');
    await shop.leave(id, { method: 'ottu:credit-card' });
    await shop.ottu.control.complete(await shop.reference(id), {
      action: 'pay',
      method: 'credit-card',
    });
    await shop.settle();
    assert.equal(await shop.state(id), 'paid');
  });

  it('refuses a new amount while an attempt is live', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    const change = shop.checkout.sessions.update(id, {
      amount: { value: '20.000', currency: 'KWD' },
    });
    await assert.rejects(change, refused('attempt_in_progress'));
  });

  it('shows nothing personal and nothing secret to the page', async () => {
    const shop = await openShop();
    const id = await shop.create({
      customer: {
        id: 'cust-77',
        email: 'sara@example.com',
        firstName: 'Sara',
        phone: '+96550000000',
      },
      metadata: { margin: 'secret-margin' },
    });
    await shop.leave(id, { method: 'ottu:knet' });
    const stored = await shop.store.load(id);
    const text = JSON.stringify(await shop.view(id));
    const hidden = ['sara@example.com', 'Sara', '+96550000000', 'cust-77', 'secret-margin'];
    const tokens =
      stored?.providerSessions.flatMap((one) => [
        one.webhookToken,
        one.providerId ?? '',
        one.reference,
      ]) ?? [];
    for (const secret of [
      ...hidden,
      ...tokens,
      ...(stored?.attempts.map((one) => one.returnToken) ?? []),
    ]) {
      assert.ok(!text.includes(secret), secret);
    }
  });

  it('explains the state of a session by its log', async () => {
    const shop = await openShop();
    const id = await shop.create();
    await shop.leave(id, { method: 'ottu:knet' });
    await shop.ottu.control.complete(await shop.reference(id), 'pay');
    await shop.settle();
    const types = (await shop.store.events(id)).map(({ type }) => type);
    const story = [
      'session.created',
      'provider_session.opened',
      'attempt.starting',
      'session.pending',
      'attempt.redirected',
      'attempt.paid',
      'session.paid',
    ];
    assert.deepEqual(
      types.filter((type) => story.includes(type)),
      story,
    );
  });
});
