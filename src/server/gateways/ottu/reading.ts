import type { Money } from '../../../contract/money.js';
import { isZeroMoney, readDecimal } from '../amount.js';
import { fitting } from '../fields.js';
import type { Outcome, Reading, RetrieveInput } from '../gateway.js';
import { afterAttempted, afterNotice, afterOpen, recall, type Conclusion } from './memory.js';
import { outcomeOf } from './status.js';
import type { OttuPayment } from './wire.js';

type Question = Pick<RetrieveInput, 'providerSession' | 'methodCode' | 'webhook'>;

/**
 * What a retrieved payment says about the attempt that is asked about. The proof of the amount is
 * `amount` with `currency_code`: what the merchant ordered, without fees and before any exchange.
 */
export function readPayment(payment: OttuPayment, question: Question): Reading {
  const { providerSession, methodCode, webhook } = question;
  const whole = outcomeOf(payment.state, refundedOf(payment));
  const asked = { ...baseOf(payment), methodCode };
  if (payment.state !== 'attempted' && whole.kind !== 'open') {
    const end = endOf(payment, whole, webhook);
    return { ...asked, ...detailsOf(payment, end, webhook), outcome: end };
  }
  const memory = recall(providerSession.data);
  const notice = webhook !== null && endedUnpaid(webhook.outcome) ? webhook : null;
  const { ended, memory: next } = conclude(payment.state, notice, memory, methodCode);
  const changed = next === memory ? {} : { data: next };
  if (ended === null) return { ...asked, ...changed, outcome: { kind: 'open' } };
  return {
    ...asked,
    ...changed,
    methodCode: ended,
    outcome: notice?.outcome ?? whole,
    transactionId: notice?.transactionId ?? null,
  };
}

function conclude(
  state: string,
  notice: Reading | null,
  memory: ReturnType<typeof recall>,
  methodCode: string,
): Conclusion {
  if (notice !== null) return afterNotice(memory, notice);
  if (state === 'attempted') return afterAttempted(memory, methodCode);
  return { ended: null, memory: afterOpen(memory) };
}

/** What Ottu says whenever it is asked. */
export function baseOf(payment: OttuPayment): Reading {
  return {
    reference: payment.order_no ?? null,
    outcome: { kind: 'open' },
    amount: amountOf(payment),
    methodCode: null,
    transactionId: null,
  };
}

export const amountOf = (payment: OttuPayment): Money | null =>
  readDecimal(payment.amount, payment.currency_code);

/** Which attempt brought the end: as Ottu names it, else as the notice of the same end did. */
function detailsOf(
  payment: OttuPayment,
  outcome: Outcome,
  notice: Reading | null,
): Pick<Reading, 'methodCode' | 'transactionId'> {
  const same = notice?.outcome.kind === outcome.kind ? notice : null;
  return {
    methodCode: fitting(payment.settled_pg_code, 128) ?? same?.methodCode ?? null,
    transactionId: same?.transactionId ?? null,
  };
}

/**
 * The end of the payment, as closely as it is known. A refund leaves it `paid`: an installation that
 * sends the sum shows it here. A signed notice of the same end tells more than the state does.
 */
function endOf(payment: OttuPayment, outcome: Outcome, notice: Reading | null): Outcome {
  const told = notice?.outcome;
  if (outcome.kind === 'failed' && told?.kind === 'failed' && told.final) return told;
  if (outcome.kind === 'expired' && told?.kind === 'canceled' && !told.sessionOpen) return told;
  const refunded = readDecimal(payment.refunded_amount, payment.currency_code);
  const some = refunded !== null && !isZeroMoney(refunded);
  return outcome.kind === 'paid' && some ? { kind: 'refunded', amount: refunded } : outcome;
}

/** The state `refunded` without a sum means all of it. */
const refundedOf = (payment: OttuPayment): Money | null =>
  readDecimal(payment.refunded_amount, payment.currency_code) ?? amountOf(payment);

/** A try that ended, while the payment may still be paid. */
function endedUnpaid(outcome: Outcome): boolean {
  return (
    (outcome.kind === 'failed' && !outcome.final) ||
    (outcome.kind === 'canceled' && outcome.sessionOpen === true)
  );
}
