import type { Money } from '../../../contract/money.js';
import type { InstalmentPlan } from '../../../contract/payment-method.js';
import { divideMoney, exponentOf } from '../amount.js';
import type { ListInput, MethodOffer } from '../gateway.js';
import { hostedPageOffer } from '../hosted-page.js';
import { DIGITS } from './goods.js';
import type { PostpaySettings } from './options.js';
import { draftOf } from './payment.js';

/** The one method. No card can be saved. */
export function offerOf(settings: PostpaySettings, input: ListInput): MethodOffer {
  const draft = draftOf(settings, input);
  return hostedPageOffer(settings, input.order, {
    canSaveCard: false,
    unavailableReason: draft.ok ? null : draft.reason,
    instalments: plansOf(settings, input),
  });
}

/** What the merchant leaves to the shopper, unless this order has a number of its own. */
function plansOf(
  { plans, details }: PostpaySettings,
  { order, customer }: ListInput,
): readonly InstalmentPlan[] {
  if (plans.length === 0) return [];
  if (details?.(order, customer).num_instalments !== undefined) return [];
  return plans.map((count) => ({ count, amount: partOf(order.amount, count) }));
}

/** One of equal parts. Null where they are not equal to the last digit: Postpay decides about that. */
function partOf(amount: Money, count: number): Money | null {
  const exponent = exponentOf(amount.currency);
  return exponent === null ? null : divideMoney(amount, count, Math.min(exponent, DIGITS));
}
