import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  paymentOptions,
  type PaymentOptionsOptions,
} from '../../../../src/server/gateways/paymentoptions/gateway.js';
import { GatewayError } from '../../../../src/server/gateways/gateway-error.js';
import type { StartInput } from '../../../../src/server/gateways/gateway.js';
import {
  CUSTOMER,
  listInput,
  reserved,
  startAt,
  startInput,
  URLS,
} from '../../../suites/gateway-inputs.js';
import { paymentOptionsHarness } from './harness.js';

const EUR = (value: string) => ({ value, currency: 'EUR' });

/** What the sandbox was sent for a start. */
async function sent(
  input: Partial<StartInput> = {},
  options: Partial<PaymentOptionsOptions> = {},
  amount = EUR('25.50'),
): Promise<Record<string, unknown>> {
  const h = paymentOptionsHarness({ amount_unit: options.amountUnit ?? 'major' });
  const gateway = paymentOptions({ ...h.options, ...options });
  await startAt(gateway, reserved(amount, 'hpp-1'), h.methodCode, input);
  const body = h.sandbox.control.requests().at(-1)?.body;
  return JSON.parse(typeof body === 'string' ? body : '{}') as Record<string, unknown>;
}

describe('what PaymentOptions is told of a payment', () => {
  it('has the documented fields', async () => {
    const shippingAddress = { line1: 'Dock 4', city: 'Osaka', state: 'Osaka', country: 'jp' };
    assert.deepEqual(await sent({ customer: { ...CUSTOMER, shippingAddress } }), {
      return_url: {
        webhook_url: URLS.webhookUrl,
        success_url: URLS.returnUrl('done'),
        decline_url: URLS.returnUrl('failed'),
        cancel_url: URLS.returnUrl('canceled'),
      },
      amount: 25.5,
      currency: 'EUR',
      merchant_id: 'DASMID-SANDBOX',
      merchant_email: 'shop@example.com',
      merchant_txn_ref: 'hpp-1',
      payment_method: { type: 'scheme' },
      billing_address: {
        country: 'KW',
        email: CUSTOMER.email,
        phone_number: CUSTOMER.phone,
        address1: 'Villa 9, Palm Street, Block 4',
        city: 'Salmiya',
        postal_code: '22001',
      },
      shipping_address: {
        country: 'JP',
        email: CUSTOMER.email,
        phone_number: CUSTOMER.phone,
        address1: 'Dock 4',
        city: 'Osaka',
        state: 'Osaka',
      },
    });
  });

  it('leaves out what is not known, but never the amount', async () => {
    const body = await sent({ customer: null });
    assert.deepEqual(body['billing_address'], {});
    assert.ok(!('shipping_address' in body));
    assert.equal(body['amount'], 25.5);
  });

  it('counts in the unit of the account', async () => {
    const amount = async (amountUnit: 'major' | 'minor', value: string, currency: string) =>
      (await sent({}, { amountUnit }, { value, currency }))['amount'];
    assert.equal(await amount('minor', '25.50', 'EUR'), 2550);
    assert.equal(await amount('minor', '1000', 'JPY'), 1000);
    assert.equal(await amount('major', '1000', 'JPY'), 1000);
    assert.equal(await amount('major', '14.005', 'KWD'), 14.005);
  });

  it('asks to store the card when the shopper does', async () => {
    const stored = { type: 'scheme', store_payment_method: true };
    assert.deepEqual((await sent({ saveCard: true }))['payment_method'], stored);
  });

  it('has inprogress_url where the account knows it', async () => {
    const body = await sent({}, { inprogressUrl: true });
    const urls = body['return_url'] as Record<string, unknown>;
    assert.equal(urls['inprogress_url'], URLS.returnUrl('done'));
  });

  it('is not sent again for a link that is open for the same thing', async () => {
    const h = paymentOptionsHarness();
    const gateway = h.connect();
    const { session } = await startAt(gateway, reserved(h.amount, 'hpp-1'), h.methodCode);
    await startAt(gateway, session, h.methodCode);
    assert.equal(h.sandbox.control.requests().length, 1);
    await startAt(gateway, session, h.methodCode, { saveCard: true });
    assert.equal(h.sandbox.control.requests().length, 2);
  });

  it('is not sent for an amount that the account cannot take', async () => {
    const h = paymentOptionsHarness();
    const session = reserved(EUR('0.00'), 'hpp-1');
    const { offers } = await h.connect().list(listInput(session));
    assert.equal(offers[0]?.unavailableReason, 'amount_too_low');
    await assert.rejects(
      h.connect().start(startInput(session, h.methodCode)),
      (error) => error instanceof GatewayError && error.code === 'refused',
    );
    assert.equal(h.sandbox.control.requests().length, 0);
  });
});

describe('a link that no shopper may follow', () => {
  it('is an invalid answer', async () => {
    const fetch = () =>
      Promise.resolve(Response.json({ id: '1', url: 'http://po.test/jp/HostedPaymentPage/1' }));
    const h = paymentOptionsHarness();
    const start = h.connect({ fetch }).start(startInput(reserved(h.amount, 'hpp-1'), 'x'));
    await assert.rejects(start, /answered with a page that is not https/);
  });
});
