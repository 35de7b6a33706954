import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderSummary } from '../../../../src/contract/payment-session.js';
import type { Customer, OrderFacts } from '../../../../src/server/gateways/order-facts.js';
import type {
  PostpayCheckout,
  PostpayOptions,
} from '../../../../src/server/gateways/postpay/gateway.js';
import { postpaySettings } from '../../../../src/server/gateways/postpay/options.js';
import { draftOf, type Draft } from '../../../../src/server/gateways/postpay/payment.js';
import { CUSTOMER, orderOf, reserved, startAt } from '../../../suites/gateway-inputs.js';
import { postpayHarness } from './harness.js';

const { options: works } = postpayHarness();
const aed = (value: string) => ({ value, currency: 'AED' });

interface Given {
  readonly value?: string;
  readonly currency?: string;
  readonly summary?: Partial<OrderSummary>;
  readonly customer?: Customer | null;
  readonly options?: Partial<PostpayOptions>;
}

function priced({ value = '814.80', currency = 'AED', summary, customer, options }: Given) {
  const plain = orderOf({ value, currency });
  const order: OrderFacts = { ...plain, summary: { ...plain.summary, ...summary } };
  const settings = postpaySettings({ ...works, ...options });
  return draftOf(settings, { order, customer: customer === undefined ? CUSTOMER : customer });
}

function draft(given: Given = {}): Draft {
  const price = priced(given);
  assert.ok(price.ok, price.ok ? '' : price.reason);
  return price.value;
}

const reason = (given: Given): string | null => {
  const price = priced(given);
  return price.ok ? null : price.reason;
};

const sumOf = ({ items, shipping, tax_amount, discounts = [] }: Draft): number =>
  items.reduce((all, { unit_price, qty }) => all + unit_price * qty, 0) +
  (shipping?.amount ?? 0) +
  tax_amount -
  discounts.reduce((all, { amount }) => all + amount, 0);

const EXAMPLE: Partial<OrderSummary> = {
  items: [{ name: 'Eau de Parfum', quantity: 2, total: aed('840.00'), image: null }],
  shipping: aed('20.00'),
  tax: aed('38.80'),
  discount: aed('84.00'),
};

describe('the checkout that Postpay gets', () => {
  it('has everything that is known, in hundredths', async () => {
    const h = postpayHarness();
    const plain = orderOf(aed('814.80'));
    const order = { ...plain, summary: { ...plain.summary, ...EXAMPLE } };
    await startAt(h.connect(), reserved(order.amount, 'hpp-1'), h.methodCode, { order });
    const address = {
      first_name: 'Mariam',
      last_name: 'Al-Sabah',
      phone: '+96550001234',
      line1: 'Villa 9, Palm Street',
      line2: 'Block 4',
      city: 'Salmiya',
      country: 'KW',
      postal_code: '22001',
    };
    const body = JSON.parse(h.sandbox.control.requests().at(-1)?.body ?? '') as PostpayCheckout;
    assert.deepEqual(body, {
      order_id: 'hpp-1',
      total_amount: 81480,
      tax_amount: 3880,
      currency: 'AED',
      customer: {
        id: 'customer-7',
        email: 'mariam.private@example.com',
        first_name: 'Mariam',
        last_name: 'Al-Sabah',
      },
      shipping: { name: 'Shipping', amount: 2000, address },
      billing_address: address,
      items: [
        {
          reference: 'item-1',
          name: 'Eau de Parfum',
          url: 'https://shop.test/',
          unit_price: 42000,
          qty: 2,
        },
      ],
      discounts: [{ code: 'discount', name: 'Discount', amount: 8400 }],
      merchant: {
        confirmation_url: 'https://shop.test/api/checkout/returns/token-done',
        cancel_url: 'https://shop.test/api/checkout/returns/token-canceled',
      },
      metadata: { reference: 'A-1001' },
    });
  });

  it('counts hundredths in every currency', () => {
    assert.equal(draft({ value: '14.500', currency: 'KWD' }).total_amount, 1450);
    assert.equal(draft({ value: '1000', currency: 'JPY' }).total_amount, 100000);
    assert.equal(reason({ value: '14.005', currency: 'KWD' }), 'amount_not_supported');
  });

  it('always adds up to its total', () => {
    const item = (value: string, quantity: number) => ({
      name: 'Cup',
      quantity,
      total: aed(value),
      image: null,
    });
    const summaries: Partial<OrderSummary>[] = [
      {},
      EXAMPLE,
      { ...EXAMPLE, tax: null },
      { ...EXAMPLE, discount: aed('9999.00') },
      { ...EXAMPLE, shipping: aed('9999.00') },
      { tax: aed('814.80') },
      { tax: aed('10.005') },
      { shipping: { value: '20.00', currency: 'USD' } },
      { items: [item('10.00', 3), item('804.80', 1)] },
      { items: [item('814.80', 1.5)] },
      { items: [item('814.80', 0)] },
      { items: [item('0', 1), item('814.80', 4)] },
    ];
    for (const summary of summaries) {
      for (const shipping of ['required', 'optional'] as const) {
        const body = draft({ summary, options: { shipping } });
        assert.equal(sumOf(body), 81480, JSON.stringify(summary));
        for (const { unit_price, qty } of body.items) {
          assert.ok(
            Number.isInteger(unit_price) && unit_price >= 0 && Number.isInteger(qty) && qty > 0,
          );
        }
      }
    }
  });

  it('rounds no price: what does not divide is one thing', () => {
    const items = [{ name: 'Cup', quantity: 3, total: aed('814.80'), image: null }];
    assert.deepEqual(
      draft({ summary: { items } }).items.map(({ unit_price, qty }) => [unit_price, qty]),
      [[27160, 3]],
    );
    const odd = [{ name: 'Cup', quantity: 7, total: aed('814.80'), image: null }];
    assert.deepEqual(
      draft({ summary: { items: odd } }).items.map(({ name, unit_price, qty }) => [
        name,
        unit_price,
        qty,
      ]),
      [['Cup', 11640, 7]],
    );
    const thirds = [{ name: 'Cup', quantity: 11, total: aed('814.80'), image: null }];
    assert.deepEqual(
      draft({ summary: { items: thirds } }).items.map(({ name, unit_price, qty }) => [
        name,
        unit_price,
        qty,
      ]),
      [['11 × Cup', 81480, 1]],
    );
  });

  it('is one line where prices include the tax, and the tax is told all the same', () => {
    const items = [{ name: 'Cup', quantity: 1, total: aed('814.80'), image: null }];
    const body = draft({ summary: { items, tax: aed('38.80'), description: null } });
    assert.deepEqual([body.tax_amount, body.items.length], [3880, 1]);
    assert.deepEqual([body.items[0]?.name, body.items[0]?.unit_price], ['Cup', 77600]);
  });

  it('is taken where Postpay checks that its parts make the total', async () => {
    const h = postpayHarness();
    h.sandbox.control.configure({ totals: 'checked' });
    for (const [n, summary] of [{}, EXAMPLE, { tax: aed('1.00') }].entries()) {
      const plain = orderOf(aed('814.80'));
      const order = { ...plain, summary: { ...plain.summary, ...summary } };
      const session = reserved(order.amount, `hpp-${n}`);
      await startAt(h.connect(), session, h.methodCode, { order });
    }
  });

  it('has what the merchant adds to it', () => {
    const body = draft({
      options: {
        numInstalments: 3,
        details: (order) => ({
          num_instalments: 4,
          shipping: { id: 'express', name: 'Express' },
          customer: { account: 'existing', gender: 'female', date_joined: '2019-08-26T09:28:14Z' },
          discounts: [],
          metadata: { order: order.summary.reference },
          items: [
            {
              reference: 'sku-1',
              name: 'Cup',
              url: 'https://shop.test/cup',
              unit_price: 81480,
              qty: 1,
            },
          ],
        }),
      },
    });
    assert.equal(body.num_instalments, 4);
    assert.deepEqual([body.shipping?.id, body.shipping?.name], ['express', 'Express']);
    assert.deepEqual([body.customer.account, body.customer.id], ['existing', 'customer-7']);
    assert.deepEqual(body.metadata, { order: 'A-1001' });
    assert.equal(body.items[0]?.reference, 'sku-1');
    assert.equal(draft({ options: { numInstalments: 3 } }).num_instalments, 3);
  });
});

