import { writeAmount } from './amount.js';
import type { PaymentOptionsContext } from './context.js';
import type { Payment, Transaction } from './payment.js';

interface Verdict {
  /** `payment_details.response_code`. */
  readonly code: string;
  /** `gateway_response`. */
  readonly gateway: string;
  readonly message: string;
  readonly status: number;
}

export const DECLINES = [
  { value: '51', label: 'Insufficient funds' },
  { value: '5', label: 'Do not honour' },
  { value: '54', label: 'Expired card' },
  { value: '-1', label: 'The gateway failed' },
  { value: 'INVALID_CARD', label: 'Invalid card' },
  { value: 'Err3001', label: 'Refused by a risk rule' },
] as const;

const SUCCESS = {
  PRE_AUTH: ['INFO0000', 'The payment was successful'],
  CAPTURE: ['INFO0000', 'The payment was successful'],
  REFUND: ['INFO0002', 'The payment was refunded'],
  VOID: ['INFO0003', 'The authorization was cancelled'],
} as const;

/** Pending: 578; a decline: the code of the bank, or of the risk rule. */
function verdict({ outcome, type, reason }: Transaction, captured: boolean): Verdict {
  if (outcome === 'pending') {
    return { code: '578', gateway: 'INFO0000', message: 'The payment is pending', status: 200 };
  }
  if (outcome === 'approved') {
    const [gateway, message] = captured ? ['INFO0001', 'The payment was captured'] : SUCCESS[type];
    return { code: '0', gateway, message, status: 200 };
  }
  const message = DECLINES.find(({ value }) => value === reason)?.label ?? 'Declined';
  if (reason === 'INVALID_CARD') return { code: '-1', gateway: 'ERR0406', message, status: 406 };
  if (reason?.startsWith('Err') === true) {
    return { code: '-1', gateway: reason, message, status: 412 };
  }
  return { code: reason ?? '-1', gateway: 'ERR0001', message, status: 200 };
}

/** A transaction as API and webhooks show it (public documentation of PaymentOptions). */
export function transactionAnswer(
  context: PaymentOptionsContext,
  payment: Payment,
  transaction: Transaction,
): Record<string, unknown> {
  const { order } = payment;
  const { code, gateway, message, status } = verdict(
    transaction,
    transaction.type === 'CAPTURE' && payment.transactions.some(({ type }) => type === 'PRE_AUTH'),
  );
  const reference = order.merchant_txn_ref;
  return {
    success: transaction.outcome === 'approved',
    status_code: status,
    is_live: false,
    transaction_type: transaction.type,
    gateway_response: {
      version: '1.0',
      type: transaction.outcome === 'declined' ? 'ERROR' : 'INFO',
      message,
      code: gateway,
    },
    return_url_details: order.return_url,
    merchant_details: {
      legal_name: 'Example shop',
      mid: order.merchant_id,
      ...(reference !== undefined && { merchant_txn_ref: reference }),
      billing_details: payment.billing,
    },
    device_details: {},
    payment_details: {
      amount: writeAmount(context, transaction.minor, order.currency),
      response_code: code,
      auth_code: transaction.authCode,
      currency: order.currency,
      payment_method: order.payment_method.type,
      scheme: 'visa',
      card: { name: 'TEST SHOPPER', number: '411111XXXXXX1111', exp_month: '12', exp_year: '2030' },
    },
    transaction_details: {
      id: transaction.id,
      ref: transaction.ref,
      timestamp: `${new Date(transaction.at).toISOString().slice(0, 19)}.000Z`,
      ...(reference !== undefined && { merchant_txn_ref: reference }),
      ...(transaction.storedPaymentMethodId !== null && {
        stored_payment_method_id: transaction.storedPaymentMethodId,
      }),
    },
    'risk-details': { risk_score: 0 },
  };
}
