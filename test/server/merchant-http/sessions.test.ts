import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openHttpShop, ORDER, type HttpShop, type SessionAnswer } from './fixture.js';

interface Result {
  readonly operation: {
    readonly operation_id: string;
    readonly kind: string;
    readonly state: string;
    readonly amount: string;
  };
  readonly session: SessionAnswer;
}

/** A session that the shopper has paid by Ottu. */
async function paid(http: HttpShop): Promise<string> {
  const { session_id: id } = (await http.create()).body;
  await http.shop.leave(id, { method: 'ottu:credit-card' });
  await http.shop.ottu.control.complete(await http.shop.reference(id), 'pay');
  await http.shop.settle();
  return id;
}

describe('sessions over HTTP', () => {
  it('tells a session, and the attempts that were made', async () => {
    const http = await openHttpShop();
    const id = await paid(http);
    const { status, body } = await http.call('GET', `/sessions/${id}`);
    assert.equal(status, 200);
    assert.deepEqual([body.state, body.captured_amount], ['paid', '14.000']);
    assert.equal(body.refundable_amount, '14.000');
    const [attempt] = body.attempts;
    assert.deepEqual([attempt?.gateway, attempt?.state], ['ottu', 'paid']);
    assert.equal(attempt?.reference, await http.shop.reference(id));
    assert.ok(body.operations.includes('refund'));
  });

  it('says so when there is no such session', async () => {
    const { call } = await openHttpShop();
    for (const [method, path] of [
      ['GET', '/sessions/unknown-session-unknown'],
      ['PATCH', '/sessions/unknown-session-unknown'],
      ['POST', '/sessions/unknown-session-unknown/cancel'],
      ['GET', '/sessions/%00'],
    ] as const) {
      const { status, body } = await call(method, path, method === 'GET' ? undefined : {});
      assert.deepEqual([status, body.code], [404, 'session_not_found'], `${method} ${path}`);
    }
  });

  it('changes what it is told to, and keeps the rest', async () => {
    const { create, call, shop } = await openHttpShop();
    const order = { description: 'A lamp', tax: '1.000' };
    const { session_id: id } = (await create({ ...ORDER, order })).body;
    const change = { amount: '15.500', metadata: { cart: '8' }, customer: { first_name: 'Noor' } };
    const { status, body } = await call('PATCH', `/sessions/${id}`, change);
    assert.deepEqual([status, body.amount, body.reference], [200, '15.500', 'ORDER-1']);
    const stored = await shop.store.load(id);
    assert.equal(stored?.order.description, 'A lamp');
    assert.equal(stored.customer?.firstName, 'Noor');
    await call('PATCH', `/sessions/${id}`, { amount: '9.99', currency: 'EUR', order: {} });
    assert.deepEqual((await shop.view(id)).amount, { value: '9.99', currency: 'EUR' });
    assert.equal((await shop.store.load(id))?.order.description, null);
  });

  it('refuses a change that cannot be, in the words of the rules', async () => {
    const { create, call, shop } = await openHttpShop();
    const { session_id: id } = (await create()).body;
    const lone = await call('PATCH', `/sessions/${id}`, { currency: 'EUR' });
    assert.deepEqual(lone.body.errors, [
      { property: 'amount', message: 'give it with the currency' },
    ]);
    const digits = await call('PATCH', `/sessions/${id}`, { amount: '1.2345' });
    assert.equal(digits.body.errors?.[0]?.property, 'amount');
    await shop.leave(id, { method: 'ottu:knet' });
    const live = await call('PATCH', `/sessions/${id}`, { amount: '15.000' });
    assert.deepEqual([live.status, live.body.code], [409, 'attempt_in_progress']);
  });

  it('cancels a session', async () => {
    const { create, call, shop } = await openHttpShop();
    const { session_id: id } = (await create()).body;
    const { status, body } = await call('POST', `/sessions/${id}/cancel`, {});
    assert.deepEqual([status, body.state], [200, 'canceled']);
    assert.equal(await shop.state(id), 'canceled');
  });

  it('lists sessions page by page, and those that fit', async () => {
    const { create, call, shop } = await openHttpShop();
    interface Page {
      readonly sessions: readonly SessionAnswer[];
      readonly next: string | null;
    }
    for (const n of [1, 2, 3]) {
      await create({ ...ORDER, reference: `ORDER-${n}` }, `key-${n}`);
      shop.advance(1000);
    }
    const list = async (query: string) => (await call<Page>('GET', `/sessions${query}`)).body;
    const references = ({ sessions }: Page) => sessions.map(({ reference }) => reference);
    const first = await list('?limit=2');
    assert.deepEqual(references(first), ['ORDER-3', 'ORDER-2']);
    const second = await list(`?limit=2&cursor=${first.next ?? ''}`);
    assert.deepEqual([references(second), second.next], [['ORDER-1'], null]);
    assert.deepEqual(references(await list('?reference=ORDER-2&state=created')), ['ORDER-2']);
    assert.deepEqual(references(await list('?created_before=2026-01-05T10:00:01Z')), ['ORDER-1']);
    for (const query of ['?limit=0', '?limit=x', '?state=done', '?created_after=now', '?page=2']) {
      const { status, body } = await call('GET', `/sessions${query}`);
      assert.deepEqual([status, body.errors?.length], [400, 1], query);
    }
  });

  it('tells the log of a session', async () => {
    const { create, call } = await openHttpShop();
    const { session_id: id } = (await create()).body;
    interface Log {
      readonly events: readonly { readonly type: string; readonly at: string }[];
    }
    const { body } = await call<Log>('GET', `/sessions/${id}/events`);
    assert.equal(body.events[0]?.type, 'session.created');
  });
});

