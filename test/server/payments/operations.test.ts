import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CheckoutError, type CheckoutErrorCode } from '../../../src/server/errors.js';
import { openShop, type Shop, type ShopOptions } from '../../support/shop.js';
import { doneAt, PROVIDER_CODES, PROVIDERS, type Provider } from './provider-books.js';

const kwd = (value: string) => ({ value, currency: 'KWD' });
const refused =
  (code: CheckoutErrorCode, text = '') =>
  (error: unknown) =>
    error instanceof CheckoutError && error.code === code && error.message.includes(text);

/** A session that was paid, or authorized, at a provider. */
async function charged(at: Provider, options: ShopOptions = {}): Promise<[Shop, string]> {
  const shop = await openShop(options);
  const id = await shop.create();
  await shop.leave(id, { method: PROVIDERS[at].method });
  await shop[at].control.complete(await shop.reference(id), 'pay');
  await shop.settle();
  return [shop, id];
}

for (const at of PROVIDER_CODES) {
  describe(`operations of a merchant at ${at}`, () => {
    it('give money back in parts, each once per key, until all of it is back', async () => {
      const [shop, id] = await charged(at);
      const { sessions } = shop.checkout;
      const first = { amount: kwd('4.000'), reason: 'one cup broke', idempotencyKey: 'r1' };
      const { operation, session } = await sessions.refund(id, first);
      assert.equal(operation.state, 'done');
      assert.equal(session.state, 'paid');
      await shop.settle();
      const again = await sessions.refund(id, { ...first, amount: kwd('4') });
      assert.equal(again.operation.id, operation.id);
      assert.deepEqual(again.session.refundedAmount, kwd('4.000'));
      assert.deepEqual(again.session.refundableAmount, kwd('10.000'));
      await sessions.refund(id, { amount: kwd('3.000'), idempotencyKey: 'r2' });
      const last = await sessions.refund(id, { idempotencyKey: 'r3' });
      await shop.settle();
      assert.equal(last.session.state, 'refunded');
      assert.deepEqual(last.session.refundedAmount, kwd('14.000'));
      assert.deepEqual(last.session.operations, []);
      assert.equal(await doneAt(shop, at), 'refund 4.000, refund 3.000, refund 7.000');
      const { refundedAmount, operationLog } = await sessions.retrieve(id);
      assert.deepEqual(refundedAmount, kwd('14.000'));
      assert.deepEqual(
        operationLog.map(({ kind, state, reason }) => [kind, state, reason]),
        [
          ['refund', 'done', 'one cup broke'],
          ['refund', 'done', null],
          ['refund', 'done', null],
        ],
      );
      assert.equal(shop.typesOf().filter((type) => type === 'refunded').length, 3);
    });

    it('take an authorization in parts, and give back no more than was taken', async () => {
      const [shop, id] = await charged(at, { authorize: true });
      const { sessions } = shop.checkout;
      const before = await sessions.retrieve(id);
      assert.equal(before.state, 'authorized');
      assert.deepEqual(before.operations, ['capture', 'void']);
      const part = await sessions.capture(id, { amount: kwd('4.000'), idempotencyKey: 'c1' });
      await shop.settle();
      assert.equal(part.session.state, 'paid');
      assert.deepEqual(part.session.capturedAmount, kwd('4.000'));
      const taken = await sessions.retrieve(id);
      assert.deepEqual(taken.capturedAmount, kwd('4.000'));
      assert.deepEqual(taken.capturableAmount, kwd('10.000'));
      assert.equal(taken.attempts[0]?.transactionId, before.attempts[0]?.transactionId);
      await assert.rejects(
        sessions.refund(id, { amount: kwd('5.000'), idempotencyKey: 'r1' }),
        refused('amount_too_high', 'At most 4.000 KWD'),
      );
      await sessions.refund(id, { amount: kwd('1.000'), idempotencyKey: 'r2' });
      const rest = await sessions.capture(id, { idempotencyKey: 'c2' });
      await shop.settle();
      assert.deepEqual(rest.session.capturedAmount, kwd('14.000'));
      assert.deepEqual((await sessions.retrieve(id)).refundableAmount, kwd('13.000'));
      assert.equal(await doneAt(shop, at), 'capture 4.000, refund 1.000, capture 10.000');
      assert.ok(shop.typesOf().includes('captured'));
    });

    it('release an authorization, once', async () => {
      const [shop, id] = await charged(at, { authorize: true });
      const { sessions } = shop.checkout;
      const { session } = await sessions.void(id, { idempotencyKey: 'v' });
      await shop.settle();
      assert.equal(session.state, 'canceled');
      const again = await sessions.void(id, { idempotencyKey: 'v' });
      assert.equal(again.session.state, 'canceled');
      await assert.rejects(
        sessions.capture(id, { idempotencyKey: 'c' }),
        refused('operation_not_possible'),
      );
      assert.equal(await doneAt(shop, at), 'void 14.000');
    });

    it('never together give back more than was taken, however many are ordered at once', async () => {
      const [shop, id] = await charged(at);
      const orders = Array.from({ length: 6 }, (_, i) =>
        shop.checkout.sessions.refund(id, { amount: kwd('5.000'), idempotencyKey: `r${i}` }),
      );
      const results = await Promise.allSettled(orders);
      await shop.settle();
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 2);
      for (const one of results) {
        if (one.status === 'rejected') assert.ok(refused('amount_too_high', '4.000')(one.reason));
      }
      assert.equal(await doneAt(shop, at), 'refund 5.000, refund 5.000');
    });

    it('do the same order once, however often it is sent at the same time', async () => {
      const [shop, id] = await charged(at);
      const order = { amount: kwd('5.000'), idempotencyKey: 'same' };
      const orders = [1, 2, 3, 4].map(() => shop.checkout.sessions.refund(id, order));
      const results = await Promise.allSettled(orders);
      for (const one of results) {
        if (one.status === 'rejected') assert.ok(refused('operation_in_progress')(one.reason));
      }
      await shop.settle();
      assert.equal((await shop.checkout.sessions.refund(id, order)).operation.state, 'done');
      assert.equal(await doneAt(shop, at), 'refund 5.000');
    });

    it('say what the provider refused, and say it again for the same key', async () => {
      const [shop, id] = await charged(at);
      const { control } = shop[at];
      const body = { status: 'INVALID', detail: 'no', result: 'failed', operation: 'refund' };
      const path = PROVIDERS[at].operations;
      control.failApi({ kind: 'status', path, status: 400, body, times: 1 });
      const order = { idempotencyKey: 'r' };
      for (let time = 0; time < 2; time += 1) {
        await assert.rejects(
          shop.checkout.sessions.refund(id, order),
          refused('operation_refused'),
        );
      }
      const { refundableAmount, operationLog } = await shop.checkout.sessions.retrieve(id);
      assert.deepEqual(refundableAmount, kwd('14.000'));
      assert.deepEqual(
        operationLog.map(({ state }) => state),
        ['refused'],
      );
      assert.equal(await doneAt(shop, at), '');
    });

    it('are explained by the log', async () => {
      const [shop, id] = await charged(at);
      await shop.checkout.sessions.refund(id, { amount: kwd('4.000'), idempotencyKey: 'r1' });
      await shop.settle();
      const types = (await shop.checkout.sessions.events(id)).map(({ type }) => type);
      for (const type of ['operation.started', 'operation.done', 'session.refunded_amount']) {
        assert.equal(types.filter((one) => one === type).length, 1, type);
      }
    });
  });
}

