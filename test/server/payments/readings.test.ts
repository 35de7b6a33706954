import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Outcome, Reading } from '../../../src/server/gateways/gateway.js';
import { beginChange, moveAttempt, patchSession } from '../../../src/server/payments/change.js';
import { newAttempt } from '../../../src/server/payments/attempt-record.js';
import { expireDue } from '../../../src/server/payments/expiry.js';
import { applyReading } from '../../../src/server/payments/readings.js';
import type {
  Notice,
  ProviderSessionRecord,
  SessionRecord,
} from '../../../src/server/payments/records.js';
import { sessionRecord } from '../../support/session-record.js';

const AMOUNT = { value: '14.000', currency: 'KWD' };
const AT = '2026-01-05T10:00:00.000Z';
let tokens = 0;
const newToken = (): string => `token-${(tokens += 1)}`;
const context = {
  maxAttempts: 5,
  reversible: () => true,
  newToken,
  canAsk: () => false,
  lapseNotice: 0,
};

const provider = (id: string, gateway: string): ProviderSessionRecord => ({
  id,
  gateway,
  reference: `ref-${id}`,
  providerId: `provider-${id}`,
  amount: AMOUNT,
  data: {},
  expiresAt: null,
  webhookToken: newToken(),
  openedAt: AT,
  revealed: true,
  closed: false,
});

/** Two attempts at two providers: the first one left for the second one. */
function pendingSession(): SessionRecord {
  const base = {
    state: 'redirected',
    methodName: 'X',
    amount: AMOUNT,
    total: AMOUNT,
    saveCard: false,
    startedAt: AT,
    leaseUntil: null,
  } as const;
  const a = newAttempt(
    { newToken },
    { ...base, gateway: 'one', methodCode: 'a', providerSessionId: 'p1' },
  );
  const b = newAttempt(
    { newToken },
    { ...base, gateway: 'two', methodCode: 'b', providerSessionId: 'p2' },
  );
  const session = sessionRecord('s', {
    version: 3,
    state: 'pending',
    expiresAt: '2026-01-06T10:00:00.000Z',
    gateways: ['one', 'two'],
    providerSessions: [provider('p1', 'one'), provider('p2', 'two')],
    attempts: [a, b],
  });
  return moveAttempt(beginChange(session, AT), a, 'supersede').session;
}

const outcome: fc.Arbitrary<Outcome> = fc.constantFrom<Outcome>(
  { kind: 'open' },
  { kind: 'paid' },
  { kind: 'authorized' },
  { kind: 'failed', reason: 'declined', final: false },
  { kind: 'failed', reason: 'declined', final: true },
  { kind: 'canceled' },
  { kind: 'canceled', sessionOpen: true },
  { kind: 'expired' },
  { kind: 'invalided' },
  { kind: 'unknown', status: 'odd' },
);

interface Step {
  readonly at: 'p1' | 'p2';
  readonly outcome: Outcome;
  readonly amount: 'right' | 'wrong' | 'none';
  readonly hours: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.constantFrom('p1', 'p2'),
  outcome,
  amount: fc.constantFrom('right', 'right', 'right', 'wrong', 'none'),
  hours: fc.constantFrom(0, 0, 0, 30),
});

const reading = ({ at, outcome: said, amount }: Step): Reading => ({
  reference: `ref-${at}`,
  outcome: said,
  amount:
    amount === 'none'
      ? null
      : amount === 'right'
        ? { value: '14', currency: 'KWD' }
        : { value: '1', currency: 'KWD' },
  methodCode: null,
  transactionId: 't',
});

function run(steps: readonly Step[]): {
  session: SessionRecord;
  notices: Notice[];
  states: string[];
} {
  let session = pendingSession();
  let ms = Date.parse(AT);
  const notices: Notice[] = [];
  const states: string[] = [session.state];
  for (const one of steps) {
    ms += one.hours * 3_600_000;
    const begun = beginChange(session, new Date(ms).toISOString());
    const read = applyReading(begun, one.at, reading(one), context);
    const change = expireDue(read, context);
    session = { ...change.session, version: session.version + 1 };
    notices.push(...change.notices);
    states.push(session.state);
  }
  return { session, notices, states };
}

const proves = ({ outcome: { kind }, amount }: Step): boolean =>
  kind === 'paid' && amount === 'right';
