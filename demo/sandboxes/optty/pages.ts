import type { Context } from 'hono';
import { html } from 'hono/html';
import { format } from '../kit/money.js';
import { actionButton, facts, page, reasonSelect, type Markup } from '../kit/page.js';
import type { OpttyContext } from './context.js';
import { attemptUrl, linkUrl } from './create.js';
import { inProgress, successful, type Attempt, type Link } from './link.js';
import { DECLINES, offers, priceOf } from './shopper.js';

const show = (
  c: Context,
  context: OpttyContext,
  status: 200 | 404 | 409 | 410,
  title: string,
  body: Markup,
) =>
  page(c, status, {
    title,
    language: 'en',
    styles: context.url('/static/sandbox.css'),
    brand: 'Optty',
    body,
  });

const money = (link: Link, amount: string): string => `${amount} ${link.order.currency}`;

function summary(link: Link): Markup {
  const { order } = link;
  const tax = format(String(order.taxAmount), order.currency);
  return html`<p class="amount" data-testid="amount">${money(link, priceOf(link))}</p>
    ${facts([
      ['Merchant', order.referenceName],
      ['Invoice', order.invoiceNumber],
      ['For', order.description],
      ...(order.hideTax === true ? [] : [['Tax included', money(link, tax)] as const]),
    ])}`;
}

const NOTICES: Partial<Record<Link['status'], string>> = {
  DECLINED: 'The payment was declined. Try again, or choose another way to pay.',
  ERROR: 'The payment failed. Try again, or choose another way to pay.',
};

/** Choose a provider; after a decline the same page says so and takes another try. */
export function choicePage(c: Context, context: OpttyContext, link: Link) {
  const notice = NOTICES[link.status];
  const providers = offers(context, link);
  const body = html`<h1>Choose how to pay</h1>
    ${notice === undefined ? '' : html`<p class="note" data-testid="status">${notice}</p>`}
    ${summary(link)}
    <form method="post" action="${linkUrl(context, link)}">
      ${
        link.order.enableTipping
          ? html`<label class="field"
              >Tip (${link.order.currency})
              <input name="tip" inputmode="decimal" value="0" data-testid="tip"
            /></label>`
          : ''
      }
      ${providers.map(
        ({ code, name, terms }) =>
          html`<button name="method" value="${code}" data-testid="method-${code}">
            ${name}<br /><small>${terms}</small>
          </button>`,
      )}
      ${providers.length === 0 ? html`<p data-testid="refusal">No provider takes this price.</p>` : ''}
    </form>`;
  return show(c, context, 200, 'Choose how to pay', body);
}

/** Only one payment may be in progress: go on with it, or cancel it. */
export function progressPage(c: Context, context: OpttyContext, link: Link, status: 200 | 409) {
  const attempt = inProgress(link);
  const body = html`<h1>A payment is in progress</h1>
    ${summary(link)}
    <p class="note" data-testid="in-progress">
      Finish the payment that was begun, or cancel it to choose another way.
    </p>
    ${
      attempt === undefined
        ? ''
        : html`<p>
            <a
              class="button primary"
              href="${attemptUrl(context, link, attempt)}"
              data-testid="continue"
              >Go on</a
            >
          </p>`
    }
    <form method="post" action="${linkUrl(context, link)}">
      <button name="action" value="drop" data-testid="drop">Cancel it and choose again</button>
    </form>`;
  return show(c, context, status, 'A payment is in progress', body);
}

/** The page of the BNPL provider. */
export function attemptPage(c: Context, context: OpttyContext, link: Link, attempt: Attempt) {
  const name = context.providers.find(({ code }) => code === attempt.provider)?.name;
  const body = html`<h1>${name ?? attempt.provider}</h1>
    <p class="amount" data-testid="amount">${money(link, attempt.amount)}</p>
    <form method="post" action="${attemptUrl(context, link, attempt)}">
      ${actionButton({ action: 'pay', label: `Pay ${money(link, attempt.amount)}` })}
      ${reasonSelect(DECLINES)} ${actionButton({ action: 'decline', label: 'Decline' })}
      ${actionButton({ action: 'cancel', label: 'Cancel' })}
    </form>`;
  return show(c, context, 200, name ?? 'Payment', body);
}

const ENDS: Partial<Record<Link['status'], readonly [200 | 410, string, string]>> = {
  PAID: [200, 'Payment complete', 'Thank you. You may close this page.'],
  REFUNDED: [200, 'Payment refunded', 'The payment was given back to you.'],
  CANCELLED: [410, 'Payment cancelled', 'This link takes no payment any more.'],
};

/** Where the shopper's way ends: Optty sends nobody back to the shop. */
export function statusPage(c: Context, context: OpttyContext, link: Link) {
  const [status, title, text] = ENDS[link.status] ?? [200, link.status, ''];
  const paid = successful(link);
  const body = html`<h1 data-testid="status">${title}</h1>
    <p class="amount">${money(link, paid?.amount ?? priceOf(link))}</p>
    <p class="note" data-testid="${status === 410 ? 'refusal' : 'end'}">${text}</p>`;
  return show(c, context, status, title, body);
}

export function missingPage(c: Context, context: OpttyContext) {
  const body = html`<h1>Nothing here</h1>
    <p class="note" data-testid="refusal">This payment link does not exist.</p>`;
  return show(c, context, 404, 'Nothing here', body);
}
