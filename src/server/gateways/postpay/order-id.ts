import type { ProviderSession } from '../gateway.js';

/**
 * Postpay takes an order number once, also when the answer to its checkout was lost: nobody has the
 * link of that order then, and Postpay shows it to nobody. The start is finished under the same
 * reference with a number, and this is how the two hang together.
 */
const SUFFIX = /-r[2-9]$/;

/** How often a start can lose its answer. */
export const MAX_TRIES = 9;

/** The order number of the n-th checkout for a reference; n from 1 to `MAX_TRIES`. */
export const orderIdFor = (reference: string, n: number): string =>
  n === 1 ? reference : `${reference}-r${n}`;

/** The reference that an order number belongs to. Our references end in no such suffix. */
export const referenceOf = (orderId: string): string => orderId.replace(SUFFIX, '');

/** The order whose link the shopper got. */
export function orderIdOf({ reference, data }: ProviderSession): string {
  const { orderId } = data;
  return typeof orderId === 'string' ? orderId : reference;
}
