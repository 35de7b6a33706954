import type { NewSession } from '../../src/server/checkout-types.js';

const ADDRESS = { line1: '1 Corniche', city: 'Dubai', country: 'AE', postalCode: '00000' };

/** An order that every provider takes. The amounts differ, so that none is taken for another. */
export function orderOf(number: number): NewSession {
  const value = `${20 + (number % 900)}.${String(number % 100).padStart(2, '0')}`;
  return {
    amount: { value, currency: 'AED' },
    reference: `ORDER-${number}`,
    order: { items: [{ name: 'Beans', quantity: 1, total: { value, currency: 'AED' } }] },
    customer: {
      id: `customer-${number}`,
      firstName: 'Nour',
      lastName: 'Salem',
      email: 'nour@shop.example',
      phone: '+971500000000',
      billingAddress: ADDRESS,
      shippingAddress: ADDRESS,
    },
  };
}
