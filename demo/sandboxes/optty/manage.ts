import { hexId } from '../kit/ids.js';
import type { OpttyContext } from './context.js';
import { statusWord } from './create.js';
import { announce } from './events.js';
import { inProgress, successful, type Link } from './link.js';
import { Refused } from './refused.js';

export interface ManageAnswer {
  readonly invoiceNumber: string;
  /** What was done. */
  readonly action: 'REFUND' | 'CANCEL';
  readonly status: string;
  readonly refundReference?: string;
  readonly refundStatus?: 'PENDING' | 'SUCCESSFUL';
  readonly refundedAmount?: number;
}

/**
 * Refunds a paid link, cancels any other (seed 000). The caller cannot choose: a payment that ends
 * while the call is under way is refunded. Throws 404, 409 for a link that has ended otherwise, and
 * 422 when the BNPL provider refuses the refund.
 */
export async function refundOrCancel(
  context: OpttyContext,
  invoiceNumber: string,
): Promise<ManageAnswer> {
  const link = context.ledger.byInvoice(invoiceNumber);
  if (link === undefined) throw new Refused(404, `invoiceNumber ${invoiceNumber} does not exist`);
  if (link.status === 'PAID') return refund(context, link);
  if (link.status === 'CANCELLED' || link.status === 'REFUNDED') {
    throw new Refused(409, `The payment link is already ${link.status}`);
  }
  const attempt = inProgress(link);
  if (attempt !== undefined) attempt.status = 'CANCELLED';
  link.status = 'CANCELLED';
  await announce(context, link);
  return { invoiceNumber, action: 'CANCEL', status: link.status };
}

async function refund(context: OpttyContext, link: Link): Promise<ManageAnswer> {
  const outcome = context.settings.value.refund_outcome;
  if (link.refund !== null) throw new Refused(409, 'The refund is already in progress');
  if (outcome === 'refused') throw new Refused(422, 'The BNPL provider refused the refund');
  link.refund = {
    id: hexId(24),
    at: context.now(),
    amount: successful(link)?.amount ?? String(link.order.price),
    status: outcome === 'done' ? 'SUCCESSFUL' : 'PENDING',
  };
  if (outcome === 'done') {
    link.status = 'REFUNDED';
    await announce(context, link);
  }
  return {
    invoiceNumber: link.order.invoiceNumber,
    action: 'REFUND',
    status: statusWord(context, link),
    refundReference: link.refund.id,
    refundStatus: link.refund.status,
    refundedAmount: Number(link.refund.amount),
  };
}

/** A pending refund is decided: the BNPL provider paid it back. */
export function settleRefund(link: Link): void {
  if (link.refund?.status !== 'PENDING') return;
  link.refund.status = 'SUCCESSFUL';
  link.status = 'REFUNDED';
}
