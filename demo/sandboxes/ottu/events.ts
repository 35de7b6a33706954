import { utcStamp } from '../kit/clock.js';
import type { Dispatch, Forgery, SignedBody } from '../kit/courier.js';
import { format, fromMinor, toMinor } from '../kit/money.js';
import { cardOf, cardView } from './cards.js';
import { gatewayOf, type OttuContext } from './context.js';
import type { OttuUser } from './options.js';
import { sign } from './signature.js';
import type { Attempt, AttemptState, Child, ChildState, Transaction } from './transaction.js';

type Body = Record<string, unknown>;

export const initiatorView = ({ id, username, email, first_name, last_name }: OttuUser): Body => ({
  id,
  username,
  email,
  first_name,
  last_name,
  phone: '',
});

/** What the children with one of these states add up to. */
export function sumOf({ children, fields }: Transaction, ...states: readonly ChildState[]): bigint {
  return children
    .filter((child) => states.includes(child.state))
    .reduce((sum, child) => sum + toMinor(child.amount, fields.currency_code), 0n);
}

function customer({ fields }: Transaction): Body {
  const { billing_address: address } = fields;
  return {
    customer_email: fields.customer_email,
    customer_first_name: fields.customer_first_name,
    customer_id: fields.customer_id,
    customer_last_name: fields.customer_last_name,
    customer_phone: fields.customer_phone,
    customer_birthdate: fields.customer_birthdate,
    customer_address_line1: address?.line1,
    customer_address_line2: address?.line2,
    customer_address_city: address?.city,
    customer_address_state: address?.state,
    customer_address_country: address?.country,
    customer_address_postal_code: address?.postal_code,
  };
}

/** Amounts in the payment's currency; what the gateway charged is in `amount_details`. */
function sums(transaction: Transaction, attempt: Attempt): Body {
  const { amount, currency, offer } = attempt;
  const exchanged = offer.exchangeRate !== null;
  // A payment that only saves a card takes nothing.
  const paid = attempt.state === 'success' && transaction.fields.payment_type !== 'save_card';
  const zero = format('0', currency);
  return {
    amount,
    amount_details: {
      currency_code: offer.currency,
      amount: offer.amount,
      fee: offer.fee,
      total: offer.total,
      ...(exchanged && { exchange_rate: offer.exchangeRate }),
    },
    currency_code: currency,
    fee: `${offer.fee} ${offer.currency}`,
    paid_amount: paid ? (exchanged ? amount : offer.total) : zero,
    settled_amount: paid ? amount : zero,
    remaining_amount: paid ? zero : amount,
    refunded_amount: fromMinor(sumOf(transaction, 'refunded'), currency),
    voided_amount: fromMinor(sumOf(transaction, 'voided'), currency),
  };
}

function gatewayAnswer(attempt: Attempt): Body {
  const result = attempt.state === 'success' ? 'APPROVED' : attempt.state.toUpperCase();
  const message = attempt.reason ?? attempt.state;
  return {
    message,
    gateway_response: { result, message, reference: attempt.reference },
    pg_response: { result, message, reference: attempt.reference },
    pg_params: { result, pg_message: message, ref: attempt.reference },
  };
}

/** The card that the payment left behind. */
function tokenOf(context: OttuContext, { savedCard }: Attempt): Body {
  const card = savedCard === null ? undefined : cardOf(context, savedCard);
  return card === undefined ? {} : { token: cardView(card) };
}

/** The words of the FAQ of seed 003, beside those of the schema. */
const STATUSES = {
  pending: 'pending',
  success: 'success',
  cod: 'success',
  failed: 'failed',
  canceled: 'failed',
  error: 'failed',
} as const satisfies Record<AttemptState, string>;

const childView = (child: Child, { fields }: Transaction): Body => ({
  amount: child.amount,
  currency_code: fields.currency_code,
  order_no: '',
  session_id: child.sessionId,
  state: child.state,
});

/** The body of a payment webhook, unsigned. */
export function paymentEvent(
  context: OttuContext,
  transaction: Transaction,
  attempt: Attempt,
): Body {
  const { fields, initiator, children } = transaction;
  return {
    ...sums(transaction, attempt),
    ...customer(transaction),
    ...gatewayAnswer(attempt),
    ...tokenOf(context, attempt),
    agreement: fields.agreement,
    card_acceptance_criteria: fields.card_acceptance_criteria,
    extra: fields.extra,
    gateway_account: attempt.code,
    gateway_name: gatewayOf(context, attempt.code).pg,
    initiator: initiator === null ? undefined : initiatorView(initiator),
    is_sandbox: true,
    order_no: fields.order_no ?? null,
    payment_type: fields.payment_type ?? 'one_off',
    reference_number: attempt.reference,
    result: attempt.state,
    status: STATUSES[attempt.state],
    session_id: transaction.sessionId,
    state: transaction.state,
    timestamp_utc: utcStamp(context.now()),
    transactions:
      children.length === 0 ? undefined : children.map((each) => childView(each, transaction)),
  };
}

const RESULTS = {
  paid: 'success',
  refunded: 'success',
  voided: 'success',
  refund_queued: 'queued',
  refund_rejected: 'rejected',
} as const satisfies Record<ChildState, string>;

/** The body of an operation webhook, unsigned. */
export function operationEvent(
  context: OttuContext,
  transaction: Transaction,
  child: Child,
  initiator: OttuUser | null,
): Body {
  const result = RESULTS[child.state];
  return {
    amount: child.amount,
    initiator: initiator === null ? undefined : initiatorView(initiator),
    is_sandbox: true,
    operation: child.operation,
    order_no: transaction.fields.order_no ?? '',
    pg_code: transaction.settledPgCode,
    pg_response: { result: result.toUpperCase(), reference: child.reference },
    reference_number: child.reference,
    result,
    session_id: transaction.sessionId,
    source: 'input',
    success: result === 'success',
    timestamp_utc: utcStamp(context.now()),
    txn: childView(child, transaction),
  };
}

/** The body as it leaves: with its signature, or spoilt as the control asks. */
export async function seal(body: Body, key: string, forge: Forgery): Promise<SignedBody> {
  const signature = await sign(body, forge === 'signature' ? `${key}-forged` : key);
  const altered = forge === 'body' ? { ...body, amount: '0.010' } : body;
  const sealed = forge === 'unsigned' ? altered : { ...altered, signature };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(sealed) };
}

export function send(
  context: OttuContext,
  transaction: Transaction,
  url: string,
  event: 'payment' | 'operation',
  body: Body,
): Promise<Dispatch> {
  const build = (forge: Forgery): Promise<SignedBody> => seal(body, context.hmacKey, forge);
  return context.courier.dispatch({ event, payment: transaction.sessionId, url, build });
}
