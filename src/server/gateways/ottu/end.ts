import type { Money } from '../../../contract/money.js';
import { isZeroMoney, readDecimal, sumMoney } from '../amount.js';
import { fitting } from '../fields.js';
import type { Outcome, Reading } from '../gateway.js';
import { outcomeOf } from './status.js';
import { storedCard } from '../stored-card.js';
import type { OttuPayment } from './wire.js';

export const amountOf = (payment: OttuPayment): Money | null =>
  readDecimal(payment.amount, payment.currency_code);

/** The payment as a whole. The state `refunded` without a sum means all of it. */
export const wholeOutcome = (payment: OttuPayment): Outcome =>
  outcomeOf(payment.state, refundedOf(payment) ?? amountOf(payment));

type End = Pick<Reading, 'outcome' | 'methodCode' | 'transactionId' | 'captured' | 'storedMethod'>;

/**
 * How the payment ended, as closely as it is known. What was captured, refunded or voided later are
 * payments of their own under it, and leave its state alone: an installation that lists them shows
 * it here; else the signed notice of the operation tells, as far as it fits the state.
 */
export function endOf(payment: OttuPayment, whole: Outcome, notice: Reading | null): End {
  const { outcome, captured } = charged(whole)
    ? afterOperations(payment, whole, notice)
    : { outcome: unpaid(whole, notice), captured: null };
  // Which try brought the end: as Ottu names it, else as the notice of the same end did.
  const same = notice?.outcome.kind === outcome.kind ? notice : null;
  const stored = charged(whole) ? (storedCard(payment.token) ?? notice?.storedMethod) : null;
  return {
    outcome,
    methodCode: fitting(payment.settled_pg_code, 128) ?? same?.methodCode ?? null,
    transactionId: same?.transactionId ?? null,
    ...(captured && { captured }),
    ...(stored && { storedMethod: stored }),
  };
}

const charged = ({ kind }: Outcome): boolean => kind === 'paid' || kind === 'authorized';

/** A signed notice of the same end tells more than the state does. */
function unpaid(whole: Outcome, notice: Reading | null): Outcome {
  const told = notice?.outcome;
  if (whole.kind === 'failed' && told?.kind === 'failed' && told.final) return told;
  if (whole.kind === 'expired' && told?.kind === 'canceled' && !told.sessionOpen) return told;
  return whole;
}

function afterOperations(
  payment: OttuPayment,
  whole: Outcome,
  notice: Reading | null,
): { readonly outcome: Outcome; readonly captured: Money | null } {
  const refunded = refundedOf(payment);
  const captured = whole.kind === 'authorized' ? sumOf(payment, 'paid') : null;
  const told = notice?.outcome;
  if (refunded) return { outcome: { kind: 'refunded', amount: refunded }, captured };
  if (told?.kind === 'refund') return { outcome: told, captured };
  if (captured) return { outcome: { kind: 'paid' }, captured };
  if (told?.kind === 'capture') return { outcome: told, captured: null };
  const voided = told?.kind === 'voided' || sumOf(payment, 'voided') !== null;
  return { outcome: whole.kind === 'authorized' && voided ? { kind: 'voided' } : whole, captured };
}

function refundedOf(payment: OttuPayment): Money | null {
  const stated = readDecimal(payment.refunded_amount, payment.currency_code);
  return stated !== null && !isZeroMoney(stated) ? stated : sumOf(payment, 'refunded');
}

/** What the payments under this one with the state add up to; null when there is none. */
function sumOf(
  { transactions, currency_code: currency }: OttuPayment,
  state: string,
): Money | null {
  const amounts = (transactions ?? []).flatMap((child) => {
    const amount = child?.state === state ? readDecimal(child.amount, child.currency_code) : null;
    return amount === null ? [] : [amount];
  });
  return amounts.length === 0 ? null : sumMoney(amounts, currency);
}
