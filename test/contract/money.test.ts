import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Money, sameMoney } from '../../src/contract/money.js';

const kwd = (value: string): Money => ({ value, currency: 'KWD' });

describe('money on the wire', () => {
  it('is the same amount however many zeros are written', () => {
    assert.ok(sameMoney(kwd('14'), kwd('14.000')));
    assert.ok(sameMoney(kwd('014.50'), kwd('14.5')));
    assert.ok(sameMoney(kwd('0'), kwd('0.000')));
  });

  it('is another amount when a digit or the currency differs', () => {
    assert.ok(!sameMoney(kwd('14.001'), kwd('14.000')));
    assert.ok(!sameMoney(kwd('140'), kwd('14')));
    assert.ok(!sameMoney(kwd('14'), { value: '14', currency: 'BHD' }));
  });

  it('tells amounts apart that a float cannot', () => {
    assert.ok(!sameMoney(kwd('9007199254740993'), kwd('9007199254740992')));
  });

  it('refuses what is no plain decimal string', () => {
    for (const value of ['-1', '+1', '1e3', '1,000.00', '.5', '5.', ' 5', '', 'NaN', '٥']) {
      assert.equal(Money.safeParse(kwd(value)).success, false, value);
    }
    assert.equal(Money.safeParse({ value: '1', currency: 'kwd' }).success, false);
  });
});
