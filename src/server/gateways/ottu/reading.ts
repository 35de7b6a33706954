import type { Outcome, Reading, RetrieveInput } from '../gateway.js';
import { amountOf, endOf, wholeOutcome } from './end.js';
import { afterAttempted, afterNotice, afterOpen, recall, type Conclusion } from './memory.js';
import type { OttuPayment } from './wire.js';

type Question = Pick<RetrieveInput, 'providerSession' | 'methodCode' | 'webhook'>;

/**
 * What a retrieved payment says about the attempt that is asked about. The proof of the amount is
 * `amount` with `currency_code`: what the merchant ordered, without fees and before any exchange.
 */
export function readPayment(payment: OttuPayment, question: Question): Reading {
  const { providerSession, methodCode, webhook } = question;
  const whole = wholeOutcome(payment);
  const asked = { ...baseOf(payment), methodCode };
  if (payment.state !== 'attempted' && whole.kind !== 'open') {
    return { ...asked, ...endOf(payment, whole, webhook) };
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

/** A try that ended, while the payment may still be paid. */
function endedUnpaid(outcome: Outcome): boolean {
  return (
    (outcome.kind === 'failed' && !outcome.final) ||
    (outcome.kind === 'canceled' && outcome.sessionOpen === true)
  );
}
