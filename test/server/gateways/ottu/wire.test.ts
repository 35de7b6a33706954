import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseExactly } from '../../../../src/server/gateways/exact-json.js';
import { clientOf } from '../../../../src/server/gateways/ottu/client.js';
import { explainOttu } from '../../../../src/server/gateways/ottu/errors.js';
import { offersOf } from '../../../../src/server/gateways/ottu/offers.js';
import { ottuSettings } from '../../../../src/server/gateways/ottu/options.js';
import type { OttuCreate, OttuInstrument } from '../../../../src/server/gateways/ottu/request.js';
import { OttuPayment } from '../../../../src/server/gateways/ottu/wire.js';
import { orderOf } from '../../../suites/gateway-inputs.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/seeds/ottu/${name}`, import.meta.url), 'utf8');

const { signal } = new AbortController();

function clientThatAnswers(body: string) {
  const requests: Request[] = [];
  const settings = ottuSettings({
    baseUrl: 'https://ottu.example.com',
    basicAuth: { username: 'käufer', password: 'p:w' },
    webhookKey: 'hmac',
    pgCodes: ['pg_codes'],
    fetch: (request) => {
      requests.push(request);
      return Promise.resolve(new Response(body));
    },
  });
  return { client: clientOf(settings), requests, settings };
}

describe('the documented examples of Ottu', () => {
  it('of a create go out and come in as they are', async () => {
    const example = JSON.parse(fixture('create.request.json')) as OttuCreate;
    const { client, requests, settings } = clientThatAnswers(fixture('create.response.json'));
    const payment = await client.create(example, signal);
    assert.deepEqual(await requests[0]?.json(), example);
    assert.equal(requests[0]?.url, 'https://ottu.example.com/b/checkout/v1/pymt-txn/');
    const basic = Buffer.from('käufer:p:w').toString('base64');
    assert.equal(requests[0].headers.get('authorization'), `Basic ${basic}`);
    assert.equal(payment.session_id, '5ca114666d472a170d3c4ea6cadbf347');
    assert.equal(payment.state, 'created');
    const order = orderOf({ value: '14', currency: 'KWD' });
    const [offer, ...others] = offersOf(settings, payment, { order, customer: null });
    assert.deepEqual(others, []);
    assert.equal(offer?.code, 'pg_codes');
    assert.equal(offer.sandbox, true);
    assert.equal(offer.unavailableReason, null);
  });

  for (const kind of ['apple-pay', 'google-pay', 'token']) {
    it(`of a payment instrument go out as they are: ${kind}`, async () => {
      const example = JSON.parse(fixture(`payment-instrument-${kind}.request.json`)) as {
        payment_instrument: OttuInstrument;
      };
      const { client, requests } = clientThatAnswers(fixture('create.response.json'));
      const create = JSON.parse(fixture('create.request.json')) as OttuCreate;
      await client.create({ ...create, ...example }, signal);
      const sent = (await requests[0]?.json()) as OttuCreate;
      assert.deepEqual(sent.payment_instrument, example.payment_instrument);
    });
  }
});

describe('an answer of Ottu', () => {
  it('may write its amounts as numbers', () => {
    const text = '{"session_id":"s","state":"paid","amount":14.000,"currency_code":"KWD"}';
    assert.equal(OttuPayment.parse(parseExactly(text)).amount, '14.000');
  });

  it('addresses a session by an escaped id', async () => {
    const { client, requests } = clientThatAnswers(fixture('create.response.json'));
    await client.retrieve('../x?y', signal);
    const expected = 'https://ottu.example.com/b/checkout/v1/pymt-txn/..%2Fx%3Fy';
    assert.equal(requests[0]?.url, expected);
  });
});

describe('an error of Ottu', () => {
  it('is read in every shape that is documented', () => {
    const structured = { error: { type: 'x', code: 'y', message: 'Too low', field: 'amount' } };
    assert.equal(explainOttu(structured), 'amount: Too low');
    assert.equal(explainOttu({ error: { message: 'Broken' } }), 'Broken');
    assert.equal(explainOttu({ detail: 'Not found.' }), 'Not found.');
    const fields = { amount: ['A', 'B'], billing_address: { city: ['C'] } };
    assert.equal(explainOttu(fields), 'amount: A; amount: B; billing_address.city: C');
  });

  it('is not read where there is nothing to read', () => {
    for (const body of [null, 'text', [], {}, 7]) assert.equal(explainOttu(body), null);
  });
});
