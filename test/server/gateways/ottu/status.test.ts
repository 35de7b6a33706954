import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SESSION_STATES } from '../../../../src/contract/payment-session.js';
import { eventOutcome, hasEnded, outcomeOf } from '../../../../src/server/gateways/ottu/status.js';

const AMOUNT = { value: '14.000', currency: 'KWD' };

it('has an outcome for every state of the Checkout API', () => {
  const kinds = Object.fromEntries(
    SESSION_STATES.map((state) => [state, outcomeOf(state, AMOUNT).kind]),
  );
  assert.deepEqual(kinds, {
    created: 'open',
    pending: 'open',
    attempted: 'failed',
    authorized: 'authorized',
    paid: 'paid',
    failed: 'failed',
    canceled: 'canceled',
    expired: 'expired',
    invalided: 'invalided',
    refunded: 'refunded',
    cod: 'cod',
  });
});

it('has an outcome for the states of child payments', () => {
  assert.deepEqual(outcomeOf('voided', null), { kind: 'voided' });
  assert.deepEqual(outcomeOf('refund_queued', null), { kind: 'open' });
  assert.deepEqual(outcomeOf('refund_rejected', null), { kind: 'open' });
});

it('takes no state that it does not know for pending, not even a word of the language', () => {
  for (const state of ['teleported', '', 'PAID', 'constructor', '__proto__', 'toString']) {
    assert.deepEqual(outcomeOf(state, AMOUNT), { kind: 'unknown', status: state });
  }
  assert.equal(outcomeOf('refunded', null).kind, 'unknown');
});

it('knows which states end a payment; one that it does not know takes no new start', () => {
  const open = ['created', 'pending', 'attempted'];
  for (const state of [...SESSION_STATES, 'teleported']) {
    assert.equal(hasEnded(state), !open.includes(state), state);
  }
});

it('reads the result of the try where the payment itself has not ended', () => {
  const failed = (reason: string, final: boolean) => ({ kind: 'failed', reason, final });
  assert.deepEqual(eventOutcome('attempted', 'failed', AMOUNT), failed('declined', false));
  assert.deepEqual(eventOutcome('attempted', 'error', AMOUNT), failed('provider_error', false));
  assert.deepEqual(eventOutcome('attempted', null, AMOUNT), failed('declined', false));
  assert.deepEqual(eventOutcome('attempted', 'pending', AMOUNT), { kind: 'open' });
  assert.deepEqual(eventOutcome('failed', 'error', AMOUNT), failed('provider_error', true));
  assert.deepEqual(eventOutcome('failed', 'canceled', AMOUNT), { kind: 'canceled' });
  assert.deepEqual(eventOutcome('expired', 'canceled', AMOUNT), { kind: 'canceled' });
  assert.deepEqual(eventOutcome('expired', 'failed', AMOUNT), { kind: 'expired' });
  assert.deepEqual(eventOutcome('cod', 'cod', AMOUNT), { kind: 'cod' });
});

it('keeps a payment paid, whatever a later try says', () => {
  assert.deepEqual(eventOutcome('paid', 'failed', AMOUNT), { kind: 'paid' });
});

it('reads a pair that makes no sense as unknown', () => {
  for (const [state, result] of [
    ['attempted', 'success'],
    ['attempted', 'teleported'],
    ['failed', 'success'],
    ['paid', 'teleported'],
    ['paid', 'constructor'],
  ] as const) {
    const status = `${state}/${result}`;
    assert.deepEqual(eventOutcome(state, result, AMOUNT), { kind: 'unknown', status });
  }
});
