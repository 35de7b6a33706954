import assert from 'node:assert/strict';
import type { ProviderCode } from '../../support/providers.js';
import type { FactName } from './facts.js';
import { refused } from './operation-checks.js';
import { doneTo, HOUR, isPaidOnce, openWorld, type World } from './world.js';

type Operation = 'capture' | 'refund' | 'void';

/** The gateway has no such operation, says so to a merchant, and the provider is not asked. */
const lacks = (operation: Operation) => async (code: ProviderCode) => {
  const world = await openWorld(code);
  assert.equal(world.wired.gateway()[operation], null);
  await world.leave();
  await world.act('pay');
  await isPaidOnce(world);
  const before = world.control.requests().length;
  const order = world.shop.checkout.sessions[operation](world.id, { idempotencyKey: 'order-1' });
  await assert.rejects(order, refused('operation_not_supported'));
  assert.ok(!(await world.session()).operations.includes(operation));
  assert.equal(world.control.requests().length, before);
  await isPaidOnce(world);
};

/** What happens instead of a void, with and without authorizations. */
async function hasNoVoid(code: ProviderCode): Promise<void> {
  await lacks('void')(code);
  const world = await openWorld(code, { authorize: true });
  const { capture, refundOrCancel } = world.wired.gateway();
  await world.leave();
  const { sessions } = world.shop.checkout;
  const order = { idempotencyKey: 'order-1' };
  if (capture === null) {
    assert.ok(refundOrCancel);
    await sessions.refundOrCancel(world.id, order);
    await world.shop.settle();
    assert.equal((await world.book()).state, 'CANCELLED');
    assert.equal((await world.attempt()).state, 'canceled');
    return;
  }
  await world.act('pay');
  assert.equal((await world.session()).state, 'authorized');
  await world.later(8 * 24 * HOUR);
  await assert.rejects(sessions.capture(world.id, order), refused('operation_refused'));
  assert.deepEqual(doneTo(await world.book()), []);
}

async function leadsNobodyBack(code: ProviderCode): Promise<void> {
  const world = await openWorld(code);
  await world.leave();
  const sent = ({ control }: World): string =>
    control
      .requests()
      .map(({ body }) => body)
      .join();
  assert.ok(!sent(world).includes('/returns/'), 'the provider is told of no way back');
  assert.equal(await world.act('pay'), null);
  assert.equal((await world.shop.view(world.id)).state, 'paid', 'the page learns it by polling');
  assert.equal((await world.shop.view(world.id)).attempt?.returned_at, null);
}

async function savesNoCard(code: ProviderCode): Promise<void> {
  const world = await openWorld(code);
  const { payment_methods } = await world.shop.view(world.id);
  for (const one of payment_methods) assert.equal(one.can_save_card, false, one.code);
  const { body } = await world.shop.start(world.id, { method: world.method, saveCard: true });
  assert.equal(body.code, 'invalid_request');
  await world.leave();
  await world.act('pay');
  await isPaidOnce(world);
  assert.equal((await world.attempt()).storedMethod, null);
}

/** What a provider may lack, and how that is shown. Anything else every provider has. */
export const noneChecks: Partial<Record<FactName, (code: ProviderCode) => Promise<void>>> = {
  return: leadsNobodyBack,
  capture: lacks('capture'),
  'refund partial': lacks('refund'),
  void: hasNoVoid,
  tokenization: savesNoCard,
};
