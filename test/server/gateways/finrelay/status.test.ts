import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  outcomeOf,
  reasonOf,
  type EventFacts,
} from '../../../../src/server/gateways/finrelay/status.js';

const ROOT = 'transaction-svc:transaction:';
const AMOUNT = { value: '256.00', currency: 'EUR' };
const FACTS: EventFacts = {
  amount: AMOUNT,
  transactionId: 't-2',
  transactionType: null,
  responseCode: null,
};

it('has a meaning for every event that is documented', () => {
  const kinds: Readonly<Record<string, string | null>> = {
    authorized: 'authorized',
    'authorize:authorized': 'authorized',
    'purchase:approved': 'paid',
    'authorize:declined': 'failed',
    'purchase:declined': 'failed',
    declined: 'failed',
    'authorize:pending': 'open',
    'purchase:pending': 'open',
    pending: 'open',
    'management:declined': null,
    'management:capture:approved': 'capture',
    'management:capture:declined': null,
    'management:refund:approved': 'refund',
    'management:refund:declined': null,
    'management:void:approved': 'voided',
    'management:void:declined': null,
    canceled: 'canceled',
    expired: 'expired',
  };
  for (const [event, kind] of Object.entries(kinds)) {
    assert.equal(outcomeOf(ROOT + event, FACTS)?.kind ?? null, kind, event);
  }
});

it('asks the body which operation was approved where the event does not say', () => {
  const kindOf = (transactionType: string | null) =>
    outcomeOf(`${ROOT}management:approved`, { ...FACTS, transactionType })?.kind;
  assert.equal(kindOf('CAPTURE'), 'capture');
  assert.equal(kindOf('refund'), 'refund');
  assert.equal(kindOf('VOID'), 'voided');
  assert.equal(kindOf('PURCHASE'), 'unknown');
  assert.equal(kindOf(null), 'unknown');
});

it('takes no event that it does not know for pending', () => {
  const strangers = ['purchase:teleported', 'constructor', '__proto__', ''];
  for (const event of [...strangers.map((name) => ROOT + name), 'purchase:approved', 'other:x']) {
    assert.deepEqual(outcomeOf(event, FACTS), { kind: 'unknown', status: event });
  }
  assert.equal(outcomeOf(null, FACTS)?.kind, 'unknown');
});

it('does not guess how much a refund gave back', () => {
  const event = `${ROOT}management:refund:approved`;
  assert.deepEqual(outcomeOf(event, FACTS), { kind: 'refund', id: 't-2', amount: AMOUNT });
  assert.equal(outcomeOf(event, { ...FACTS, amount: null })?.kind, 'unknown');
});

it('never says that a declined page takes no other try', () => {
  const declined = outcomeOf(`${ROOT}purchase:declined`, { ...FACTS, responseCode: '51' });
  assert.deepEqual(declined, { kind: 'failed', reason: 'insufficient_funds', final: false });
});

it('has words for the usual reasons, and "declined" for the others', () => {
  assert.equal(reasonOf('insufficient-funds'), 'insufficient_funds');
  assert.equal(reasonOf('54'), 'card_expired');
  assert.equal(reasonOf('59'), 'suspected_fraud');
  for (const code of ['05', 'DECLINED', 'constructor', '', null]) {
    assert.equal(reasonOf(code), 'declined');
  }
});
