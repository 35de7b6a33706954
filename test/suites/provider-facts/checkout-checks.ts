import assert from 'node:assert/strict';
import { at } from '../../demo/sandboxes/inventory-support.js';
import type { Checks, Sent } from './facts.js';
import { HOUR, isPaidOnce, isUnpaid, MINUTE, openWorld } from './world.js';

/** A payment that was begun in time may be told this much later. */
const GRACE = 15 * MINUTE;

export function assertSent(body: unknown, sent: Sent): void {
  for (const [path, value] of Object.entries(sent)) assert.deepEqual(at(body, path), value, path);
}

/** From the order to the end of a visit, and back. */
export const checkoutChecks = {
  create: async (code, fact) => {
    const world = await openWorld(code);
    await world.shop.settle();
    const before = fact.at === 'session' ? 1 : 0;
    assert.equal(world.control.requests().length, before);
    assert.equal((await world.wired.books()).length, before);
    await world.leave();
    assert.equal(world.asked(fact.operation), 1);
    const body = world.sent(fact.operation);
    assertSent(body, fact.sent);
    assert.equal(at(body, fact.reference), await world.reference());
    assert.equal((await world.wired.books()).length, 1);
    assert.equal((await world.book()).charged, null);
    assert.equal((await world.attempt()).state, 'redirected');
    assert.equal((await world.session()).state, 'pending');
  },

  list: async (code, { methods, asks }) => {
    const world = await openWorld(code);
    const { payment_methods } = await world.shop.view(world.id);
    assert.deepEqual(
      payment_methods.map((one) => one.code),
      methods.map((method) => `${code}:${method}`),
    );
    for (const one of payment_methods) assert.equal(one.unavailable_reason, null, one.code);
    await world.shop.view(world.id);
    assert.equal(world.control.requests().length, asks, 'asked once, or never');
    await isUnpaid(world);
  },

  redirect: async (code, { page }) => {
    const world = await openWorld(code);
    const first = await world.leave({ key: 'one-click' });
    assert.equal(first.redirect.method, 'GET');
    assert.equal(new URL(first.redirect.url).origin, `https://${code}.test`);
    const again = await world.leave({ key: 'one-click' });
    assert.deepEqual(again, first, 'the same click leads to the same page');
    const answer = await world.wired.sandbox.fetch(new Request(first.redirect.url));
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), page);
    assert.equal((await world.session()).attempts.length, 1);
    assert.equal((await world.wired.books()).length, 1);
  },

  pay: async (code) => {
    const world = await openWorld(code);
    await world.leave();
    await world.comeBack(await world.act('pay'));
    await isPaidOnce(world);
    const { state, amount, transactionId, late } = await world.attempt();
    assert.deepEqual([state, amount.value, late], ['paid', '14.000', false]);
    assert.ok(transactionId, 'what support asks for');
    assert.equal((await world.shop.view(world.id)).state, 'paid');
  },

  decline: async (code, { again }) => {
    const world = await openWorld(code);
    const first = await world.leave();
    await world.comeBack(await world.act('decline'));
    const { state, failureReason } = await world.attempt();
    assert.equal(state, 'failed');
    assert.ok(failureReason, 'there are words for the shopper');
    assert.equal((await world.session()).state, 'attempted');
    await isUnpaid(world);
    if (again === 'new page') {
      const second = await world.leave();
      assert.notEqual(second.attempt.id, first.attempt.id);
    }
    await world.comeBack(await world.act('pay'));
    await isPaidOnce(world);
  },

  cancel: async (code, { inShop }) => {
    const world = await openWorld(code);
    await world.leave();
    await world.comeBack(await world.act('cancel'));
    assert.equal((await world.attempt()).state, 'canceled');
    assert.equal((await world.session()).state, 'attempted');
    await isUnpaid(world);
    await world.leave();
    const before = world.control.requests().length;
    const { body } = await world.shop.cancel(world.id);
    await world.shop.settle();
    if (inShop === 'canceled') {
      assert.equal((await world.session()).state, 'canceled');
      assert.equal((await world.book()).state, 'canceled', 'at the provider too');
      await assert.rejects(world.act('pay'), /refuses/);
      await isUnpaid(world);
      return;
    }
    assert.equal(body.code, 'attempt_in_progress');
    assert.equal((await world.session()).state, 'pending');
    assert.equal(world.wired.gateway().cancel, null);
    const called = world.control.requests().slice(before);
    assert.ok(
      called.every((one) => one.method === 'GET'),
      'nothing is called that changes it',
    );
    await world.comeBack(await world.act('pay'));
    await isPaidOnce(world);
  },

  abandon: async (code, { hours }) => {
    const world = await openWorld(code);
    const first = await world.leave();
    assert.equal(await world.act('abandon'), null);
    await world.later(hours * HOUR - MINUTE);
    assert.equal((await world.attempt()).state, 'redirected');
    assert.equal((await world.session()).state, 'pending', 'it can still be paid');
    await world.later(MINUTE + GRACE);
    assert.equal((await world.attempt()).state, 'expired');
    assert.equal((await world.session()).state, 'attempted');
    await isUnpaid(world);
    const second = await world.leave();
    assert.notEqual(second.redirect.url, first.redirect.url);
    await world.comeBack(await world.act('pay'));
    await isPaidOnce(world);
  },

  return: async (code, { known, urls }) => {
    const world = await openWorld(code);
    await world.leave();
    const [operation] = world.control.requests().filter(({ body }) => body.includes('/returns/'));
    const body = world.sent(operation?.operation ?? '');
    const [done = '', ...others] = urls.map((path) => String(at(body, path)));
    for (const url of [done, ...others]) assert.ok(url.startsWith('https://shop.test/'), url);
    await world.comeBack(`${done}?status=APPROVED&state=paid&result=success`);
    assert.equal((await world.session()).state, 'pending', 'a return proves nothing');
    await isUnpaid(world);
    world.control.setWebhooks({ mode: 'hold', shopper: 'continues' });
    const back = await world.act('pay');
    const answer = await world.shop.follow(back);
    assert.equal(answer.status, 303);
    const location = `https://shop.test/return?lang=en&session_id=${world.id}`;
    assert.equal(answer.headers.get('location'), location);
    await world.later(MINUTE);
    assert.equal((await world.session()).state, known);
    await world.control.release();
    await world.shop.settle();
    await isPaidOnce(world);
  },
} satisfies Partial<Checks>;
