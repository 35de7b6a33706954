import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SESSION_STATES, type SessionState } from '../../../src/contract/payment-session.js';
import {
  isOpen,
  isSettled,
  nextSessionState,
  SESSION_EVENTS,
} from '../../../src/server/payments/session-machine.js';

function reachable(start: SessionState): Set<SessionState> {
  const seen = new Set<SessionState>([start]);
  for (const state of seen) {
    for (const event of SESSION_EVENTS) {
      const next = nextSessionState(state, event);
      if (next) seen.add(next);
    }
  }
  return seen;
}

const unpaidEnds = ['failed', 'canceled', 'expired', 'invalided'] as const;

describe('session machine', () => {
  it('reaches every state of the contract from created', () => {
    assert.deepEqual([...reachable('created')].sort(), [...SESSION_STATES].sort());
  });

  it('lets a verified payment override every end without one', () => {
    for (const state of unpaidEnds) {
      assert.equal(nextSessionState(state, 'pay'), 'paid', state);
      assert.equal(nextSessionState(state, 'authorize'), 'authorized', state);
    }
  });

  it('leaves paid by nothing but a refund or a void', () => {
    for (const event of SESSION_EVENTS) {
      const next = nextSessionState('paid', event);
      const expected = event === 'refund' ? 'refunded' : event === 'void' ? 'canceled' : null;
      assert.equal(next, expected, event);
    }
  });

  it('ends for good when refunded', () => {
    assert.deepEqual([...reachable('refunded')], ['refunded']);
  });

  it('starts a payment in no state that has ended or is settled', () => {
    for (const state of SESSION_STATES.filter((one) => !isOpen(one))) {
      assert.equal(nextSessionState(state, 'start'), null, state);
    }
  });

  it('becomes open again from no end', () => {
    for (const state of SESSION_STATES.filter((one) => !isOpen(one))) {
      assert.ok(![...reachable(state)].some(isOpen), state);
    }
  });

  it('calls settled exactly the states in which the merchant has the money or the promise', () => {
    const settled = SESSION_STATES.filter(isSettled);
    assert.deepEqual(settled, ['authorized', 'paid', 'refunded', 'cod']);
  });
});
