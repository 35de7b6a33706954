import assert from 'node:assert/strict';
import { isCharged, isLive } from '../../../src/server/payments/attempt-machine.js';
import type { SessionRecord } from '../../../src/server/payments/records.js';
import { isSettled } from '../../../src/server/payments/session-machine.js';
import { booksOf, checkLimits, isGivenBack, wasTold } from './walk-books.js';
import { checkBooked, checkOrders } from './walk-ledger.js';
import { checkLastView, checkView, sessionOf } from './walk-view.js';
import type { World } from './walk-world.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Long enough for everything that waits for something. */
const PAUSES = [
  ...[MINUTE, MINUTE, 15 * MINUTE, DAY, 2 * DAY, MINUTE],
  ...[8 * DAY, MINUTE, 46 * DAY, MINUTE],
];

const kept = ({ attempts }: SessionRecord) =>
  attempts.filter(({ state, reversal }) => isCharged(state) && reversal === null);

/** Holds at every moment, whatever has gone wrong so far. */
export async function checkNow(world: World): Promise<void> {
  const { session, booked } = await checkView(world);
  checkLimits(booked);
  checkOrders(session, booked);
  if (isSettled(session.state)) {
    assert.ok(booked.length > 0, 'paid is said only when a provider was paid');
  }
  assert.ok(session.attempts.filter(({ state }) => isLive(state)).length <= 1, 'one live attempt');
  assert.ok(kept(session).length <= 1, 'one charge is kept');
  assert.ok(session.attempts.length <= 8 + session.providerSessions.length, 'attempts are capped');
}

/** Nothing fails any more, everything is told, and time goes by until nothing is left to do. */
export async function comeToRest(world: World): Promise<void> {
  const { shop, setting, faults, merchant } = world;
  faults.next.length = 0;
  merchant.fails = 0;
  for (const { control } of setting.providers.map((at) => shop[at])) {
    control.clearApiFaults();
    control.setWebhooks({ mode: 'deliver', copies: 1, forge: 'none', times: null });
    await control.release('reversed');
  }
  await shop.settle();
  await tellTheRest(world);
  for (const ms of PAUSES) {
    shop.advance(ms);
    await shop.checkout.reconcile();
    await shop.settle();
  }
}

/** What no question finds is told in the end; so is a refund that a provider took its time for. */
async function tellTheRest(world: World): Promise<void> {
  const { shop, untold } = world;
  for (const one of await booksOf(world)) {
    const { at, payment } = one;
    const unknowable = untold.has(`${at} ${payment}`) && !wasTold(world, one);
    if (!isGivenBack(one) && unknowable) await shop[at].control.emit(payment);
    if (at === 'optty') await shop.optty.control.emit(payment, { event: 'ORDER_ASYNC_CALLBACK' });
  }
  await shop.settle();
}

/** Everything that was ever charged is kept, given back or told, and everybody knows. */
export async function checkRest(world: World): Promise<void> {
  const session = await sessionOf(world);
  const booked = await booksOf(world);
  for (const one of booked) checkBooked(session, one);
  assert.equal(isSettled(session.state), kept(session).length === 1, 'paid says that one is kept');
  assert.ok(kept(session).length <= booked.length, 'what is kept was paid');
  await checkLastView(world);
  checkEnd(session);
  await checkTold(world, session);
  await checkQueues(world);
}

function checkEnd(session: SessionRecord): void {
  const held = session.reviews.length > 0;
  assert.ok(held || !session.attempts.some(({ state }) => isLive(state)), 'no attempt stays live');
  assert.ok(held || !['created', 'pending', 'attempted'].includes(session.state), 'it has ended');
  assert.equal(session.check.nextAt, null, 'nothing is asked for ever');
}

/** Every end reaches the merchant at least once. */
async function checkTold({ shop, told, id }: World, session: SessionRecord): Promise<void> {
  const events = await shop.store.events(id);
  for (const { type } of events) {
    const [, state] = /^session\.([a-z]+)$/.exec(type) ?? [];
    if (state === undefined || !(ENDS as readonly string[]).includes(state)) continue;
    const heard = told.some((one) => one.type === 'state_changed' && one.state === state);
    assert.ok(heard, `the merchant heard of ${state}`);
  }
  for (const { id: attemptId, reversal } of session.attempts) {
    const heard = told.some(
      (one) => one.type === 'duplicate_payment' && one.attemptId === attemptId,
    );
    assert.equal(heard, reversal !== null, 'the merchant heard of every second charge');
  }
  for (const { id: operationId } of session.operations.filter(({ state }) => state === 'unknown')) {
    const heard = told.some(
      (one) => one.type === 'operation_unknown' && one.operationId === operationId,
    );
    assert.ok(heard, 'the merchant heard of every order whose end is unknown');
  }
  for (const { attemptId } of session.reviews) {
    const heard = told.some((one) => one.type === 'review_needed' && one.attemptId === attemptId);
    assert.ok(heard, 'the merchant heard of everything to look at');
  }
  const refunded = session.refundedAmount?.value;
  const heard = told.some((one) => one.session.refundedAmount?.value === refunded);
  assert.ok(refunded === undefined || heard, 'the merchant heard of everything that went back');
}

const ENDS = [
  ...(['pending', 'attempted', 'authorized', 'paid', 'cod', 'failed'] as const),
  ...(['canceled', 'expired', 'invalided', 'refunded'] as const),
];

async function checkQueues({ shop, id }: World): Promise<void> {
  const late = new Date(shop.clock.ms).toISOString();
  assert.deepEqual(await shop.store.pendingWebhooks(late, 10), []);
  assert.deepEqual(await shop.store.pendingNotices(late, 10), []);
  const events = await shop.store.events(id);
  assert.ok(events.length < 600, `the log is bounded: ${events.length}`);
}
