import { html, nothing } from 'lit';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import { enJourney } from '../locales/en-journey.js';
import type { View, ViewContext } from './context.js';
import { formatMoney, isZero } from './money.js';
import { picture } from './picture.js';

/** The lines of the order, down to the amount. */
export function summary(session: PaymentSessionView, { locale, backend }: ViewContext): View {
  const { items, subtotal, discount, shipping, tax, description } = session.order;
  const lines = [
    [enJourney.subtotal, subtotal, ''],
    [enJourney.discount, discount && !isZero(discount) ? discount : null, '−'],
    [enJourney.shipping, shipping, ''],
    [enJourney.tax, tax, ''],
    [enJourney.total, session.amount, ''],
  ] as const;
  return html`${description ? html`<p>${description}</p>` : nothing}
    <ul class="items" part="items">
      ${items.map(
        (item) =>
          html`<li>
            ${item.image ? picture(item.image, item.name, backend) : nothing}
            <span class="name"
              ><bdi>${item.name}</bdi>${
                item.quantity === 1 ? nothing : html` <small>× ${item.quantity}</small>`
              }</span
            ><bdi>${formatMoney(item.total, locale)}</bdi>
          </li>`,
      )}
    </ul>
    <dl class="receipt" part="totals">
      ${lines.map(([name, money, sign]) =>
        money
          ? html`<div>
              <dt>${name}</dt>
              <dd><bdi>${sign}${formatMoney(money, locale)}</bdi></dd>
            </div>`
          : nothing,
      )}
    </dl>`;
}
