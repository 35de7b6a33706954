import { hexId, wordId } from '../kit/ids.js';
import type { OpttyContext } from './context.js';
import type { LinkRequest } from './fields.js';
import type { Attempt, Link } from './link.js';
import { Refused } from './refused.js';

/** Opens a payment link. Throws 409 for an invoice number that has one, whatever became of it. */
export function createLink({ ledger, now }: OpttyContext, order: LinkRequest): Link {
  if (ledger.byInvoice(order.invoiceNumber) !== undefined) {
    throw new Refused(409, `invoiceNumber ${order.invoiceNumber} already exists`);
  }
  const link: Link = {
    token: wordId(32),
    reference: hexId(24),
    createdAt: now(),
    order,
    status: 'INITIATED',
    attempts: [],
    refund: null,
  };
  ledger.add(link);
  return link;
}

export const linkUrl = ({ url }: OpttyContext, { token }: Link): string => url(`/pay/${token}`);

export const attemptUrl = (context: OpttyContext, link: Link, { id }: Attempt): string =>
  `${linkUrl(context, link)}/${id}`;

/** The word for the link's state that the settings choose. */
export const statusWord = ({ settings }: OpttyContext, { status }: Link): string =>
  status === 'PAID' ? settings.value.paid_word : status;

/** A link as the API shows it; the sources do not list the fields, so one is a setting. */
export function linkAnswer(context: OpttyContext, link: Link): Record<string, unknown> {
  const { order, attempts, reference } = link;
  const last = attempts.at(-1);
  return {
    [context.settings.value.link_field]: linkUrl(context, link),
    status: statusWord(context, link),
    invoiceNumber: order.invoiceNumber,
    orderReferenceId: reference,
    tipAmount: Number(last?.tip ?? '0'),
    transactionDetails: last === undefined ? null : attemptAnswer(last),
    attemptedPaymentTransactionsWithLink: attempts.map(attemptAnswer),
  };
}

const attemptAnswer = ({ id, provider, amount, at, status }: Attempt) => ({
  amount: Number(amount),
  createdAt: new Date(at).toISOString(),
  bnplProvider: provider,
  transactionReference: id,
  status,
});
