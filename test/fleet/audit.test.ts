import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AttemptRecord, Notice, SessionEvent } from '../../src/server/payments/records.js';
import { sessionRecord } from '../support/session-record.js';
import { audit, type Evidence } from './audit.js';
import type { Book } from './books.js';
import type { Keyed } from './shopper.js';

const AT = '2026-01-05T10:00:00.000Z';

const attempt = (id: string, patch: Partial<AttemptRecord> = {}): AttemptRecord => ({
  ...({} as AttemptRecord),
  id,
  state: 'paid',
  gateway: 'ottu',
  providerSessionId: `at-${id}`,
  amount: { value: '14.00', currency: 'AED' },
  voided: false,
  reversal: null,
  ...patch,
});

const book = (id: string, patch: Partial<Book> = {}): Book => ({
  gateway: 'ottu',
  reference: `ref-${id}`,
  state: 'paid',
  ...{ charges: 1, charged: 1400, returned: 0 },
  ...patch,
});

const event = (type: string, attemptId: string | null, at = AT): SessionEvent => ({
  sessionId: 's',
  ...{ at, type, attemptId },
  data: { by: 'test' },
});

const notice = (patch: Partial<Notice> = {}): Notice => ({
  ...({} as Notice),
  id: 'n',
  type: 'state_changed',
  sessionId: 's',
  at: AT,
  attemptId: null,
  previousState: 'pending',
  state: 'paid',
  ...patch,
});

/** A session that was paid once, and everybody knows. */
function evidence(change: Partial<Evidence> = {}, attempts = [attempt('a')]): Evidence {
  const session = sessionRecord('s', {
    state: 'paid',
    attempts,
    providerSessions: attempts.map(({ id }) => ({
      ...{ id: `at-${id}`, gateway: 'ottu', reference: `ref-${id}`, providerId: id },
      amount: { value: '14.00', currency: 'AED' },
      ...{ data: {}, expiresAt: null, webhookToken: id, openedAt: AT },
      ...{ revealed: true, closed: false },
    })),
  });
  return {
    dumps: [{ session, events: [event('session.paid', 'a')] }],
    books: [book('a')],
    told: [notice()],
    keyed: [],
    remaining: { due: [], notices: 0, webhooks: 0, commits: 0, conflicts: 0 },
    ...change,
  };
}

const faults = (given: Evidence): string[] => audit(given).violations.map(({ fault }) => fault);

const keyed = (patch: Partial<Keyed>): Keyed => ({
  session: 's',
  ...{ key: 'k', attempt: 'a', url: 'https://a' },
  ...patch,
});

describe('audit', () => {
  it('finds nothing where all three sides agree', () => {
    assert.deepEqual(faults(evidence()), []);
  });

  it('finds a charge that no session knows, or knows otherwise', () => {
    assert.ok(faults(evidence({ books: [book('a'), book('x')] })).includes('lost'));
    assert.ok(faults(evidence({ books: [book('a', { charged: 1500 })] })).includes('lost'));
    assert.ok(faults(evidence({}, [attempt('a', { state: 'failed' })])).includes('lost'));
  });

  it('finds two kept charges, and a payment that was charged twice', () => {
    const two = [attempt('a'), attempt('b')];
    assert.ok(faults(evidence({ books: [book('a'), book('b')] }, two)).includes('doubled'));
    assert.ok(faults(evidence({ books: [book('a', { charges: 2 })] })).includes('doubled'));
  });

  it('takes a second charge that was given back, or reported to the merchant', () => {
    const done = [attempt('a'), attempt('b', { reversal: 'done' })];
    const told = [notice(), notice({ id: 'd', type: 'duplicate_payment', attemptId: 'b' })];
    const back = [book('a'), book('b', { returned: 1400 })];
    assert.deepEqual(faults(evidence({ books: back, told }, done)), []);
    const kept = evidence({ books: [book('a'), book('b')], told }, done);
    assert.deepEqual(faults(kept), ['doubled']);
    const reported = [attempt('a'), attempt('b', { reversal: 'reported' })];
    assert.deepEqual(faults(evidence({ books: [book('a'), book('b')], told }, reported)), []);
    assert.deepEqual(faults(evidence({ books: back }, reported)), ['untold']);
  });

  it('finds a payment that only the store believes in', () => {
    assert.ok(faults(evidence({ books: [] })).includes('unfounded'));
    const back = faults(evidence({ books: [book('a', { returned: 1400 })] }));
    assert.ok(back.includes('unfounded'));
  });

  it('finds a refund that the provider made and nobody ordered', () => {
    const books = [book('a', { returned: 500 })];
    assert.deepEqual(faults(evidence({ books })), ['refunds differ']);
  });

  it('finds what the merchant was not told, and what is left to be done', () => {
    assert.ok(faults(evidence({ told: [] })).includes('untold'));
    const remaining = { due: ['s'], notices: 0, webhooks: 0, commits: 0, conflicts: 0 };
    assert.deepEqual(faults(evidence({ remaining })), ['unsettled']);
  });

  it('finds a key that led to two attempts or two links', () => {
    const fault = 'two attempts under one key';
    const links = [keyed({}), keyed({ url: 'https://b' })];
    assert.deepEqual(faults(evidence({ keyed: [keyed({}), keyed({})] })), []);
    assert.deepEqual(faults(evidence({ keyed: links })), [fault]);
    assert.ok(faults(evidence({ keyed: [keyed({}), keyed({ attempt: 'b' })] })).includes(fault));
  });

  it('finds two live attempts in the log, and a state that the log does not tell', () => {
    const [dump] = evidence().dumps;
    assert.ok(dump);
    const events = [
      event('attempt.starting', 'a', '1'),
      event('attempt.starting', 'b', '2'),
      event('session.paid', 'a', '3'),
    ];
    assert.deepEqual(faults(evidence({ dumps: [{ ...dump, events }] })), ['two live attempts']);
    const silent = evidence({ dumps: [{ ...dump, events: [] }] });
    assert.deepEqual(faults(silent), ['unexplained by the log']);
  });
});
