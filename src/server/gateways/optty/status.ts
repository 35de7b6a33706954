import type { Money } from '../../../contract/money.js';
import { compareMoney } from '../amount.js';
import type { Outcome } from '../gateway.js';

/** Optty's statuses (seed 000, and public documentation), in our words. */

/** What a webhook says, beside whom it is about. Words as they were sent. */
export interface StatusFacts {
  readonly event: string | null;
  readonly status: string | null;
  readonly captureStatus: string | null;
  readonly refundStatus: string | null;
  /** What was paid, without the tip. */
  readonly amount: Money | null;
  readonly refundedAmount: Money | null;
}

type Meaning = (facts: StatusFacts) => Outcome;

const is =
  (outcome: Outcome): Meaning =>
  () =>
    outcome;

const open = is({ kind: 'open' });
const canceled = is({ kind: 'canceled' });

const paid: Meaning = ({ captureStatus }) =>
  captureStatus?.toUpperCase() === 'AUTHORIZED' ? { kind: 'authorized' } : { kind: 'paid' };

/** The link takes another try, so this is never the last word (public documentation). */
const declined = is({ kind: 'failed', reason: 'declined', final: false });
const failed = is({ kind: 'failed', reason: 'provider_error', final: false });

/** A refund is of the whole payment (seed 000), tip included: the order gets its own part back. */
const refunded: Meaning = ({ amount, refundedAmount }) => {
  const part = smaller(refundedAmount, amount);
  return part === null
    ? { kind: 'unknown', status: 'a refund without an amount' }
    : { kind: 'refunded', amount: part };
};

/** The one that is known, else the smaller one; that of another currency as it was stated. */
function smaller(refund: Money | null, whole: Money | null): Money | null {
  if (refund === null || whole === null) return refund ?? whole;
  if (refund.currency !== whole.currency) return refund;
  return compareMoney(refund, whole) <= 0 ? refund : whole;
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  INITIATED: open,
  PENDING: open,
  PAID: paid,
  SUCCESSFUL: paid,
  DECLINED: declined,
  CANCELLED: canceled,
  CANCELED: canceled,
  ERROR: failed,
  FAILED: failed,
  REFUNDED: refunded,
};

const EVENTS: ReadonlySet<string> = new Set(['ORDER_STATUS_UPDATE', 'ORDER_ASYNC_CALLBACK']);
const REFUND_DONE: ReadonlySet<string> = new Set(['SUCCESSFUL', 'REFUNDED']);

/** What became of the payment. Words that are not documented are shown, never guessed. */
export function outcomeOf(facts: StatusFacts): Outcome {
  const { event, status, refundStatus } = facts;
  if (event === null || !EVENTS.has(event)) {
    return { kind: 'unknown', status: event ?? 'a webhook without an event' };
  }
  if (status === null) return { kind: 'unknown', status: 'a webhook without a status' };
  if (refundStatus !== null && REFUND_DONE.has(refundStatus.toUpperCase())) return refunded(facts);
  const word = status.toUpperCase();
  const meaning = Object.hasOwn(MEANINGS, word) ? MEANINGS[word] : undefined;
  return meaning ? meaning(facts) : { kind: 'unknown', status };
}