describe('an order that is not possible', () => {
  it('is refused before anything is stored', async () => {
    const [shop, id] = await charged('ottu');
    const { sessions } = shop.checkout;
    const key = { idempotencyKey: 'k' };
    await assert.rejects(sessions.capture(id, key), refused('operation_not_possible', 'paid'));
    await assert.rejects(sessions.void(id, key), refused('operation_not_possible'));
    await assert.rejects(
      sessions.refund(id, { ...key, amount: kwd('14.001') }),
      refused('amount_too_high', '14.000 KWD'),
    );
    for (const amount of [kwd('0'), kwd('1.0001'), { value: '1', currency: 'EUR' }]) {
      await assert.rejects(sessions.refund(id, { ...key, amount }), refused('invalid_request'));
    }
    const noKey = sessions.refund(id, { idempotencyKey: '' });
    await assert.rejects(noKey, refused('idempotency_key_missing'));
    await assert.rejects(sessions.refund('nobody', key), refused('session_not_found'));
    assert.deepEqual((await sessions.retrieve(id)).operationLog, []);
  });

  it('names the gateway and what it does support', async () => {
    const [shop, id] = await charged('ottu', {
      wrap: (gateway) => ({ ...gateway, refund: null }),
    });
    const { sessions } = shop.checkout;
    await assert.rejects(
      sessions.refund(id, { idempotencyKey: 'k' }),
      refused('operation_not_supported', 'ottu has no refund. It supports capture, void.'),
    );
    assert.deepEqual((await sessions.retrieve(id)).operations, []);
    const whole = await charged('ottu', {
      wrap: (gateway) => ({
        ...gateway,
        refund: gateway.refund && { ...gateway.refund, partial: false },
      }),
    });
    const part = { amount: kwd('1.000'), idempotencyKey: 'k' };
    await assert.rejects(
      whole[0].checkout.sessions.refund(whole[1], part),
      refused('operation_not_supported', 'order 14.000 KWD'),
    );
  });

  it('is told when its key stands for another order', async () => {
    const [shop, id] = await charged('finrelay');
    const { sessions } = shop.checkout;
    await sessions.refund(id, { amount: kwd('4.000'), idempotencyKey: 'k' });
    for (const order of [{ amount: kwd('5.000') }, {}, { amount: kwd('4.000'), reason: 'x' }]) {
      await assert.rejects(
        sessions.refund(id, { ...order, idempotencyKey: 'k' }),
        refused('idempotency_key_reused'),
      );
    }
  });
});
