import type { FailureReason } from '../../../contract/attempt.js';
import type { Money } from '../../../contract/money.js';
import type { Outcome } from '../gateway.js';
import { reasonOfResponseCode } from '../response-code.js';
import type { PaymentOptionsTransaction } from './wire.js';

/** PaymentOptions' transactions (public documentation), in our words. */

/** The bank has not decided. */
const PENDING = '578';
/** `gateway_response.code` of an authorization that was captured; money at once has another one. */
const CAPTURED = 'INFO0001';

export type TransactionKind = 'authorization' | 'payment' | 'capture' | 'refund' | 'void';

const PAYMENTS: ReadonlySet<string> = new Set(['CAPTURE', 'SALE', 'PAYMENT']);

/**
 * What the transaction is; null when its type is not known. A `CAPTURE` is money at once, or an
 * operation on an authorization: `authorized` says that one is known.
 */
export function kindOf(
  { transaction_type, gateway_response }: PaymentOptionsTransaction,
  authorized: boolean,
): TransactionKind | null {
  const type = transaction_type?.toUpperCase() ?? '';
  if (type === 'PRE_AUTH') return 'authorization';
  if (type === 'REFUND') return 'refund';
  if (type === 'VOID') return 'void';
  if (type === 'CAPTURE' && (authorized || gateway_response?.code === CAPTURED)) return 'capture';
  return PAYMENTS.has(type) ? 'payment' : null;
}

export const isPending = ({ payment_details }: PaymentOptionsTransaction): boolean =>
  payment_details?.response_code === PENDING;

/** What became of the payment. `amount` is that of the transaction. */
export function outcomeOf(
  transaction: PaymentOptionsTransaction,
  kind: TransactionKind | null,
  amount: Money | null,
): Outcome {
  const { success, transaction_type, transaction_details } = transaction;
  if (kind === null) return { kind: 'unknown', status: transaction_type ?? 'no transaction type' };
  if (isPending(transaction)) return { kind: 'open' };
  if (success == null) return { kind: 'unknown', status: `${kind}, neither success nor failure` };
  if (!success) return failed(transaction, kind);
  switch (kind) {
    case 'authorization':
      return { kind: 'authorized' };
    case 'payment':
      return { kind: 'paid' };
    case 'void':
      return { kind: 'voided' };
    case 'capture':
    case 'refund':
      return amount === null
        ? { kind: 'unknown', status: `a ${kind} without an amount` }
        : { kind, id: transaction_details.id, amount };
  }
}

/** An operation that failed leaves the payment as it was. */
function failed(transaction: PaymentOptionsTransaction, kind: TransactionKind): Outcome {
  if (kind !== 'payment' && kind !== 'authorization') return { kind: 'open' };
  // Whether the link takes another try is not documented: never said to be the last one.
  return { kind: 'failed', reason: reasonOf(transaction), final: false };
}

/** Why a payment failed, as its codes say it. */
export function reasonOf({
  status_code,
  gateway_response,
  payment_details,
}: PaymentOptionsTransaction): FailureReason {
  // Err3001 to Err3015: a risk rule said no.
  if (/^ERR30\d\d$/i.test(gateway_response?.code ?? '')) return 'suspected_fraud';
  // 406: the card is no valid one.
  if (status_code === '406') return 'card_not_supported';
  const code = payment_details?.response_code?.trim() ?? '';
  const known = reasonOfResponseCode(code);
  if (known !== null) return known;
  const broken = code === '-1' || Number(status_code ?? 0) >= 500;
  return broken ? 'provider_error' : 'declined';
}
