import type { WebhookDelivery } from '../kit/courier.js';
import { hexId, wordId } from '../kit/ids.js';
import type { FinrelayContext } from './context.js';
import { terminalOf } from './create.js';
import { announce } from './events.js';
import type { Payment, Transaction, TransactionStatus } from './payment.js';

export const DECLINES = [
  { value: 'INSUFFICIENT_FUNDS', label: 'Insufficient funds' },
  { value: 'DO_NOT_HONOR', label: 'Do not honour' },
  { value: 'EXPIRED_CARD', label: 'Expired card' },
  { value: 'AUTHENTICATION_FAILED', label: '3-D Secure failed' },
  { value: 'SUSPECTED_FRAUD', label: 'Suspected fraud' },
] as const;

export interface ShopperChoice {
  readonly action: 'pay' | 'decline' | 'cancel';
  readonly reason?: string | undefined;
  readonly late?: boolean;
}

export interface ShopperEnd {
  readonly redirectUrl: string;
  readonly delivery: WebhookDelivery | null;
  readonly transaction: Transaction | null;
}

/** Whether the link still leads to a page that can take a payment. */
export function isPayable(context: FinrelayContext, payment: Payment): boolean {
  const { state, createdAt, order } = payment;
  const alive = context.now() < createdAt + context.settings.value.link_lifetime_ms;
  const methods = terminalOf(context, order.terminal_id).methods.length > 0;
  return alive && methods && (state === 'CREATED' || state === 'CHALLENGE');
}

/** A simulated flow with a challenge asks the shopper to confirm before the payment is made. */
export const needsChallenge = ({ order, state }: Payment): boolean =>
  state === 'CREATED' && (order.metadata?.simulated_flow ?? '').includes('CHALLENGE');

/** What the provider answers to "pay": `metadata.response_code` decides. */
function responseCode({ order }: Payment, { action, reason, late }: ShopperChoice): string {
  if (action === 'decline') return reason ?? DECLINES[0].value;
  return late === true ? 'APPROVED' : (order.metadata?.response_code ?? 'APPROVED');
}

function statusOf(code: string): TransactionStatus {
  return code === 'APPROVED' || code === 'PENDING' ? code : 'DECLINED';
}

function record(payment: Payment, choice: ShopperChoice): Transaction {
  const { order, sessionId, transactions } = payment;
  const { metadata, tokenization } = order;
  const code = responseCode(payment, choice);
  const status = statusOf(code);
  const approved = status === 'APPROVED';
  const asConfigured = choice.action === 'pay';
  const providerCode = asConfigured ? metadata?.payment_provider_response_code : undefined;
  const providerMessage = asConfigured ? metadata?.payment_provider_response_message : undefined;
  return {
    // A pending transaction keeps its id when the provider decides at last.
    transaction_id:
      transactions.find((each) => each.status === 'PENDING')?.transaction_id ?? hexId(32),
    parent_transaction_id: null,
    reference: order.reference,
    terminal_id: order.terminal_id,
    currency: order.currency,
    amount: order.amount,
    transaction_type: order.transaction_type,
    status,
    response_code: code,
    response_message: providerMessage ?? code.toLowerCase().replaceAll('_', ' '),
    session_id: sessionId,
    ...(providerCode !== undefined && { payment_provider_response_code: providerCode }),
    ...(providerMessage !== undefined && { payment_provider_response_message: providerMessage }),
    ...(approved && { approval_code: metadata?.approval_code ?? wordId(6).toUpperCase() }),
    ...(approved &&
      tokenization?.save_card_for_future_payments === true && { card_token: `tok_${wordId(24)}` }),
  };
}

/** Ends the shopper's visit: the webhook leaves first, then the shopper, whatever it was answered. */
export async function endVisit(
  context: FinrelayContext,
  payment: Payment,
  choice: ShopperChoice,
): Promise<ShopperEnd> {
  const { order } = payment;
  if (choice.action === 'cancel') {
    payment.state = 'CANCELED';
    return { redirectUrl: order.cancel_url, delivery: null, transaction: null };
  }
  const transaction = record(payment, choice);
  payment.transactions.push(transaction);
  payment.state = transaction.status;
  const sent = await announce(context, payment, transaction);
  if (sent?.shopper === 'waits') await sent.first;
  const failed = order.error_url ?? order.cancel_url;
  const redirectUrl = transaction.status === 'DECLINED' ? failed : order.success_url;
  return { redirectUrl, delivery: sent?.delivery ?? null, transaction };
}
