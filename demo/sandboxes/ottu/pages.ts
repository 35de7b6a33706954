import { html } from 'hono/html';
import type { Context } from 'hono';
import { actionButton, facts, page, reasonSelect, type Markup } from '../kit/page.js';
import { format } from '../kit/money.js';
import { gatewayOf, type OttuContext } from './context.js';
import { methodView, offersOf } from './offers.js';
import type { Refusal } from './payer.js';
import { isOpen, type Attempt, type Transaction } from './transaction.js';

type Status = Parameters<typeof page>[1];

function show(
  c: Context,
  context: OttuContext,
  transaction: Transaction | null,
  status: Status,
  title: string,
  body: Markup,
): Response | Promise<Response> {
  const language = transaction?.fields.language ?? 'en';
  const styles = context.url('/static/sandbox.css');
  return page(c, status, { title, language, styles, brand: 'Ottu', body });
}

const merchantOf = ({ fields }: Transaction): string => fields.vendor_name ?? 'Example shop';

const orderFacts = (transaction: Transaction): (readonly [string, string])[] => [
  ['Merchant', merchantOf(transaction)],
  ...(transaction.fields.order_no === undefined
    ? []
    : [['Order', transaction.fields.order_no] as const]),
];

const total = (amount: string, currency: string): Markup =>
  html`<p class="amount" data-testid="amount">${amount} ${currency}</p>`;

/** Ottu's own list of methods. */
export function chooserPage(c: Context, context: OttuContext, transaction: Transaction) {
  const { fields, sessionId, attachment } = transaction;
  const methods = offersOf(fields, context.gateways).map((offer) => {
    const { redirect_url, icon, name } = methodView(
      offer,
      gatewayOf(context, offer.code),
      context.url,
      sessionId,
    );
    return html`<li>
      <a href="${redirect_url}" data-testid="method-${offer.code}"
        ><img src="${icon}" alt="" width="48" height="32" /><span>${name}</span
        ><span>${offer.total} ${offer.currency}</span></a
      >
    </li>`;
  });
  const file =
    attachment && context.url(`/attachments/${sessionId}/${encodeURIComponent(attachment.name)}`);
  const body = html`<h1>How would you like to pay?</h1>
    ${total(format(fields.amount, fields.currency_code), fields.currency_code)}
    ${facts(orderFacts(transaction))}
    <ul class="methods">
      ${methods}
    </ul>
    ${file === null ? '' : html`<p><a href="${file}" data-testid="attachment">Download the attachment</a></p>`}`;
  return show(c, context, transaction, 200, 'Choose a payment method', body);
}

/** The page of one payment gateway. */
export function gatewayPage(
  c: Context,
  context: OttuContext,
  transaction: Transaction,
  attempt: Attempt,
) {
  const gateway = gatewayOf(context, attempt.code);
  const { offer, reference } = attempt;
  const action = context.url(
    `/checkout/${transaction.sessionId}/${encodeURIComponent(attempt.code)}/${reference}`,
  );
  const savable = gateway.tokenizable && transaction.fields.customer_id !== undefined;
  const rows: (readonly [string, string])[] = [
    ...orderFacts(transaction),
    ['Amount', `${offer.amount} ${offer.currency}`],
    ['Fee', `${offer.fee} ${offer.currency}`],
    ['Reference', reference],
  ];
  const body = html`<h1>${gateway.name}</h1>
    ${total(offer.total, offer.currency)} ${facts(rows)}
    <form method="post" action="${action}">
      ${savable ? html`<label class="field check"><input type="checkbox" name="save_card" value="yes" data-testid="save-card" /> Save this card</label>` : ''}
      ${actionButton({ action: 'pay', label: `Pay ${offer.total} ${offer.currency}` })}
      ${reasonSelect(gateway.declines)} ${actionButton({ action: 'decline', label: 'Decline' })}
      ${actionButton({ action: 'cancel', label: 'Cancel' })}
    </form>`;
  return show(c, context, transaction, 200, `Pay with ${gateway.name}`, body);
}

const REFUSALS: Readonly<Record<Refusal, { status: Status; title: string; text: string }>> = {
  expired: { status: 410, title: 'Payment expired', text: 'The time to pay is over.' },
  closed: {
    status: 409,
    title: 'Payment closed',
    text: 'This payment can no longer be paid here.',
  },
  unavailable: {
    status: 404,
    title: 'Method not available',
    text: 'This payment method cannot be used for this payment.',
  },
};

export function refusalPage(
  c: Context,
  context: OttuContext,
  transaction: Transaction | null,
  refusal: Refusal,
) {
  const { status, title, text } = REFUSALS[refusal];
  const body = html`<h1 data-testid="refusal">${title}</h1>
    <p class="note">${text}</p>`;
  return show(c, context, transaction, status, title, body);
}

export function unknownPage(c: Context, context: OttuContext) {
  const body = html`<h1 data-testid="refusal">Payment not found</h1>
    <p class="note">This payment does not exist. Please contact the merchant.</p>`;
  return show(c, context, null, 404, 'Payment not found', body);
}

/** Where the payer ends when the merchant did not take over. */
export function summaryPage(c: Context, context: OttuContext, transaction: Transaction) {
  const { fields, state, attempts } = transaction;
  const rows: (readonly [string, string])[] = [
    ...orderFacts(transaction),
    ['State', state],
    ['Reference', attempts.at(-1)?.reference ?? 'none'],
  ];
  const again = context.url(`/b/checkout/redirect/start/?session_id=${transaction.sessionId}`);
  const body = html`<h1 data-testid="summary">Payment summary</h1>
    ${total(format(fields.amount, fields.currency_code), fields.currency_code)} ${facts(rows)}
    ${isOpen(transaction) ? html`<a class="button primary" href="${again}" data-testid="retry">Try again</a>` : ''}`;
  return show(c, context, transaction, 200, 'Payment summary', body);
}
