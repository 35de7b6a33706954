import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isLive } from '../../../src/server/payments/attempt-machine.js';
import type { SessionRecord } from '../../../src/server/payments/records.js';
import { books, type Booked } from './walk-ledger.js';
import { walk, type Provider } from './walk-steps.js';
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
  if (session.state === 'paid') {
    assert.ok((await books(world)).length > 0, 'paid is said only when a provider was paid');
  }
  assert.ok(session.attempts.filter(({ state }) => isLive(state)).length <= 1, 'one live attempt');
  assert.ok(kept(session).length <= 1, 'one charge is kept');
  assert.ok(session.attempts.length <= 8 + session.providerSessions.length, 'attempts are capped');
}

const kept = ({ attempts }: SessionRecord) =>
  attempts.filter(({ state, reversal }) => state === 'paid' && reversal === null);

/** Nothing fails any more, everything is told, and time goes by until nothing is left to do. */
async function comeToRest(world: World): Promise<void> {
  const { shop, faults, merchant, untold } = world;
  faults.length = 0;
  merchant.fails = 0;
  for (const box of [shop.ottu, shop.finrelay]) {
    box.control.clearApiFaults();
    box.control.setWebhooks({ mode: 'deliver', copies: 1, forge: 'none', times: null });
    await box.control.release('reversed');
  }
  await shop.settle();
  for (const { at, payment, givenBack } of await books(world)) {
    const unknowable = untold.has(`${at} ${payment}`) && !wasTold(world, at, payment);
    if (!givenBack && unknowable) await shop[at].control.emit(payment);
  }
  await shop.settle();
  for (const ms of [MINUTE, MINUTE, 15 * MINUTE, DAY, 2 * DAY, MINUTE, 8 * DAY, MINUTE]) {
    shop.advance(ms);
    await shop.checkout.reconcile();
    await shop.settle();
  }
}

/** We took the provider's word that it was paid: from then on it is ours to remember. */
function wasTold({ shop }: World, at: Provider, payment: string): boolean {
  const paid = at === 'ottu' ? '"state":"paid"' : 'purchase:approved';
  return shop[at].control
    .deliveries()
    .filter((one) => one.payment === payment && one.body.includes(paid))
    .some(({ answers }) => answers.some(({ status }) => status === 200));
}

/** What became of a payment that stands in a provider's books. */
function checkBooked(session: SessionRecord, { reference, paid, givenBack }: Booked): void {
  const provider = session.providerSessions.find((one) => one.reference === reference);
  assert.ok(provider, 'a payment is never unknown');
  const on = session.attempts.filter((one) => one.providerSessionId === provider.id);
  const charged = on.find(({ state }) => state === 'paid');
  if (!charged) {
    const held = session.reviews.some((one) => one.providerSessionId === provider.id);
    assert.ok(held, `a payment of ${paid ?? ''} is never lost`);
    assert.notEqual(paid, session.amount.value, 'a right payment is not held');
    return;
  }
  if (charged.reversal === null) {
    assert.equal(paid, session.amount.value, 'what is kept is what the order costs');
    assert.equal(givenBack, false, 'what is kept is not given back');
  } else if (charged.reversal === 'done') {
    assert.equal(givenBack, true, 'what is said to be given back is given back');
  } else {
    assert.equal(charged.reversal, 'reported', 'no reversal stays open');
  }
}

async function checkRest(world: World): Promise<void> {
  const { shop, told, id } = world;
  const session = await sessionOf(world);
  const booked = await books(world);
  for (const one of booked) checkBooked(session, one);
  assert.equal(session.state === 'paid', kept(session).length === 1, 'paid says that one is kept');
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
    await fc.assert(
      fc.asyncProperty(walk, async (steps) => {
        const world = await openWorld();
        for (const step of steps) {
          await take(world, step);
          await checkNow(world);
        }
        await comeToRest(world);
        await checkRest(world);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
