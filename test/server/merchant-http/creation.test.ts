import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore } from '../../../src/server/store/memory.js';
import { CLIENT_KEY, PUBLIC_URL } from '../../support/shop.js';
import { deferred } from '../handler/fixture.js';
import { HTTP, openHttpShop, ORDER } from './fixture.js';

describe('creation of sessions by the merchant server', () => {
  it('gives the page what it needs: the widget opens the session with it', async () => {
    const { create, shop } = await openHttpShop();
    const { status, headers, body } = await create();
    assert.equal(status, 201);
    assert.equal(headers.get('Location'), `${PUBLIC_URL}/merchant/sessions/${body.session_id}`);
    assert.equal(body.client_key, CLIENT_KEY);
    assert.equal(body.state, 'created');
    assert.deepEqual([body.amount, body.currency], ['14.000', 'KWD']);
    const view = await shop.view(body.session_id);
    assert.deepEqual(view.amount, { value: '14.000', currency: 'KWD' });
    assert.ok(view.payment_methods.length > 0);
  });

  it('hands every property on', async () => {
    const { create, shop } = await openHttpShop();
    const address = { line1: 'Street 1', city: 'Kuwait', country: 'KW', postal_code: '13001' };
    const { body } = await create({
      ...ORDER,
      order: {
        description: 'Two lamps',
        merchant_name: 'Diwan',
        items: [{ name: 'Lamp', quantity: 2, total: '12.000' }],
        subtotal: '12.000',
        shipping: '2.000',
      },
      customer: {
        id: 'c-1',
        first_name: 'Noor',
        email: 'noor@shop.test',
        billing_address: address,
      },
      language: 'ar',
      metadata: { cart: '77' },
      due_at: '2026-01-06T12:00:00+03:00',
      expires_at: null,
      return_url: 'https://shop.test/thanks',
      cancel_url: 'https://shop.test/cart',
      gateways: ['finrelay'],
    });
    const stored = await shop.store.load(body.session_id);
    assert.equal(stored?.order.description, 'Two lamps');
    assert.deepEqual(stored.order.items[0]?.total, { value: '12.000', currency: 'KWD' });
    assert.deepEqual(stored.order.shipping, { value: '2.000', currency: 'KWD' });
    assert.equal(stored.customer?.firstName, 'Noor');
    assert.equal(stored.customer.billingAddress?.postalCode, '13001');
    assert.equal(stored.dueAt, '2026-01-06T09:00:00.000Z');
    const { language, expiresAt, returnUrl, cancelUrl, gateways } = stored;
    assert.deepEqual(
      { language, expiresAt, returnUrl, cancelUrl, gateways },
      {
        language: 'ar',
        expiresAt: null,
        returnUrl: 'https://shop.test/thanks',
        cancelUrl: 'https://shop.test/cart',
        gateways: ['finrelay'],
      },
    );
    assert.deepEqual(body.metadata, { cart: '77' });
  });

  it('takes no creation without an idempotency key', async () => {
    const { call } = await openHttpShop();
    const { status, body } = await call('POST', '/sessions', ORDER);
    assert.deepEqual([status, body.code], [400, 'idempotency_key_missing']);
  });

  it('gives the same session for the same key, also after it has changed', async () => {
    const { create, call } = await openHttpShop();
    const first = (await create({ ...ORDER, metadata: { a: '1', b: '2' } })).body.session_id;
    await call('PATCH', `/sessions/${first}`, { amount: '20.000' });
    const again = await create({ metadata: { b: '2', a: '1' }, ...ORDER });
    assert.deepEqual([again.status, again.body.session_id], [201, first]);
    assert.equal(again.body.amount, '20.000');
    assert.notEqual((await create(ORDER, 'order-2')).body.session_id, first);
  });

  it('gives the same session after a restart, and in another process', async () => {
    const store = memoryStore();
    const one = await openHttpShop({}, { store });
    const first = (await one.create()).body.session_id;
    one.shop.restart();
    assert.equal((await one.create()).body.session_id, first);
    const other = await openHttpShop({}, { store });
    assert.equal((await other.create()).body.session_id, first);
  });

  it('makes one session when several processes are asked at once', async () => {
    const store = memoryStore();
    const everybody = deferred<undefined>();
    let looking = 0;
    const load: typeof store.load = async (id) => {
      const found = await store.load(id);
      // All of them have looked, and found nothing, before the first one writes.
      if ((looking += 1) === 12) everybody.resolve(undefined);
      await everybody.promise;
      return found;
    };
    const processes = await Promise.all(
      [1, 2, 3, 4].map(() => openHttpShop({}, { store: { ...store, load } })),
    );
    const answers = await Promise.all(
      processes.flatMap(({ create }) => [create(), create(), create()]),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.equal(new Set(answers.map(({ body }) => body.session_id)).size, 1);
    const id = answers[0]?.body.session_id ?? '';
    const made = (await store.events(id)).filter(({ type }) => type === 'session.created');
    assert.equal(made.length, 1);
  });

  it('gives what was written although the store could not say so', async () => {
    const store = memoryStore();
    let lost = 1;
    const insert: typeof store.insert = async (commit) => {
      await store.insert(commit);
      if (lost-- > 0) throw new Error('The connection was lost.');
    };
    const { create } = await openHttpShop({}, { store: { ...store, insert } });
    const first = await create();
    assert.equal(first.status, 201);
    assert.equal((await create()).body.session_id, first.body.session_id);
  });

  it('refuses the same key for something else, also under an older secret', async () => {
    const store = memoryStore();
    const { create } = await openHttpShop({}, { store });
    const first = (await create()).body.session_id;
    const rotated = await openHttpShop(
      { tokenSecret: ['a-secret-of-at-least-32-characters-2', HTTP.tokenSecret] },
      { store },
    );
    for (const shop of [{ create }, rotated]) {
      const { status, body } = await shop.create({ ...ORDER, amount: '15.000' });
      assert.deepEqual([status, body.code], [422, 'idempotency_key_reused']);
    }
    assert.equal((await rotated.create()).body.session_id, first);
  });

  it('makes ids that only the secret tells', async () => {
    const { create } = await openHttpShop();
    const other = await openHttpShop({ tokenSecret: 'a-secret-of-at-least-32-characters-2' });
    const ids = [(await create()).body.session_id, (await other.create()).body.session_id];
    for (const id of ids) assert.match(id, /^[\w-]{43,}$/);
    assert.notEqual(ids[0], ids[1]);
  });

  it('keeps nothing of a customer in the log of the session', async () => {
    const { create, shop } = await openHttpShop();
    const { body } = await create({ ...ORDER, customer: { first_name: 'Noor' } });
    assert.ok(!JSON.stringify(await shop.store.events(body.session_id)).includes('Noor'));
  });
});
