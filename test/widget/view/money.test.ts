import { expect } from '@open-wc/testing';
import { formatMoney } from '../../../src/widget/view/money.js';

const plain = (value: string, currency: string) =>
  formatMoney({ value, currency }, 'en').replace(/\s/g, ' ');

describe('an amount', () => {
  it('has the fraction digits of its decimal string, whatever Intl thinks of the currency', () => {
    expect(plain('14.000', 'KWD')).to.equal('KWD 14.000');
    expect(plain('14', 'KWD')).to.equal('KWD 14');
    expect(plain('1250.50', 'HUF')).to.equal('HUF 1,250.50');
    expect(plain('1250.500', 'IQD')).to.equal('IQD 1,250.500');
    expect(plain('1624', 'JPY')).to.equal('¥1,624');
  });

  it('loses no digit to a float', () => {
    expect(plain('900719925474099312.345', 'KWD')).to.equal('KWD 900,719,925,474,099,312.345');
  });
});
