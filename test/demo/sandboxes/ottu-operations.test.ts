import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { basic, json, ottu, payment, PAYMENTS, SHOP, type Json } from './support.js';

const OPERATION = '/b/pbl/v2/operation/';
const KEY = { authorization: 'Api-Key ottu-sandbox-api-key' };

async function paid(operation: 'purchase' | 'authorize' = 'purchase') {
  const world = ottu({ settings: { operations: { knet: operation } } });
  const session_id = String((await world.create())['session_id']);
  await world.sandbox.control.complete(session_id, 'pay');
  world.merchant.received.length = 0;
  const operate = async (body: Json, headers: Record<string, string> = {}) => {
    const response = await world.call(
      'POST',
      OPERATION,
      { session_id, ...body },
      { ...KEY, ...headers },
    );
    await world.sandbox.idle();
    return { status: response.status, ...(await json(response)) } as Json;
  };
  return { ...world, session_id, operate };
}

describe('ottu: operations', () => {
  it('refunds in parts, tells the merchant, and stops at the whole', async () => {
    const { operate, merchant, session_id, state } = await paid();
    const part = await operate({ operation: 'refund', amount: '4' });
    assert.deepEqual(
      [part['status'], part['detail'], part['operation'], part['result']],
      [200, 'Success', 'refund', 'success'],
    );
    const [webhook] = merchant.received;
    const { txn, ...body } = webhook!.body;
    assert.deepEqual(
      {
        operation: body['operation'],
        amount: body['amount'],
        session: body['session_id'],
        source: body['source'],
      },
      { operation: 'refund', amount: '4.000', session: session_id, source: 'input' },
    );
    const { session_id: child, ...rest } = txn as Json;
    assert.deepEqual(rest, {
      amount: '4.000',
      currency_code: 'KWD',
      order_no: '',
      state: 'refunded',
    });
    assert.notEqual(child, session_id);
    assert.equal((await operate({ operation: 'refund', amount: '10.001' }))['result'], 'failed');
    assert.equal((await operate({ operation: 'refund' }))['amount'], '10.000');
    const over = await operate({ operation: 'refund' });
    assert.deepEqual(
      [over['status'], over['operation'], over['result']],
      [400, 'refund', 'failed'],
    );
    assert.equal(await state(session_id), 'paid', 'refunded is a state of children');
  });

  it('does an operation once per tracking key, also when both come at once', async () => {
    const { operate, merchant } = await paid();
    const refund = () => operate({ operation: 'refund', amount: '4' }, { 'Tracking-Key': 'k1' });
    const [first, second] = await Promise.all([refund(), refund()]);
    assert.deepEqual(first, second);
    assert.deepEqual(await refund(), first);
    assert.equal(merchant.received.length, 1);
    const other = await operate({ operation: 'refund', amount: '4' }, { 'Tracking-Key': 'k2' });
    assert.notEqual(other['reference_number'], first['reference_number']);
  });

  it('captures up to what was authorized, then refunds what was captured', async () => {
    const { operate } = await paid('authorize');
    assert.equal((await operate({ operation: 'refund' }))['result'], 'failed');
    assert.equal(
      ((await operate({ operation: 'capture', amount: '6' }))['txn'] as Json)['state'],
      'paid',
    );
    assert.equal((await operate({ operation: 'capture', amount: '8.001' }))['result'], 'failed');
    assert.equal((await operate({ operation: 'void' }))['result'], 'failed');
    assert.equal((await operate({ operation: 'refund', amount: '6.001' }))['result'], 'failed');
    assert.equal((await operate({ operation: 'refund', amount: '6' }))['result'], 'success');
  });

  it('voids an authorization whole, and nothing after it', async () => {
    const { operate } = await paid('authorize');
    const voided = await operate({ operation: 'void' });
    assert.deepEqual([voided['amount'], (voided['txn'] as Json)['state']], ['14.000', 'voided']);
    assert.equal((await operate({ operation: 'capture' }))['result'], 'failed');
  });

  it('queues a refund, then tells how it ended', async () => {
    const { operate, sandbox, merchant, session_id } = await paid();
    sandbox.control.configure({ operation_result: 'queued' });
    assert.equal((await operate({ operation: 'refund' }))['result'], 'queued');
    assert.equal(
      (await operate({ operation: 'refund' }))['result'],
      'failed',
      'the amount is bound',
    );
    await sandbox.control.emit(session_id, { event: 'operation.rejected' });
    const { body } = merchant.received.at(-1)!;
    assert.deepEqual(
      [body['result'], (body['txn'] as Json)['state'], body['source']],
      ['rejected', 'refund_rejected', 'pg'],
    );
    assert.equal(
      (await operate({ operation: 'refund' }))['result'],
      'queued',
      'a rejected refund frees the amount',
    );
  });

  it('cancels, expires and deletes what is not paid', async () => {
    const { create, call, state } = ottu();
    for (const [operation, end] of [
      ['cancel', 'canceled'],
      ['expire', 'expired'],
      ['delete', undefined],
    ] as const) {
      const { session_id } = await create();
      const answer = await json(await call('POST', OPERATION, { session_id, operation }));
      assert.deepEqual(answer, { detail: 'Success', operation, result: 'success' });
      assert.equal(await state(session_id), end);
    }
  });

  it('does not cancel a paid payment', async () => {
    const { operate, state, session_id } = await paid();
    assert.equal((await operate({ operation: 'cancel' }))['result'], 'failed');
    assert.equal(await state(session_id), 'paid');
  });

  it('finds the payment by order number, and asks for one of both', async () => {
    const { call, create } = ottu();
    await create();
    assert.equal(
      (await call('POST', OPERATION, { order_no: 'ORDER-1', operation: 'cancel' })).status,
      200,
    );
    assert.equal(
      (await call('POST', OPERATION, { order_no: 'none', operation: 'cancel' })).status,
      404,
    );
    assert.equal((await call('POST', OPERATION, { operation: 'cancel' })).status, 400);
    assert.equal(
      (await call('POST', OPERATION, { order_no: 'ORDER-1', operation: 'melt' })).status,
      400,
    );
  });

  it('needs the permission of the operation', async () => {
    const { call, create } = ottu();
    const { session_id } = await create();
    const body = { session_id, operation: 'cancel' };
    assert.equal(
      (await call('POST', OPERATION, body, basic('viewer', 'viewer-test-password'))).status,
      403,
    );
    assert.equal((await call('POST', OPERATION, body, {})).status, 401);
  });
});

