import { wordId } from '../kit/ids.js';
import { demandMerchant } from './access.js';
import { readAmount } from './amount.js';
import type { PaymentOptionsContext } from './context.js';
import { announce } from './events.js';
import { isPaymentOf, type Payment, type Transaction, type TransactionType } from './payment.js';
import { refuse } from './refused.js';

export interface Operation {
  readonly type: 'CAPTURE' | 'REFUND' | 'VOID';
  readonly transactionId: string;
  readonly merchantId: string;
  /** As sent; a void takes the whole amount. */
  readonly amount: number | null;
}

/** The payment and the transaction with this id. Throws 404. */
export function transactionOf(
  { ledger }: PaymentOptionsContext,
  id: string,
): { readonly payment: Payment; readonly transaction: Transaction } {
  const payment = ledger.byTransaction(id);
  const transaction = payment?.transactions.findLast((each) => each.id === id);
  if (payment === undefined || transaction === undefined) {
    throw refuse(404, 'transactionId', 'does not exist');
  }
  return { payment, transaction };
}

/** Captures, refunds or voids. Throws 400, 404, and 412 for what the payment does not allow now. */
export async function operate(
  context: PaymentOptionsContext,
  { type, transactionId, merchantId, amount }: Operation,
): Promise<{ payment: Payment; transaction: Transaction }> {
  demandMerchant(context, merchantId);
  const { payment } = transactionOf(context, transactionId);
  const left = availableFor(payment, type);
  if (left <= 0n)
    throw refuse(412, 'transactionId', `${type} is not possible for this transaction`);
  const minor = amount === null ? left : readAmount(context, amount, payment.order.currency);
  if (minor > left) throw refuse(412, 'amount', 'is above what is left');
  const { operation_outcome: outcome, operation_webhooks: told } = context.settings.value;
  const transaction: Transaction = {
    id: crypto.randomUUID(),
    ref: nextRef(context),
    at: context.now(),
    type,
    minor,
    outcome,
    reason: outcome === 'declined' ? '-1' : null,
    authCode: outcome === 'approved' ? wordId(6).toUpperCase() : null,
    storedPaymentMethodId: null,
  };
  payment.transactions.push(transaction);
  if (told) await announce(context, payment, transaction);
  return { payment, transaction };
}

export const nextRef = ({ ledger }: PaymentOptionsContext): number =>
  100_001 + ledger.list().reduce((sum, { transactions }) => sum + transactions.length, 0);

/** How much of the payment is left for the operation, minor units. */
function availableFor({ transactions }: Payment, type: Operation['type']): bigint {
  const original = transactions.find(isPaymentOf);
  if (original === undefined) return 0n;
  const sum = (wanted: TransactionType): bigint =>
    transactions
      .filter((each) => each.type === wanted && each.outcome === 'approved')
      .reduce((total, { minor }) => total + minor, 0n);
  const [captured, refunded, voided] = [sum('CAPTURE'), sum('REFUND'), sum('VOID')];
  if (voided > 0n) return 0n;
  switch (type) {
    case 'CAPTURE':
      return original.type === 'PRE_AUTH' ? original.minor - captured : 0n;
    case 'REFUND':
      return captured - refunded;
    case 'VOID':
      return captured > 0n ? 0n : original.minor;
  }
}
