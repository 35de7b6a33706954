import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Customer } from '../../../../src/server/gateways/order-facts.js';
import { ottuSettings } from '../../../../src/server/gateways/ottu/options.js';
import { createBody, priceOf, updateBody } from '../../../../src/server/gateways/ottu/payment.js';
import { CUSTOMER, listInput, orderOf, reserved } from '../../../suites/gateway-inputs.js';

const AMOUNT = { value: '14', currency: 'KWD' };
const session = reserved(AMOUNT, 'hpp-1');
const settings = ottuSettings({
  baseUrl: 'https://shop.ottu.test/',
  apiKey: 'key',
  webhookKey: 'hmac',
  pgCodes: ['knet', 'credit-card'],
});

const bodyFor = (customer: Customer | null) =>
  createBody(settings, listInput(session, { customer }), '14.000');

describe('the body that opens a payment at Ottu', () => {
  it('holds what is known, under the names of the API', () => {
    assert.deepEqual(bodyFor(CUSTOMER), {
      type: 'e_commerce',
      pg_codes: ['knet', 'credit-card'],
      amount: '14.000',
      currency_code: 'KWD',
      order_no: 'hpp-1',
      redirect_url: 'https://shop.test/api/checkout/returns/token-done',
      webhook_url: 'https://shop.test/api/checkout/webhooks/gateway/token',
      language: 'en',
      customer_id: 'customer-7',
      customer_first_name: 'Mariam',
      customer_last_name: 'Al-Sabah',
      customer_email: 'mariam.private@example.com',
      customer_phone: '+96550001234',
      billing_address: {
        line1: 'Villa 9, Palm Street',
        line2: 'Block 4',
        city: 'Salmiya',
        country: 'KW',
        postal_code: '22001',
      },
    });
  });

  it('never asks for a payment that only saves a card', () => {
    assert.ok(!('payment_type' in bodyFor(CUSTOMER)));
  });

  it('has no customer when there is none', () => {
    const fields = Object.keys(bodyFor(null));
    assert.ok(fields.every((field) => !/customer|address/.test(field)));
  });

  it('leaves out what Ottu would refuse, and keeps the rest', () => {
    const address = { line1: 'Street 1', city: 'Salmiya', country: 'KW' };
    const body = bodyFor({
      id: 'x'.repeat(65),
      firstName: 'n'.repeat(65),
      lastName: ' Al-Sabah ',
      email: 'no address',
      phone: '+9655000123456789',
      billingAddress: { ...address, country: 'XX' },
      shippingAddress: address,
    });
    const { customer_last_name, ...others } = body;
    assert.equal(customer_last_name, 'Al-Sabah');
    assert.ok(Object.keys(others).every((field) => !/customer|address/.test(field)));
  });

  it('sends a shipping address with its recipient, or not at all', () => {
    const shippingAddress = { line1: 'Street 1', city: 'Salmiya', country: 'kw' };
    assert.deepEqual(bodyFor({ ...CUSTOMER, shippingAddress }).shipping_address, {
      line1: 'Street 1',
      city: 'Salmiya',
      country: 'KW',
      first_name: 'Mariam',
      last_name: 'Al-Sabah',
      email: 'mariam.private@example.com',
      phone: '+96550001234',
    });
    const { email, ...reachable } = CUSTOMER;
    assert.ok(email);
    assert.equal(bodyFor({ ...reachable, shippingAddress }).shipping_address, undefined);
  });

  it('asks for a notification only where there is the contact for it', () => {
    const notifying = ottuSettings({
      baseUrl: 'https://shop.ottu.test',
      basicAuth: { username: 'u', password: 'p' },
      webhookKey: 'hmac',
      pgCodes: ['knet'],
      notifications: { email: ['paid'], sms: ['paid'] },
    });
    const forPhone = listInput(session, { customer: { phone: '+96550001234' } });
    assert.deepEqual(createBody(notifying, forPhone, '14.000').notifications, { sms: ['paid'] });
    const forNobody = listInput(session, { customer: null });
    assert.equal(createBody(notifying, forNobody, '14.000').notifications, undefined);
  });

  it('writes the due date as Ottu does, in UTC', () => {
    const order = orderOf(AMOUNT, { dueAt: '2026-02-03T01:30:00+03:00' });
    const body = createBody(settings, listInput(session, { order }), '14.000');
    assert.equal(body.due_datetime, '02/02/2026 22:30');
  });

  it('speaks English or Arabic, and leaves other languages to Ottu', () => {
    const languageFor = (language: string | null) =>
      updateBody(listInput(session, { order: orderOf(AMOUNT, { language }) }), '1').language;
    assert.deepEqual(['ar-KW', 'AR', 'en', 'en-GB', 'fr', 'arn', null].map(languageFor), [
      ...['ar', 'ar', 'en', 'en'],
      ...[undefined, undefined, undefined],
    ]);
  });
});

describe('the amount as Ottu wants it', () => {
  const price = (value: string, currency: string) => priceOf({ value, currency });

  it('has the digits of its currency', () => {
    assert.deepEqual(price('14', 'KWD'), { ok: true, value: '14.000' });
    assert.deepEqual(price('14.5', 'USD'), { ok: true, value: '14.50' });
    assert.deepEqual(price('14.00', 'JPY'), { ok: true, value: '14' });
    assert.deepEqual(price('0.01', 'KWD'), { ok: true, value: '0.010' });
  });

  it('is not rounded, and not below the least that Ottu takes', () => {
    assert.deepEqual(price('14.0005', 'KWD'), { ok: false, reason: 'amount_not_supported' });
    assert.deepEqual(price('0.009', 'KWD'), { ok: false, reason: 'amount_too_low' });
    assert.deepEqual(price('0', 'USD'), { ok: false, reason: 'amount_too_low' });
    assert.deepEqual(price('1', 'XAU'), { ok: false, reason: 'currency_not_supported' });
  });
});
