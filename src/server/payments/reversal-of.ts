import type { AttemptState } from '../../contract/attempt.js';
import type { Gateway } from '../gateways/gateway.js';
import type { Operation } from '../gateways/operation.js';

/** What gives a whole charge back: an authorization is released, a payment refunded. */
export function reversalOf(
  gateway: Gateway | null,
  state: AttemptState,
): Pick<Operation, 'run'> | null {
  if (state === 'authorized') return gateway?.void ?? gateway?.refundOrCancel ?? null;
  return gateway?.refund ?? gateway?.refundOrCancel ?? null;
}
