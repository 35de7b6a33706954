import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FailureReason } from '../../../../src/contract/attempt.js';
import type { PaymentOptionsTransaction } from '../../../../src/server/gateways/paymentoptions/gateway.js';
import {
  kindOf,
  outcomeOf,
  reasonOf,
} from '../../../../src/server/gateways/paymentoptions/status.js';
import { transaction } from './transactions.js';

const AMOUNT = { value: '25.50', currency: 'EUR' };
const outcome = (told: PaymentOptionsTransaction, authorized = false) =>
  outcomeOf(told, kindOf(told, authorized), AMOUNT);
const typed = (transaction_type: string | null) => transaction({ transaction_type });

describe('the transactions of PaymentOptions', () => {
  it('that succeeded are what their type says', () => {
    assert.deepEqual(outcome(typed('PRE_AUTH')), { kind: 'authorized' });
    for (const type of ['CAPTURE', 'SALE', 'payment']) {
      assert.deepEqual(outcome(typed(type)), { kind: 'paid' }, type);
    }
    assert.deepEqual(outcome(typed('REFUND')), { kind: 'refund', id: 'tx-1', amount: AMOUNT });
    assert.deepEqual(outcome(typed('VOID')), { kind: 'voided' });
  });

  it('that capture an authorization are told from money at once', () => {
    const captured = { kind: 'capture', id: 'tx-1', amount: AMOUNT };
    assert.deepEqual(outcome(transaction({ gateway_response: { code: 'INFO0001' } })), captured);
    assert.deepEqual(outcome(typed('CAPTURE'), true), captured);
  });

  it('that are pending are open, also when they are no success', () => {
    assert.deepEqual(outcome(transaction({ success: false }, { response_code: '578' })), {
      kind: 'open',
    });
  });

  it('that failed are no last word: the link may take another try', () => {
    const failed = { kind: 'failed', reason: 'declined', final: false };
    assert.deepEqual(outcome(transaction({ success: false }, { response_code: '5' })), failed);
    const authorization = transaction({ success: false, transaction_type: 'PRE_AUTH' });
    assert.equal(outcome(authorization).kind, 'failed');
  });

  it('that failed as operations leave the payment as it was', () => {
    for (const transaction_type of ['REFUND', 'VOID']) {
      const told = transaction({ success: false, transaction_type });
      assert.deepEqual(outcome(told), { kind: 'open' });
    }
    assert.deepEqual(outcome(transaction({ success: false }), true), { kind: 'open' });
  });

  it('that nobody documented are unknown, never pending', () => {
    for (const type of ['TELEPORT', 'constructor', '']) {
      assert.deepEqual(outcome(typed(type)), { kind: 'unknown', status: type });
    }
    assert.equal(outcome(typed(null)).kind, 'unknown');
    assert.equal(outcome(transaction({ success: null })).kind, 'unknown');
    const refund = typed('REFUND');
    assert.equal(outcomeOf(refund, kindOf(refund, false), null).kind, 'unknown');
  });
});

describe('the reason of a decline at PaymentOptions', () => {
  const codes: readonly [string, FailureReason][] = [
    ['51', 'insufficient_funds'],
    ['5', 'declined'],
    ['54', 'card_expired'],
    ['-1', 'provider_error'],
    ['61', 'limit_exceeded'],
    ['777', 'declined'],
  ];
  for (const [code, reason] of codes) {
    it(`is ${reason} for the response code ${code}`, () => {
      assert.equal(reasonOf(transaction({ success: false }, { response_code: code })), reason);
    });
  }

  it('is a risk rule where its code says so, whatever the response code', () => {
    for (const code of ['Err3001', 'ERR3015']) {
      const told = transaction({ gateway_response: { code } }, { response_code: '-1' });
      assert.equal(reasonOf(told), 'suspected_fraud');
    }
  });

  it('is the card for 406, and PaymentOptions itself for a server error', () => {
    assert.equal(reasonOf(transaction({ status_code: '406' })), 'card_not_supported');
    for (const status_code of ['500', '502', '504']) {
      assert.equal(reasonOf(transaction({ status_code })), 'provider_error');
    }
  });

  it('is a plain no where nothing is said', () => {
    const silent = transaction({
      payment_details: null,
      gateway_response: null,
      status_code: null,
    });
    assert.equal(reasonOf(silent), 'declined');
  });
});
