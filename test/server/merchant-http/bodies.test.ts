import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HTTP, openHttpShop, ORDER } from './fixture.js';

/** What each wrong body is told: the properties, and what to give. */
const WRONG: readonly (readonly [unknown, Readonly<Record<string, RegExp>>])[] = [
  [{}, { amount: /decimal string/, currency: /string/ }],
  [[], { '': /object/ }],
  [{ ...ORDER, amount: 14 }, { amount: /decimal string/ }],
  [{ ...ORDER, amount: '14.0005' }, { amount: /KWD has 3 decimals/ }],
  [{ ...ORDER, amount: '0.000' }, { amount: /more than zero/ }],
  [{ ...ORDER, currency: 'XYZ' }, { currency: /one to pay in/ }],
  [{ ...ORDER, sucess_url: 'https://x.test' }, { sucess_url: /no such property/ }],
  [
    { ...ORDER, customer: { firstname: 'Noor', email: 'noor' } },
    { 'customer.firstname': /no such property/, 'customer.email': /email/ },
  ],
  [
    { ...ORDER, order: { items: [{ name: 'Lamp', quantity: 0, total: '1.0001' }] } },
    { 'order.items.0.quantity': />0/ },
  ],
  [
    { ...ORDER, order: { tax: '1.0001', items: [{ name: 'Lamp', quantity: 1, total: '1.0001' }] } },
    { 'order.items.0.total': /3 decimals/, 'order.tax': /3 decimals/ },
  ],
  [{ ...ORDER, return_url: 'javascript:alert(1)' }, { return_url: /https/ }],
  [{ ...ORDER, cancel_url: 'http://shop.test' }, { cancel_url: /https/ }],
  [{ ...ORDER, expires_at: 'tomorrow' }, { expires_at: /ISO 8601/ }],
  [{ ...ORDER, gateways: ['ottu', 'nobody'] }, { 'gateways.1': /ottu, finrelay/ }],
  [{ ...ORDER, metadata: { cart: 7 } }, { 'metadata.cart': /string/ }],
  [{ ...ORDER, terms: { url: 'http://shop.test' } }, { 'terms.url': /https/ }],
  [{ ...ORDER, attachment: { url: 'https://shop.test/a' } }, { 'attachment.name': /string/ }],
  [{ ...ORDER, order: { merchant_logo: 'logo' } }, { 'order.merchant_logo': /./ }],
  [{ ...ORDER, default_payment_method: 'knet' }, { default_payment_method: /ottu:…/ }],
];

describe('bodies of the merchant server', () => {
  it('every property that is to blame is named, with what to give', async () => {
    const { create } = await openHttpShop();
    for (const [given, expected] of WRONG) {
      const { status, headers, body } = await create(given);
      assert.deepEqual([status, body.code], [400, 'invalid_request'], JSON.stringify(given));
      assert.equal(headers.get('Content-Type'), 'application/problem+json');
      assert.equal(body.request_id, headers.get('Request-Id'));
      const errors = body.errors ?? [];
      assert.deepEqual(errors.map(({ property }) => property).sort(), Object.keys(expected).sort());
      for (const { property, message } of errors) {
        assert.match(message, expected[property] ?? /^$/, property);
      }
    }
  });

  it('nothing of a wrong body is repeated', async () => {
    const { logIn, create } = await openHttpShop();
    const answers = [
      await logIn({ username: 'somebody', password: 42_4242 }),
      await create({ ...ORDER, customer: { email: 'not-an-address' } }),
    ];
    for (const { body } of answers) {
      assert.equal(body.status, 400);
      assert.doesNotMatch(JSON.stringify(body), /424242|not-an-address|somebody/);
    }
  });

  it('the limits of the other endpoints hold: type, size, JSON', async () => {
    const { create, call, send } = await openHttpShop();
    const plain = await call('POST', '/sessions', ORDER, {
      'Idempotency-Key': 'k',
      'Content-Type': 'text/plain',
    });
    assert.equal(plain.body.code, 'unsupported_media_type');
    const large = await create({ ...ORDER, metadata: { text: 'x'.repeat(65_536) } });
    assert.equal(large.body.code, 'payload_too_large');
    assert.equal((await create('{"amount":')).body.code, 'invalid_request');
    const form = await send('POST', '/token', `username=${HTTP.username}`, {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    assert.equal(form.body.code, 'unsupported_media_type');
  });

  it('other methods are refused with those that there are', async () => {
    const { call } = await openHttpShop();
    const allowed: readonly (readonly [string, string, string])[] = [
      ['GET', '/token', 'POST'],
      ['DELETE', '/sessions', 'GET, HEAD, POST'],
      ['PUT', '/sessions/x', 'GET, HEAD, PATCH'],
      ['GET', '/sessions/x/cancel', 'POST'],
      ['GET', '/sessions/x/refund', 'POST'],
      ['POST', '/sessions/x/events', 'GET, HEAD'],
    ];
    for (const [method, path, allow] of allowed) {
      const body = method === 'GET' ? undefined : {};
      const { status, headers } = await call(method, path, body);
      assert.deepEqual([status, headers.get('Allow')], [405, allow], `${method} ${path}`);
    }
    assert.equal((await call('GET', '/nothing')).body.code, 'not_found');
  });
});
