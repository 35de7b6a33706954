import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { sameMoney } from '../../../src/contract/money.js';
import { numberPrice } from '../../../src/server/gateways/amount.js';

const price = (value: string, currency = 'EUR') => numberPrice({ value, currency });

it('writes the same decimal as a JSON number', () => {
  assert.deepEqual(price('99.90'), { ok: true, value: 99.9 });
  assert.deepEqual(price('0.1'), { ok: true, value: 0.1 });
  assert.deepEqual(price('1000', 'JPY'), { ok: true, value: 1000 });
  assert.deepEqual(price('14.005', 'KWD'), { ok: true, value: 14.005 });
});

it('refuses what a JSON number would round, and what the currency cannot express', () => {
  assert.deepEqual(price('123456789012345678'), { ok: false, reason: 'amount_not_supported' });
  assert.deepEqual(price('1.005'), { ok: false, reason: 'amount_not_supported' });
  assert.deepEqual(price('0.00'), { ok: false, reason: 'amount_too_low' });
  assert.deepEqual(price('1', 'XXX'), { ok: false, reason: 'currency_not_supported' });
});

it('sends exactly the amount, or says that it cannot', () => {
  const amounts = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.nat({ max: 99 }));
  fc.assert(
    fc.property(amounts, ([whole, cents]) => {
      const money = { value: `${whole}.${String(cents).padStart(2, '0')}`, currency: 'EUR' };
      const answer = numberPrice(money);
      if (!answer.ok) return;
      const sent = { value: JSON.stringify(answer.value), currency: 'EUR' };
      assert.ok(sameMoney(sent, money), `${sent.value} is not ${money.value}`);
    }),
  );
});
