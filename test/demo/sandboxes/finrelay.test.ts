import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finrelay, fixture, json, type Json } from './support.js';

const PAGE = '/api/hosted-payment-page';
const order = (fields: Json = {}): Json => ({
  ...fixture('finrelay/hosted-payment-page.request.json'),
  ...fields,
});

describe('finrelay: access', () => {
  it('gives a token for the right login only', async () => {
    const { call, sandbox } = await finrelay();
    const { username, password } = sandbox.credentials;
    const login = (body: Json) => call('/api/oauth2/login/token', body);
    const answer = await json(await login({ username, password }));
    assert.deepEqual([typeof answer['access_token'], answer['expires_in']], ['string', 300]);
    assert.equal((await login({ username, password: 'no' })).status, 401);
    const empty = await login({});
    assert.equal(empty.status, 400);
    assert.deepEqual(await json(empty), {
      status: 'INVALID',
      errors: [
        { property: 'username', message: 'must not be null' },
        { property: 'password', message: 'must not be null' },
      ],
    });
  });

  it('refuses no token, a wrong one, and one that has ended', async () => {
    const { call, token, clock } = await finrelay();
    const authorization = `Bearer ${await token()}`;
    assert.equal((await call(PAGE, order(), {})).status, 401);
    assert.equal((await call(PAGE, order(), { authorization: 'Bearer x' })).status, 401);
    assert.equal((await call(PAGE, order(), { authorization })).status, 200);
    clock.advance(300_000);
    assert.equal((await call(PAGE, order(), { authorization })).status, 401);
  });

  it('asks for the API key where sessions are created, and for the right one everywhere', async () => {
    const { call, token, sandbox } = await finrelay();
    const authorization = `Bearer ${await token()}`;
    const session = fixture('finrelay/session.request.json');
    const key = sandbox.credentials.x_api_key;
    assert.equal((await call('/api/sessions', session, { authorization })).status, 401);
    assert.equal(
      (await call('/api/sessions', session, { authorization, 'x-api-key': key })).status,
      200,
    );
    assert.equal((await call(PAGE, order(), { authorization, 'x-api-key': 'x' })).status, 401);
  });
});

describe('finrelay: the hosted payment page', () => {
  for (const name of ['hosted-payment-page', 'hosted-payment-page-minimal']) {
    it(`answers the documented ${name} as documented`, async () => {
      const { call, token } = await finrelay();
      const headers = { authorization: `Bearer ${await token()}` };
      const answer = await json(
        await call(PAGE, fixture(`finrelay/${name}.request.json`), headers),
      );
      const expected = fixture('finrelay/hosted-payment-page.response.json');
      assert.deepEqual(Object.keys(answer), Object.keys(expected));
      const shape = /\/hpp\/payment\/\w{40}\/(\w{20})$/;
      assert.match(String(expected['redirect_url']), shape, 'the documented shape');
      assert.equal(shape.exec(String(answer['redirect_url']))?.[1], answer['session_id']);
    });
  }

  it('refuses to save cards where the terminal cannot, in the documented words', async () => {
    const { call, token } = await finrelay();
    const headers = { authorization: `Bearer ${await token()}` };
    const response = await call(PAGE, order({ terminal_id: 'TERM002' }), headers);
    assert.equal(response.status, 400);
    assert.deepEqual(
      await json(response),
      fixture('finrelay/tokenization-unsupported.response.json'),
    );
    const unasked = order({
      terminal_id: 'TERM002',
      tokenization: { save_card_for_future_payments: false },
    });
    assert.equal((await call(PAGE, unasked, headers)).status, 200);
  });

  const NULL = 'must not be null';
  const refused: readonly (readonly [Json, string, string])[] = [
    ...[
      'reference',
      'terminal_id',
      'currency',
      'amount',
      'transaction_type',
      'success_url',
      'cancel_url',
      'error_url',
    ].map(
      (name) => [{ [name]: undefined }, name, name === 'transaction_type' ? NULL : NULL] as const,
    ),
    [{ reference: '' }, 'reference', 'must not be blank'],
    [{ terminal_id: 'NONE' }, 'terminal_id', 'terminal NONE does not exist'],
    [{ currency: 'EURO' }, 'currency', 'must be an ISO 4217 code'],
    [{ terminal_id: 'DEV02', currency: 'JPY' }, 'currency', 'terminal DEV02 does not support JPY'],
    [{ amount: '100' }, 'amount', 'must be of type number'],
    [{ amount: 1.5 }, 'amount', 'must be of type integer'],
    [{ amount: 0 }, 'amount', 'must be at least 1'],
    [{ transaction_type: 'SALE' }, 'transaction_type', 'must be one of PURCHASE, AUTHORIZE'],
    [{ success_url: 'javascript:alert(1)' }, 'success_url', 'must be a valid URL'],
    [{ cancel_url: '/cancel' }, 'cancel_url', 'must be a valid URL'],
    [{ error_url: 'ftp://x' }, 'error_url', 'must be a valid URL'],
    [{ customer_email: 'x' }, 'customer_email', 'must be a well-formed email address'],
    [{ customer_country: 'BIH' }, 'customer_country', 'must be an ISO 3166-1 alpha-2 code'],
    [{ customer_city: 1 }, 'customer_city', 'must be of type string'],
    [{ tokenization: 'yes' }, 'tokenization', 'must be of type object'],
  ];
  for (const [fields, property, message] of refused) {
    it(`refuses ${JSON.stringify(fields) === '{}' ? `no ${property}` : JSON.stringify(fields)}`, async () => {
      const { call, token } = await finrelay();
      const response = await call(PAGE, order(fields), {
        authorization: `Bearer ${await token()}`,
      });
      assert.deepEqual(await json(response), {
        status: 'INVALID',
        errors: [{ property, message }],
      });
      assert.equal(response.status, 400);
    });
  }

  it('refuses the reference of a paid order, not that of an open one', async () => {
    const { open, sandbox } = await finrelay();
    await open();
    const { session_id } = await open();
    await sandbox.control.complete(String(session_id), 'pay');
    assert.deepEqual((await open())['errors'], [
      { property: 'reference', message: 'must be unique' },
    ]);
    sandbox.control.configure({ unique_references: 'never' });
    assert.ok('session_id' in (await open()));
  });
});

