import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ATTEMPT_STATES, type AttemptState } from '../../../src/contract/attempt.js';
import {
  ATTEMPT_EVENTS,
  isCharged,
  isLive,
  nextAttemptState,
} from '../../../src/server/payments/attempt-machine.js';

/** Every state that can be reached from `start`, by any order of events. */
function reachable(start: AttemptState): Set<AttemptState> {
  const seen = new Set<AttemptState>([start]);
  for (const state of seen) {
    for (const event of ATTEMPT_EVENTS) {
      const next = nextAttemptState(state, event);
      if (next) seen.add(next);
    }
  }
  return seen;
}

describe('attempt machine', () => {
  it('reaches every state from starting', () => {
    assert.deepEqual([...reachable('starting')].sort(), [...ATTEMPT_STATES].sort());
  });

  it('hears a proof of payment in every state that is not charged yet', () => {
    for (const state of ATTEMPT_STATES.filter((one) => !isCharged(one))) {
      assert.equal(nextAttemptState(state, 'pay'), 'paid', state);
      assert.equal(nextAttemptState(state, 'authorize'), 'authorized', state);
    }
  });

  it('leaves paid by nothing but a void', () => {
    for (const event of ATTEMPT_EVENTS) {
      const next = nextAttemptState('paid', event);
      assert.equal(next, event === 'void' ? 'canceled' : null, event);
    }
  });

  it('does not take a failure or a cancel for the end of an authorization', () => {
    assert.equal(nextAttemptState('authorized', 'fail'), null);
    assert.equal(nextAttemptState('authorized', 'cancel'), null);
    assert.equal(nextAttemptState('authorized', 'supersede'), null);
  });

  it('never becomes live again once it has ended', () => {
    for (const state of ATTEMPT_STATES.filter((one) => !isLive(one))) {
      const live = [...reachable(state)].filter((one) => one !== state && isLive(one));
      assert.deepEqual(live, [], state);
    }
  });

  it('drops an attempt whose link nobody has, instead of watching it', () => {
    assert.equal(nextAttemptState('starting', 'supersede'), 'canceled');
    assert.equal(nextAttemptState('redirected', 'supersede'), 'superseded');
  });

  it('changes nothing when the same event comes again', () => {
    for (const state of ATTEMPT_STATES) {
      for (const event of ATTEMPT_EVENTS) {
        const once = nextAttemptState(state, event);
        if (once === null) continue;
        const twice = nextAttemptState(once, event);
        assert.ok(twice === null || twice === once, `${state} ${event} ${event}`);
      }
    }
  });
});
