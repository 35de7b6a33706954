import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { opttySettings, type OpttyOptions } from '../../../../src/server/gateways/optty/options.js';
import { contactOf, createBody, priceOf } from '../../../../src/server/gateways/optty/payment.js';
import type { OrderFacts } from '../../../../src/server/gateways/order-facts.js';
import { CUSTOMER, orderOf, reserved, startInput } from '../../../suites/gateway-inputs.js';
import { AT, opttyHarness } from './harness.js';

const AUD = (value: string) => ({ value, currency: 'AUD' });
const { summary } = orderOf(AUD('1'));
const item = (name: string, quantity: number, total: string) => ({
  name,
  quantity,
  total: AUD(total),
  image: null,
});

function body(change: Partial<OrderFacts> = {}, options: Partial<OpttyOptions> = {}) {
  const settings = opttySettings({ ...opttyHarness().options, ...options });
  const order = orderOf(change.amount ?? AUD('99.90'), change);
  const input = startInput(reserved(order.amount, 'hpp-1'), 'hosted_page', { order });
  const price = priceOf(settings, order);
  assert.ok(price.ok);
  return createBody(settings, input, price.value);
}

describe('what Optty is told of a payment', () => {
  it('has every field that Optty demands', () => {
    assert.deepEqual(body(), {
      email: CUSTOMER.email,
      phoneNumber: CUSTOMER.phone,
      price: 99.9,
      subTotal: 99.9,
      taxAmount: 0,
      description: 'Two coffee cups',
      currency: 'AUD',
      referenceName: 'The Shop',
      dueDate: '2026-01-06T10:00:00.000Z',
      enableTipping: false,
      items: [{ itemName: 'Two coffee cups', quantity: 1, price: 99.9 }],
      emailCustomer: false,
    });
  });

  it('has what the merchant configured', () => {
    const options = {
      tipping: true,
      accountCode: 'A-7',
      hideTax: true,
      dueInMs: 60_000,
      referenceName: ({ summary }: OrderFacts) => `Order ${summary.reference ?? ''}`,
    };
    const told = body({}, options);
    assert.equal(told.enableTipping, true);
    assert.equal(told.accountCode, 'A-7');
    assert.equal(told.hideTax, true);
    assert.equal(told.dueDate, new Date(AT + 60_000).toISOString());
    assert.equal(told.referenceName, 'Order A-1001');
  });

  it('is due when the session ends, where that is earlier', () => {
    const [soon, late] = ['2026-01-05T10:30:00.000Z', '2026-02-01T00:00:00.000Z'];
    assert.equal(body({ expiresAt: soon }).dueDate, soon);
    assert.equal(body({ expiresAt: late }).dueDate, '2026-01-06T10:00:00.000Z');
  });

  it('splits the price into tax and the rest, exactly', () => {
    const taxed = (tax: string) => {
      const { subTotal, taxAmount } = body({ summary: { ...summary, tax: AUD(tax) } });
      return [subTotal, taxAmount];
    };
    assert.deepEqual(taxed('9.08'), [90.82, 9.08]);
    assert.deepEqual(taxed('99.90'), [99.9, 0]);
    const euro = { ...summary, tax: { value: '1.00', currency: 'EUR' } };
    assert.equal(body({ summary: euro }).taxAmount, 0);
  });

  it('lists lines by the piece where that is exact, and whole otherwise', () => {
    const items = [item('Cup', 2, '30.00'), item('Spoon', 3, '10.00'), item('Tea', 0.5, '59.90')];
    assert.deepEqual(body({ summary: { ...summary, items } }).items, [
      { itemName: 'Cup', quantity: 2, price: 15 },
      { itemName: '3 × Spoon', quantity: 1, price: 10 },
      { itemName: '0.5 × Tea', quantity: 1, price: 59.9 },
    ]);
  });

  it('lists the order as one line when a line cannot be told', () => {
    const items = [item('Cup', 1, '99.90'), item('Gift', 1, '0.00')];
    assert.deepEqual(body({ summary: { ...summary, items, description: null } }).items, [
      { itemName: 'A-1001', quantity: 1, price: 99.9 },
    ]);
  });
});

describe('a customer whom Optty cannot reach', () => {
  it('has no e-mail address, a malformed one, or no phone', () => {
    assert.ok(contactOf(CUSTOMER));
    assert.equal(contactOf(null), null);
    assert.equal(contactOf({ ...CUSTOMER, email: 'nobody' }), null);
    assert.equal(contactOf({ ...CUSTOMER, phone: ' ' }), null);
  });
});
