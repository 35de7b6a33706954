import { hexId } from '../kit/ids.js';
import type { FinrelayContext } from './context.js';
import { announce } from './events.js';
import type { ManageRequest } from './fields.js';
import { invalid } from './invalid.js';
import type { Payment, Transaction, TransactionType } from './payment.js';

/** Captures, refunds or voids an approved payment. Throws `INVALID`. */
export async function manage(
  context: FinrelayContext,
  request: ManageRequest,
): Promise<Transaction> {
  const { payment, parent } = parentOf(context, request);
  const { transaction_type: type, amount, currency } = request;
  if (request.terminal_id !== parent.terminal_id) {
    throw invalid('terminal_id', 'must be the terminal of the original transaction');
  }
  if (currency !== parent.currency) throw invalid('currency', 'must be the original currency');
  const available = availableFor(payment, parent, type);
  if (available <= 0)
    throw invalid('transaction_type', `${type} is not possible for this transaction`);
  if (amount > available) throw invalid('amount', `must not be above ${available}`);
  if (type === 'VOID' && amount !== available)
    throw invalid('amount', `must be ${available} for a void`);
  const approved = context.settings.value.management_outcome === 'approved';
  const transaction: Transaction = {
    transaction_id: hexId(32),
    parent_transaction_id: parent.transaction_id,
    reference: parent.reference,
    terminal_id: parent.terminal_id,
    currency,
    amount,
    transaction_type: type,
    status: approved ? 'APPROVED' : 'DECLINED',
    response_code: approved ? 'APPROVED' : 'DECLINED',
    response_message: approved ? 'approved' : 'declined',
    session_id: payment.sessionId,
  };
  payment.transactions.push(transaction);
  await announce(context, payment, transaction);
  return transaction;
}

const isOriginal = ({ transaction_type: type, status }: Transaction): boolean =>
  status === 'APPROVED' && (type === 'PURCHASE' || type === 'AUTHORIZE');

/** The approved purchase or authorization with the reference. */
function parentOf(
  { ledger }: FinrelayContext,
  { reference, parent_transaction_id: id }: ManageRequest,
): { payment: Payment; parent: Transaction } {
  const candidates = ledger
    .list()
    .filter((payment) => payment.order.reference === reference)
    .map((payment) => ({ payment, parent: payment.transactions.findLast(isOriginal) }));
  const found = candidates.findLast(
    ({ payment, parent }) =>
      parent !== undefined &&
      (id === undefined || payment.transactions.some((each) => each.transaction_id === id)),
  );
  if (found?.parent !== undefined) return { payment: found.payment, parent: found.parent };
  throw invalid(
    id === undefined ? 'reference' : 'parent_transaction_id',
    'no approved transaction was found',
  );
}

/** How much of the original is left for the operation, minor units. */
function availableFor(
  { transactions }: Payment,
  { transaction_type, amount }: Transaction,
  type: TransactionType,
): number {
  const sum = (wanted: TransactionType): number =>
    transactions
      .filter((each) => each.transaction_type === wanted && each.status === 'APPROVED')
      .reduce((total, each) => total + each.amount, 0);
  const [captured, refunded, voided] = [sum('CAPTURE'), sum('REFUND'), sum('VOID')];
  const authorized = transaction_type === 'AUTHORIZE';
  if (voided > 0) return 0;
  switch (type) {
    case 'CAPTURE':
      return authorized ? amount - captured : 0;
    case 'REFUND':
      return (authorized ? captured : amount) - refunded;
    default:
      return captured + refunded > 0 ? 0 : amount;
  }
}
