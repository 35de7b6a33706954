import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeOf } from '../../../../src/server/gateways/postpay/status.js';
import { INVENTORY } from './client-support.js';

describe('the statuses of an order at Postpay', () => {
  it('have a meaning each', () => {
    const meant = INVENTORY.order_statuses.map((status) => [status, outcomeOf(status)]);
    assert.deepEqual(Object.fromEntries(meant), {
      pending: { kind: 'open' },
      approved: { kind: 'authorized' },
      captured: { kind: 'paid' },
      denied: { kind: 'failed', reason: 'declined', final: true },
    });
  });

  it('are unknown when they are not documented, whatever they are called', () => {
    for (const status of ['refunded', 'CAPTURED', 'toString', '']) {
      assert.deepEqual(outcomeOf(status), { kind: 'unknown', status });
    }
  });
});
