import type { Context } from 'hono';
import { html } from 'hono/html';
import { fromMinor } from '../kit/money.js';
import { actionButton, facts, page, reasonSelect, type Markup } from '../kit/page.js';
import { DECLINES } from './answer.js';
import type { PaymentOptionsContext } from './context.js';
import { linkOf } from './create.js';
import type { Payment } from './payment.js';
import { BILLING, missing } from './shopper.js';

const show = (
  c: Context,
  context: PaymentOptionsContext,
  status: 200 | 410 | 422,
  title: string,
  body: Markup,
) =>
  page(c, status, {
    title,
    language: 'en',
    styles: context.url('/static/sandbox.css'),
    brand: 'PaymentOptions',
    body,
  });

const LABELS: Readonly<Record<string, string>> = {
  amount: 'Amount',
  country: 'Country (two letters)',
  email: 'Email',
  phone_number: 'Phone',
  address1: 'Address',
  city: 'City',
  state: 'State',
  postal_code: 'Postal code',
};

const input = (name: string, wrong: readonly string[], currency: string): Markup =>
  html`<label class="field"
    >${LABELS[name] ?? name}${name === 'amount' ? ` (${currency})` : ''}
    <input
      name="${name}"
      data-testid="${name}"
      aria-invalid="${wrong.includes(name) ? 'true' : 'false'}"
    />
  </label>`;

/** What was sent is shown; what was not is asked (seed 002). `wrong`: fields to be typed again. */
export function paymentPage(
  c: Context,
  context: PaymentOptionsContext,
  payment: Payment,
  wrong: readonly string[] = [],
) {
  const { order, minor, billing } = payment;
  const amount = minor === null ? null : `${fromMinor(minor, order.currency)} ${order.currency}`;
  const rows: (readonly [string, string])[] = [
    ['Merchant', order.merchant_email],
    ...(order.merchant_txn_ref === undefined ? [] : [['Order', order.merchant_txn_ref] as const]),
    ...BILLING.flatMap((name) => {
      const value = billing[name];
      return value === undefined ? [] : [[LABELS[name] ?? name, value] as const];
    }),
  ];
  const body = html`<h1>Card payment</h1>
    ${amount === null ? '' : html`<p class="amount" data-testid="shown-amount">${amount}</p>`}
    ${facts(rows)}
    ${
      payment.state === 'DECLINED'
        ? html`<p class="note" data-testid="declined">The card was declined. Try another one.</p>`
        : ''
    }
    ${
      wrong.length === 0
        ? ''
        : html`<p class="note" role="alert" data-testid="wrong">
            Please fill in: ${wrong.map((name) => LABELS[name] ?? name).join(', ')}
          </p>`
    }
    ${
      order.payment_method.store_payment_method === true
        ? html`<p class="note" data-testid="save-card">
            The card will be stored for future payments.
          </p>`
        : ''
    }
    <form method="post" action="${linkOf(context, payment)}">
      ${missing(payment).map((name) => input(name, wrong, order.currency))}
      ${actionButton({ action: 'pay', label: amount === null ? 'Pay' : `Pay ${amount}` })}
      ${reasonSelect(DECLINES)} ${actionButton({ action: 'decline', label: 'Decline' })}
      ${actionButton({ action: 'cancel', label: 'Back to the shop' })}
    </form>`;
  return show(c, context, wrong.length === 0 ? 200 : 422, 'Card payment', body);
}

/** The way back as a POST: a button, because the page has no script. */
export function returnPage(c: Context, context: PaymentOptionsContext, to: string) {
  const url = new URL(to);
  const fields = [...url.searchParams];
  const body = html`<h1>Back to the shop</h1>
    <form method="post" action="${to}">
      ${fields.map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
      )}
      <button class="pay" data-testid="return">Continue</button>
    </form>`;
  return show(c, context, 200, 'Back to the shop', body);
}

export function unavailablePage(c: Context, context: PaymentOptionsContext) {
  const body = html`<h1>Payment unavailable</h1>
    <p class="note" data-testid="refusal">This link takes no payment any more.</p>`;
  return show(c, context, 410, 'Payment unavailable', body);
}
