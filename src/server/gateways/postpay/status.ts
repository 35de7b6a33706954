import type { Outcome } from '../gateway.js';

/** The statuses of an order (seed 004), in our words. A refund leaves an order `captured`. */
const OUTCOMES = {
  pending: { kind: 'open' },
  /** Reserved: the money moves with the capture. */
  approved: { kind: 'authorized' },
  captured: { kind: 'paid' },
  /** An order number is used once, so that another try is another order. */
  denied: { kind: 'failed', reason: 'declined', final: true },
} as const satisfies Record<string, Outcome>;

export type PostpayOrderStatus = keyof typeof OUTCOMES;

const isStatus = (status: string): status is PostpayOrderStatus => Object.hasOwn(OUTCOMES, status);

export function outcomeOf(status: string): Outcome {
  return isStatus(status) ? OUTCOMES[status] : { kind: 'unknown', status };
}
