import { html, nothing } from 'lit';
import type { Money } from '../../contract/money.js';
import type { PaymentMethodView } from '../../contract/payment-method.js';
import type { PaymentSessionView } from '../../contract/payment-session.js';
import type { Choosing } from '../session/state.js';
import type { JourneyContext, View } from './context.js';
import { formatMoney, formatNumber, isZero, negative } from './money.js';
import { picture } from './picture.js';

/** The lines of the order, down to the amount. */
export function summary(
  { session, method }: Choosing,
  { strings, locale, backend }: JourneyContext,
): View {
  const { items, subtotal, discount, shipping, tax, description } = session.order;
  const selected = session.payment_methods.find(({ code }) => code === method);
  const fee = feeOf(session, selected);
  const lines = [
    [strings.subtotal, subtotal],
    [strings.discount, discount && !isZero(discount) ? negative(discount) : null],
    [strings.shipping, shipping],
    [strings.tax, tax],
    [strings.feeLine, fee],
    [strings.total, fee ? (selected?.total ?? session.amount) : session.amount],
  ] as const;
  return html`${description ? html`<p part="description">${description}</p>` : nothing}
    <ul class="items" part="items">
      ${items.map(
        (item) =>
          html`<li part="item">
            ${item.image ? picture(item.image, item.name, backend) : nothing}
            <span class="name"
              ><bdi>${item.name}</bdi>${
                item.quantity === 1
                  ? nothing
                  : html` <small>× ${formatNumber(item.quantity, locale)}</small>`
              }</span
            ><bdi>${formatMoney(item.total, locale)}</bdi>
          </li>`,
      )}
    </ul>
    <dl class="receipt" part="totals">
      ${lines.map(([name, money]) =>
        money
          ? html`<div part="line">
              <dt part="label">${name}</dt>
              <dd part="value"><bdi>${formatMoney(money, locale)}</bdi></dd>
            </div>`
          : nothing,
      )}
    </dl>`;
}

/** The fee of the selected method. Where any has one there is a line for it, so that none comes later. */
function feeOf(
  { payment_methods: methods, amount }: PaymentSessionView,
  selected: PaymentMethodView | undefined,
): Money | null {
  if (!methods.some(({ fee }) => fee && !isZero(fee))) return null;
  return selected?.fee ?? { ...amount, value: amount.value.replace(/\d/g, '0') };
}
