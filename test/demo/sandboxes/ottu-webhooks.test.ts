import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { sign } from '../../../demo/sandboxes/ottu/signature.js';
import { ottu, SHOP, type Json } from './support.js';

/** Another implementation of the documented scheme, to check the sandbox against. */
function expected(body: Json, key: string): string {
  const prefix = [
    'amount',
    'currency_code',
    'gateway_account',
    'gateway_name',
    'order_no',
    'reference_number',
    'result',
    'state',
  ];
  const customer = ['first_name', 'last_name', 'email', 'phone'].map((each) => `customer_${each}`);
  const address = ['line1', 'line2', 'city', 'state', 'country', 'postal_code'].map(
    (each) => `customer_address_${each}`,
  );
  const message = [...prefix, ...customer, ...address]
    .sort()
    .filter((name) => body[name] !== undefined && body[name] !== null && body[name] !== '')
    .map((name) => name + String(body[name]))
    .join('');
  return createHmac('sha256', key).update(message).digest('hex');
}

describe('ottu: the signature', () => {
  it('matches the published test vector', async () => {
    const body = {
      amount: '86.000',
      currency_code: 'KWD',
      customer_first_name: 'example-customer',
    };
    const hex = '6143b8ad4bd283540721ab000f6de746e722231aaaa90bc38f639081d3ff9f67';
    assert.equal(await sign(body, 'pu9MpX3yPR'), hex);
    assert.equal(
      await sign({ ...body, state: '', order_no: null, unsigned: 'x' }, 'pu9MpX3yPR'),
      hex,
    );
  });

  it('covers the 18 fields of a payment webhook', async () => {
    const { create, sandbox, merchant } = ottu();
    const { session_id } = await create({
      customer_first_name: 'Ann',
      customer_last_name: 'Bee',
      customer_email: 'a@b.co',
      customer_phone: '123',
      billing_address: {
        line1: '1',
        line2: '2',
        city: 'C',
        state: 'S',
        country: 'KW',
        postal_code: '9',
      },
    });
    await sandbox.control.complete(String(session_id), 'pay');
    const { body } = merchant.received[0]!;
    assert.equal(body['signature'], expected(body, sandbox.credentials.hmac_key));
    for (const name of [
      'customer_email',
      'customer_address_line1',
      'customer_address_postal_code',
    ]) {
      assert.notEqual(
        expected({ ...body, [name]: 'x' }, sandbox.credentials.hmac_key),
        body['signature'],
      );
    }
  });
});

describe('ottu: the payment webhook', () => {
  it('tells amounts, fee and gateway as the documentation does', async () => {
    const { create, sandbox, merchant } = ottu();
    const { session_id } = await create({ amount: '10', customer_id: 'c1', extra: { a: 1 } });
    await sandbox.control.complete(String(session_id), { action: 'pay', method: 'credit-card' });
    const { body, url } = merchant.received[0]!;
    const { signature, reference_number, gateway_response, pg_response, pg_params, ...rest } = body;
    assert.equal(url, `${SHOP}/hooks/ottu`);
    assert.ok(
      [signature, reference_number, gateway_response, pg_response, pg_params].every(Boolean),
    );
    assert.deepEqual(rest, {
      amount: '10.000',
      amount_details: { currency_code: 'KWD', amount: '10.000', fee: '0.250', total: '10.250' },
      currency_code: 'KWD',
      customer_id: 'c1',
      extra: { a: 1 },
      fee: '0.250 KWD',
      gateway_account: 'credit-card',
      gateway_name: 'MPGS',
      is_sandbox: true,
      message: 'success',
      order_no: 'ORDER-1',
      paid_amount: '10.250',
      payment_type: 'one_off',
      refunded_amount: '0.000',
      remaining_amount: '0.000',
      result: 'success',
      status: 'success',
      session_id,
      settled_amount: '10.000',
      state: 'paid',
      timestamp_utc: '2026-01-15 12:00:00',
      voided_amount: '0.000',
    });
  });

  it('is spoilt on demand: wrong key, no signature, altered body', async () => {
    const { create, sandbox, merchant } = ottu();
    const key = sandbox.credentials.hmac_key;
    for (const forge of ['signature', 'unsigned', 'body'] as const) {
      const { session_id } = await create();
      sandbox.control.setWebhooks({ forge, times: 1 });
      await sandbox.control.complete(String(session_id), 'pay');
      const { body } = merchant.received.at(-1)!;
      assert.notEqual(body['signature'], expected(body, key), forge);
      if (forge === 'unsigned') assert.ok(!('signature' in body));
      if (forge === 'body') assert.equal(body['amount'], '0.010');
    }
    const { session_id } = await create();
    await sandbox.control.complete(String(session_id), 'pay');
    const { body } = merchant.received.at(-1)!;
    assert.equal(body['signature'], expected(body, key), 'one use each');
  });

  it('is sent again on demand: as it was, renewed, and with other values under a right signature', async () => {
    const { create, sandbox, merchant } = ottu();
    const session = String((await create())['session_id']);
    const { webhook } = await sandbox.control.complete(session, 'pay');
    await sandbox.control.emit(session, { replay: webhook!.id });
    await sandbox.control.emit(session);
    await sandbox.control.emit(session, { overrides: { amount: '1.000' }, url: `${SHOP}/other` });
    const [first, replayed, renewed, altered] = merchant.received;
    assert.equal(replayed!.raw, first!.raw);
    assert.equal(renewed!.body['reference_number'], first!.body['reference_number']);
    assert.equal(altered!.url, `${SHOP}/other`);
    assert.equal(altered!.body['amount'], '1.000');
    assert.equal(altered!.body['signature'], expected(altered!.body, sandbox.credentials.hmac_key));
  });

  it('carries a token when the payer saves the card', async () => {
    const { create, sandbox, merchant } = ottu();
    const payment = await create({ customer_id: 'c1', pg_codes: ['credit-card'] });
    const [method] = payment['payment_methods'] as Json[];
    const page = await (await sandbox.fetch(new Request(String(method!['redirect_url'])))).text();
    const action = /action="([^"]+)"/.exec(page)![1]!;
    const body = new URLSearchParams({ action: 'pay', save_card: 'yes' });
    await sandbox.fetch(new Request(action, { method: 'POST', body }));
    const token = merchant.received[0]!.body['token'] as Json;
    assert.equal(token['customer_id'], 'c1');
    assert.match(String(token['token']), /^[0-9a-f]{16}$/);
  });
});
