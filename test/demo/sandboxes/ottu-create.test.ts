import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GATEWAYS } from '../../../demo/sandboxes/ottu/gateways.js';
import { basic, fixture, json, ottu, payment, PAYMENTS, type Json } from './support.js';

/** The gateway of the documented example. */
const SEED_GATEWAY = {
  code: 'pg_codes',
  name: 'ottu PG',
  pg: 'Ottu PG',
  operation: 'authorize',
  currencies: 'all',
  feeDescription: 'fix fee',
  tokenizable: true,
  instruments: [],
  icon: { label: 'PG', color: '#123456' },
  declines: [],
} as const;

describe('ottu: create', () => {
  it('answers the documented example with the documented fields and values', async () => {
    const { call } = ottu({ gateways: [SEED_GATEWAY] });
    const response = await call('POST', PAYMENTS, fixture('ottu/create.request.json'));
    assert.equal(response.status, 201);
    const answer = await json(response);
    const expected = fixture('ottu/create.response.json');
    const varying = [
      'checkout_url',
      'session_id',
      'due_datetime',
      'payment_methods',
      'notifications',
    ];
    for (const [name, value] of Object.entries(expected)) {
      if (!varying.includes(name)) assert.deepEqual(answer[name], value, name);
      else assert.equal(typeof answer[name], typeof value, name);
    }
    assert.match(String(answer['due_datetime']), /^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
    const [method] = answer['payment_methods'] as Json[];
    const [wanted] = expected['payment_methods'] as Json[];
    for (const [name, value] of Object.entries(wanted!)) {
      if (!['icon', 'redirect_url'].includes(name)) assert.equal(method![name], value, name);
    }
    assert.match(String(method!['redirect_url']), /^https:\/\/ottu\.test\/ottu\//);
  });

  it('lists the methods with fees, in the order asked, and leaves out those beyond their limits', async () => {
    const answer = await ottu().create({
      amount: '1200',
      pg_codes: ['stc-pay', 'credit-card', 'knet'],
    });
    const methods = answer['payment_methods'] as Json[];
    assert.deepEqual(
      methods.map(({ code, amount, fee, is_sandbox, flow }) => ({
        code,
        amount,
        fee,
        is_sandbox,
        flow,
      })),
      [
        {
          code: 'credit-card',
          amount: '1200.000',
          fee: '30.000',
          is_sandbox: true,
          flow: 'redirect',
        },
        { code: 'knet', amount: '1200.000', fee: '0.000', is_sandbox: true, flow: 'redirect' },
      ],
    );
  });

  it('rounds a fee half up to the smallest coin', async () => {
    const feeOf = async (amount: string) => {
      const [method] = (await ottu().create({ amount, pg_codes: ['credit-card'] }))[
        'payment_methods'
      ] as Json[];
      return method!['fee'];
    };
    assert.deepEqual([await feeOf('0.019'), await feeOf('0.020')], ['0.000', '0.001']);
  });

  it('exchanges the amount where a gateway takes another currency', async () => {
    const [knet] = GATEWAYS;
    const exchange = { currency: 'KWD', rates: { EUR: '0.33' } };
    const answer = await ottu({ gateways: [{ ...knet!, currencies: ['KWD'], exchange }] }).create({
      pg_codes: ['knet'],
      amount: '10.01',
      currency_code: 'EUR',
    });
    const [method] = answer['payment_methods'] as Json[];
    assert.equal(answer['amount'], '10.01');
    assert.deepEqual([method!['amount'], method!['currency_code']], ['3.303', 'KWD']);
  });

  it('gives the conditional fields only when asked for', async () => {
    const conditional = [
      'qr_code_url',
      'checkout_short_url',
      'sdk_setup_preload_payload',
      'attachment',
      'attachment_short_url',
      'initiator_id',
      'settled_pg_code',
      'agreement',
      'order_no',
      'customer_email',
    ];
    const { create } = ottu();
    const plain = await create({ order_no: undefined });
    assert.deepEqual(
      conditional.filter((name) => name in plain),
      [],
    );
    const full = await create({
      generate_qr_code: true,
      shortify_checkout_url: true,
      include_sdk_setup_preload: true,
    });
    const asked = ['qr_code_url', 'checkout_short_url', 'sdk_setup_preload_payload'];
    assert.deepEqual(
      asked.filter((name) => !(name in full)),
      [],
    );
    const requestOnly = ['generate_qr_code', 'shortify_checkout_url', 'include_sdk_setup_preload'];
    assert.deepEqual(
      requestOnly.filter((name) => name in full),
      [],
    );
  });

  it('echoes every optional field', async () => {
    const given = {
      billing_address: { line1: 'Street 1', city: 'Kuwait', country: 'KW' },
      shipping_address: {
        line1: 'S',
        city: 'C',
        country: 'KW',
        first_name: 'A',
        last_name: 'B',
        email: 'a@b.co',
        phone: '1',
      },
      customer_birthdate: '2000-02-29',
      customer_email: 'a@b.co',
      customer_first_name: 'Ann',
      customer_last_name: 'Bee',
      customer_id: 'c1',
      customer_phone: '123',
      email_recipients: ['x@y.co'],
      extra: { basket: { items: 2 } },
      language: 'ar',
      product_type: 'p',
      vendor_name: 'v',
      attachment_upload_url: 'https://files.example/a.pdf',
      card_acceptance_criteria: { min_expiry_time: '30' },
      notifications: { email: ['paid'], sms: ['paid'] },
    };
    const answer = await ottu().create({
      ...given,
      due_datetime: '31/12/2026 10:00',
      expiration_time: '00 00:16:00',
    });
    for (const [name, value] of Object.entries(given)) assert.deepEqual(answer[name], value, name);
    assert.equal(answer['due_datetime'], '31/12/2026 10:00:00');
    assert.equal(answer['expiration_time'], '0 00:16:00');
  });

  it('takes an auto debit with agreement, customer and a code that tokenizes', async () => {
    const agreement = {
      id: 'a1',
      type: 'unscheduled',
      frequency: 'irregular',
      seller: { category_code: '1234' },
    };
    const answer = await ottu().create({
      payment_type: 'auto_debit',
      pg_codes: ['credit-card'],
      customer_id: 'c1',
      agreement,
    });
    assert.deepEqual(answer['agreement'], agreement);
  });

  for (const [kind, code] of [
    ['apple-pay', 'apple-pay'],
    ['google-pay', 'apple-pay'],
    ['token', 'credit-card'],
  ]) {
    it(`pays at once with the documented ${kind} instrument`, async () => {
      const { create, merchant, sandbox } = ottu();
      const instrument = fixture(`ottu/payment-instrument-${kind}.request.json`);
      const answer = await create({ ...instrument, pg_codes: [code] });
      await sandbox.idle();
      assert.equal(answer['state'], 'paid');
      assert.equal(answer['settled_pg_code'], code);
      assert.equal(merchant.received[0]!.body['state'], 'paid');
    });
  }
});

describe('ottu: access', () => {
  const anonymous = {};
  it('needs credentials, and the right ones', async () => {
    const { call, sandbox } = ottu();
    const wrong = [
      anonymous,
      { authorization: 'Api-Key nope' },
      { authorization: 'Bearer x' },
      basic('cashier', 'no'),
    ];
    for (const headers of wrong) {
      const response = await call('POST', PAYMENTS, payment(), headers);
      assert.equal(response.status, 401);
      assert.equal(typeof (await json(response))['detail'], 'string');
    }
    const publicKey = { authorization: `Api-Key ${sandbox.credentials.public_key}` };
    assert.equal((await call('POST', PAYMENTS, payment(), publicKey)).status, 403);
  });

  it('names the user of Basic authentication as initiator', async () => {
    const { create, sandbox } = ottu();
    const { username, password } = sandbox.credentials;
    assert.equal((await create({}, basic(username, password)))['initiator_id'], 35);
  });

  it('grants per plugin and per gateway code', async () => {
    const user = {
      id: 1,
      username: 'u',
      password: 'p',
      email: 'u@x.co',
      first_name: '',
      last_name: '',
      permissions: ['e_commerce.add', 'e_commerce.change'],
      pgCodes: ['knet'],
    };
    const { call, create } = ottu({ users: [user] });
    const headers = basic('u', 'p');
    const status = async (fields: Json) =>
      (await call('POST', PAYMENTS, payment(fields), headers)).status;
    assert.equal(await status({ pg_codes: ['knet'] }), 201);
    assert.equal(await status({ pg_codes: ['knet', 'tabby'] }), 403);
    assert.equal(await status({ pg_codes: ['knet'], type: 'payment_request' }), 403);

    const { session_id } = await create({ pg_codes: ['tabby'] });
    const path = PAYMENTS + String(session_id);
    assert.equal((await call('PATCH', path, { amount: '15' }, headers)).status, 200);
    assert.equal((await call('PATCH', path, { pg_codes: ['tabby'] }, headers)).status, 403);
    assert.equal((await call('PUT', path, payment({ pg_codes: ['knet'] }), headers)).status, 403);
    assert.equal((await call('GET', path, undefined, headers)).status, 200);
  });

  it('lets anybody retrieve, unless the sandbox is told to ask for credentials', async () => {
    const { call, create, sandbox } = ottu();
    const path = PAYMENTS + String((await create())['session_id']);
    assert.equal((await call('GET', path, undefined, anonymous)).status, 200);
    sandbox.control.configure({ retrieve: 'authenticated' });
    assert.equal((await call('GET', path, undefined, anonymous)).status, 401);
    assert.equal(
      (await call('GET', path, undefined, basic('viewer', 'viewer-test-password'))).status,
      200,
    );
  });

  it('answers what it does not know as the framework does', async () => {
    const { call } = ottu();
    assert.equal((await call('GET', `${PAYMENTS}unknown`)).status, 404);
    assert.equal((await call('DELETE', PAYMENTS)).status, 405);
    const text = await call('POST', PAYMENTS, payment(), {
      authorization: 'Api-Key ottu-sandbox-api-key',
      'content-type': 'text/plain',
    });
    assert.equal(text.status, 415);
  });
});
