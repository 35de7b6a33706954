import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sameMoney, type Money } from '../../src/contract/money.js';
import {
  compareMoney,
  exponentOf,
  formatMoney,
  fromMinorUnits,
  isZeroMoney,
  subtractMoney,
  sumMoney,
  toMinorUnits,
  toUnits,
} from '../../src/server/money.js';

const money = (value: string, currency = 'EUR'): Money => ({ value, currency });

/** ISO 4217 list one, written down here by hand: the library is checked against it. */
const EXPONENTS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: 'AED AFN ALL ARS AUD BAM BRL CAD CHF CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR IRR LAK LBP MGA MMK MRU MXN NOK PKR PLN QAR RON RSD RUB SAR SEK SGD SLE SYP THB TRY TWD UAH USD VED XAD XCG YER ZAR ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const NOT_FOR_PAYING = 'XAG XAU XPD XPT XBA XBB XBC XBD XDR XSU XUA XTS XXX ABC EU';

describe('exponents of currencies', () => {
  for (const [exponent, codes] of Object.entries(EXPONENTS)) {
    it(`are ${exponent} where ISO 4217 says so`, () => {
      for (const code of codes.split(' ')) assert.equal(exponentOf(code), Number(exponent), code);
    });
  }

  it('do not exist for metals, units of account, test codes and strangers', () => {
    for (const code of NOT_FOR_PAYING.split(' ')) {
      assert.equal(exponentOf(code), null, code);
    }
  });
});

describe('minor units', () => {
  it('are exact for every exponent', () => {
    assert.equal(toMinorUnits(money('1.00', 'EUR')), 100n);
    assert.equal(toMinorUnits(money('14', 'KWD')), 14_000n);
    assert.equal(toMinorUnits(money('0.001', 'KWD')), 1n);
    assert.equal(toMinorUnits(money('1624', 'JPY')), 1624n);
    assert.equal(toMinorUnits(money('1.5', 'CLF')), 15_000n);
    assert.equal(toMinorUnits(money('19.99', 'IQD')), 19_990n);
    assert.equal(toMinorUnits(money('123456789012345678.99')), 12345678901234567899n);
  });

  it('do not exist for an amount that they cannot express: nothing is rounded', () => {
    assert.equal(toMinorUnits(money('0.001', 'EUR')), null);
    assert.equal(toMinorUnits(money('16.24', 'JPY')), null);
    assert.equal(toMinorUnits(money('14.0005', 'KWD')), null);
    assert.equal(toMinorUnits(money('1.00', 'XAU')), null);
  });

  it('express trailing zeros beyond the exponent', () => {
    assert.equal(toMinorUnits(money('1.5000')), 150n);
    assert.equal(toMinorUnits(money('16.000', 'JPY')), 16n);
  });

  it('do not exist for text that is no amount', () => {
    for (const value of ['', '-1', '1,5', '1.', '.5', '1e3', ' 1', 'NaN', '0x1', '1.0000001']) {
      assert.equal(toMinorUnits(money(value)), null, value);
    }
  });

  it('become an amount with all digits of the currency', () => {
    assert.deepEqual(fromMinorUnits(5n, 'EUR'), money('0.05'));
    assert.deepEqual(fromMinorUnits(14_000n, 'KWD'), money('14.000', 'KWD'));
    assert.deepEqual(fromMinorUnits(1624n, 'JPY'), money('1624', 'JPY'));
    assert.equal(fromMinorUnits(-1n, 'EUR'), null);
    assert.equal(fromMinorUnits(1n, 'XTS'), null);
    assert.equal(fromMinorUnits(10n ** 30n, 'EUR'), null);
  });
});

const currencies = fc.constantFrom('EUR', 'KWD', 'JPY', 'CLF', 'IQD', 'HUF', 'IDR', 'BHD');
const units = fc.bigInt({ min: 0n, max: 10n ** 18n });
/** Any amount that the contract takes. */
const anyMoney = fc
  .record({
    whole: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    fraction: fc.stringMatching(/^\d{0,6}$/),
  })
  .map(({ whole, fraction }) => money(fraction === '' ? `${whole}` : `${whole}.${fraction}`));

describe('amounts, whatever they are', () => {
  it('survive the way to minor units and back', () => {
    fc.assert(
      fc.property(units, currencies, (minor, currency) => {
        const amount = fromMinorUnits(minor, currency);
        assert.ok(amount);
        assert.equal(toMinorUnits(amount), minor);
      }),
    );
  });

  it('keep their quantity when they are formatted, or are not formatted at all', () => {
    fc.assert(
      fc.property(anyMoney, fc.integer({ min: 0, max: 6 }), (amount, exponent) => {
        const value = formatMoney(amount, exponent);
        const digits = amount.value.split('.')[1]?.replace(/0+$/, '').length ?? 0;
        assert.equal(value === null, digits > exponent);
        if (value === null) return;
        assert.ok(sameMoney(money(value), amount));
        assert.equal(value.split('.')[1]?.length ?? 0, exponent);
      }),
    );
  });

  it('compare as the integers of their smallest unit', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (a, b) => {
        const [x, y] = [toUnits(a, 6) ?? -1n, toUnits(b, 6) ?? -1n];
        assert.equal(compareMoney(a, b), x < y ? -1 : x > y ? 1 : 0);
        assert.equal(compareMoney(a, b) === 0, sameMoney(a, b));
      }),
    );
  });

  it('give back what was added', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (a, b) => {
        const sum = sumMoney([a, b], 'EUR');
        assert.ok(sum);
        const rest = subtractMoney(sum, b);
        assert.ok(rest && sameMoney(rest, a));
        assert.equal(subtractMoney(a, sum) === null, !isZeroMoney(b));
      }),
    );
  });
});

describe('arithmetic', () => {
  it('does not go through floats', () => {
    assert.deepEqual(sumMoney([money('0.1'), money('0.2')], 'EUR'), money('0.3'));
    assert.deepEqual(
      subtractMoney(money('9007199254740993'), money('1')),
      money('9007199254740992'),
    );
  });

  it('makes zero of nothing, and knows it in any writing', () => {
    const none = sumMoney([], 'KWD');
    assert.ok(none && isZeroMoney(none));
    assert.ok(isZeroMoney(money('0.000')));
    assert.ok(!isZeroMoney(money('0.001')));
    assert.ok(!isZeroMoney(money('zero')));
  });

  it('has no amount below zero', () => {
    assert.equal(subtractMoney(money('1.00'), money('1.01')), null);
  });

  it('has no amount that the contract cannot write', () => {
    const most = money('999999999999999999');
    assert.equal(sumMoney([most, money('1')], 'EUR'), null);
  });

  it('refuses two currencies', () => {
    const other = money('1', 'KWD');
    assert.throws(() => compareMoney(money('1'), other), RangeError);
    assert.throws(() => subtractMoney(money('1'), other), RangeError);
    assert.throws(() => sumMoney([money('1'), other], 'EUR'), RangeError);
    assert.throws(() => compareMoney(money('x'), money('1')), RangeError);
  });
});
