import type { Context } from 'hono';
import { html } from 'hono/html';
import { fromMinor } from '../kit/money.js';
import { actionButton, facts, page, reasonSelect, type Markup } from '../kit/page.js';
import type { FinrelayContext } from './context.js';
import { linkOf } from './create.js';
import type { Payment } from './payment.js';
import { DECLINES } from './shopper.js';

const show = (
  c: Context,
  context: FinrelayContext,
  status: 200 | 404,
  title: string,
  body: Markup,
) =>
  page(c, status, {
    title,
    language: 'en',
    styles: context.url('/static/sandbox.css'),
    brand: 'Finrelay',
    body,
  });

const amountOf = ({ order }: Payment): string =>
  `${fromMinor(BigInt(order.amount), order.currency)} ${order.currency}`;

const amountLine = (payment: Payment): Markup =>
  html`<p class="amount" data-testid="amount">${amountOf(payment)}</p>`;

export function paymentPage(c: Context, context: FinrelayContext, payment: Payment) {
  const { order } = payment;
  const rows: (readonly [string, string])[] = [
    ['Merchant', 'Example shop'],
    ['Order', order.reference],
    ...(order.description === undefined ? [] : [['Description', order.description] as const]),
    ['Terminal', order.terminal_id],
  ];
  const link = linkOf(context, payment);
  const body = html`<h1>Card payment</h1>
    ${amountLine(payment)} ${facts(rows)}
    ${
      order.tokenization?.save_card_for_future_payments === true
        ? html`<p class="note" data-testid="save-card">
            The card will be saved for future payments.
          </p>`
        : ''
    }
    <form method="post" action="${link}">
      ${actionButton({ action: 'pay', label: `Pay ${amountOf(payment)}` })}
      ${reasonSelect(DECLINES)} ${actionButton({ action: 'decline', label: 'Decline' })}
      ${actionButton({ action: 'cancel', label: 'Back to the shop' })}
    </form>`;
  return show(c, context, 200, 'Card payment', body);
}

/** The bank's question of 3-D Secure. */
export function challengePage(c: Context, context: FinrelayContext, payment: Payment) {
  const body = html`<h1 data-testid="challenge">Your bank asks: is it you?</h1>
    ${amountLine(payment)}
    <form method="post" action="${linkOf(context, payment)}">
      <input type="hidden" name="reason" value="AUTHENTICATION_FAILED" />
      <button class="pay" name="action" value="pay" data-testid="challenge-confirm">
        Yes, confirm the payment
      </button>
      <button class="decline" name="action" value="decline" data-testid="challenge-fail">
        No, it is not me
      </button>
      ${actionButton({ action: 'cancel', label: 'Back to the shop' })}
    </form>`;
  return show(c, context, 200, '3-D Secure', body);
}

/** What a shopper sees of a link that cannot be paid (wording: seed 001). */
export function unavailablePage(c: Context, context: FinrelayContext) {
  const body = html`<h1>Payment unavailable</h1>
    <p class="note" data-testid="refusal">
      This payment is currently unavailable. Please contact the merchant.
    </p>`;
  return show(c, context, 404, 'Payment unavailable', body);
}
