import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../../src/server/gateways/gateway.js';
import { outcomeOf, type StatusFacts } from '../../../../src/server/gateways/optty/status.js';

const AUD = (value: string) => ({ value, currency: 'AUD' });

const outcome = (facts: Partial<StatusFacts>): Outcome =>
  outcomeOf({
    event: 'ORDER_STATUS_UPDATE',
    status: null,
    captureStatus: null,
    refundStatus: null,
    amount: AUD('99.90'),
    refundedAmount: null,
    ...facts,
  });

describe('the statuses of Optty', () => {
  const meanings: readonly [string, Outcome][] = [
    ['INITIATED', { kind: 'open' }],
    ['PENDING', { kind: 'open' }],
    ['PAID', { kind: 'paid' }],
    ['SUCCESSFUL', { kind: 'paid' }],
    ['DECLINED', { kind: 'failed', reason: 'declined', final: false }],
    ['CANCELLED', { kind: 'canceled' }],
    ['canceled', { kind: 'canceled' }],
    ['ERROR', { kind: 'failed', reason: 'provider_error', final: false }],
    ['failed', { kind: 'failed', reason: 'provider_error', final: false }],
    ['REFUNDED', { kind: 'refunded', amount: AUD('99.90') }],
  ];
  for (const [status, meaning] of meanings) {
    it(`${status} is ${meaning.kind}`, () => {
      assert.deepEqual(outcome({ status }), meaning);
      assert.deepEqual(outcome({ status, event: 'ORDER_ASYNC_CALLBACK' }), meaning);
    });
  }

  it('a capture that is only authorized is no payment', () => {
    assert.deepEqual(outcome({ status: 'PAID', captureStatus: 'AUTHORIZED' }), {
      kind: 'authorized',
    });
  });

  it('a refund that succeeded counts, whatever the payment is called', () => {
    const facts = { status: 'PAID', refundStatus: 'SUCCESSFUL' };
    assert.deepEqual(outcome(facts), { kind: 'refunded', amount: AUD('99.90') });
    assert.deepEqual(outcome({ ...facts, refundStatus: 'PENDING' }), { kind: 'paid' });
  });

  it('a refund never gives back more than the order took', () => {
    const refund = (refundedAmount: string) =>
      outcome({ status: 'REFUNDED', refundedAmount: AUD(refundedAmount) });
    assert.deepEqual(refund('109.90'), { kind: 'refunded', amount: AUD('99.90') });
    assert.deepEqual(refund('30.00'), { kind: 'refunded', amount: AUD('30.00') });
  });

  it('a refund in another currency, or without an amount, is shown as it is', () => {
    const euro = { value: '1.00', currency: 'EUR' };
    assert.deepEqual(outcome({ status: 'REFUNDED', refundedAmount: euro }), {
      kind: 'refunded',
      amount: euro,
    });
    assert.equal(outcome({ status: 'REFUNDED', amount: null }).kind, 'unknown');
  });

  it('a word that nobody documented is unknown, never pending', () => {
    for (const status of ['TELEPORTED', 'constructor', '']) {
      assert.deepEqual(outcome({ status }), { kind: 'unknown', status });
    }
    assert.equal(outcome({ status: null }).kind, 'unknown');
    assert.deepEqual(outcome({ status: 'PAID', event: 'PLAN_UPDATE' }), {
      kind: 'unknown',
      status: 'PLAN_UPDATE',
    });
    assert.equal(outcome({ status: 'PAID', event: null }).kind, 'unknown');
  });
});