describe('ottu: update', () => {
  it('changes some fields with PATCH and all with PUT, under the same rules', async () => {
    const { call, create } = ottu();
    const path = PAYMENTS + String((await create({ customer_id: 'c1' }))['session_id']);
    const patched = await json(await call('PATCH', path.replace(/\/$/, ''), { amount: '15.5' }));
    assert.deepEqual([patched['amount'], patched['customer_id']], ['15.500', 'c1']);
    assert.equal((await call('PATCH', path, { amount: '1.2345' })).status, 400);
    assert.equal((await call('PATCH', path, { notifications: { sms: ['paid'] } })).status, 400);
    const put = await json(await call('PUT', path, payment({ amount: '16' })));
    assert.deepEqual([put['amount'], 'customer_id' in put], ['16.000', false]);
    assert.equal((await call('PUT', path, { amount: '16' })).status, 400);
  });

  it('refuses after the payment', async () => {
    const { call, session_id } = await paid();
    const response = await call('PATCH', PAYMENTS + session_id, { amount: '1' });
    assert.deepEqual([response.status, Object.keys(await json(response))], [400, ['detail']]);
  });

  it('leaves the try that is under way at the old amount', async () => {
    const { call, create, merchant, sandbox } = ottu();
    const session = String((await create())['session_id']);
    await sandbox.control.complete(session, 'abandon');
    await call('PATCH', PAYMENTS + session, { amount: '20' });
    await sandbox.control.complete(session, { action: 'pay', late: true });
    assert.equal(merchant.received[0]!.body['amount'], '14.000');
  });
});

describe('ottu: inquiry and payment methods', () => {
  const INQUIRY = '/b/pbl/v2/inquiry/';

  it('answers the payment like its webhook, after 10 minutes, then every 30, 3 a day', async () => {
    const { call, session_id, clock, merchant } = await paid();
    const inquire = () =>
      call('POST', INQUIRY, {
        session_id,
        notify_webhook_url: true,
        webhook_url: `${SHOP}/inquiry`,
      });
    const early = await inquire();
    assert.deepEqual([early.status, early.headers.get('retry-after')], [429, '600']);
    clock.advance(600_000);
    const answer = await json(await inquire());
    assert.deepEqual([answer['state'], typeof answer['signature']], ['paid', 'string']);
    assert.equal(merchant.received[0]!.url, `${SHOP}/inquiry`);
    assert.equal((await inquire()).status, 429);
    for (const status of [200, 200, 429]) {
      clock.advance(1800_000);
      assert.equal((await inquire()).status, status);
    }
  });

  it('lists the methods that fit', async () => {
    const { call } = ottu();
    const list = async (body: Json) =>
      (
        (await json(await call('POST', '/b/pbl/v2/payment-methods/', body)))[
          'payment_methods'
        ] as Json[]
      ).map(({ code }) => code);
    assert.equal((await list({ plugin: 'e_commerce' })).length, 5);
    assert.deepEqual(await list({ plugin: 'e_commerce', tokenizable: true }), ['credit-card']);
    assert.deepEqual(await list({ plugin: 'e_commerce', pg_names: ['KNET'] }), ['knet']);
    assert.deepEqual(await list({ plugin: 'e_commerce', type: 'production' }), []);
    assert.equal((await call('POST', '/b/pbl/v2/payment-methods/', {})).status, 400);
  });
});
