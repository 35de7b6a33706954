import assert from 'node:assert/strict';
import { isCharged } from '../../../src/server/payments/attempt-machine.js';
import type { OperationRecord } from '../../../src/server/payments/operation-record.js';
import type { AttemptRecord, SessionRecord } from '../../../src/server/payments/records.js';
import {
  booksOf,
  filsOf,
  PROVIDER_CODES,
  PROVIDERS,
  type BookedPayment,
} from './provider-books.js';
import type { World } from './walk-world.js';

/** A payment for which money was taken or reserved. */
export type Booked = BookedPayment & { readonly charged: string };

/** Everything that was ever charged, as the providers have it. */
export async function books({ shop }: World): Promise<Booked[]> {
  const all = await Promise.all(PROVIDER_CODES.map((at) => booksOf(shop, at)));
  return all.flat().filter((one): one is Booked => one.charged !== null);
}

const fils = (value: string): number => Math.round(Number(value) * 1000);

/** What the merchant has of it, in fils. */
const takenOf = ({ authorization, charged, movements }: Booked): number =>
  authorization ? filsOf(movements, 'capture') : fils(charged);

export function isGivenBack(one: Booked): boolean {
  const voided = filsOf(one.movements, 'void') > 0;
  return voided || (takenOf(one) > 0 && filsOf(one.movements, 'refund') >= takenOf(one));
}

/** Holds at every moment: a provider's books never show more given back than taken. */
export function checkLimits(booked: readonly Booked[]): void {
  for (const one of booked) {
    const { movements, charged } = one;
    assert.ok(filsOf(movements, 'refund') <= takenOf(one), 'refunds never exceed captures');
    assert.ok(takenOf(one) <= fils(charged), 'captures never exceed the authorization');
    assert.ok(movements.filter(({ kind }) => kind === 'void').length <= 1, 'released once');
  }
}

/** We took the provider's word that it was charged: from then on it is ours to remember. */
export function wasTold({ shop }: World, { at, payment }: Booked): boolean {
  return shop[at].control
    .deliveries()
    .filter((one) => one.payment === payment)
    .filter(({ body }) => PROVIDERS[at].told.some((text) => body.includes(text)))
    .some(({ answers }) => answers.some(({ status }) => status === 200));
}

/** What became of a payment that stands in a provider's books. */
export function checkBooked(session: SessionRecord, booked: Booked): void {
  const provider = session.providerSessions.find((one) => one.reference === booked.reference);
  assert.ok(provider, 'a payment is never unknown');
  const on = session.attempts.filter((one) => one.providerSessionId === provider.id);
  const charged = on.find(({ state, voided }) => isCharged(state) || voided);
  if (!charged) {
    const held = session.reviews.some((one) => one.providerSessionId === provider.id);
    assert.ok(held, `a payment of ${booked.charged} is never lost`);
    assert.notEqual(booked.charged, session.amount.value, 'a right payment is not held');
    return;
  }
  checkOperations(session, charged, booked);
  if (charged.reversal === null) {
    if (isCharged(charged.state)) checkKept(session, charged, booked);
    return;
  }
  if (charged.reversal === 'done') {
    assert.ok(isGivenBack(booked), 'what is said to be given back is given back');
  } else {
    assert.equal(charged.reversal, 'reported', 'no reversal stays open');
  }
}

/** Every order of the merchant has happened as often as its record says: once, or not at all. */
function checkOperations(session: SessionRecord, attempt: AttemptRecord, booked: Booked): void {
  const { operations } = session;
  const ours = operations.filter((one) => one.attemptId === attempt.id);
  for (const kind of ['capture', 'refund', 'void'] as const) {
    const of = (state: OperationRecord['state']): OperationRecord[] =>
      ours.filter((one) => one.kind === kind && one.state === state);
    const happened = booked.movements.filter((one) => one.kind === kind).length;
    const reversals = attempt.reversal === null || kind === 'capture' ? 0 : 1;
    const least = of('done').length;
    const most = least + of('unknown').length + reversals;
    assert.ok(happened >= least, `a ${kind} that is said to be done was done`);
    assert.ok(happened <= most, `a ${kind} happens at most once per order`);
    assert.equal(of('started').length + of('queued').length, 0, 'no order stays open');
  }
}

function checkKept(session: SessionRecord, { amount }: AttemptRecord, booked: Booked): void {
  assert.equal(booked.charged, session.amount.value, 'what is kept is what the order costs');
  assert.equal(booked.charged, amount.value);
  const open = (kind: OperationRecord['kind']): number =>
    session.operations
      .filter((one) => one.kind === kind && one.state === 'unknown')
      .reduce((sum, one) => sum + fils(one.amount.value), 0);
  const voided = filsOf(booked.movements, 'void') > 0;
  assert.ok(!voided || open('void') > 0, 'what is kept is not released');
  for (const [kind, said, has] of [
    ['capture', session.capturedAmount, takenOf(booked)],
    ['refund', session.refundedAmount, filsOf(booked.movements, 'refund')],
  ] as const) {
    const known = fils(said?.value ?? '0');
    assert.ok(known <= has, `no ${kind} is said that was not made`);
    assert.ok(has <= known + open(kind), `every ${kind} is known, or told to be unknown`);
  }
}
