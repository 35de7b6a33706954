import type { WebhookDelivery } from '../kit/courier.js';
import { wordId } from '../kit/ids.js';
import { parseMajor } from './amount.js';
import { DECLINES } from './answer.js';
import type { PaymentOptionsContext } from './context.js';
import { announce } from './events.js';
import { Address } from './fields.js';
import { nextRef } from './manage.js';
import type { Outcome, Payment, Transaction } from './payment.js';

/** Whether the link still takes a payment. */
export function isPayable(context: PaymentOptionsContext, payment: Payment): boolean {
  const { attempts, link_lifetime_ms } = context.settings.value;
  const alive = context.now() < payment.createdAt + link_lifetime_ms;
  const open = attempts === 'multi' ? ['CREATED', 'DECLINED'] : ['CREATED'];
  return alive && open.includes(payment.state);
}

export const BILLING = [
  'country',
  'email',
  'phone_number',
  'address1',
  'city',
  'state',
  'postal_code',
] as const satisfies readonly (keyof Address)[];

/** What the payload lacks, so that the page asks for it. */
export const missing = ({ minor, billing }: Payment): readonly ('amount' | keyof Address)[] => [
  ...(minor === null ? (['amount'] as const) : []),
  ...BILLING.filter((name) => billing[name] === undefined),
];

/** Adds what the shopper typed. Answers the names of the fields that are still missing or wrong. */
export function fill(
  payment: Payment,
  typed: Readonly<Record<string, unknown>>,
): readonly string[] {
  const wrong: string[] = [];
  for (const name of missing(payment)) {
    const value = typed[name];
    const text = typeof value === 'string' ? value.trim() : '';
    if (name === 'amount') {
      payment.minor = parseMajor(text, payment.order.currency);
      if (payment.minor === null) wrong.push(name);
      continue;
    }
    const parsed = Address.safeParse({ [name]: text });
    if (parsed.success) payment.billing = { ...payment.billing, ...parsed.data };
    else wrong.push(name);
  }
  return wrong;
}

export interface Choice {
  readonly action: 'pay' | 'decline' | 'cancel';
  readonly reason?: string | undefined;
  readonly late?: boolean;
}

export interface ShopperEnd {
  readonly redirectUrl: string;
  readonly delivery: WebhookDelivery | null;
  readonly transaction: Transaction | null;
}

/** Ends the shopper's visit: the webhook leaves first, then the shopper, whatever it was answered. */
export async function endVisit(
  context: PaymentOptionsContext,
  payment: Payment,
  choice: Choice,
): Promise<ShopperEnd> {
  const { return_url: urls } = payment.order;
  if (choice.action === 'cancel') {
    payment.state = 'CANCELED';
    return {
      redirectUrl: back(context, payment, urls.cancel_url),
      delivery: null,
      transaction: null,
    };
  }
  const transaction = record(context, payment, choice);
  const { delivery, first, shopper } = await announce(context, payment, transaction);
  if (shopper === 'waits') await first;
  const to: Readonly<Record<Outcome, string>> = {
    approved: urls.success_url,
    declined: urls.decline_url,
    pending: urls.inprogress_url ?? urls.success_url,
  };
  return { redirectUrl: back(context, payment, to[transaction.outcome]), delivery, transaction };
}

const STATES = { approved: 'APPROVED', declined: 'DECLINED', pending: 'PENDING' } as const;

function record(context: PaymentOptionsContext, payment: Payment, choice: Choice): Transaction {
  const { transaction_id, payment_type, payment_outcome } = context.settings.value;
  const approved: Outcome = choice.late === true ? 'approved' : payment_outcome;
  const outcome = choice.action === 'decline' ? 'declined' : approved;
  const pending = payment.transactions.findIndex((each) => each.outcome === 'pending');
  // A payment that was pending keeps its id when the bank decides at last.
  const [before] = pending < 0 ? [] : payment.transactions.splice(pending, 1);
  const stored = outcome === 'approved' && payment.order.payment_method.store_payment_method;
  const transaction: Transaction = {
    id: before?.id ?? (transaction_id === 'link' ? payment.id : crypto.randomUUID()),
    ref: before?.ref ?? nextRef(context),
    at: context.now(),
    type: before?.type ?? payment_type,
    minor: payment.minor ?? 0n,
    outcome,
    reason: outcome === 'declined' ? (choice.reason ?? DECLINES[0].value) : null,
    authCode: outcome === 'approved' ? wordId(6).toUpperCase() : null,
    storedPaymentMethodId: stored === true ? crypto.randomUUID() : null,
  };
  payment.transactions.push(transaction);
  payment.state = STATES[outcome];
  return transaction;
}

function back({ settings }: PaymentOptionsContext, payment: Payment, to: string): string {
  if (!settings.value.return_params) return to;
  const url = new URL(to);
  url.searchParams.set('transaction_id', payment.transactions.at(-1)?.id ?? payment.id);
  const reference = payment.order.merchant_txn_ref;
  if (reference !== undefined) url.searchParams.set('merchant_txn_ref', reference);
  return url.href;
}
