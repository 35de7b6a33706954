import type { WebhookDelivery } from '../kit/courier.js';
import { hexId } from '../kit/ids.js';
import { format } from '../kit/money.js';
import { saveCard } from './cards.js';
import { gatewayOf, operationOf, type OttuContext } from './context.js';
import { paymentEvent, send } from './events.js';
import { offersOf } from './offers.js';
import {
  afterAttempt,
  expiresAt,
  isOpen,
  type Attempt,
  type Offer,
  type Transaction,
} from './transaction.js';

/** Why the payer cannot pay, as the hosted page says it. */
export type Refusal = 'expired' | 'closed' | 'unavailable';

export interface PayerChoice {
  readonly action: 'pay' | 'decline' | 'cancel';
  readonly reason?: string | undefined;
  readonly saveCard?: boolean;
  /** The bank confirms although the payment has ended. */
  readonly late?: boolean;
}

export interface PayerResult {
  /** Null: the payer stays on Ottu's summary page. */
  readonly redirectUrl: string | null;
  readonly delivery: WebhookDelivery | null;
}

/** Expires the payment when its time is over; whether that happened or had happened. */
export function expireIfDue({ now }: OttuContext, transaction: Transaction): boolean {
  if (isOpen(transaction) && now() >= expiresAt(transaction)) transaction.state = 'expired';
  return transaction.state === 'expired';
}

/** The payer opens a method's page: the try that is under way there, or a new one. */
export function openAttempt(
  context: OttuContext,
  transaction: Transaction,
  code: string,
): Attempt | Refusal {
  if (expireIfDue(context, transaction)) return 'expired';
  if (!isOpen(transaction)) return 'closed';
  const { fields } = transaction;
  const offer = offersOf(fields, context.gateways).find((each) => each.code === code);
  if (offer === undefined) return 'unavailable';
  const amount = format(fields.amount, fields.currency_code);
  const same = transaction.attempts.find(
    (each) =>
      each.state === 'pending' &&
      each.code === code &&
      each.amount === amount &&
      each.currency === fields.currency_code,
  );
  if (same !== undefined) return same;
  const attempt = newAttempt(transaction, offer);
  transaction.attempts.push(attempt);
  if (transaction.state === 'created') transaction.state = 'pending';
  return attempt;
}

/** Every try gets a reference of its own. */
const newAttempt = ({ fields }: Transaction, offer: Offer): Attempt => ({
  reference: `sandbox${hexId(12).toUpperCase()}`,
  code: offer.code,
  amount: format(fields.amount, fields.currency_code),
  currency: fields.currency_code,
  offer,
  state: 'pending',
  reason: null,
  savedCard: null,
});

/** The last try, or what a first one would be: for messages about a payment that nobody tried. */
export function lastAttempt({ gateways }: OttuContext, transaction: Transaction): Attempt {
  const [offer] = offersOf(transaction.fields, gateways);
  const last = transaction.attempts.at(-1) ?? (offer && newAttempt(transaction, offer));
  if (last === undefined) throw new Error('A payment always has a method: a create checks it');
  return last;
}

/** What saves the card without the payer's asking (seed 003). */
const SAVING: readonly unknown[] = ['save_card', 'auto_debit'];

const OUTCOMES = { pay: 'success', decline: 'failed', cancel: 'canceled' } as const;

/** The payer ends a try; the merchant's answer to the webhook decides where the payer goes. */
export async function endAttempt(
  context: OttuContext,
  transaction: Transaction,
  attempt: Attempt,
  choice: PayerChoice,
): Promise<PayerResult | Refusal> {
  const settled = transaction.state === 'paid' || transaction.state === 'authorized';
  if (settled) return 'closed';
  if (choice.late !== true) {
    if (expireIfDue(context, transaction)) return 'expired';
    if (!isOpen(transaction) || attempt.state !== 'pending') return 'closed';
  }
  const outcome = OUTCOMES[choice.action];
  const gateway = gatewayOf(context, attempt.code);
  attempt.state = outcome;
  attempt.reason =
    outcome === 'failed' ? (choice.reason ?? gateway.declines[0]?.value ?? 'declined') : null;
  if (outcome === 'success') {
    transaction.settledPgCode = attempt.code;
    const saves = choice.saveCard === true || SAVING.includes(transaction.fields.payment_type);
    if (saves && gateway.tokenizable) {
      attempt.savedCard = saveCard(context, transaction, attempt.code);
    }
  }
  const { attempts } = context.settings.value;
  transaction.state = afterAttempt(outcome, attempts, operationOf(context, attempt.code));
  return tellMerchant(context, transaction, attempt);
}

/** A try that the gateway could not even begin. */
export function breakAttempt(
  context: OttuContext,
  transaction: Transaction,
  attempt: Attempt,
): Promise<PayerResult> {
  attempt.state = 'error';
  attempt.reason = 'gateway_error';
  const { attempts } = context.settings.value;
  transaction.state = afterAttempt('error', attempts, operationOf(context, attempt.code));
  return tellMerchant(context, transaction, attempt);
}

/** Sends the payment webhook; only an answer of exactly 200 lets the payer go back to the merchant. */
export async function tellMerchant(
  context: OttuContext,
  transaction: Transaction,
  attempt: Attempt,
): Promise<PayerResult> {
  const { webhook_url } = transaction.fields;
  if (webhook_url === undefined) return { redirectUrl: null, delivery: null };
  const body = paymentEvent(context, transaction, attempt);
  const { delivery, shopper, first } = await send(
    context,
    transaction,
    webhook_url,
    'payment',
    body,
  );
  if (shopper === 'continues') return { redirectUrl: returnUrl(transaction, attempt), delivery };
  await first;
  const acknowledged = delivery.answers[0]?.status === 200;
  return { redirectUrl: acknowledged ? returnUrl(transaction, attempt) : null, delivery };
}

/** The merchant's URL with order number, reference, session and the extra parameters. */
function returnUrl({ fields, sessionId }: Transaction, { reference }: Attempt): string | null {
  if (fields.redirect_url === undefined) return null;
  const url = new URL(fields.redirect_url);
  url.searchParams.set('order_no', fields.order_no ?? '');
  url.searchParams.set('reference_number', reference);
  url.searchParams.set('session_id', sessionId);
  for (const [name, value] of Object.entries(fields.extra ?? {})) {
    const scalar =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    // An extra field must not be able to overwrite what the merchant's own URL says.
    if (scalar && !url.searchParams.has(name)) url.searchParams.append(name, String(value));
  }
  return url.href;
}