describe('operations over HTTP', () => {
  it('gives money back in parts, once per key', async () => {
    const http = await openHttpShop();
    const id = await paid(http);
    const refund = (body: unknown, key: string) =>
      http.call<Result>('POST', `/sessions/${id}/refund`, body, { 'Idempotency-Key': key });
    const part = { amount: '4.000', reason: 'one lamp was broken' };
    const first = await refund(part, 'refund-1');
    assert.equal(first.status, 200);
    const { operation, session } = first.body;
    assert.deepEqual([operation.kind, operation.state], ['refund', 'done']);
    assert.deepEqual([session.refunded_amount, session.refundable_amount], ['4.000', '10.000']);
    const again = await refund(part, 'refund-1');
    assert.equal(again.body.operation.operation_id, operation.operation_id);
    assert.equal(again.body.session.refunded_amount, '4.000');
    const rest = await refund({}, 'refund-2');
    assert.equal(rest.body.operation.amount, '10.000');
    assert.equal(rest.body.session.state, 'refunded');
  });

  it('tells what the rules refuse by their own codes', async () => {
    const http = await openHttpShop();
    const id = await paid(http);
    const order = async (end: string, body: unknown, key: string | null = 'k') => {
      const path = `/sessions/${id}/${end}`;
      const { status, body: problem } = await http.call('POST', path, body, {
        'Idempotency-Key': key,
      });
      return [status, problem.code];
    };
    assert.deepEqual(await order('refund', { amount: '99.000' }), [422, 'amount_too_high']);
    assert.deepEqual(await order('capture', {}), [409, 'operation_not_possible']);
    assert.deepEqual(await order('void', {}), [409, 'operation_not_possible']);
    assert.deepEqual(await order('refund_or_cancel', {}), [422, 'operation_not_supported']);
    assert.deepEqual(await order('refund', {}, null), [400, 'idempotency_key_missing']);
    assert.deepEqual(await order('refund', { amount: 4 }), [400, 'invalid_request']);
    assert.deepEqual(await order('void', { amount: '4.000' }), [400, 'invalid_request']);
    const settle = await order('operations/op-1/settle', { outcome: 'done' }, null);
    assert.deepEqual(settle[0], 409);
  });
});
