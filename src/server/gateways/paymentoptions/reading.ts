import type { Money } from '../../../contract/money.js';
import { readDecimal, readMinor } from '../amount.js';
import type { ProviderSession, Reading, StoredMethod } from '../gateway.js';
import { METHOD_CODE } from '../hosted-page.js';
import { storedCard } from '../stored-card.js';
import { recall, remember } from './memory.js';
import type { AmountUnit, PaymentOptionsSettings } from './options.js';
import { kindOf, outcomeOf } from './status.js';
import type { PaymentOptionsTransaction } from './wire.js';

type Unit = Pick<PaymentOptionsSettings, 'amountUnit'>;

/**
 * What a transaction says about the payment. One of an operation keeps the payment's own
 * transaction as that of the payment, and states no order amount: its amount is its own.
 */
export function readTransaction(
  { amountUnit }: Unit,
  transaction: PaymentOptionsTransaction,
  { data }: Pick<ProviderSession, 'data'>,
): Reading {
  const memory = recall(data);
  const { id, merchant_txn_ref } = transaction.transaction_details;
  const kind = kindOf(transaction, memory.authorized);
  const amount = amountOf(amountUnit, transaction);
  const outcome = outcomeOf(transaction, kind, amount);
  const base = {
    reference: merchant_txn_ref ?? transaction.merchant_details?.merchant_txn_ref ?? null,
    outcome,
    methodCode: METHOD_CODE,
  };
  if (kind !== 'payment' && kind !== 'authorization') {
    return { ...base, amount: null, transactionId: memory.transactionId };
  }
  const storedMethod = transaction.success === true ? storedIn(transaction) : null;
  const next = remember(data, id, outcome);
  return {
    ...base,
    amount,
    transactionId: id,
    ...(storedMethod && { storedMethod }),
    ...(next !== data && { data: next }),
  };
}

function amountOf(unit: AmountUnit, { payment_details }: PaymentOptionsTransaction): Money | null {
  const { amount, currency } = { ...payment_details };
  return unit === 'major' ? readDecimal(amount, currency) : readMinor(amount, currency);
}

/** The card that was stored with the payment (seed 002). */
function storedIn({
  transaction_details,
  payment_details,
}: PaymentOptionsTransaction): StoredMethod | null {
  const { number, exp_month, exp_year } = { ...payment_details?.card };
  return storedCard({
    token: transaction_details.stored_payment_method_id,
    number,
    brand: payment_details?.scheme,
    expiry_month: exp_month,
    expiry_year: exp_year,
  });
}