const settles = (one: Step): boolean =>
  proves(one) || (one.outcome.kind === 'authorized' && one.amount === 'right');

describe('readings, in any order', () => {
  it('never lose a proven payment, and never make paid unpaid', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { session, states } = run(steps);
        const first = states.indexOf('paid');
        if (first >= 0) assert.ok(states.slice(first).every((state) => state === 'paid'));
        if (steps.some(proves) && !steps.some((one) => one.outcome.kind === 'authorized')) {
          assert.equal(session.state, 'paid');
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('claim no payment that was not proven with the right amount', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { states } = run(steps);
        if (!steps.some(settles)) {
          assert.ok(!states.includes('paid') && !states.includes('authorized'));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('keep at most one charge: every other one is marked to go back, and told', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const { session, notices } = run(steps);
        const charged = session.attempts.filter(
          ({ state }) => state === 'paid' || state === 'authorized',
        );
        const kept = charged.filter(({ reversal }) => reversal === null);
        assert.ok(kept.length <= 1);
        const marked = session.attempts.filter(({ reversal }) => reversal !== null);
        for (const { id } of marked) {
          assert.ok(
            notices.some((one) => one.type === 'duplicate_payment' && one.attemptId === id),
          );
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('change nothing when the same reading comes twice in a row', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), step, (steps, last) => {
        const once = run([...steps, last]);
        const twice = run([...steps, last, { ...last, hours: 0 }]);
        assert.equal(twice.session.state, once.session.state);
        assert.equal(twice.notices.length, once.notices.length);
      }),
      { numRuns: 800 },
    );
  });
});

describe('readings', () => {
  const at = (session: SessionRecord) => beginChange(session, AT);
  const said = (said: Outcome, patch: Partial<Reading> = {}): Reading => ({
    reference: 'ref-p2',
    outcome: said,
    amount: AMOUNT,
    methodCode: null,
    transactionId: 't-1',
    ...patch,
  });

  it('count a refund in parts, and call the session refunded when all of it is back', () => {
    const paid = applyReading(at(pendingSession()), 'p2', said({ kind: 'paid' }), context).session;
    const part = { value: '4.000', currency: 'KWD' };
    const some = applyReading(
      at(paid),
      'p2',
      said({ kind: 'refunded', amount: part }),
      context,
    ).session;
    assert.equal(some.state, 'paid');
    assert.deepEqual(some.refundedAmount, part);
    const all = applyReading(
      at(some),
      'p2',
      said({ kind: 'refunded', amount: AMOUNT }),
      context,
    ).session;
    assert.equal(all.state, 'refunded');
    const stale = applyReading(
      at(all),
      'p2',
      said({ kind: 'refunded', amount: part }),
      context,
    ).session;
    assert.deepEqual(stale.refundedAmount, AMOUNT);
  });

  it('do not revive a voided payment by an old message', () => {
    const held = applyReading(
      at(pendingSession()),
      'p2',
      said({ kind: 'authorized' }),
      context,
    ).session;
    assert.equal(held.state, 'authorized');
    const voided = applyReading(at(held), 'p2', said({ kind: 'voided' }), context).session;
    assert.equal(voided.state, 'canceled');
    const again = applyReading(at(voided), 'p2', said({ kind: 'authorized' }), context).session;
    assert.equal(again.state, 'canceled');
  });

  it('hold an unknown status for review and let go of it when the status is known again', () => {
    const odd = applyReading(
      at(pendingSession()),
      'p2',
      said({ kind: 'unknown', status: 'x' }),
      context,
    );
    assert.equal(odd.session.reviews[0]?.reason, 'unknown_status');
    assert.ok(odd.notices.some(({ type }) => type === 'review_needed'));
    const open = applyReading(at(odd.session), 'p2', said({ kind: 'open' }), context);
    assert.deepEqual(open.session.reviews, []);
  });

  it('give a payment that began outside of the page an attempt of its own', () => {
    const bare = patchSession(at(pendingSession()), { attempts: [], state: 'created' }).session;
    const { session } = applyReading(at(bare), 'p1', said({ kind: 'paid' }), context);
    assert.equal(session.state, 'paid');
    assert.equal(session.attempts.length, 1);
  });
});
