import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endOf, wholeOutcome } from '../../../../src/server/gateways/ottu/end.js';
import { OttuPayment } from '../../../../src/server/gateways/ottu/wire.js';

const dinars = (value: string) => ({ value, currency: 'KWD' });

/** What a retrieved payment says where the installation lists the payments under it. */
function endWith(state: string, children: readonly [state: string, amount: string][], more = {}) {
  const transactions = children.map(([child, amount], index) => ({
    ...{ session_id: `child-${index}`, order_no: '', currency_code: 'KWD' },
    ...{ state: child, amount },
  }));
  const whole = { session_id: 's', state, amount: '14.000', currency_code: 'KWD' };
  const payment = OttuPayment.parse({ ...whole, transactions, ...more });
  return endOf(payment, wholeOutcome(payment), null);
}

describe('a payment at Ottu with payments under it', () => {
  it('is refunded by the sum of its refunds; those under way or rejected do not count', () => {
    const { outcome } = endWith('paid', [
      ['refunded', '4.000'],
      ['refunded', '1.500'],
      ['refund_queued', '2.000'],
      ['refund_rejected', '3.000'],
    ]);
    assert.deepEqual(outcome, { kind: 'refunded', amount: dinars('5.500') });
  });

  it('is refunded by the sum that is stated, where one is', () => {
    const stated = endWith('paid', [['refunded', '4.000']], { refunded_amount: '6.000' });
    assert.deepEqual(stated.outcome, { kind: 'refunded', amount: dinars('6.000') });
    assert.deepEqual(endWith('paid', [], { refunded_amount: '0.000' }).outcome, { kind: 'paid' });
    const whole = endWith('refunded', []);
    assert.deepEqual(whole.outcome, { kind: 'refunded', amount: dinars('14.000') });
  });

  it('is paid as far as it was captured', () => {
    const { outcome, captured } = endWith('authorized', [
      ['paid', '6.000'],
      ['paid', '2.000'],
    ]);
    assert.deepEqual(outcome, { kind: 'paid' });
    assert.deepEqual(captured, dinars('8.000'));
    const refunded = endWith('authorized', [
      ['paid', '6.000'],
      ['refunded', '1.000'],
    ]);
    assert.deepEqual(refunded.outcome, { kind: 'refunded', amount: dinars('1.000') });
    assert.deepEqual(refunded.captured, dinars('6.000'));
  });

  it('is voided when its authorization was', () => {
    assert.deepEqual(endWith('authorized', [['voided', '14.000']]).outcome, { kind: 'voided' });
    assert.deepEqual(endWith('authorized', []).outcome, { kind: 'authorized' });
  });

  it('tells the card that was saved with it, once it is charged', () => {
    const token = { token: 'tok-1', number: '**** 1111' };
    assert.equal(endWith('paid', [], { token }).storedMethod?.token, 'tok-1');
    assert.equal(endWith('failed', [], { token }).storedMethod, undefined);
  });
});
