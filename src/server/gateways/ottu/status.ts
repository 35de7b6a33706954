import type { Money } from '../../../contract/money.js';
import type { Outcome } from '../gateway.js';

/**
 * Ottu's words for what became of a payment, in ours. A payment (`state`) may see many attempts;
 * a webhook also tells the `result` of the attempt that it is about.
 */

/** The states of a payment (seed 003), and those that its public docs give to child payments. */
const OUTCOMES = {
  created: { kind: 'open' },
  pending: { kind: 'open' },
  /** A try failed or was canceled, and another one is possible. */
  attempted: { kind: 'failed', reason: 'declined', final: false },
  authorized: { kind: 'authorized' },
  paid: { kind: 'paid' },
  failed: { kind: 'failed', reason: 'declined', final: true },
  /** By staff or by the API; nothing can be paid any more. */
  canceled: { kind: 'canceled' },
  /** Time is over, or the payer canceled where only one try is allowed. */
  expired: { kind: 'expired' },
  invalided: { kind: 'invalided' },
  cod: { kind: 'cod' },
  voided: { kind: 'voided' },
  /** A refund that is under way or was rejected says nothing new about the payment itself. */
  refund_queued: { kind: 'open' },
  refund_rejected: { kind: 'open' },
} as const satisfies Record<string, Outcome>;

type State = keyof typeof OUTCOMES;

const isState = (state: string): state is State => Object.hasOwn(OUTCOMES, state);

/** The payment as a whole. `refunded` is the sum given back, needed for that state only. */
export function outcomeOf(state: string, refunded: Money | null): Outcome {
  if (state === 'refunded') {
    return refunded === null
      ? { kind: 'unknown', status: 'refunded, without an amount' }
      : { kind: 'refunded', amount: refunded };
  }
  return isState(state) ? OUTCOMES[state] : { kind: 'unknown', status: state };
}

/** No payment can be started on it. */
export function hasEnded(state: string): boolean {
  return !['created', 'pending', 'attempted'].includes(state);
}

/** The results of an attempt that ended without money, by what it did to the payment. */
const UNPAID = {
  failed: { kind: 'failed', reason: 'declined' },
  rejected: { kind: 'failed', reason: 'declined' },
  error: { kind: 'failed', reason: 'provider_error' },
  canceled: { kind: 'canceled' },
} as const;

type Unpaid = keyof typeof UNPAID;

const isUnpaid = (result: string): result is Unpaid => Object.hasOwn(UNPAID, result);

/**
 * What a payment event says. Where the payment has an end of its own, that counts; where it was
 * only tried, the result of the try. A pair that makes no sense is unknown.
 */
export function eventOutcome(state: string, result: string | null, amount: Money | null): Outcome {
  const whole = outcomeOf(state, amount);
  if (result === null) return whole;
  if (state === 'attempted') return tried(result, true);
  if (state === 'failed') return tried(result, false);
  // One try only: Ottu calls the payment expired when the payer cancels it.
  if (state === 'expired' && result === 'canceled') return { kind: 'canceled' };
  return isUnpaid(result) || KNOWN_RESULTS.has(result)
    ? whole
    : { kind: 'unknown', status: `${state}/${result}` };
}

const KNOWN_RESULTS: ReadonlySet<string> = new Set(['success', 'pending', 'cod', 'queued']);

function tried(result: string, again: boolean): Outcome {
  if (result === 'pending') return { kind: 'open' };
  const state = again ? 'attempted' : 'failed';
  if (!isUnpaid(result)) return { kind: 'unknown', status: `${state}/${result}` };
  const end = UNPAID[result];
  if (end.kind === 'failed') return { ...end, final: !again };
  return again ? { kind: 'canceled', sessionOpen: true } : { kind: 'canceled' };
}

/** What an operation at the payment gateway was about. */
interface OperationFacts {
  /** The reference number of the operation. */
  readonly id: string | null;
  readonly amount: Money | null;
}

/** Of an operation that did not happen, or not yet, there is nothing to say about the payment. */
const NOT_DONE: ReadonlySet<string> = new Set(['queued', 'rejected', 'failed', 'pending']);

/** What an operation event says (public docs: operation events). */
export function operationOutcome(
  operation: string | null,
  result: string | null,
  { id, amount }: OperationFacts,
): Outcome {
  if (operation === null || (result !== null && NOT_DONE.has(result))) return { kind: 'open' };
  if (result === 'success' && operation === 'void') return { kind: 'voided' };
  if (result === 'success' && (operation === 'refund' || operation === 'capture')) {
    return id === null || amount === null
      ? { kind: 'unknown', status: `${operation}, without an amount or a reference` }
      : { kind: operation, id, amount };
  }
  // Canceled or expired by an operation: the state of the payment says so.
  if (result === 'success' && INTERNAL.has(operation)) return { kind: 'open' };
  return { kind: 'unknown', status: `${operation}/${result ?? 'no result'}` };
}

const INTERNAL: ReadonlySet<string> = new Set(['cancel', 'expire', 'delete']);