describe('finrelay: managing', () => {
  async function approved(transaction_type: string) {
    const world = await finrelay();
    const { session_id } = await world.open({ transaction_type, amount: 1000 });
    await world.sandbox.control.complete(String(session_id), 'pay');
    const authorization = `Bearer ${await world.token()}`;
    const manage = async (fields: Json) => {
      const body = {
        terminal_id: 'TERM001',
        currency: 'EUR',
        amount: 1000,
        reference: 'ORDER-123456',
        ...fields,
      };
      return json(await world.call('/api/transactions/manage', body, { authorization }));
    };
    return { ...world, manage };
  }
  const failure = (answer: Json): unknown =>
    (answer['errors'] as Json[] | undefined)?.[0]?.['property'];

  it('refunds in parts up to the original', async () => {
    const { manage, merchant, sandbox } = await approved('PURCHASE');
    const part = await manage({ transaction_type: 'REFUND', amount: 400 });
    await sandbox.idle();
    assert.deepEqual(
      [part['status'], part['amount'], part['transaction_type']],
      ['APPROVED', 400, 'REFUND'],
    );
    assert.equal(
      merchant.received.at(-1)!.body['event'],
      'transaction-svc:transaction:management:refund:approved',
    );
    assert.equal(failure(await manage({ transaction_type: 'REFUND', amount: 601 })), 'amount');
    assert.equal((await manage({ transaction_type: 'REFUND', amount: 600 }))['status'], 'APPROVED');
    assert.equal(
      failure(await manage({ transaction_type: 'REFUND', amount: 1 })),
      'transaction_type',
    );
  });

  it('captures, refunds the capture, and voids only what is not captured', async () => {
    const { manage } = await approved('AUTHORIZE');
    assert.equal(failure(await manage({ transaction_type: 'REFUND' })), 'transaction_type');
    assert.equal(
      (await manage({ transaction_type: 'CAPTURE', amount: 700 }))['status'],
      'APPROVED',
    );
    assert.equal(failure(await manage({ transaction_type: 'VOID' })), 'transaction_type');
    assert.equal(failure(await manage({ transaction_type: 'REFUND', amount: 701 })), 'amount');
    const fresh = await approved('AUTHORIZE');
    assert.equal(failure(await fresh.manage({ transaction_type: 'VOID', amount: 999 })), 'amount');
    assert.equal((await fresh.manage({ transaction_type: 'VOID' }))['status'], 'APPROVED');
    assert.equal(failure(await fresh.manage({ transaction_type: 'CAPTURE' })), 'transaction_type');
  });

  it('checks terminal, currency, reference and parent', async () => {
    const { manage } = await approved('PURCHASE');
    const refund = (fields: Json) => manage({ transaction_type: 'REFUND', ...fields });
    assert.equal(failure(await refund({ terminal_id: 'TERM002' })), 'terminal_id');
    assert.equal(failure(await refund({ currency: 'USD' })), 'currency');
    assert.equal(failure(await refund({ reference: 'none' })), 'reference');
    assert.equal(failure(await refund({ parent_transaction_id: 'none' })), 'parent_transaction_id');
    assert.equal(failure(await refund({ transaction_type: 'MELT' })), 'transaction_type');
    const part = await refund({ amount: 1 });
    assert.equal(
      (await refund({ amount: 1, parent_transaction_id: part['parent_transaction_id'] }))['status'],
      'APPROVED',
    );
  });

  it('declines on demand, and takes nothing for it', async () => {
    const { manage, sandbox, merchant } = await approved('PURCHASE');
    sandbox.control.configure({ management_outcome: 'declined' });
    assert.equal((await manage({ transaction_type: 'REFUND' }))['status'], 'DECLINED');
    await sandbox.idle();
    assert.equal(
      merchant.received.at(-1)!.body['event'],
      'transaction-svc:transaction:management:refund:declined',
    );
    sandbox.control.configure({ management_outcome: 'approved' });
    assert.equal((await manage({ transaction_type: 'REFUND' }))['status'], 'APPROVED');
  });
});
