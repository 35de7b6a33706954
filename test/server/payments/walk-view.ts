import assert from 'node:assert/strict';
import { PaymentSessionView } from '../../../src/contract/payment-session.js';
import { isCharged } from '../../../src/server/payments/attempt-machine.js';
import type { SessionRecord } from '../../../src/server/payments/records.js';
import { toView } from '../../../src/server/payments/view.js';
import { PUBLIC_URL } from '../../support/shop.js';
import { booksOf, fils, filsOf, takenOf, type Booked } from './walk-books.js';
import type { World } from './walk-world.js';

/** What the page shows: it asks, where it is open; else what it would be shown. */
async function readView(world: World): Promise<PaymentSessionView> {
  const { shop, id, setting, faults } = world;
  if (!setting.pageOpen) return toView(await sessionOf(world), viewOptions(world));
  // The store's faults are for those who change something.
  faults.spared = true;
  try {
    const { status, body } = await shop.call('GET', `/sessions/${id}`);
    assert.equal(status, 200, 'the shopper is always shown something');
    return PaymentSessionView.parse(body);
  } finally {
    faults.spared = false;
  }
}

const viewOptions = ({ shop }: World) => ({
  publicUrl: PUBLIC_URL,
  cancelUrl: null,
  hostedUrl: null,
  returnParam: 'session_id',
  now: new Date(shop.clock.ms).toISOString(),
  gateways: shop.gateways(),
});

export async function sessionOf({ shop, id }: World): Promise<SessionRecord> {
  const session = await shop.store.load(id);
  assert.ok(session);
  return session;
}

/** What is shown, and after that what is known and what is true. */
interface Seen {
  readonly view: PaymentSessionView;
  readonly session: SessionRecord;
  readonly booked: readonly Booked[];
}

const UNPAID = ['failed', 'canceled', 'expired', 'invalided'];

/**
 * What the shopper is shown is never better than the truth: no payment, no capture and no refund
 * that a provider's books do not have. And never worse than what is known: a charge that is kept is
 * not shown as an end without one.
 */
export async function checkView(world: World): Promise<Seen> {
  const view = await readView(world);
  const session = await sessionOf(world);
  const booked = await booksOf(world);
  const { state, attempt, amount } = view;
  const right = booked.filter((one) => one.charged === amount.value);
  if (['paid', 'refunded', 'cod'].includes(state)) {
    assert.ok(
      right.some((one) => takenOf(one) > 0),
      `${state} is shown only when it was taken`,
    );
  }
  if (state === 'authorized') assert.ok(right.length > 0, 'authorized is shown only when it was');
  if (attempt?.state === 'paid' || attempt?.state === 'authorized') {
    const charge = right.find((one) => isOf(session, one, attempt.id));
    assert.ok(charge, 'an attempt is shown as paid only when it was');
    assert.ok(attempt.state !== 'paid' || takenOf(charge) > 0, 'paid is more than authorized');
  }
  checkAmounts(view, right);
  if (UNPAID.includes(state)) {
    const kept = session.attempts.some((one) => isCharged(one.state) && one.reversal === null);
    assert.ok(!kept || session.state !== state, 'a charge that is kept is shown');
  }
  return { view, session, booked };
}

function isOf(session: SessionRecord, { reference }: Booked, attemptId: string): boolean {
  const provider = session.providerSessions.find((one) => one.reference === reference);
  const attempt = session.attempts.find(({ id }) => id === attemptId);
  return provider !== undefined && attempt?.providerSessionId === provider.id;
}

function checkAmounts(view: PaymentSessionView, booked: readonly Booked[]): void {
  const [captured, refunded] = [view.captured_amount, view.refunded_amount];
  if (captured) {
    const enough = booked.some((one) => takenOf(one) >= fils(captured.value));
    assert.ok(enough, 'no capture is shown that was not made');
  }
  if (refunded) {
    const enough = booked.some((one) => filsOf(one, 'refund') >= fils(refunded.value));
    assert.ok(enough, 'no refund is shown that was not made');
  }
}

/** When nothing is left to happen, the shopper is shown the truth, neither better nor worse. */
export async function checkLastView(world: World): Promise<void> {
  const { view, session, booked } = await checkView(world);
  const kept = session.attempts.find((one) => isCharged(one.state) && one.reversal === null);
  const charge = booked.find((one) => kept && isOf(session, one, kept.id));
  if (!charge) {
    assert.ok(!['paid', 'authorized', 'cod', 'refunded'].includes(view.state));
    return;
  }
  assert.equal(
    view.state,
    stateOf(world, session, charge),
    'the state that is shown is that of the charge',
  );
  assert.equal(view.review, false);
}

/** The state that the books of the provider give a session that keeps this charge. */
function stateOf({ setting }: World, session: SessionRecord, charge: Booked): string {
  const unknown = session.operations.some(({ state }) => state === 'unknown');
  // The merchant has been told that nobody knows: what was known before is still shown.
  if (unknown) return session.state;
  const taken = takenOf(charge);
  if (taken === 0) return charge.lapsed && setting.lapseKnown ? 'expired' : 'authorized';
  return filsOf(charge, 'refund') >= taken ? 'refunded' : 'paid';
}
