import type { Context } from 'hono';
import { html } from 'hono/html';
import { fromMinor } from '../kit/money.js';
import { actionButton, facts, page, type Markup } from '../kit/page.js';
import type { CardFields } from './card.js';
import { pageOf } from './checkout.js';
import type { PostpayContext } from './context.js';
import type { Order } from './order.js';

const show = (
  c: Context,
  context: PostpayContext,
  status: 200 | 404,
  title: string,
  body: Markup,
) =>
  page(c, status, {
    title,
    language: 'en',
    styles: context.url('/static/sandbox.css'),
    brand: 'Postpay',
    body,
  });

/** Hundredths whatever the currency, so two digits whatever the currency. */
const money = (hundredths: number, currency: string): string =>
  `${fromMinor(BigInt(hundredths), 'AED')} ${currency}`;

interface FieldLook {
  readonly name: keyof CardFields;
  readonly label: string;
  readonly autocomplete: string;
}

const LOOKS: readonly FieldLook[] = [
  { name: 'card_number', label: 'Card number', autocomplete: 'cc-number' },
  { name: 'card_date', label: 'Date (MM/YY)', autocomplete: 'cc-exp' },
  { name: 'card_cvc', label: 'CVC', autocomplete: 'cc-csc' },
  { name: 'phone', label: 'Phone number', autocomplete: 'tel' },
  { name: 'code', label: 'Code that would come by SMS', autocomplete: 'one-time-code' },
];

const input = ({ name, label, autocomplete }: FieldLook, value: string): Markup =>
  html`<label class="field"
    >${label}
    <input
      name="${name}"
      value="${value}"
      autocomplete="${autocomplete}"
      data-testid="${name.replace('_', '-')}"
  /></label>`;

function instalments(context: PostpayContext, { numInstalments, totalAmount, currency }: Order) {
  const label = (count: number): string =>
    count === 1
      ? `${money(totalAmount, currency)} now`
      : `${count} × ${money(Math.ceil(totalAmount / count), currency)}`;
  if (numInstalments !== undefined) {
    return html`<p class="note" data-testid="instalments">${label(numInstalments)}</p>`;
  }
  const options = context.instalments.map(
    (count) => html`<option value="${count}">${label(count)}</option>`,
  );
  return html`<label class="field"
    >Instalments
    <select name="num_instalments" data-testid="instalments">
      ${options}
    </select></label
  >`;
}

export function paymentPage(
  c: Context,
  context: PostpayContext,
  order: Order,
  fields: CardFields,
  problems: readonly string[],
) {
  const { orderId, totalAmount, currency, request } = order;
  const amount = money(totalAmount, currency);
  const rows: (readonly [string, string])[] = [
    ['Merchant', 'Example shop'],
    ['Order', orderId],
    ...request.items.map(({ name, qty }) => [name, `× ${qty}`] as const),
  ];
  const alert = html`<div role="alert" data-testid="error">
    ${problems.map((problem) => html`<p class="note">${problem}</p>`)}
  </div>`;
  const body = html`<h1>Pay in instalments</h1>
    <p class="amount" data-testid="amount">${amount}</p>
    ${facts(rows)} ${problems.length > 0 ? alert : ''}
    <form method="post" action="${pageOf(context, order)}">
      ${instalments(context, order)} ${LOOKS.map((look) => input(look, fields[look.name]))}
      ${actionButton({ action: 'pay', label: `Pay ${amount}` })}
      ${actionButton({ action: 'decline', label: 'Decline' })}
      ${actionButton({ action: 'cancel', label: 'Back to the shop' })}
    </form>`;
  return show(c, context, 200, 'Pay in instalments', body);
}

/** Where the shopper stays when the merchant named no URL. */
export const endedPage = (c: Context, context: PostpayContext) =>
  show(
    c,
    context,
    200,
    'Thank you',
    html`<h1>Thank you</h1>
      <p class="note" data-testid="ended">You can close this page.</p>`,
  );

export const unavailablePage = (c: Context, context: PostpayContext) =>
  show(
    c,
    context,
    404,
    'Checkout unavailable',
    html`<h1>Checkout unavailable</h1>
      <p class="note" data-testid="refusal">
        This checkout has ended. Please go back to the shop and start again.
      </p>`,
  );
