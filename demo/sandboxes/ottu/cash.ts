import { z } from 'zod';
import type { OttuContext } from './context.js';
import { lastAttempt, tellMerchant } from './payer.js';
import { isOpen, type OperationAnswer, type Transaction } from './transaction.js';

export const CashRequest = z.object({ session_id: z.string().min(1).max(128) });

/** Cash on delivery: the payment is settled by hand later. */
export async function payInCash(
  context: OttuContext,
  transaction: Transaction,
): Promise<OperationAnswer> {
  if (!isOpen(transaction)) {
    const detail = `A payment in state ${transaction.state} does not allow cash.`;
    return { status: 400, body: { detail, operation: 'cash', result: 'failed' } };
  }
  const attempt = lastAttempt(context, transaction);
  attempt.state = 'cod';
  transaction.state = 'cod';
  await tellMerchant(context, transaction, attempt);
  return { status: 200, body: { detail: 'Success', operation: 'cash', result: 'success' } };
}
