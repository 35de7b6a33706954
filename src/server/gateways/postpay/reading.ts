import { readScaled } from '../amount.js';
import type { Outcome, ProviderSession, Reading } from '../gateway.js';
import { METHOD_CODE } from '../hosted-page.js';
import { DIGITS } from './goods.js';
import type { PostpaySettings } from './options.js';
import { orderIdOf } from './order-id.js';
import { outcomeOf } from './status.js';
import type { PostpayOrderSummary } from './wire.js';

/**
 * What an order says. Its `total_amount` with `currency` is our order amount; its number is our
 * reference, and also what later calls and Postpay's support know the payment by.
 */
export function readingOf(
  order: Pick<PostpayOrderSummary, 'order_id' | 'total_amount' | 'currency'>,
  providerSession: ProviderSession,
  outcome: Outcome,
): Reading {
  const ours = order.order_id === orderIdOf(providerSession);
  return {
    reference: ours ? providerSession.reference : order.order_id,
    outcome,
    amount: readScaled(order.total_amount, DIGITS, order.currency),
    methodCode: METHOD_CODE,
    transactionId: order.order_id,
  };
}

/** The same, with the status of the order as it is and the time of it. */
export function statusReading(
  { captureLifetimeMs }: PostpaySettings,
  order: PostpayOrderSummary,
  providerSession: ProviderSession,
): Reading {
  const outcome = outcomeOf(order.status);
  const reading = readingOf(order, providerSession, outcome);
  const since = Date.parse(order.status_changed);
  if (Number.isNaN(since)) return reading;
  const at = new Date(since).toISOString();
  if (outcome.kind !== 'authorized' || captureLifetimeMs === undefined) return { ...reading, at };
  return { ...reading, at, captureBefore: new Date(since + captureLifetimeMs).toISOString() };
}
