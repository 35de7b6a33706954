import * as z from 'zod/mini';
import { textLike } from './text-like.js';

/**
 * An amount of money. `value` is a decimal string in major units with exactly the digits that the
 * merchant stated ("14.000"), never a float. `currency` is an ISO 4217 code in upper case.
 * Amounts on this wire are never negative; a discount is a positive amount that is subtracted.
 */
export const Money = z.object({
  value: /* @__PURE__ */ textLike(/^\d{1,18}(\.\d{1,6})?$/),
  currency: /* @__PURE__ */ textLike(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof Money>;

/** True when both amounts are the same quantity of the same currency ("14" equals "14.000"). */
export function sameMoney(a: Money, b: Money): boolean {
  return a.currency === b.currency && canonical(a.value) === canonical(b.value);
}

/** The decimal string without leading zeros and without trailing fraction zeros. */
function canonical(value: string): string {
  const [whole = '', fraction = ''] = value.split('.');
  return `${whole.replace(/^0+(?=\d)/, '')}.${fraction.replace(/0+$/, '')}`;
}
