import assert from 'node:assert/strict';
import { isCharged } from '../../../src/server/payments/attempt-machine.js';
import type { OperationRecord } from '../../../src/server/payments/operation-record.js';
import type { AttemptRecord, SessionRecord } from '../../../src/server/payments/records.js';
import { fils, filsOf, isGivenBack, takenOf, type Booked } from './walk-books.js';

/**
 * Holds at every moment: whatever may still happen of what the merchant ordered, no more is given
 * back than was taken, and no more taken than was authorized. The provider is not to be asked for it.
 */
export function checkOrders(session: SessionRecord, booked: readonly Booked[]): void {
  for (const one of booked) {
    const provider = session.providerSessions.find(({ reference }) => reference === one.reference);
    const ids = session.attempts
      .filter(({ providerSessionId }) => providerSessionId === provider?.id)
      .map(({ id }) => id);
    const ordered = (kind: Moved): number =>
      session.operations
        .filter((order) => ids.includes(order.attemptId) && order.kind === kind)
        .filter(({ state }) => state !== 'refused')
        .reduce((sum, { amount }) => sum + fils(amount.value), 0);
    assert.ok(ordered('refund') <= takenOf(one), 'no more is ordered back than was taken');
    assert.ok(ordered('capture') <= fils(one.charged), 'no more is ordered than was authorized');
  }
}

/** What became of a payment that stands in a provider's books. */
export function checkBooked(session: SessionRecord, booked: Booked): void {
  const provider = session.providerSessions.find((one) => one.reference === booked.reference);
  assert.ok(provider, 'a payment is never unknown');
  const on = session.attempts.filter((one) => one.providerSessionId === provider.id);
  const charged = on.find(({ state, voided }) => isCharged(state) || voided);
  if (!charged) {
    const held = session.reviews.some((one) => one.providerSessionId === provider.id);
    assert.ok(held || booked.lapsed, `a payment of ${booked.charged} is never lost`);
    if (held) assert.notEqual(booked.charged, session.amount.value, 'a right payment is not held');
    return;
  }
  checkOperations(session, charged, booked);
  if (charged.reversal === null) {
    if (isCharged(charged.state)) checkKept(session, charged, booked);
    return;
  }
  if (charged.reversal === 'done') {
    const gone = isGivenBack(booked) || booked.lapsed;
    assert.ok(gone, 'what is said to be given back is given back');
  } else {
    assert.equal(charged.reversal, 'reported', 'no reversal stays open');
  }
}

type Moved = 'capture' | 'refund' | 'void';

/** The one call that refunds or cancels is a refund where it moved money, or may have. */
function ordersOf({ operations, movements }: SessionRecord, attempt: AttemptRecord, kind: Moved) {
  return operations
    .filter((one) => one.attemptId === attempt.id)
    .filter((one) => {
      if (one.kind !== 'refundOrCancel') return one.kind === kind;
      const moved = movements.some(({ operationId }) => operationId === one.id);
      return kind === 'refund' && (moved || one.state !== 'done');
    });
}

/** Every order of the merchant has happened as often as its record says: once, or not at all. */
function checkOperations(session: SessionRecord, attempt: AttemptRecord, booked: Booked): void {
  for (const kind of ['capture', 'refund', 'void'] as const) {
    const orders = ordersOf(session, attempt, kind);
    const of = (state: OperationRecord['state']): number =>
      orders.filter((one) => one.state === state).length;
    const happened = booked.movements.filter((one) => one.kind === kind).length;
    // What nobody ordered: a second charge goes back, and an approval is captured by its gateway.
    const own = kind === 'capture' ? booked.at === 'postpay' : attempt.reversal !== null;
    assert.ok(happened >= of('done'), `a ${kind} that is said to be done was done`);
    const most = of('done') + of('unknown') + (own ? 1 : 0);
    assert.ok(happened <= most, `a ${kind} happens at most once per order`);
    assert.equal(of('started') + of('queued'), 0, 'no order stays open');
  }
}

function checkKept(session: SessionRecord, attempt: AttemptRecord, booked: Booked): void {
  assert.equal(booked.charged, session.amount.value, 'what is kept is what the order costs');
  assert.equal(booked.charged, attempt.amount.value);
  const open = (kind: Moved): number =>
    ordersOf(session, attempt, kind)
      .filter((one) => one.state === 'unknown')
      .reduce((sum, one) => sum + fils(one.amount.value), 0);
  const voided = filsOf(booked, 'void') > 0;
  assert.ok(!voided || open('void') > 0, 'what is kept is not released');
  for (const [kind, said, has] of [
    ['capture', session.capturedAmount, takenOf(booked)],
    ['refund', session.refundedAmount, filsOf(booked, 'refund')],
  ] as const) {
    const known = fils(said?.value ?? '0');
    assert.ok(known <= has, `no ${kind} is said that was not made`);
    assert.ok(has <= known + open(kind), `every ${kind} is known, or told to be unknown`);
  }
}
