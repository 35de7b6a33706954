import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCharged, isLive } from '../../../src/server/payments/attempt-machine.js';
import type { SessionRecord } from '../../../src/server/payments/records.js';
import { isSettled } from '../../../src/server/payments/session-machine.js';
import { PROVIDER_CODES } from './provider-books.js';
import { books, checkBooked, checkLimits, isGivenBack, wasTold } from './walk-ledger.js';
import { walk } from './walk-steps.js';
import { openWorld, take, type World } from './walk-world.js';

const RUNS = Number(process.env['WALK_RUNS'] ?? 300);
const SEED = Number(process.env['WALK_SEED'] ?? 20260105);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function sessionOf({ shop, id }: World): Promise<SessionRecord> {
  const session = await shop.store.load(id);
  assert.ok(session);
  return session;
}

/** Holds at every moment, whatever has gone wrong so far. */
async function checkNow(world: World): Promise<void> {
  const session = await sessionOf(world);
  const booked = await books(world);
  checkLimits(booked);
  if (isSettled(session.state)) {
    assert.ok(booked.length > 0, 'paid is said only when a provider was paid');
  }
  assert.ok(session.attempts.filter(({ state }) => isLive(state)).length <= 1, 'one live attempt');
  assert.ok(kept(session).length <= 1, 'one charge is kept');
  assert.ok(session.attempts.length <= 8 + session.providerSessions.length, 'attempts are capped');
}

const kept = ({ attempts }: SessionRecord) =>
  attempts.filter(({ state, reversal }) => isCharged(state) && reversal === null);

/** Nothing fails any more, everything is told, and time goes by until nothing is left to do. */
async function comeToRest(world: World): Promise<void> {
  const { shop, faults, merchant, untold } = world;
  faults.length = 0;
  merchant.fails = 0;
  for (const box of PROVIDER_CODES.map((at) => shop[at])) {
    box.control.clearApiFaults();
    box.control.setWebhooks({ mode: 'deliver', copies: 1, forge: 'none', times: null });
    await box.control.release('reversed');
  }
  await shop.settle();
  for (const one of await books(world)) {
    const { at, payment } = one;
    const unknowable = untold.has(`${at} ${payment}`) && !wasTold(world, one);
    if (!isGivenBack(one) && unknowable) await shop[at].control.emit(payment);
  }
  await shop.settle();
  for (const ms of [
    MINUTE,
    MINUTE,
    15 * MINUTE,
    DAY,
    2 * DAY,
    MINUTE,
    8 * DAY,
    MINUTE,
    46 * DAY,
    MINUTE,
  ]) {
    shop.advance(ms);
    await shop.checkout.reconcile();
    await shop.settle();
  }
}

async function checkRest(world: World): Promise<void> {
  const { shop, told, id } = world;
  const session = await sessionOf(world);
  const booked = await books(world);
  for (const one of booked) checkBooked(session, one);
  assert.equal(isSettled(session.state), kept(session).length === 1, 'paid says that one is kept');
  assert.ok(kept(session).length <= booked.length, 'what is kept was paid');
  if (session.state !== 'created') {
    const heard = told.some(
      ({ type, state }) => type === 'state_changed' && state === session.state,
    );
    assert.ok(heard, `the merchant heard of ${session.state}`);
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
    assert.ok(told.some((one) => one.type === 'review_needed' && one.attemptId === attemptId));
  }
  const held = session.reviews.length > 0;
  assert.ok(held || !session.attempts.some(({ state }) => isLive(state)), 'no attempt stays live');
  assert.ok(held || !['created', 'pending', 'attempted'].includes(session.state), 'it has ended');
  assert.equal(session.check.nextAt, null, 'nothing is asked for ever');
  const late = new Date(shop.clock.ms).toISOString();
  assert.deepEqual(await shop.store.pendingWebhooks(late, 10), []);
  assert.deepEqual(await shop.store.pendingNotices(late, 10), []);
  const events = await shop.store.events(id);
  assert.ok(events.length < 400, `the log is bounded: ${events.length}`);
}

describe('a random walk through a checkout', () => {
  it('never loses, doubles or invents a payment, and always comes to rest', async () => {
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(walk, fc.boolean(), async (steps, authorize) => {
        const world = await openWorld(authorize);
        for (const step of steps) {
          await take(world, step);
          await checkNow(world);
        }
        await comeToRest(world);
        await checkRest(world);
        for (const { kind, state } of (await sessionOf(world)).operations) {
          if (state === 'done') done.add(kind);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    if (RUNS >= 300) assert.deepEqual([...done].sort(), ['capture', 'refund', 'void']);
  });
});