describe('the addresses that Postpay gets', () => {
  const { billingAddress, ...nameless } = CUSTOMER;
  const home = { line1: 'Street 1', city: 'Dubai', country: 'ae' };

  it('are shipped to where it is shipped to, else to where the bill goes', () => {
    const customer = { ...CUSTOMER, shippingAddress: home };
    const body = draft({ customer });
    assert.deepEqual(
      [body.shipping?.address.city, body.billing_address?.city],
      ['Dubai', 'Salmiya'],
    );
    assert.equal(draft().shipping?.address.city, 'Salmiya');
  });

  it('have the postal code of the options where there is none', () => {
    const customer = { ...CUSTOMER, shippingAddress: home };
    assert.equal(draft({ customer }).shipping?.address.postal_code, '00000');
    const options = { postalCode: '12345' };
    assert.equal(draft({ customer, options }).shipping?.address.postal_code, '12345');
  });

  it('are left out when they are not whole; without one to ship to nothing is eligible', () => {
    const nowhere = { ...nameless, billingAddress: { ...home, country: 'Emirates' } };
    assert.equal(reason({ customer: nameless }), 'not_eligible');
    assert.equal(reason({ customer: nowhere }), 'not_eligible');
    assert.ok(billingAddress);
    assert.equal(reason({ customer: { email: 'a@b.test', billingAddress } }), 'not_eligible');
    const options = { shipping: 'optional' } as const;
    const body = draft({ customer: nowhere, options });
    assert.deepEqual([body.shipping, body.billing_address], [undefined, undefined]);
    assert.equal(draft({ options }).shipping, undefined);
  });
});

describe('the method of Postpay is not available', () => {
  it('without the e-mail address that Postpay requires', () => {
    assert.equal(reason({ customer: null }), 'not_eligible');
    assert.equal(reason({ customer: { ...CUSTOMER, email: 'nowhere' } }), 'not_eligible');
    const details = () => ({ customer: { email: 'known@example.com' } });
    assert.equal(reason({ customer: { ...CUSTOMER, email: '' }, options: { details } }), null);
  });

  it('in a currency that the account does not take, or that is none', () => {
    const options = { currencies: ['AED', 'SAR'] };
    assert.equal(reason({ currency: 'USD', options }), 'currency_not_supported');
    assert.equal(reason({ currency: 'XAU' }), 'currency_not_supported');
    assert.equal(reason({ value: '0.00' }), 'amount_too_low');
  });
});
