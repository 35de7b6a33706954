import assert from 'node:assert/strict';
import { CheckoutError, type CheckoutErrorCode } from '../../../src/server/errors.js';
import type { ProviderCode } from '../../support/providers.js';
import { assertSent } from './checkout-checks.js';
import type { Checks } from './facts.js';
import { doneTo, isPaidOnce, isUnpaid, kwd, openWorld, type World } from './world.js';

export const refused = (code: CheckoutErrorCode) => (error: unknown) =>
  error instanceof CheckoutError && error.code === code;

/** A payment that was made; authorized only, where the merchant captures. */
async function charged(code: ProviderCode, authorize: boolean): Promise<World> {
  const world = await openWorld(code, { authorize });
  await world.leave();
  await world.comeBack(await world.act('pay'));
  assert.equal((await world.session()).state, authorize ? 'authorized' : 'paid');
  return world;
}

/** The movements that come after the capture with which some payments begin. */
const since = async (world: World): Promise<string[]> => {
  const { authorization, ...book } = await world.book();
  const done = doneTo({ ...book, authorization });
  return authorization ? done.slice(1) : done;
};

/** What a merchant orders, and what goes wrong. */
export const operationChecks = {
  capture: async (code, { partial }) => {
    const world = await charged(code, true);
    const { sessions } = world.shop.checkout;
    assert.equal((await world.attempt()).state, 'authorized');
    assert.equal((await world.session()).capturedAmount, null);
    assert.deepEqual(doneTo(await world.book()), []);
    const part = { amount: kwd('4.000'), idempotencyKey: 'capture-1' };
    if (partial) {
      await sessions.capture(world.id, part);
      await world.shop.settle();
      assert.deepEqual((await world.session()).capturedAmount, kwd('4.000'));
    } else {
      const order = sessions.capture(world.id, part);
      await assert.rejects(order, refused('operation_not_supported'));
    }
    await sessions.capture(world.id, { idempotencyKey: 'capture-2' });
    await sessions.capture(world.id, { idempotencyKey: 'capture-2' });
    await world.shop.settle();
    const { state, capturedAmount } = await world.session();
    assert.equal(state, 'paid');
    assert.equal(Number(capturedAmount?.value), 14);
    const done = partial ? ['capture 4.000', 'capture 10.000'] : ['capture 14.000'];
    assert.deepEqual(doneTo(await world.book()), done);
    assert.equal(world.told('paid'), 1);
  },

  'refund full': async (code, { by }) => {
    const world = await charged(code, false);
    const { sessions } = world.shop.checkout;
    const order = { idempotencyKey: 'refund-1' };
    await sessions[by](world.id, order);
    await sessions[by](world.id, order);
    await world.shop.settle();
    const { state, refundedAmount, refundableAmount } = await world.session();
    assert.equal(state, 'refunded');
    assert.equal(Number(refundedAmount?.value), 14);
    assert.equal(refundableAmount, null);
    assert.deepEqual(await since(world), ['refund 14.000']);
    assert.equal(world.told('refunded'), 1);
    const more = sessions[by](world.id, { idempotencyKey: 'refund-2' });
    await assert.rejects(more, refused('operation_not_possible'));
    assert.deepEqual(await since(world), ['refund 14.000'], 'nothing is given back twice');
  },

  'refund partial': async (code) => {
    const world = await charged(code, false);
    const { sessions } = world.shop.checkout;
    const refund = async (value: string, idempotencyKey: string): Promise<void> => {
      await sessions.refund(world.id, { amount: kwd(value), idempotencyKey });
      await world.shop.settle();
    };
    await refund('4.000', 'refund-1');
    await refund('4.000', 'refund-1');
    assert.equal((await world.session()).state, 'paid');
    assert.equal(Number((await world.session()).refundedAmount?.value), 4);
    await refund('3.000', 'refund-2');
    await assert.rejects(refund('7.010', 'refund-3'), refused('amount_too_high'));
    await refund('7.000', 'refund-4');
    const { state, refundedAmount } = await world.session();
    assert.equal(state, 'refunded');
    assert.equal(Number(refundedAmount?.value), 14);
    assert.deepEqual(await since(world), ['refund 4.000', 'refund 3.000', 'refund 7.000']);
    assert.equal(world.told('refunded'), 1);
  },

  void: async (code) => {
    const world = await charged(code, true);
    const { sessions } = world.shop.checkout;
    await sessions.void(world.id, { idempotencyKey: 'void-1' });
    await sessions.void(world.id, { idempotencyKey: 'void-1' });
    await world.shop.settle();
    assert.equal((await world.session()).state, 'canceled');
    assert.deepEqual(doneTo(await world.book()), ['void 14.000']);
    assert.equal(world.told('canceled'), 1);
    assert.equal(world.told('paid'), 0);
    const late = sessions.capture(world.id, { idempotencyKey: 'capture-1' });
    await assert.rejects(late, refused('operation_not_possible'));
  },

  tokenization: async (code, { method, operation, saving, plain, pay }) => {
    const world = await openWorld(code);
    await world.leave({ method, saveCard: true });
    assertSent(world.sent(operation), saving);
    await (pay?.(world) ?? world.act('pay'));
    await world.shop.settle();
    await isPaidOnce(world);
    const { storedMethod } = await world.attempt();
    const token = storedMethod?.token ?? assert.fail('the merchant gets no token');
    const told = world.control.deliveries().some(({ body }) => body.includes(token));
    assert.ok(told, 'it is the one of the provider');
    const page = JSON.stringify(await world.shop.view(world.id));
    assert.ok(!page.includes(token), 'the page never sees it');

    const other = await openWorld(code);
    await other.leave({ method, saveCard: false });
    assertSent(other.sent(operation), plain);
    await other.act({ action: 'pay', method: other.payWith(method) });
    await isPaidOnce(other);
    assert.equal((await other.attempt()).storedMethod, null);
  },

  errors: async (code, { operation, renews }) => {
    const failing = { kind: 'status', operation, times: 1 } as const;
    for (const status of [400, 403, 422, ...(renews ? [] : [401])]) {
      const world = await openWorld(code);
      await world.shop.view(world.id);
      world.control.failApi({ ...failing, status });
      const { body } = await world.shop.start(world.id, { method: world.method });
      assert.equal(body.code, 'provider_refused', String(status));
      const { state, failureReason } = await world.attempt();
      assert.deepEqual([state, failureReason], ['failed', 'provider_refused']);
      await world.leave();
      assert.equal((await world.attempt()).state, 'redirected', 'another try is possible');
    }
    if (renews) {
      const world = await openWorld(code);
      world.control.failApi({ ...failing, status: 401 });
      await world.leave();
      assert.equal(world.asked('token'), 2);
    }
    const away = [
      ...[429, 500, 503].map((status) => ({ ...failing, status })),
      { ...failing, kind: 'network_error' },
      { ...failing, kind: 'lose_answer' },
    ] as const;
    for (const fault of away) {
      const world = await openWorld(code);
      await world.shop.view(world.id);
      world.control.failApi(fault);
      const choice = { method: world.method, key: 'one-click' };
      const { status, body } = await world.shop.start(world.id, choice);
      assert.deepEqual([status, body.code], [502, 'provider_unavailable'], fault.kind);
      assert.equal((await world.attempt()).state, 'starting');
      await isUnpaid(world);
      const { attempt } = await world.leave(choice);
      assert.equal(attempt.state, 'redirected', 'the same click goes on');
      assert.equal((await world.session()).attempts.length, 1);
      const last = (await world.wired.books()).at(-1);
      await world.control.complete(last?.payment ?? '', 'pay');
      await world.shop.settle();
      await isPaidOnce(world);
    }
  },
} satisfies Partial<Checks>;
