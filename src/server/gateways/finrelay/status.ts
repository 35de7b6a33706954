import type { FailureReason } from '../../../contract/attempt.js';
import type { Money } from '../../../contract/money.js';
import type { Outcome } from '../gateway.js';
import { reasonOfResponseCode } from '../response-code.js';

/**
 * Finrelay's events (public documentation: webhooks), in our words. What a webhook means depends on
 * nothing but its event; null is an event that changes nothing.
 */

/** What an event is about, beside its name. */
export interface EventFacts {
  readonly amount: Money | null;
  readonly transactionId: string | null;
  readonly transactionType: string | null;
  readonly responseCode: string | null;
}

type Meaning = (facts: EventFacts) => Outcome | null;

const is =
  (outcome: Outcome): Meaning =>
  () =>
    outcome;

const open = is({ kind: 'open' });
const paid = is({ kind: 'paid' });
const authorized = is({ kind: 'authorized' });
const voided = is({ kind: 'voided' });
/** An operation that was declined leaves the payment as it was. */
const nothing: Meaning = () => null;

/** Whether the page takes another try is not documented: never said to be the last one. */
const declined: Meaning = ({ responseCode }) => ({
  kind: 'failed',
  reason: reasonOf(responseCode),
  final: false,
});

/** The event tells of one operation; Finrelay does not say what was done before it. */
const one =
  (kind: 'capture' | 'refund'): Meaning =>
  ({ amount, transactionId: id }) =>
    amount === null || id === null
      ? { kind: 'unknown', status: `a ${kind} without an amount or an id` }
      : { kind, id, amount };
const captured = one('capture');
const refunded = one('refund');

/** The event does not say which operation, so the body has to. */
const managed: Meaning = (facts) => {
  switch (facts.transactionType?.toUpperCase()) {
    case 'CAPTURE':
      return captured(facts);
    case 'VOID':
      return { kind: 'voided' };
    case 'REFUND':
      return refunded(facts);
    default:
      return { kind: 'unknown', status: 'management:approved, of an unknown operation' };
  }
};

const ROOT = 'transaction-svc:transaction:';

const MEANINGS: Readonly<Record<string, Meaning>> = {
  authorized,
  'authorize:authorized': authorized,
  'purchase:approved': paid,
  'authorize:declined': declined,
  'purchase:declined': declined,
  declined,
  'authorize:pending': open,
  'purchase:pending': open,
  pending: open,
  'management:approved': managed,
  'management:declined': nothing,
  'management:capture:approved': captured,
  'management:capture:declined': nothing,
  'management:refund:approved': refunded,
  'management:refund:declined': nothing,
  'management:void:approved': voided,
  'management:void:declined': nothing,
  // Named as states by the documentation, without an event of their own.
  canceled: is({ kind: 'canceled' }),
  cancelled: is({ kind: 'canceled' }),
  expired: is({ kind: 'expired' }),
};

/** What became of the payment; null when nothing did. */
export function outcomeOf(event: string | null, facts: EventFacts): Outcome | null {
  if (event === null) return { kind: 'unknown', status: 'a webhook without an event' };
  const name = event.startsWith(ROOT) ? event.slice(ROOT.length) : '';
  const meaning = Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
  return meaning ? meaning(facts) : { kind: 'unknown', status: event };
}

/** The names that Finrelay's test environment gives reasons, beside the codes of card schemes. */
const REASONS: Readonly<Record<string, FailureReason>> = {
  INSUFFICIENT_FUNDS: 'insufficient_funds',
  EXPIRED_CARD: 'card_expired',
  CARD_EXPIRED: 'card_expired',
  CARD_NOT_SUPPORTED: 'card_not_supported',
  AUTHENTICATION_FAILED: 'authentication_failed',
  LIMIT_EXCEEDED: 'limit_exceeded',
  SUSPECTED_FRAUD: 'suspected_fraud',
  ERROR: 'provider_error',
  SYSTEM_ERROR: 'provider_error',
};

export function reasonOf(code: string | null): FailureReason {
  const known = code?.trim().toUpperCase().replaceAll('-', '_') ?? '';
  const named = Object.hasOwn(REASONS, known) ? REASONS[known] : undefined;
  return named ?? reasonOfResponseCode(code) ?? 'declined';
}
